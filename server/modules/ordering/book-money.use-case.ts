import { clock } from '../../platform/clock.ts';
import { formatMoney } from '../../shared/money.ts';
import type { RequestContext } from '../../shared/request-context.ts';
import { runOperation } from '../audit/index.ts';
import { capturePayment, type PaymentView, paymentById, sendBackPayment } from '../payments/index.ts';
import { tell } from './order.events.ts';
import { OrderModel } from './order.model.ts';
import { followMoney } from './order-progress.policy.ts';
import { assertAllowed, mayDo } from './order-state.policy.ts';
import { doesNotFit } from './ordering.errors.ts';
import { orderingTexts } from './ordering.texts.ts';
import { personOf } from './place-order.use-case.ts';

/** `paid_short`: the order was cancelled meanwhile, staff decide. `sent_back`: there was nothing left to pay. */
export type MoneyOutcome = 'captured' | 'paid_short' | 'sent_back';

/**
 * Books money that a provider has taken: it is counted on its order, cancelled or not, or it goes back where the order has no use for it, so
 * that none is ever lost. Harmless when repeated. `key` names the money: one key goes back once.
 */
export function bookMoney(
  ctx: RequestContext,
  paymentId: string,
  { reference, key }: { reference: string; key: string },
): Promise<MoneyOutcome> {
  const spec = { action: 'payments.capture', entity: 'payments', entityId: paymentId };
  return runOperation(ctx, spec, async () => {
    const payment = await paymentById(paymentId);
    if (payment.status !== 'pending' && payment.status !== 'failed') return 'captured';
    const order = await orderOf(payment);
    if (mayDo('capture', order) && payment.amount <= order.totals.gross - order.paid) {
      await capture(ctx, paymentId, reference);
      return order.status === 'cancelled' ? 'paid_short' : 'captured';
    }
    await sendBackPayment(ctx, { paymentId, reference, key });
    const text = orderingTexts.sentBack(formatMoney(payment.amount, payment.currency), reference);
    order.notes.push({ noteId: String(order.notes.length + 1), text, by: personOf(ctx), at: clock.now() });
    await order.save();
    return 'sent_back';
  });
}

/** Captures the payment and counts it on its order in one operation. Late money is kept on a cancelled order too, where staff give it back. */
export function capture(ctx: RequestContext, paymentId: string, reference?: string): Promise<PaymentView> {
  const spec = { action: 'payments.capture', entity: 'payments', entityId: paymentId };
  return runOperation(ctx, spec, async () => {
    const { payment, moved } = await capturePayment(ctx, { paymentId, ...(reference ? { reference } : {}) });
    if (!moved) return payment;
    const order = await orderOf(payment);
    assertAllowed('capture', order);
    const open = order.totals.gross - order.paid;
    if (payment.amount > open) throw doesNotFit(open);
    order.paid += payment.amount;
    followMoney(order);
    await order.save();
    if (order.paymentStatus === 'paid') await tell('order.paid', order._id);
    return payment;
  });
}

async function orderOf({ id, orderId }: PaymentView) {
  const order = await OrderModel.findById(orderId);
  if (!order) throw new Error(`payment ${id} names an order that does not exist`);
  return order;
}
