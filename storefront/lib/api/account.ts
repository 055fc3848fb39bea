import { cache } from 'react';
import { ApiProblem } from './errors.ts';
import { asShopper, hasShopCookie } from './senders.ts';
import type { Address, LookedUpOrder, Me, Order, OrderList } from './types.ts';

/** An order by its number, and the key of its link where one came along. */
type OpenOrder = { name: string; key: string | undefined };

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

/** One's own order, or the one that the key of a mail's link opens; so do the others that take a key. Throws ApiProblem `not_found`. */
export const shopperGetOrder = cache(
  (name: string, orderKey?: string): Promise<Order> => asShopper<Order>({ path: orderPath(name), orderKey }),
);

/** A guest's order and its key. Throws ApiProblem `no_such_order`, `rate_limited`, `invalid`. */
export function shopperLookUpOrder(name: string, email: string): Promise<LookedUpOrder> {
  return asShopper<LookedUpOrder>({ method: 'POST', path: '/api/v1/orders/lookup', body: { name, email } });
}

/** Throws ApiProblem `illegal_move` once it is packed. */
export function shopperCancelOrder({ name, key }: OpenOrder, reason?: string): Promise<Order> {
  return asShopper<Order>({ method: 'POST', path: `${orderPath(name)}/cancel`, body: { reason }, orderKey: key });
}

/** Throws ApiProblem `illegal_move` once it is packed, `invalid` with the fields that are wrong. */
export function shopperChangeAddress({ name, key }: OpenOrder, address: Address): Promise<Order> {
  return asShopper<Order>({ method: 'PUT', path: `${orderPath(name)}/address`, body: address, orderKey: key });
}
