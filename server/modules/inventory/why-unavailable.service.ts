import { notFound } from '../../shared/errors.ts';
import { assertCan } from '../../shared/permissions.policy.ts';
import type { Uom } from '../../shared/quantity.ts';
import type { RequestContext } from '../../shared/request-context.ts';
import { productsByIds } from '../catalog/index.ts';
import { type IncomingDelivery, incomingOf } from './book-in-delivery.use-case.ts';

/** An open order that a product is promised to. */
export type PromisedTo = { orderId: string; name: string; date: Date; waiting: number };

type OpenOrders = (productId: string, limit: number) => Promise<PromisedTo[]>;
let openOrders: OpenOrders | undefined;

/** Ordering, which stands above, says whose open orders wait for a product. Bound once in the composition root. */
export function bindOpenOrders(source: OpenOrders): void {
  openOrders = source;
}

/** Where a product's stock is: quantities in steps of its unit. */
export type Whereabouts = {
  uom: Uom;
  onHand: number;
  reserved: number;
  held: number;
  available: number;
  /** The open orders it is promised to, the oldest first; `more` says that there are others. */
  orders: PromisedTo[];
  more: boolean;
  incoming: IncomingDelivery[];
};

const MOST_ORDERS = 20;

/** Answers "Why is it unavailable?": on hand, in whose open orders since when, held, incoming until when. Throws `not_found`, `forbidden`. */
export async function whyUnavailable(ctx: RequestContext, productId: string): Promise<Whereabouts> {
  assertCan(ctx, 'products', 'availability');
  if (!openOrders) throw new Error('bindOpenOrders was not called');
  const [product] = await productsByIds([productId]);
  if (!product) throw notFound('product', productId);
  const orders = await openOrders(productId, MOST_ORDERS + 1);
  const { uom, quantity, reserved, held, available } = product;
  return {
    uom,
    onHand: quantity,
    reserved,
    held,
    available,
    orders: orders.slice(0, MOST_ORDERS),
    more: orders.length > MOST_ORDERS,
    incoming: await incomingOf(productId),
  };
}
