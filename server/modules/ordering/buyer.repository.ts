import { Types } from 'mongoose';
import { OrderModel } from './order.model.ts';

const MOST = 2_000;

/** For whom an order is: a user, or a guest with an address; null where there is no such order. */
export async function buyerOf(orderId: string): Promise<{ customer?: string; guestEmail?: string } | null> {
  if (!Types.ObjectId.isValid(orderId)) return null;
  const order = await OrderModel.findById(orderId, { customer: 1, guest: 1 }).lean();
  if (!order) return null;
  if (order.customer) return { customer: String(order.customer) };
  return order.guest ? { guestEmail: order.guest.email } : {};
}

/** The ids of a customer's or a guest's latest orders, at most 2,000. */
export async function orderIdsOf(buyer: { customer: string } | { 'guest.email': string }): Promise<string[]> {
  const found = await OrderModel.find(buyer, { _id: 1 }).sort({ date: -1, _id: -1 }).limit(MOST).lean();
  return found.map(({ _id }) => String(_id));
}
