import { Types } from 'mongoose';
import { AppError, notFound } from '../../shared/errors.ts';
import { can } from '../../shared/permissions.policy.ts';
import type { RequestContext } from '../../shared/request-context.ts';
import { currentOperation } from '../audit/index.ts';
import { claimPrivatePictures } from '../media/index.ts';
import { tell } from './order.events.ts';
import type { Order } from './order.model.ts';
import { type ReturnRequest, ReturnRequestModel } from './return-request.model.ts';
import { assertWithCustomer, WAITING_RETURNS } from './return-request.policy.ts';

type Returnable = Pick<Order, '_id' | 'name' | 'customer' | 'lines'>;
type Wish = Pick<ReturnRequest, 'lines' | 'reason' | 'photos'>;

/**
 * Writes a customer's wish to send goods of an order back, in the current operation, and keeps its photos. Whether they may ask is the caller's
 * question. Throws `return_waiting` (409) where the order has one that waits, `invalid` for goods they do not have, `picture_missing`.
 */
export async function insertReturnRequest(ctx: RequestContext, order: Returnable, wish: Wish) {
  if (!currentOperation()) throw new Error('a return request needs an operation');
  assertWithCustomer(order.lines, wish.lines);
  if (await waitingReturnOf(order._id)) throw returnWaiting();
  const earlier = await ReturnRequestModel.countDocuments({ order: order._id });
  await claimPrivatePictures(wish.photos);
  const request = await new ReturnRequestModel({
    ...wish,
    name: `${order.name}-R${earlier + 1}`,
    order: order._id,
    customer: order.customer,
    status: 'requested',
    ...(ctx.demo ? { demo: true } : {}),
  }).save();
  await tell('order.return_requested', order._id, { returnRequestId: String(request._id) });
  return request;
}

/** The request of an order that somebody still has to answer or to receive, read in the current operation; or null. */
export const waitingReturnOf = (order: unknown) =>
  ReturnRequestModel.findOne({ order: order as Types.ObjectId, status: { $in: [...WAITING_RETURNS] } });

/** The request that an action is for, read in the current operation. Throws `not_found`, also where they may not see it. */
export async function returnRequestFor(ctx: RequestContext, id: string) {
  const request = Types.ObjectId.isValid(id) ? await ReturnRequestModel.findById(id) : null;
  const owner = request?.customer && String(request.customer);
  if (!request || !can(ctx.actor, 'returnRequests', 'show', { customer: owner })) throw notFound('return', id);
  return request;
}

/** The requests of some orders, newest first. Who may see them is the caller's question. */
export const returnRequestsOf = (orders: readonly unknown[]) =>
  ReturnRequestModel.find({ order: { $in: orders as Types.ObjectId[] } })
    .sort({ createdAt: -1, _id: -1 })
    .lean();

/** The request that shows a photo, or null. Who may see it is the caller's question. */
export const returnRequestWith = (photo: string) => ReturnRequestModel.findOne({ photos: { $in: [photo] } }).lean();

/** Which of these pictures a request shows, for the sweep of pictures. */
export async function returnPhotosInUse(sha256s: readonly string[]): Promise<ReadonlySet<string>> {
  const wanted = new Set(sha256s);
  const requests = await ReturnRequestModel.find({ photos: { $in: [...wanted] } }, { photos: 1 }).lean();
  return new Set(requests.flatMap(({ photos }) => photos).filter((photo) => wanted.has(photo)));
}

const returnWaiting = () =>
  new AppError('return_waiting', 409, 'There is a return of this order that waits already. Finish that one first.');
