import { cache } from 'react';
import { ApiProblem } from './errors.ts';
import { asShopper, hasShopCookie } from './senders.ts';
import type { Address, Me, Order, OrderList } from './types.ts';

/** Who is signed in; null when nobody is. */
export const shopperGetMe = cache(async (): Promise<Me | null> => {
  if (!(await hasShopCookie('session'))) return null;
  try {
    return await asShopper<Me>({ path: '/api/v1/me' });
  } catch (error) {
    if (error instanceof ApiProblem && error.status === 401) return null;
    throw error;
  }
});

/** One's own orders, newest first. Throws ApiProblem 401 where nobody is signed in, as do the others. */
export function shopperListOrders(cursor?: string): Promise<OrderList> {
  return asShopper<OrderList>({ path: '/api/v1/orders', query: { cursor } });
}

const orderPath = (name: string) => `/api/v1/orders/${encodeURIComponent(name)}` as const;

export const shopperGetOrder = cache((name: string): Promise<Order> => asShopper<Order>({ path: orderPath(name) }));

/** Throws ApiProblem `illegal_move` once it is packed. */
export function shopperCancelOrder(name: string, reason?: string): Promise<Order> {
  return asShopper<Order>({ method: 'POST', path: `${orderPath(name)}/cancel`, body: { reason } });
}

/** Throws ApiProblem `illegal_move` once it is packed, `invalid` with the fields that are wrong. */
export function shopperChangeAddress(name: string, address: Address): Promise<Order> {
  return asShopper<Order>({ method: 'PUT', path: `${orderPath(name)}/address`, body: address });
}
