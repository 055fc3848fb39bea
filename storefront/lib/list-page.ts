import { redirect } from 'next/navigation';
import { ApiProblem } from './api/errors.ts';
import { publicListProducts } from './api/index.ts';
import type { ProductList, ProductQuery } from './api/types.ts';
import { type CatalogueQuery, catalogueHref, toProductQuery } from './catalogue-query.ts';
import { readSettings } from './settings.ts';

/** The products of one catalogue page. A cursor the server no longer understands (an old link) leads to the first page. */
export async function listPage(
  path: string,
  query: CatalogueQuery,
  fixed: Partial<ProductQuery> = {},
): Promise<ProductList> {
  try {
    return await publicListProducts({ ...toProductQuery(query, readSettings().currency), ...fixed });
  } catch (error) {
    const refused = error instanceof ApiProblem && ['bad_cursor', 'invalid_parameter'].includes(error.code);
    if (refused && query.cursor !== '') redirect(catalogueHref(path, query, { cursor: '', page: 1 }));
    throw error;
  }
}
