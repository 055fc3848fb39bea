import { Types } from 'mongoose';
import { keptForASecond } from '../../platform/kept-for-a-second.ts';
import { type CatalogueSort, MOST_COUNTED } from './catalogue.schemas.ts';
import { categoryTree } from './category-tree.service.ts';
import { type Product, ProductModel } from './product.model.ts';
import { EVERY_PRODUCT, inCategory } from './product-lists.policy.ts';
import { someBeginsWith } from './words.policy.ts';

/** What of a product may leave the house, and nothing else is read. */
const FIELDS = {
  sku: 1,
  slug: 1,
  name: 1,
  description: 1,
  category: 1,
  uom: 1,
  price: 1,
  quantity: 1,
  reserved: 1,
  held: 1,
  lowStockThreshold: 1,
  images: 1,
  createdAt: 1,
} as const;

export type CatalogueRow = Pick<Product, '_id' | Exclude<keyof typeof FIELDS, 'createdAt'>> & { createdAt: Date };

/** Where a page ended: the last row's value of the sort and its id. */
export type Position = { value: string | number; id: string };

export type CatalogueFilter = {
  /** Ids; null for every category. */
  categories: readonly string[] | null;
  /** Folded words, all of which must occur; null for no search. */
  words: readonly string[] | null;
  minPrice: number | null;
  maxPrice: number | null;
};

type SortField = 'name' | 'price' | 'createdAt';
const SORT_FIELDS: Record<CatalogueSort, { field: SortField; direction: 1 | -1 }> = {
  name: { field: 'name', direction: 1 },
  '-name': { field: 'name', direction: -1 },
  price: { field: 'price', direction: 1 },
  '-price': { field: 'price', direction: -1 },
  newest: { field: 'createdAt', direction: -1 },
};

/** A page of products on sale, from right behind a position on. */
export async function findOnSale(
  filter: CatalogueFilter,
  { sort, after, limit }: { sort: CatalogueSort; after: Position | null; limit: number },
): Promise<CatalogueRow[]> {
  const { field, direction } = SORT_FIELDS[sort];
  const where = conditions(filter);
  if (after) Object.assign(where, behind(after, field, direction, where[field]));
  return ProductModel.find(where, FIELDS)
    .sort({ [field]: direction, _id: direction })
    .limit(limit)
    .lean<CatalogueRow[]>();
}

/** How many products on sale there are, counted up to `most`. */
export const countOnSale = (filter: CatalogueFilter, most: number): Promise<number> =>
  ProductModel.countDocuments(conditions(filter)).limit(most).exec();

export const findOnSaleBySlug = (slug: string): Promise<CatalogueRow | null> =>
  ProductModel.findOne({ slug, status: 'active' }, FIELDS).lean<CatalogueRow>().exec();

/**
 * How many products on sale each category itself holds, counted up to `MOST_COUNTED`; at most a second old. Every page of the shop asks,
 * and among 100,000 products this is the dearest of its questions.
 */
const counts = keptForASecond(async (): Promise<ReadonlyMap<string, number>> => {
  const ids = [...(await categoryTree()).byId.keys()];
  const own = await Promise.all(
    ids.map((id) => countOnSale({ categories: [id], words: null, minPrice: null, maxPrice: null }, MOST_COUNTED)),
  );
  return new Map(ids.map((id, n) => [id, own[n] ?? 0]));
});
export const countsByCategory = (): Promise<ReadonlyMap<string, number>> => counts.get();
export const forgetCounts = (): void => counts.forget();

/** The value that a row is sorted by, as a cursor keeps it. */
export function positionOf(row: CatalogueRow, sort: CatalogueSort): Position {
  const value = row[SORT_FIELDS[sort].field];
  return { value: value instanceof Date ? value.getTime() : value, id: String(row._id) };
}

/** Whether a position can belong to this sort. */
export const fitsSort = (position: Position, sort: CatalogueSort): boolean =>
  (typeof position.value === 'string') === (SORT_FIELDS[sort].field === 'name');

function conditions({ categories, words, minPrice, maxPrice }: CatalogueFilter): Record<string, unknown> {
  const where: Record<string, unknown> = { status: 'active' };
  where['lists'] = categories ? { $in: categories.map(inCategory) } : EVERY_PRODUCT;
  if (words) where['$and'] = words.map((word) => ({ words: wordCondition(word) }));
  if (minPrice !== null || maxPrice !== null) {
    where['price'] = {
      ...(minPrice === null ? {} : { $gte: minPrice }),
      ...(maxPrice === null ? {} : { $lte: maxPrice }),
    };
  }
  return where;
}

/** A single letter would be the beginning of half of all words: it has to be a word itself. */
const wordCondition = (word: string): unknown => (word.length === 1 ? word : someBeginsWith(word));

/** The rows behind a position. The range on the field is where the index is entered; the rest only parts equal values. */
function behind({ value, id }: Position, field: SortField, direction: 1 | -1, range: unknown): Record<string, unknown> {
  const [beyond, from] = direction === 1 ? (['$gt', '$gte'] as const) : (['$lt', '$lte'] as const);
  const at = field === 'createdAt' ? new Date(value) : value;
  const asked = (range ?? {}) as { $gte?: number; $lte?: number };
  const limit = asked[from];
  const nearer = direction === 1 ? Math.max : Math.min;
  return {
    [field]: { ...asked, [from]: limit === undefined ? at : nearer(limit, Number(value)) },
    $or: [{ [field]: { [beyond]: at } }, { _id: { [beyond]: new Types.ObjectId(id) } }],
  };
}
