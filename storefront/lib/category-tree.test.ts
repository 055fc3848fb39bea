import { expect, it } from '@jest/globals';
import type { Category } from './api/types.ts';
import { childCategories, pathTo, topCategories } from './category-tree.ts';

const shelf = (slug: string, parent: string | null, products = 1): Category => ({
  id: slug,
  slug,
  name: slug,
  parent,
  products,
});

const shelves = [shelf('small', null, 2), shelf('big', null, 9), shelf('empty', null, 0), shelf('mugs', 'big', 4)];

it('puts the fullest shelves first and leaves empty ones out', () => {
  expect(topCategories(shelves).map(({ slug }) => slug)).toEqual(['big', 'small']);
  expect(childCategories(shelves, 'big').map(({ slug }) => slug)).toEqual(['mugs']);
});

it('finds the way down to a shelf, and none to one that is not there', () => {
  expect(pathTo(shelves, 'mugs').map(({ slug }) => slug)).toEqual(['big', 'mugs']);
  expect(pathTo(shelves, 'gone')).toEqual([]);
});

it('does not walk in circles', () => {
  const circle = [shelf('a', 'b'), shelf('b', 'a')];
  expect(pathTo(circle, 'a').map(({ slug }) => slug)).toEqual(['b', 'a']);
});
