import { cache } from 'react';
import { asAnybody, asShopper } from './senders.ts';
import type { Category, CategoryList, Product, ProductList, ProductQuery } from './types.ts';

export function publicListProducts(query: ProductQuery): Promise<ProductList> {
  return asAnybody<ProductList>({ path: '/api/v1/products', query });
}

/** Throws ApiProblem 404 when there is no such product, or none any more. */
export const publicGetProduct = cache((slug: string): Promise<Product> => {
  return asAnybody<Product>({ path: `/api/v1/products/${encodeURIComponent(slug)}` });
});

export const publicListCategories = cache(async (): Promise<Category[]> => {
  return (await asAnybody<CategoryList>({ path: '/api/v1/categories' })).items;
});

/** Asks for one mail when a sold-out product is back; the answer is the same for every address. Throws ApiProblem `in_stock`, `invalid`, `rate_limited`. */
export function shopperAskForNotice(slug: string, email: string): Promise<void> {
  return asShopper<void>({
    method: 'POST',
    path: `/api/v1/products/${encodeURIComponent(slug)}/notices`,
    body: { email },
  });
}
