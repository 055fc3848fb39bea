import { parseInput } from '../../platform/validation.ts';
import { assertCan } from '../../shared/permissions.policy.ts';
import type { RequestContext } from '../../shared/request-context.ts';
import { currentOperation, runOperation } from '../audit/index.ts';
import {
  type CardBehaviour,
  failPayment,
  type PaymentView,
  paymentById,
  paymentByKey,
  paymentProvider,
  recordPayment,
} from '../payments/index.ts';
import { bookMoney, capture } from './book-money.use-case.ts';
import type { Order } from './order.model.ts';
import { orderFor } from './order.repository.ts';
import { doesNotFit } from './ordering.errors.ts';
import { type TakePayment, takePaymentSchema } from './ordering.schemas.ts';

/**
 * Records a payment of an order and asks its provider for the money. The same request key again goes on where the first try stopped.
 * Throws `amount_does_not_fit` (409), `illegal_move`, `invalid`, `not_found`, `forbidden`.
 */
export async function takePayment(ctx: RequestContext, input: TakePayment): Promise<PaymentView> {
  const { orderId, provider, amount, received, card, requestKey } = parseInput(takePaymentSchema, input);
  const key = `order:${orderId}:${requestKey}`;
  const spec = { action: 'orders.recordPayment', entity: 'orders', entityId: orderId };
  const { payment, label } = await runOperation(ctx, spec, async () => {
    const known = await paymentByKey(key);
    const order = await orderFor(ctx, orderId, 'recordPayment', known ? undefined : 'takePayment');
    const open = order.totals.gross - order.paid;
    return {
      label: order.name,
      payment: known ?? (await startPayment(ctx, order, { provider, amount: amount ?? open, key })),
    };
  });
  return settle(ctx, payment, { label, key, received, card });
}

/** Records a pending payment of an order, in the current operation. */
export async function startPayment(
  ctx: RequestContext,
  order: Pick<Order, 'name' | 'totals' | 'paid' | 'currency'> & { _id: unknown },
  input: { provider: string; amount: number; key: string; orderIsNew?: boolean },
): Promise<PaymentView> {
  if (!currentOperation()) throw new Error('a payment needs an operation');
  const open = order.totals.gross - order.paid;
  if (input.amount > open) throw doesNotFit(open);
  return recordPayment(ctx, {
    orderId: String(order._id),
    provider: paymentProvider(input.provider).id,
    amount: input.amount,
    currency: order.currency,
    idempotencyKey: input.key,
    reference: order.name,
    ...(input.orderIsNew ? { orderIsNew: true } : {}),
  });
}

type Charge = { label: string; key: string; received?: boolean; card?: CardBehaviour };

/** Asks the provider for a pending payment's money, outside any transaction, and books what it answers. Safe to repeat. */
export async function settle(ctx: RequestContext, payment: PaymentView, charge: Charge): Promise<PaymentView> {
  if (payment.status !== 'pending') return payment;
  const { amount, currency } = payment;
  const { label, key: idempotencyKey, received, card } = charge;
  const outcome = await paymentProvider(payment.provider).charge({
    amount,
    currency,
    label,
    idempotencyKey,
    ...(received === undefined ? {} : { received }),
    ...(card === undefined ? {} : { card }),
  });
  if (outcome.outcome === 'failed') return failPayment(ctx, payment.id);
  if (outcome.outcome === 'pending') return payment;
  // Who counted the money is asked where it does not fit; what a provider took has to go somewhere.
  if (received) return capture(ctx, payment.id, outcome.reference);
  await bookMoney(ctx, payment.id, { reference: outcome.reference, key: idempotencyKey });
  return paymentById(payment.id);
}

/** Staff say that the money of a pending payment is here. Throws `illegal_move`, `amount_does_not_fit`, `not_found`, `forbidden`. */
export async function captureOrderPayment(ctx: RequestContext, input: { paymentId: string }): Promise<PaymentView> {
  assertCan(ctx, 'payments', 'capture');
  return capture(ctx, input.paymentId);
}
