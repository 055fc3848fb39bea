import { expect, it } from '@jest/globals';
import type { Category, Product } from './api/types.ts';
import { arrangeWindow } from './arrange-window.ts';

const image = { alt: '', width: 960, height: 960, variants: [] };

const product = (id: string, overrides: Partial<Product> = {}): Product => ({
  id,
  sku: id,
  slug: id,
  name: id,
  description: '',
  category: { slug: 'bags', name: 'Bags' },
  uom: 'piece',
  price: { amount: 100, currency: 'GBP' },
  availability: 'in_stock',
  available: 5,
  images: [image],
  ...overrides,
});

const bags: Category = { id: 'c1', slug: 'bags', name: 'Bags', parent: null, products: 40 };
const mugs: Category = { id: 'c2', slug: 'mugs', name: 'Mugs', parent: null, products: 40 };
const inMugs = { category: { slug: 'mugs', name: 'Mugs' } };

const arrange = (newest: Product[], little: Product[] = []) =>
  arrangeWindow({ categories: [bags, mugs], tops: [bags, mugs], newest, little });

it('shows no product twice, and nothing that is sold out or without a picture', () => {
  const newest = Array.from({ length: 30 }, (_, i) => product(`n${i}`, i % 2 ? inMugs : {}));
  newest[0] = product('sold-out', { availability: 'sold_out' });
  newest[1] = product('no-picture', { images: [] });
  const { hero, tiles, fresh, lastOnes, little } = arrange(newest, newest);
  const shown = [...hero, ...fresh, ...lastOnes, ...little, ...tiles.flatMap(({ picture }) => picture ?? [])];
  expect(new Set(shown.map(({ id }) => id)).size).toBe(shown.length);
  expect(shown.map(({ id }) => id)).not.toContain('sold-out');
  expect(shown.map(({ id }) => id)).not.toContain('no-picture');
});

it('deals out from all shelves, not ten of one kind', () => {
  const newest = [
    ...Array.from({ length: 20 }, (_, i) => product(`b${i}`)),
    product('m1', inMugs),
    product('m2', inMugs),
  ];
  expect(arrange(newest).hero.map(({ id }) => id)).toEqual(['b0', 'm1', 'b1', 'm2']);
});

it('leaves a section out that cannot fill a row, and stands empty without complaint', () => {
  expect(arrange([product('only', { availability: 'low' })]).lastOnes).toEqual([]);
  expect(arrange([])).toMatchObject({ hero: [], fresh: [], little: [] });
});
