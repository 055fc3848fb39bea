import { cache } from 'react';
import { ApiProblem } from './errors.ts';
import { asShopper, fileForShopper, hasShopCookie } from './senders.ts';
import type {
  Address,
  LookedUpOrder,
  Me,
  Order,
  OrderList,
  PaidAnswer,
  PayRequest,
  ReturnPhoto,
  ReturnWish,
} from './types.ts';

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

/** Where the latest of one's own orders went; null where there is none, or none that says so. */
export async function shopperLastAddress(): Promise<Order['address']> {
  const { items } = await asShopper<OrderList>({ path: '/api/v1/orders', query: { limit: 1 } });
  return items[0] ? (await shopperGetOrder(items[0].name)).address : null;
}

/** A guest's order and its key. Throws ApiProblem `no_such_order`, `rate_limited`, `invalid`. */
export function shopperLookUpOrder(name: string, email: string): Promise<LookedUpOrder> {
  return asShopper<LookedUpOrder>({ method: 'POST', path: '/api/v1/orders/lookup', body: { name, email } });
}

/** Tries once more to pay; the same key is the same try. Throws ApiProblem `illegal_move`, `payment_under_way`, `invalid`. */
export function shopperPayOrder({ name, key }: OpenOrder, body: PayRequest, idempotencyKey: string) {
  const path = `${orderPath(name)}/payments` as const;
  return asShopper<PaidAnswer>({ method: 'POST', path, body, idempotencyKey, orderKey: key });
}

/** Keeps a photo for a return. Throws ApiProblem `picture_not_supported`, `picture_too_large`, `picture_unreadable` … */
export async function shopperSendReturnPhoto({ name, key }: OpenOrder, file: Blob): Promise<string> {
  const path = `${orderPath(name)}/return-photos` as const;
  return (await asShopper<ReturnPhoto>({ method: 'POST', path, file, orderKey: key })).photo;
}

/** Throws ApiProblem `illegal_move` before it is delivered, `return_waiting`, `invalid`, `picture_missing`. */
export function shopperRequestReturn({ name, key }: OpenOrder, body: ReturnWish): Promise<Order> {
  return asShopper<Order>({ method: 'POST', path: `${orderPath(name)}/returns`, body, orderKey: key });
}

/** A photo of a return as the server sends it; its status says whether it may be seen. Throws ApiUnavailable. */
export const shopperFetchReturnPhoto = ({ name, key }: OpenOrder, photo: string): Promise<Response> =>
  fileForShopper({ path: `${orderPath(name)}/return-photos/${encodeURIComponent(photo)}`, orderKey: key });

/** Throws ApiProblem `illegal_move` once it is packed. */
export function shopperCancelOrder({ name, key }: OpenOrder, reason?: string): Promise<Order> {
  return asShopper<Order>({ method: 'POST', path: `${orderPath(name)}/cancel`, body: { reason }, orderKey: key });
}

/** Throws ApiProblem `illegal_move` once it is packed, `invalid` with the fields that are wrong. */
export function shopperChangeAddress({ name, key }: OpenOrder, address: Address): Promise<Order> {
  return asShopper<Order>({ method: 'PUT', path: `${orderPath(name)}/address`, body: address, orderKey: key });
}
