import { assertCan } from '../../shared/permissions.policy.ts';
import type { RequestContext } from '../../shared/request-context.ts';
import { recordAccess } from '../audit/index.ts';
import type { Order } from './order.model.ts';
import { ordersOf } from './order.repository.ts';

/** Orders that were fetched at the counter have none; one of these will. */
const LOOKED_AT = 10;

export type LastAddress = { address: NonNullable<Order['address']>; order: string };

/** Where a customer's latest order went, for whoever takes down their next one; null where there was none. On record. Throws `forbidden`. */
export async function lastAddressOf(ctx: RequestContext, customerId: string): Promise<LastAddress | null> {
  assertCan(ctx, 'orders', 'place');
  assertCan(ctx, 'orders', 'search');
  const { orders } = await ordersOf(customerId, { limit: LOOKED_AT });
  const found = orders.find(({ address }) => address);
  if (!found?.address) return null;
  await recordAccess(ctx, { entity: 'orders', action: 'show', entityId: String(found._id) });
  return { address: found.address, order: found.name };
}
