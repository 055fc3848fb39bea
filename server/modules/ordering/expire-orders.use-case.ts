import { clock } from '../../platform/clock.ts';
import { logger } from '../../platform/logger.ts';
import { isAppError } from '../../shared/errors.ts';
import { type RequestContext, systemContext } from '../../shared/request-context.ts';
import { runOperation } from '../audit/index.ts';
import { withStockQueue } from '../inventory/index.ts';
import { askAfterPaymentsOf } from './ask-after-payments.use-case.ts';
import { cancel } from './cancel-order.use-case.ts';
import { OrderModel } from './order.model.ts';
import { productsOfOrder } from './order.repository.ts';
import { mayDo } from './order-state.policy.ts';

const AT_ONCE = 100;

/**
 * Cancels unpaid orders whose time is over and gives their goods back; how many. Each is an operation of its own that looks again, so that a
 * payment or a shipment that came first wins, and running it twice or on two instances does no harm.
 */
export async function expireOrders(
  ctx: RequestContext = systemContext('expire-orders', { source: 'job', reason: 'not paid in time' }),
): Promise<number> {
  let expired = 0;
  for (;;) {
    const overdue = { status: 'open', paymentStatus: 'unpaid', expiresAt: { $lte: clock.now() } } as const;
    const due = await OrderModel.find(overdue, { _id: 1 }).sort({ expiresAt: 1 }).limit(AT_ONCE).lean();
    let moved = 0;
    for (const { _id } of due) if (await expireOne(ctx, String(_id))) moved += 1;
    expired += moved;
    // Those that could not be moved come up first again: the next run tries them.
    if (due.length < AT_ONCE || moved === 0) return expired;
  }
}

async function expireOne(ctx: RequestContext, orderId: string): Promise<boolean> {
  try {
    // A card may have paid while nobody was there to hear its answer.
    await askAfterPaymentsOf(ctx, orderId);
    return await withStockQueue(await productsOfOrder(orderId), () =>
      runOperation(ctx, { action: 'orders.expire' }, async () => {
        const order = await OrderModel.findById(orderId);
        if (!order?.expiresAt || order.expiresAt > clock.now()) return false;
        if (order.paymentStatus !== 'unpaid' || !mayDo('cancel', order)) return false;
        await cancel(ctx, order, ctx.reason);
        return true;
      }),
    );
  } catch (error) {
    if (!isAppError(error)) throw error;
    logger.warn({ err: error, orderId }, 'an order could not be expired and will be tried again');
    return false;
  }
}
