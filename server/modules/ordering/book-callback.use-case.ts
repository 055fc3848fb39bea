import { once } from '../../platform/idempotency.model.ts';
import { AppError, notFound } from '../../shared/errors.ts';
import type { RequestContext } from '../../shared/request-context.ts';
import { runOperation } from '../audit/index.ts';
import { failPayment, type PaymentEvent, type PaymentView, paymentByKey } from '../payments/index.ts';
import { bookMoney, type MoneyOutcome } from './book-money.use-case.ts';

/** `ignored`: old news. */
export type CallbackOutcome = MoneyOutcome | 'failed' | 'ignored';

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
  return bookMoney(ctx, payment.id, { reference: event.reference, key: event.id });
}

const amountDiffers = ({ amount, currency }: PaymentView) =>
  new AppError('amount_differs', 409, 'The amount is not the one that was asked for.', { meta: { amount, currency } });
