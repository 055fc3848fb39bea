import { assertIdempotencyKey, once } from '../../platform/idempotency.model.ts';
import { parseInput } from '../../platform/validation.ts';
import { invalid, isAppError } from '../../shared/errors.ts';
import type { RequestContext } from '../../shared/request-context.ts';
import { runOperation } from '../audit/index.ts';
import { failPayment, type PaymentView, paymentById, paymentRules, paymentsOfOrder } from '../payments/index.ts';
import { askAfterPaymentsOf } from './ask-after-payments.use-case.ts';
import { type OrderDocument, orderFor } from './order.repository.ts';
import { assertAllowed } from './order-state.policy.ts';
import { paymentUnderWay } from './ordering.errors.ts';
import { type PayOrder, payOrderSchema } from './ordering.schemas.ts';
import { isAnnouncement } from './payable.policy.ts';
import { settle, startPayment } from './take-payment.use-case.ts';

/**
 * A shopper's next try to pay an order that is open: their card was declined, or they would rather pay in another way. The same request key
 * again is the same try, also when two come at once. Throws `illegal_move` where it is paid or no longer open, `payment_under_way` while a
 * card is being asked (one that has not answered for a minute is asked after), `idempotency_key_reused`, `invalid`, `not_found`, `forbidden`.
 */
export async function payOrder(ctx: RequestContext, input: PayOrder): Promise<PaymentView> {
  assertIdempotencyKey(input.requestKey);
  const { requestKey, card, ...request } = parseInput(payOrderSchema, input);
  const { orderId, paymentMethod } = request;
  const spec = { action: 'orders.pay', entity: 'orders', entityId: orderId };
  const begin = () =>
    runOperation(ctx, spec, async () => {
      const order = await orderFor(ctx, orderId, 'pay');
      const repetition = { scope: `orders.pay:${orderId}`, key: requestKey, request };
      const start = async () => ({ paymentId: (await startTry(ctx, order, paymentMethod)).id, label: order.name });
      return (await once(repetition, start)).answer;
    });
  const { paymentId, label } = await begin().catch(async (error: unknown) => {
    if (!isAppError(error) || error.code !== 'payment_under_way') throw error;
    await askAfterPaymentsOf(ctx, orderId, true);
    return begin();
  });
  return settle(ctx, await paymentById(paymentId), { label, key: paymentId, ...(card ? { card } : {}) });
}

async function startTry(ctx: RequestContext, order: OrderDocument, provider: string): Promise<PaymentView> {
  assertAllowed('takePayment', order);
  const { inShop, expiresAfterMinutes } = await paymentRules(provider);
  if (!inShop) throw invalid({ paymentMethod: 'Choose another way to pay.' });
  const earlier = await paymentsOfOrder(String(order._id));
  const waiting = earlier.filter(({ status }) => status === 'pending');
  if (!waiting.every(isAnnouncement)) throw paymentUnderWay();
  const amount = order.totals.gross - order.paid;
  const same = waiting.find((one) => one.provider === provider && one.amount === amount);
  if (same) return same;
  for (const { id } of waiting) await failPayment(ctx, id);

  order.set({ paymentMethod: provider, expiresAt: deadline(order, expiresAfterMinutes) });
  if (order.isModified()) await order.save();
  // Two tries at once begin with the same number: the second conflicts, runs again and finds the first.
  return startPayment(ctx, order, { provider, amount, key: `order:${String(order._id)}:try:${earlier.length + 1}` });
}

/** What the new way to pay gives from the day of the order on: changing to and fro holds the goods no longer, and takes no time away either. */
function deadline({ date, expiresAt }: OrderDocument, minutes: number | null): Date | null {
  if (!expiresAt || minutes === null) return null;
  return new Date(Math.max(expiresAt.getTime(), date.getTime() + minutes * 60_000));
}
