import { cache } from 'react';
import { asShopper, hasShopCookie } from './senders.ts';
import type { Cart, CheckoutAnswer, CheckoutRequest } from './types.ts';

/** The cart as it is now; null where there can be none, since nobody is signed in and nothing was put into one. */
export const shopperGetCart = cache(async (): Promise<Cart | null> => {
  return (await hasShopCookie('any')) ? asShopper<Cart>({ path: '/api/v1/cart' }) : null;
});

/** Sets how many of a product are in the cart, zero taking it out. Throws ApiProblem `out_of_stock`, `not_for_sale`, `cart_full`. */
export function shopperSetCartLine(productId: string, quantity: number): Promise<Cart> {
  const path = `/api/v1/cart/lines/${encodeURIComponent(productId)}` as const;
  return asShopper<Cart>({ method: 'PUT', path, body: { quantity } });
}

/** Orders what is in the cart; the same key orders once. Throws ApiProblem `out_of_stock`, `price_changed`, `cart_empty`, `invalid` … */
export function shopperCheckOut(body: CheckoutRequest, idempotencyKey: string): Promise<CheckoutAnswer> {
  return asShopper<CheckoutAnswer>({ method: 'POST', path: '/api/v1/checkout', body, idempotencyKey });
}
