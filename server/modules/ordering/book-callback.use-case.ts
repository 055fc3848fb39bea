import { clock } from '../../platform/clock.ts';
import { once } from '../../platform/idempotency.model.ts';
import { AppError, notFound } from '../../shared/errors.ts';
import { formatMoney } from '../../shared/money.ts';
import type { RequestContext } from '../../shared/request-context.ts';
import { runOperation } from '../audit/index.ts';
import { failPayment, type PaymentEvent, type PaymentView, paymentByKey, sendBackPayment } from '../payments/index.ts';
import { OrderModel } from './order.model.ts';
import { mayDo } from './order-state.policy.ts';
import { orderingTexts } from './ordering.texts.ts';
import { personOf } from './place-order.use-case.ts';
import { capture } from './take-payment.use-case.ts';

/** `paid_short`: the order was cancelled meanwhile, staff decide. `sent_back`: there was nothing left to pay. `ignored`: old news. */
export type CallbackOutcome = 'captured' | 'failed' | 'paid_short' | 'sent_back' | 'ignored';

/**
 * Books what a provider tells of a payment, once for each event, however often and at however many instances it arrives. Money that comes is
 * never lost: it is counted on its order, cancelled or not, or it goes back where the order has no use for it.
 * Throws `not_found`, `amount_differs` (409). That the caller is the provider is proved before.
 */
export async function bookCallback(
  ctx: RequestContext,
  provider: string,
  event: PaymentEvent,
): Promise<{ outcome: CallbackOutcome }> {
  const payment = await paymentByKey(event.payment);
  if (payment?.provider !== provider) throw notFound('payment', event.payment);
  const spec = { action: 'payments.callBack', entity: 'payments', entityId: payment.id, detail: { event: event.id } };
  return runOperation(ctx, spec, async () => {
    const repetition = { scope: `payments.callBack:${provider}`, key: event.id, request: event };
    return (await once(repetition, async () => ({ outcome: await book(ctx, event) }))).answer;
  });
}

async function book(ctx: RequestContext, event: PaymentEvent): Promise<CallbackOutcome> {
  // Read again: within the operation it may have moved.
  const payment = await paymentByKey(event.payment);
  if (!payment) throw notFound('payment', event.payment);
  const isOpen = payment.status === 'pending' || payment.status === 'failed';
  if (event.type === 'payment.failed') {
    if (payment.status !== 'pending') return 'ignored';
    await failPayment(ctx, payment.id);
    return 'failed';
  }
  if (!isOpen) return 'ignored';
  if (event.amount !== payment.amount || event.currency !== payment.currency) throw amountDiffers(payment);
  const order = await OrderModel.findById(payment.orderId);
  if (!order) throw new Error(`payment ${payment.id} names an order that does not exist`);
  if (!mayDo('capture', order) || payment.amount > order.totals.gross - order.paid) {
    await sendBackPayment(ctx, { paymentId: payment.id, reference: event.reference, key: event.id });
    const amount = formatMoney(payment.amount, payment.currency);
    const text = orderingTexts.sentBack(amount, event.reference);
    order.notes.push({ noteId: String(order.notes.length + 1), text, by: personOf(ctx), at: clock.now() });
    await order.save();
    return 'sent_back';
  }
  await capture(ctx, payment.id, event.reference);
  return order.status === 'cancelled' ? 'paid_short' : 'captured';
}

const amountDiffers = ({ amount, currency }: PaymentView) =>
  new AppError('amount_differs', 409, 'The amount is not the one that was asked for.', { meta: { amount, currency } });
