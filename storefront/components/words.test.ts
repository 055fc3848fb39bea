import { expect, it } from '@jest/globals';
import { texts } from '../lib/texts.ts';
import { tilesAcross } from './category-tiles.tsx';
import { stockInWords } from './stock-note.tsx';

it.each([
  [{ availability: 'in_stock', available: 40, uom: 'piece' }, 'In stock'],
  [{ availability: 'low', available: 3, uom: 'piece' }, 'Only 3 left'],
  [{ availability: 'low', available: 250, uom: 'm' }, 'Only 2.5 m left'],
  [{ availability: 'sold_out', available: 0, uom: 'piece' }, 'Sold out'],
] as const)('says of %j: %s', (stock, words) => {
  expect(stockInWords(stock)).toBe(words);
});

it('counts things as one would', () => {
  expect(texts.catalogue.count(1)).toBe('1 thing');
  expect(texts.catalogue.count(999)).toBe('999 things');
  expect(texts.catalogue.count(1001)).toBe('More than 1,000 things');
  expect(texts.catalogue.count(null)).toBe('');
});

it.each([
  [10, 5],
  [12, 6],
  [14, 7],
  [11, 6],
  [3, 4],
])('lays %i tiles out %i a row', (count, across) => {
  expect(tilesAcross(count)).toBe(across);
});
