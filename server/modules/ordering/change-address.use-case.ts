import { parseInput } from '../../platform/validation.ts';
import { stale } from '../../shared/errors.ts';
import type { RequestContext } from '../../shared/request-context.ts';
import { runOperation } from '../audit/index.ts';
import { tell } from './order.events.ts';
import { type OrderView, presentOrder } from './order.presenter.ts';
import { orderFor } from './order.repository.ts';
import { type ChangeAddress, changeAddressSchema } from './ordering.schemas.ts';

/** Changes where an order goes, as long as nothing of it is packed. Throws `illegal_move`, `stale`, `invalid`, `not_found`, `forbidden`. */
export async function changeAddress(ctx: RequestContext, input: ChangeAddress): Promise<OrderView> {
  const { orderId, address, revision } = parseInput(changeAddressSchema, input);
  return runOperation(ctx, { action: 'orders.changeAddress', entity: 'orders', entityId: orderId }, async () => {
    const order = await orderFor(ctx, orderId, 'changeAddress', 'changeAddress');
    if (revision !== undefined && order.revision !== revision) {
      throw stale({ expected: revision, actual: order.revision, theirs: { ...presentOrder(order) } });
    }
    order.set('address', address);
    await order.save();
    await tell('order.changed', orderId, { what: 'address' });
    return presentOrder(order);
  });
}
