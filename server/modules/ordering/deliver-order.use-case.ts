import type { RequestContext } from '../../shared/request-context.ts';
import { runOperation } from '../audit/index.ts';
import { tell } from './order.events.ts';
import { type OrderView, presentOrder } from './order.presenter.ts';
import { orderFor } from './order.repository.ts';
import { followGoods } from './order-progress.policy.ts';

/** Notes that a shipped order has arrived; paid as well, it is completed. Throws `illegal_move`, `not_found`, `forbidden`. */
export async function deliverOrder(ctx: RequestContext, input: { orderId: string }): Promise<OrderView> {
  const { orderId } = input;
  return runOperation(ctx, { action: 'orders.deliver', entity: 'orders', entityId: orderId }, async () => {
    const order = await orderFor(ctx, orderId, 'deliver', 'deliver');
    followGoods(order, true);
    await order.save();
    await tell('order.delivered', orderId);
    return presentOrder(order);
  });
}
