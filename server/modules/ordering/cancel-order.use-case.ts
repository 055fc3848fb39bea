import { parseInput } from '../../platform/validation.ts';
import type { RequestContext } from '../../shared/request-context.ts';
import { currentOperation, runOperation } from '../audit/index.ts';
import { releaseStock, withStockQueue } from '../inventory/index.ts';
import { failPayment, paymentsOfOrder } from '../payments/index.ts';
import { askAfterPaymentsOf } from './ask-after-payments.use-case.ts';
import { tell } from './order.events.ts';
import { type OrderView, presentOrder } from './order.presenter.ts';
import { type OrderDocument, orderFor, productsOfOrder } from './order.repository.ts';
import { moveOrder } from './order-state.policy.ts';
import { type CancelOrder, cancelOrderSchema } from './ordering.schemas.ts';

/**
 * Cancels an order of which nothing has been shipped and gives its goods back to the shop. Money that was taken stays on the order until it
 * is refunded; a card that is still being asked is stopped. Throws `illegal_move`, `payment_under_way`, `not_found`, `forbidden`, `busy`.
 */
export async function cancelOrder(ctx: RequestContext, input: CancelOrder): Promise<OrderView> {
  const { orderId, reason } = parseInput(cancelOrderSchema, input);
  // Who may not cancel it may not stop its payment either.
  await orderFor(ctx, orderId, 'cancel', 'cancel');
  await askAfterPaymentsOf(ctx, orderId);
  return withStockQueue(await productsOfOrder(orderId), () =>
    runOperation(ctx, { action: 'orders.cancel', entity: 'orders', entityId: orderId }, async () => {
      const order = await orderFor(ctx, orderId, 'cancel', 'cancel');
      await cancel(ctx, order, reason);
      return presentOrder(order);
    }),
  );
}

/** Cancels an order that the caller has read, and may cancel, in the current operation. */
export async function cancel(ctx: RequestContext, order: OrderDocument, reason: string | undefined): Promise<void> {
  if (!currentOperation()) throw new Error('a cancellation needs an operation');
  order.status = moveOrder(order.status, 'cancelled');
  order.expiresAt = null;
  if (reason) order.cancelReason = reason;
  const waiting = order.lines.filter((line) => line.product && line.quantity > line.shipped);
  await releaseStock(
    ctx,
    waiting.map((line) => ({ productId: String(line.product), quantity: line.quantity - line.shipped })),
  );
  for (const payment of await paymentsOfOrder(String(order._id))) {
    if (payment.status === 'pending') await failPayment(ctx, payment.id);
  }
  await order.save();
  await tell('order.cancelled', order._id);
}
