import { notFound } from '../../shared/errors.ts';
import { assertCan } from '../../shared/permissions.policy.ts';
import type { RequestContext } from '../../shared/request-context.ts';
import { recordAccess } from '../audit/index.ts';
import { LARGEST_WIDTH, type PictureWidth, readPrivatePicture, storePrivatePicture } from '../media/index.ts';
import type { Order } from './order.model.ts';
import { assertAllowed } from './order-state.policy.ts';
import { returnRequestWith } from './return-request.repository.ts';

/**
 * Keeps a photo for a return that is about to be asked for; without one it is swept after an hour. Whose order it is was the caller's
 * question. Throws `illegal_move` before the order is delivered, and the errors of `storePrivatePicture`.
 */
export async function addReturnPhoto(order: Order, source: AsyncIterable<Uint8Array>): Promise<{ id: string }> {
  assertAllowed('requestReturn', order);
  return storePrivatePicture(source);
}

/** A photo of a return of this order, for whoever may see the order. Throws `not_found`. */
export async function photoOfOrder(order: Order, photo: string): Promise<Buffer> {
  const request = await returnRequestWith(photo);
  if (String(request?.order) !== String(order._id)) throw notFound('photo', photo);
  return photoBytes(photo, LARGEST_WIDTH);
}

/** A photo of a return, for staff; its opening is on record. Throws `forbidden`, `not_found`. */
export async function photoForStaff(ctx: RequestContext, photo: string, size: PictureWidth): Promise<Buffer> {
  const request = await returnRequestWith(photo);
  assertCan(ctx, 'returnRequests', 'show', { customer: request?.customer && String(request.customer) });
  if (!request) throw notFound('photo', photo);
  await recordAccess(ctx, { entity: 'returnRequests', action: 'show', entityId: String(request._id) });
  return photoBytes(photo, size);
}

async function photoBytes(photo: string, size: PictureWidth): Promise<Buffer> {
  const bytes = await readPrivatePicture(photo, size);
  if (!bytes) throw notFound('photo', photo);
  return bytes;
}
