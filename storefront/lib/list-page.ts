import { redirect } from 'next/navigation';
import { ApiProblem } from './api/errors.ts';
import { type ProductQuery, publicListProducts } from './api/index.ts';
import type { ProductList } from './api/types.ts';
import { type CatalogueQuery, catalogueHref, toProductQuery } from './catalogue-query.ts';

/** The products of one catalogue page. A cursor the server no longer understands (an old link) leads to the first page. */
export async function listPage(
  path: string,
  query: CatalogueQuery,
  fixed: Partial<ProductQuery> = {},
): Promise<ProductList> {
  try {
    return await publicListProducts({ ...toProductQuery(query), ...fixed });
  } catch (error) {
    const stale = error instanceof ApiProblem && error.status < 404 && query.cursor !== '';
    if (stale) redirect(catalogueHref(path, query, { cursor: '', page: 1 }));
    throw error;
  }
}
