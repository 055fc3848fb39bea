import { badRequest } from '../../shared/errors.ts';
import { assertCan } from '../../shared/permissions.policy.ts';
import type { RequestContext } from '../../shared/request-context.ts';
import { runOperation } from '../audit/index.ts';
import { releasePictures } from '../media/index.ts';
import { CartModel } from './cart.model.ts';
import { type Order, OrderModel } from './order.model.ts';
import { orderingTexts } from './ordering.texts.ts';
import { type ReturnRequest, ReturnRequestModel } from './return-request.model.ts';
import { returnRequestsOf } from './return-request.repository.ts';

const ERASED = 'erased';

export type CustomerOrders = { ids: string[]; asGuest: number; open: number; returnRequestIds: string[] };

/**
 * The orders of a customer and those that were placed as a guest with one of their addresses, how many of them are still open, and what they
 * wanted to send back.
 */
export async function ordersOfCustomer(userId: string, addresses: readonly string[]): Promise<CustomerOrders> {
  const own = await OrderModel.find({ customer: userId }, { status: 1 }).lean();
  const asGuest = await OrderModel.find({ 'guest.email': { $in: [...addresses] } }, { status: 1 }).lean();
  const orders = [...own, ...asGuest];
  const ids = orders.map(({ _id }) => String(_id));
  const requests = await returnRequestsOf(ids);
  return {
    ids,
    asGuest: asGuest.length,
    open: orders.filter((order) => order.status === 'open').length,
    returnRequestIds: requests.map(({ _id }) => String(_id)),
  };
}

/**
 * Takes names, addresses, notes, the customer's words and the links to their parcels off a customer's orders, words and photos off their
 * returns, one operation a record, and throws their cart away. What was sold for how much stays: the books need it. Throws `open_orders` while something is still to be sent to them.
 */
export async function eraseCustomer(
  ctx: RequestContext,
  userId: string,
  addresses: readonly string[],
  erasedAddress: string,
): Promise<number> {
  assertCan(ctx, 'users', 'erase');
  const { ids, open, returnRequestIds } = await ordersOfCustomer(userId, addresses);
  if (open > 0) throw badRequest('open_orders', orderingTexts.stillOpen(open));
  for (const orderId of ids) {
    await runOperation(ctx, { action: 'orders.eraseRecord', entity: 'orders', entityId: orderId }, async () => {
      const order = await OrderModel.findById(orderId).orFail();
      eraseFromOrder(order, erasedAddress);
      await order.save();
    });
  }
  for (const id of returnRequestIds) {
    const spec = { action: 'returnRequests.eraseRecord', entity: 'returnRequests', entityId: id };
    await runOperation(ctx, spec, async () => {
      const request = await ReturnRequestModel.findById(id).orFail();
      await releasePictures(request.photos);
      eraseFromReturnRequest(request);
      await request.save();
    });
  }
  await CartModel.deleteOne({ _id: `user:${userId}` });
  return ids.length;
}

/** What goes from an order; the preview of an erasure asks it as well. */
export function eraseFromOrder(
  order: Pick<Order, 'address' | 'guest' | 'notes' | 'cancelReason' | 'shipments'>,
  erasedAddress: string,
): void {
  const { country = 'GB' } = order.address ?? {};
  if (order.address) order.address = { name: ERASED, line1: ERASED, city: ERASED, postcode: ERASED, country };
  if (order.guest) order.guest = { name: ERASED, email: erasedAddress };
  for (const note of order.notes) note.text = ERASED;
  if (order.cancelReason) order.cancelReason = ERASED;
  for (const shipment of order.shipments) if (shipment.tracking) shipment.tracking = ERASED;
}

/** And from what they wanted to send back. */
export function eraseFromReturnRequest(request: Pick<ReturnRequest, 'photos' | 'reason' | 'note'>): void {
  request.photos = [];
  request.reason = ERASED;
  if (request.note) request.note = ERASED;
}
