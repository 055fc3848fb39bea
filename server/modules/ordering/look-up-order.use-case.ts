import { isSameSecret } from '../../platform/same-secret.ts';
import { type SharedLimit, takeTurn } from '../../platform/shared-limit.ts';
import type { RequestContext } from '../../shared/request-context.ts';
import { recordAccess } from '../audit/index.ts';
import { guestOrderKey } from './guest-order-link.service.ts';
import type { Order } from './order.model.ts';
import { orderByName } from './order.repository.ts';
import { noSuchOrder } from './ordering.errors.ts';

/** Tries for one number, wherever they come from; the route counts those of one caller. */
const TRIES_A_NUMBER: SharedLimit = { name: 'order look-up by number', burst: 20, perMinute: 1 };

/**
 * A guest's order by its number and the e-mail address it was placed with, and the key that opens it from now on. A wrong address and an
 * unknown number are the same to whoever asks: one answer, after the same work. Throws `no_such_order` (404), `rate_limited` (429).
 */
export async function lookUpOrder(
  ctx: RequestContext,
  { name, email }: { name: string; email: string },
): Promise<{ order: Order; key: string }> {
  await takeTurn(TRIES_A_NUMBER, name);
  const order = await orderByName(name);
  const isTheirs = isSameSecret(email, order?.guest?.email ?? '');
  if (!order || !isTheirs) throw noSuchOrder();
  const orderId = String(order._id);
  await recordAccess(ctx, { entity: 'orders', action: 'show', entityId: orderId });
  return { order, key: guestOrderKey(orderId) };
}
