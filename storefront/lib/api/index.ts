import 'server-only';
import { headers } from 'next/headers';
import { cache } from 'react';
import { passCookiesOn } from '../http/answer.ts';
import { shopSession } from '../http/cookies.ts';
import { callerFrom } from '../http/hop.ts';
import { readSettings } from '../settings.ts';
import { ApiProblem } from './errors.ts';
import { type ApiRequest, type Sender, send } from './send.ts';
import type { Category, CategoryList, Me, Product, ProductList, ProductQuery } from './types.ts';

// The storefront's only door to the server. A function's name begins with whom it speaks for:
// public… anybody, shopper… the person whose session cookie came with the request.

async function asAnybody<T>(request: ApiRequest): Promise<T> {
  const sender: Sender = { ...callerFrom(await headers()), cookie: '' };
  return (await send<T>(request, sender, readSettings())).data;
}

async function asShopper<T>(request: ApiRequest): Promise<T> {
  const requestHeaders = await headers();
  const sender: Sender = { ...callerFrom(requestHeaders), cookie: shopSession(requestHeaders.get('cookie')) };
  const { data, setCookies } = await send<T>(request, sender, readSettings());
  passCookiesOn(sender.requestId, setCookies);
  return data;
}

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
  if (shopSession((await headers()).get('cookie')) === '') return null;
  try {
    return await asShopper<Me>({ path: '/api/v1/me' });
  } catch (error) {
    if (error instanceof ApiProblem && error.status === 401) return null;
    throw error;
  }
});
