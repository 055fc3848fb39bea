import { z } from 'zod';
import type { Answer } from '../../platform/api-route.ts';
import { AppError, notFound } from '../../shared/errors.ts';
import { decodeCursor, encodeCursor } from '../../shared/pagination.ts';
import { presentCategories, presentProduct } from './catalogue.presenter.ts';
import {
  type CatalogueFilter,
  countOnSale,
  countsByCategory,
  findOnSale,
  findOnSaleBySlug,
  fitsSort,
  type Position,
  positionOf,
} from './catalogue.repository.ts';
import { type CatalogueSort, type ListProductsQuery, MOST_COUNTED } from './catalogue.schemas.ts';
import { type CategoryTree, categoryTree, withDescendants } from './category-tree.service.ts';
import { wordsOf } from './words.policy.ts';

const cursorContent = z.strictObject({
  s: z.string(),
  v: z.union([z.string(), z.int().min(-8.64e15).max(8.64e15)]),
  i: z.string().regex(/^[0-9a-f]{24}$/),
});

/** A page of products on sale. The first page also says how many there are. */
export async function listProducts({ query, url }: { query: ListProductsQuery; url: string }): Promise<Answer> {
  const { sort, limit } = query;
  const after = query.cursor === undefined ? null : readCursor(query.cursor, sort);
  const tree = await categoryTree();
  const filter = filterOf(query, tree);

  const [rows, total] = await Promise.all([
    findOnSale(filter, { sort, after, limit: limit + 1 }),
    after ? null : countOnSale(filter, MOST_COUNTED),
  ]);
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  const next = rows.length > limit && last ? writeCursor(positionOf(last, sort), sort) : null;
  return {
    body: { items: page.map((row) => presentProduct(row, tree)), next, total },
    ...(next ? { headers: { Link: `<${withCursor(url, next)}>; rel="next"` } } : {}),
  };
}

export async function showProduct({ params }: { params: { slug: string } }): Promise<Answer> {
  const [row, tree] = await Promise.all([findOnSaleBySlug(params.slug), categoryTree()]);
  if (!row) throw notFound('product', params.slug);
  return { body: presentProduct(row, tree) };
}

export async function listCategories(): Promise<Answer> {
  const [tree, counts] = await Promise.all([categoryTree(), countsByCategory()]);
  return { body: { items: presentCategories(tree, counts) } };
}

function filterOf({ category, q, price }: ListProductsQuery, tree: CategoryTree): CatalogueFilter {
  const node = category === undefined ? undefined : tree.bySlug.get(category);
  if (category !== undefined && !node) throw notFound('category', category);
  return {
    categories: node ? withDescendants(tree, node.id) : null,
    words: q === undefined ? null : searchWords(q),
    minPrice: price?.min ?? null,
    maxPrice: price?.max ?? null,
  };
}

/** A search without a single letter or digit finds what an unknown word finds: nothing. */
function searchWords(q: string): string[] {
  const words = wordsOf(q);
  return words.length > 0 ? words.slice(0, 8) : ['\u0000'];
}

const writeCursor = ({ value, id }: Position, sort: CatalogueSort): string =>
  encodeCursor({ s: sort, v: value, i: id });

/** A cursor of another list or another sort leads nowhere: 404, as an address would. */
function readCursor(text: string, sort: CatalogueSort): Position {
  const content = cursorContent.safeParse(decoded(text));
  if (!content.success || content.data.s !== sort) throw noSuchPage();
  const position = { value: content.data.v, id: content.data.i };
  if (!fitsSort(position, sort)) throw noSuchPage();
  return position;
}

function decoded(text: string): unknown {
  try {
    return decodeCursor(text);
  } catch {
    return null;
  }
}

const noSuchPage = () =>
  new AppError('bad_cursor', 404, 'This cursor does not belong to this list. Start again without it.');

function withCursor(url: string, cursor: string): string {
  const [path = '', search = ''] = url.split('?', 2);
  const query = new URLSearchParams(search);
  query.set('cursor', cursor);
  return `${path}?${query}`;
}
