import 'server-only';
import { headers } from 'next/headers';
import { cache } from 'react';
import { shopSession } from '../http/cookies.ts';
import { callerFrom } from '../http/hop.ts';
import { readSettings } from '../settings.ts';
import { ApiProblem } from './errors.ts';
import { type ApiRequest, type Sender, send } from './send.ts';
import type { Category, CategoryList, Me, Product, ProductList } from './types.ts';

// The storefront's only door to the server. A function's name begins with whom it speaks for:
// public… anybody, shopper… the person whose session cookie came with the request.

async function asAnybody<T>(request: ApiRequest): Promise<T> {
  const sender: Sender = { ...callerFrom(await headers()), cookie: '' };
  return (await send<T>(request, sender, readSettings())).data;
}

export type ProductQuery = {
  category?: string;
  q?: string;
  /** Lowest and highest price in minor units, both included: "100-500". */
  price?: string;
  sort?: 'name' | '-name' | 'price' | '-price' | 'newest';
  cursor?: string;
  limit?: number;
};

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

/** Who is signed in; null when nobody is. */
export const shopperGetMe = cache(async (): Promise<Me | null> => {
  const requestHeaders = await headers();
  const cookie = shopSession(requestHeaders.get('cookie'));
  if (cookie === '') return null;
  try {
    const sender = { ...callerFrom(requestHeaders), cookie };
    return (await send<Me>({ path: '/api/v1/me' }, sender, readSettings())).data;
  } catch (error) {
    if (error instanceof ApiProblem && error.status === 401) return null;
    throw error;
  }
});
