import type { Category, Product } from './api/types.ts';
import { pathTo } from './category-tree.ts';

export type Tile = { category: Category; picture: Product | undefined };

type Goods = { categories: Category[]; tops: Category[]; newest: Product[]; little: Product[] };

const ROW = 4;
const HERO = 4;

const toBeHad = (product: Product): boolean => product.availability !== 'sold_out' && product.images.length > 0;

/** Chooses what the front page shows: no product twice, nothing sold out, not ten of a kind side by side. */
export function arrangeWindow({ categories, tops, newest, little }: Goods) {
  const shown = new Set<string>();
  const take = (from: Product[], count: number): Product[] => {
    const chosen = mixShelves(from.filter((product) => !shown.has(product.id))).slice(0, count);
    for (const { id } of chosen) shown.add(id);
    return chosen;
  };
  const goods = newest.filter(toBeHad);
  const topOf = (product: Product): string | undefined => pathTo(categories, product.category?.slug ?? '')[0]?.slug;
  const hero = take(goods, HERO);
  const tiles: Tile[] = tops.map((category) => {
    const [picture] = take(
      goods.filter((product) => topOf(product) === category.slug),
      1,
    );
    return { category, picture };
  });
  const lastOnes = take(
    goods.filter((product) => product.availability === 'low'),
    ROW,
  );
  return {
    hero,
    tiles,
    lastOnes: wholeRow(lastOnes),
    fresh: take(goods, 2 * ROW),
    little: wholeRow(take(little.filter(toBeHad), ROW)),
  };
}

/** A section that could not fill one row looks like a mistake; better none. */
const wholeRow = (products: Product[]): Product[] => (products.length === ROW ? products : []);

/** Deals the products out shelf by shelf, keeping the order within each. */
function mixShelves(products: Product[]): Product[] {
  const shelves = Map.groupBy(products, (product) => product.category?.slug ?? '');
  const rounds = Math.max(0, ...[...shelves.values()].map((shelf) => shelf.length));
  return Array.from({ length: rounds }, (_, round) =>
    [...shelves.values()].flatMap((shelf) => shelf.slice(round, round + 1)),
  ).flat();
}
