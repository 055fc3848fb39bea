import { Types } from 'mongoose';
import type { Product } from './product.model.ts';
import { wordsOf } from './words.policy.ts';

/** The list in which every product stands. Like all names of lists it begins with a sign that no word of a search can hold. */
export const EVERY_PRODUCT = '#all';
export const inCategory = (id: unknown): string => `#category:${String(id)}`;
export const onShelf = (shelf: string): string => `#shelf:${shelf}`;
export const ofFamily = (family: string): string => `#family:${family}`;

/** Any value may be stored, by whoever writes past the application. */
const text = (value: unknown): string => (typeof value === 'string' || typeof value === 'number' ? String(value) : '');

/**
 * What products are found by, made of their other fields: the lists they stand in, so that one index for each order serves them all
 * (docs/decisions/0027), and the folded words of name and SKU, through which search looks.
 */
export const FOUND_BY = {
  names: ['lists', 'words'],
  from: ['name', 'sku', 'category', 'shelf', 'family'],
  of: ({ name, sku, category, shelf, family }: Record<string, unknown>): Pick<Product, 'lists' | 'words'> => ({
    lists: [
      EVERY_PRODUCT,
      ...(category instanceof Types.ObjectId ? [inCategory(category)] : []),
      ...(text(shelf) ? [onShelf(text(shelf))] : []),
      ...(text(family) ? [ofFamily(text(family))] : []),
    ],
    words: wordsOf(text(name), text(sku)),
  }),
} as const;
