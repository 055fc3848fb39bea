import { Types } from 'mongoose';
import { AppError, notFound } from '../../shared/errors.ts';
import { decodeCursor, encodeCursor } from '../../shared/pagination.ts';
import { assertCan, can, canSometimes } from '../../shared/permissions.policy.ts';
import type { RequestContext } from '../../shared/request-context.ts';
import { type Order, OrderModel } from './order.model.ts';
import { assertAllowed, type OrderAction } from './order-state.policy.ts';

/**
 * The order that an action is for, read in the current operation. Throws `not_found` (also where they may not see it), `forbidden` where
 * their role never may, `illegal_move` where its state doesn't allow the action.
 */
export async function orderFor(ctx: RequestContext, orderId: string, verb: string, action?: OrderAction) {
  const order = Types.ObjectId.isValid(orderId) ? await OrderModel.findById(orderId) : null;
  if (!order) throw notFound('order', orderId);
  const { asker, subject } = standing(ctx, order);
  if (!can(asker.actor, 'orders', 'show', subject)) throw notFound('order', orderId);
  if (!canSometimes(asker.actor, 'orders', verb)) assertCan(asker, 'orders', verb);
  // Who may cancel before packing and comes too late is told about the state, not about rights.
  if (action) assertAllowed(action, order);
  assertCan(asker, 'orders', verb, subject);
  return order;
}

/** As whom someone asks about an order: whoever holds its signed link is to the permission table the shopper whose order it is. */
function standing(ctx: RequestContext, order: Order): { asker: RequestContext; subject: ReturnType<typeof subjectOf> } {
  const id = String(order._id);
  const subject = subjectOf(order);
  if (ctx.holdsKeyTo !== id) return { asker: ctx, subject };
  const holder = `holder of the link to ${id}`;
  return {
    asker: { ...ctx, actor: { ...ctx.actor, id: holder, roles: ['shopper'] } },
    subject: { ...subject, customer: holder },
  };
}

export type OrderDocument = Awaited<ReturnType<typeof orderFor>>;

/** What the permission table's conditions ask of an order. */
export const subjectOf = (order: Pick<Order, 'customer' | 'status' | 'fulfilmentStatus'>) => ({
  customer: order.customer && String(order.customer),
  status: order.status,
  fulfilmentStatus: order.fulfilmentStatus,
});

/** One order by its number, or null. Who may see it is the caller's question. */
export const orderByName = (name: string) => OrderModel.findOne({ name }).lean();

/** A customer's orders, newest first, page by page. Throws `bad_cursor` (404). */
export async function ordersOf(customer: string, { cursor, limit }: { cursor?: string | undefined; limit: number }) {
  const after = cursor === undefined ? null : positionIn(cursor);
  const orders = await OrderModel.find({
    customer,
    ...(after ? { $or: [{ date: { $lt: after.date } }, { date: after.date, _id: { $lt: after.id } }] } : {}),
  })
    .sort({ date: -1, _id: -1 })
    .limit(limit + 1)
    .lean();
  const page = orders.slice(0, limit);
  const last = page.at(-1);
  const more = orders.length > limit && last;
  return { orders: page, next: more ? encodeCursor({ d: last.date.getTime(), i: String(last._id) }) : null };
}

function positionIn(cursor: string): { date: Date; id: Types.ObjectId } {
  try {
    const { d, i } = decodeCursor(cursor);
    if (typeof d === 'number' && Math.abs(d) <= 8.64e15 && typeof i === 'string') {
      return { date: new Date(d), id: new Types.ObjectId(i) };
    }
  } catch {
    // falls through to the one error below
  }
  throw new AppError('bad_cursor', 404, 'This cursor does not belong to this list. Start again without it.');
}

/** The products of an order, to queue for before its operation opens; none where there is no such order. */
export async function productsOfOrder(orderId: string): Promise<string[]> {
  if (!Types.ObjectId.isValid(orderId)) return [];
  const order = await OrderModel.findById(orderId, { 'lines.product': 1 }).lean();
  return [...new Set(order?.lines.flatMap((line) => (line.product ? [String(line.product)] : [])) ?? [])];
}

export type WaitingOrder = { orderId: string; name: string; date: Date; waiting: number };

/** The open orders that still wait for a product, oldest first: why it is unavailable. */
export async function openOrdersOf(productId: string, limit = 50): Promise<WaitingOrder[]> {
  const product = new Types.ObjectId(productId);
  const waiting = { $subtract: ['$$line.quantity', '$$line.shipped'] };
  const rows = await OrderModel.aggregate<{ _id: Types.ObjectId; name: string; date: Date; waiting: number }>([
    { $match: { status: 'open', 'lines.product': product } },
    { $sort: { date: 1 } },
    {
      $project: {
        name: 1,
        date: 1,
        waiting: {
          $sum: {
            $map: {
              input: { $filter: { input: '$lines', as: 'line', cond: { $eq: ['$$line.product', product] } } },
              as: 'line',
              in: waiting,
            },
          },
        },
      },
    },
    { $match: { waiting: { $gt: 0 } } },
    { $limit: limit },
  ]);
  return rows.map(({ _id, ...order }) => ({ orderId: String(_id), ...order }));
}

/** What open orders still wait for, by product; of these products, or of all. Inventory proves `reserved` by it. */
export async function openReservations(productIds?: readonly string[]): Promise<Map<string, number>> {
  const wanted = productIds && { $in: productIds.map((id) => new Types.ObjectId(id)) };
  const rows = await OrderModel.aggregate<{ _id: Types.ObjectId; waiting: number }>([
    { $match: { status: 'open', ...(wanted ? { 'lines.product': wanted } : {}) } },
    { $unwind: '$lines' },
    { $match: { 'lines.product': wanted ?? { $ne: null } } },
    { $group: { _id: '$lines.product', waiting: { $sum: { $subtract: ['$lines.quantity', '$lines.shipped'] } } } },
    { $match: { waiting: { $ne: 0 } } },
  ]);
  return new Map(rows.map(({ _id, waiting }) => [String(_id), waiting]));
}

/** Why a product can't be deleted, for the catalogue's check; null where no order names it. */
export async function orderWithProduct(productId: string): Promise<string | null> {
  const order = await OrderModel.findOne({ 'lines.product': productId }, { name: 1 }).lean();
  return order && `order ${order.name} names it`;
}

/** Why a user can't be deleted, for identity's check; null where they have no order. */
export async function orderOfUser(userId: string): Promise<string | null> {
  const order = await OrderModel.findOne({ customer: userId }, { name: 1 }).lean();
  return order && `order ${order.name} is theirs`;
}
