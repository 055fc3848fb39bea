import { redirect } from 'next/navigation';
import { ApiProblem } from './api/errors.ts';
import { publicListProducts } from './api/index.ts';
import type { ProductList } from './api/types.ts';
import { type CatalogueQuery, catalogueHref, toProductQuery } from './catalogue-query.ts';
import { readSettings } from './settings.ts';

/**
 * The products of one catalogue page; undefined where the shelf asked for is none. A cursor that the server no longer
 * understands (an old link) leads to the first page.
 */
export async function listPage(
  path: string,
  query: CatalogueQuery,
  category = query.category,
): Promise<ProductList | undefined> {
  try {
    return await publicListProducts(toProductQuery({ ...query, category }, readSettings().currency));
  } catch (error) {
    if (isAboutCursor(error)) redirect(catalogueHref(path, query, { cursor: '', page: 1 }));
    if (isAboutShelf(error)) return undefined;
    throw error;
  }
}

const isAboutCursor = (error: unknown): boolean =>
  error instanceof ApiProblem && (error.code === 'bad_cursor' || 'cursor' in error.fields);

const isAboutShelf = (error: unknown): boolean =>
  error instanceof ApiProblem && (error.code === 'not_found' || 'category' in error.fields);
