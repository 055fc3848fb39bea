import mongoose from 'mongoose';
import { ADDRESS, GUEST } from '../cli/prove/people.ts';
import { runOperation } from '../modules/audit/index.ts';
import { createUser } from '../modules/identity/index.ts';
import { bindOpenReservations, verifyStock } from '../modules/inventory/index.ts';
import { OrderModel } from '../modules/ordering/admin.ts';
import {
  insertReturnRequest,
  type OrderView,
  openReservations,
  placeOrder,
  shipOrder,
} from '../modules/ordering/index.ts';
import type { RequestContext } from '../shared/request-context.ts';
import { contextOf } from './harness.ts';
import { buildProduct } from './stock.ts';

export { ADDRESS, GUEST };

/** A person with the shopper's role who may own orders, and their context. */
export async function buildShopper(): Promise<{ id: string; ctx: RequestContext }> {
  const username = `shopper-${new mongoose.Types.ObjectId().toString()}`;
  const user = await createUser(contextOf('admin'), { username, email: `${username}@example.org`, roles: ['shopper'] });
  const id = String(user._id);
  const actor = { kind: 'user' as const, id, name: username, roles: ['shopper' as const] };
  return { id, ctx: contextOf('shopper', { actor, source: 'shop' }) };
}

/** An order of a guest, placed by staff: 2 of a product that has 10. */
export async function buildOrder(
  overrides: Partial<Parameters<typeof placeOrder>[1]> = {},
  ctx = contextOf('admin'),
): Promise<OrderView & { productId: string }> {
  const lines = overrides.lines ?? [{ productId: (await buildProduct({ onHand: 10 })).id, quantity: 2 }];
  const order = await placeOrder(ctx, { lines, guest: GUEST, address: ADDRESS, paymentMethod: 'cash', ...overrides });
  return { ...order, productId: lines[0]?.productId ?? '' };
}

/** The stock as proved by movements and open orders: nothing may be wrong. */
export async function stockProblems() {
  bindOpenReservations(openReservations);
  return (await verifyStock()).problems;
}

export const stateOf = ({ status, paymentStatus, fulfilmentStatus }: OrderView) =>
  `${status}, ${paymentStatus}, ${fulfilmentStatus}`;

/** An order that arrived, and its customer's wish to send one piece back. */
export async function buildReturnRequest(wish: { reason?: string; quantity?: number } = {}) {
  const order = await buildOrder();
  const staff = contextOf('admin');
  await shipOrder(staff, { orderId: order.id });
  const { reason = 'It does not ring.', quantity = 1 } = wish;
  const request = await runOperation(staff, { action: 'orders.requestReturn' }, async () =>
    insertReturnRequest(staff, await OrderModel.findById(order.id).orFail().lean(), {
      lines: [{ lineId: '1', quantity }],
      reason,
      photos: [],
    }),
  );
  return { id: String(request._id), name: request.name, order };
}
