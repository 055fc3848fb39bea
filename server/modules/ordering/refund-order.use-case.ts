import { type RiskyAction, secondLook } from '../../platform/four-eyes.ts';
import { once } from '../../platform/idempotency.model.ts';
import { parseInput } from '../../platform/validation.ts';
import type { RequestContext } from '../../shared/request-context.ts';
import { currentOperation, runOperation } from '../audit/index.ts';
import { type PaymentView, paymentsOfOrder, refundPayment } from '../payments/index.ts';
import { tell } from './order.events.ts';
import { type OrderView, presentOrder } from './order.presenter.ts';
import { type OrderDocument, orderFor } from './order.repository.ts';
import { followMoney } from './order-progress.policy.ts';
import { assertAllowed } from './order-state.policy.ts';
import { doesNotFit } from './ordering.errors.ts';
import { type RefundOrder, refundOrderSchema } from './ordering.schemas.ts';

/**
 * Gives money of an order back: from the payment that is named, or from its latest ones. The same request key again does it once.
 * Throws `amount_does_not_fit` (409) with what can still be refunded, `approval_needed` where it is more than one person may give back,
 * `illegal_move`, `invalid`, `not_found`, `forbidden`.
 */
export async function refundOrder(ctx: RequestContext, input: RefundOrder): Promise<OrderView> {
  const { requestKey, ...request } = parseInput(refundOrderSchema, input);
  const { orderId, paymentId, amount, reason } = request;
  return runOperation(ctx, { action: 'orders.refund', entity: 'orders', entityId: orderId }, async () => {
    const order = await orderFor(ctx, orderId, 'refund');
    await once({ scope: 'orders.refund', key: requestKey, request }, async () => {
      await secondLook(ctx, refundOf(order, request), () => waysBack(order, request));
      await giveBack(ctx, order, { amount, reason, key: requestKey, ...(paymentId ? { paymentId } : {}) });
      await order.save();
      return { orderId };
    });
    return presentOrder(order);
  });
}

type Refund = Omit<RefundOrder, 'requestKey'>;

/** A refund as somebody else is shown it before it is given. */
export const refundOf = (order: OrderDocument, input: Refund): RiskyAction => ({
  kind: 'refund',
  entity: 'orders',
  entityId: String(order._id),
  input,
  before: { refunded: order.refunded },
  after: { refunded: order.refunded + input.amount },
  basis: { paid: order.paid, refunded: order.refunded },
  size: input.amount,
  reason: input.reason,
});

type Back = { amount: number; reason: string; key: string; paymentId?: string };

/** Books a refund of an order that the caller has read, and saves, in the current operation; whether they may is the caller's question. */
export async function giveBack(ctx: RequestContext, order: OrderDocument, back: Back): Promise<void> {
  if (!currentOperation()) throw new Error('a refund needs an operation');
  const { amount, reason, key } = back;
  for (const part of await waysBack(order, back)) await refundPayment(ctx, { ...part, reason, key });
  order.refunded += amount;
  followMoney(order);
  await tell('order.refunded', order._id, { amount });
}

/** From which payments so much goes back. Throws `illegal_move`, `amount_does_not_fit` with what can go back. */
export async function waysBack(order: OrderDocument, { amount, paymentId }: Pick<Refund, 'amount' | 'paymentId'>) {
  assertAllowed('refund', order);
  const payments = await paymentsOfOrder(String(order._id));
  return split(
    payments.filter((one) => !paymentId || one.id === paymentId),
    amount,
  );
}

/** Which payment gives back how much: the latest first. */
function split(payments: readonly PaymentView[], amount: number): { paymentId: string; amount: number }[] {
  const parts: { paymentId: string; amount: number }[] = [];
  let open = amount;
  for (const payment of payments.toReversed()) {
    const taken = payment.status === 'captured' || payment.status === 'partly_refunded';
    const part = taken ? Math.min(open, payment.amount - payment.refunded) : 0;
    if (part > 0) parts.push({ paymentId: payment.id, amount: part });
    open -= part;
  }
  if (open > 0) throw doesNotFit(amount - open);
  return parts;
}
