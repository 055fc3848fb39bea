import { clock } from '../../platform/clock.ts';
import { enqueue } from '../../platform/outbox.ts';
import { AppError, illegalMove, invalid, notFound } from '../../shared/errors.ts';
import type { RequestContext } from '../../shared/request-context.ts';
import { runOperation } from '../audit/index.ts';
import { type Payment, PaymentModel, type PaymentState, type ProviderId } from './payment.model.ts';
import { paymentProvider, providersToAsk } from './payment-providers.service.ts';
import { mayMovePayment } from './payment-state.policy.ts';

/** A payment as other modules see it. */
export type PaymentView = {
  id: string;
  orderId: string;
  provider: ProviderId;
  amount: number;
  refunded: number;
  currency: string;
  status: PaymentState;
  reference: string;
  /** Under which its provider knows it. */
  idempotencyKey: string;
  createdAt: Date;
};

export type NewPayment = {
  orderId: string;
  provider: ProviderId;
  /** Minor units, above zero. */
  amount: number;
  currency: string;
  idempotencyKey: string;
  reference: string;
  /** True where the order itself is being placed in this operation: then there can be no payment under its key. */
  orderIsNew?: boolean;
  /** Imported payments are captured from the start. */
  status?: 'pending' | 'captured';
};

/*
 * These functions move one payment; they know no order and ask for no permission. Whoever calls them does so in the operation that
 * moves the order along with it (ordering), so that money and order never disagree.
 */

/** Records a payment. The same key again answers with the first one; with other figures it is `idempotency_key_reused` (409). */
export async function recordPayment(ctx: RequestContext, input: NewPayment): Promise<PaymentView> {
  return runOperation(ctx, { action: 'payments.new', entity: 'payments' }, async () => {
    const { orderIsNew = false, ...wanted } = input;
    const known = orderIsNew ? null : await PaymentModel.findOne({ idempotencyKey: input.idempotencyKey }).lean();
    if (known) {
      if (String(known.order) !== input.orderId || known.amount !== input.amount || known.provider !== input.provider) {
        throw keyReused();
      }
      return toView(known);
    }
    const { orderId, status = 'pending', ...rest } = wanted;
    const payment = new PaymentModel({ ...rest, order: orderId, status, ...(ctx.demo ? { demo: true } : {}) });
    return toView(await payment.save());
  });
}

/** Takes a pending payment's money. `moved` is false where it was taken before: call-backs come twice. */
export async function capturePayment(
  ctx: RequestContext,
  input: { paymentId: string; reference?: string },
): Promise<{ payment: PaymentView; moved: boolean }> {
  return runOperation(ctx, { action: 'payments.capture', entity: 'payments', entityId: input.paymentId }, async () => {
    const payment = await load(input.paymentId);
    if (payment.status === 'captured') return { payment: toView(payment), moved: false };
    move(payment, 'captured');
    if (input.reference) payment.reference = input.reference;
    return { payment: toView(await payment.save()), moved: true };
  });
}

/** Marks a pending payment as failed: declined, or given up because its order is gone. */
export async function failPayment(ctx: RequestContext, paymentId: string): Promise<PaymentView> {
  return runOperation(ctx, { action: 'payments.fail', entity: 'payments', entityId: paymentId }, async () => {
    const payment = await load(paymentId);
    if (payment.status === 'failed') return toView(payment);
    move(payment, 'failed');
    return toView(await payment.save());
  });
}

/**
 * Sends money back that came when its order had no use for it: the payment counts as failed, and its provider is told to return the money.
 * Only for payments that were not captured.
 */
export async function sendBackPayment(
  ctx: RequestContext,
  input: { paymentId: string; reference: string; key: string },
): Promise<PaymentView> {
  return runOperation(ctx, { action: 'payments.sendBack', entity: 'payments', entityId: input.paymentId }, async () => {
    const payment = await load(input.paymentId);
    if (payment.status === 'pending') move(payment, 'failed');
    if (payment.status !== 'failed') throw illegalMove('The payment', payment.status, 'failed');
    payment.reference = input.reference;
    await enqueue(REFUND_TOPIC, { paymentId: input.paymentId, amount: payment.amount, key: input.key });
    return toView(await payment.save());
  });
}

/**
 * Gives back part or all of a captured payment. `moved` is false where this refund (by its key) was made before.
 * Throws `refund_too_high` (409) with what is left, so that refunds never exceed what was taken.
 */
export async function refundPayment(
  ctx: RequestContext,
  input: { paymentId: string; amount: number; reason: string; key: string },
): Promise<{ payment: PaymentView; moved: boolean }> {
  if (!Number.isSafeInteger(input.amount) || input.amount < 1) throw invalid({ amount: 'Give an amount above zero.' });
  return runOperation(ctx, { action: 'payments.refund', entity: 'payments', entityId: input.paymentId }, async () => {
    const payment = await load(input.paymentId);
    if (payment.refunds.some((refund) => refund.key === input.key)) return { payment: toView(payment), moved: false };
    const left = payment.amount - payment.refunded;
    const full = input.amount === left;
    move(payment, full ? 'refunded' : 'partly_refunded');
    if (input.amount > left) throw refundTooHigh(left);
    payment.refunded += input.amount;
    payment.refunds.push({ key: input.key, amount: input.amount, reason: input.reason, at: clock.now() });
    await enqueue(REFUND_TOPIC, { paymentId: input.paymentId, amount: input.amount, key: input.key });
    return { payment: toView(await payment.save()), moved: true };
  });
}

/** The outbox topic by which a booked refund reaches its provider; handled by `sendRefund`. */
export const REFUND_TOPIC = 'payment.refund';

/** Tells the provider of a refund that is in the books. Safe to repeat: providers know the key. */
export async function sendRefund(message: Record<string, unknown>): Promise<void> {
  const payment = await load(String(message['paymentId']));
  const { provider, reference } = payment;
  await paymentProvider(provider).refund({ amount: Number(message['amount']), reference, key: String(message['key']) });
}

/** The payment recorded under a key, or null. */
export async function paymentByKey(idempotencyKey: string): Promise<PaymentView | null> {
  const payment = await PaymentModel.findOne({ idempotencyKey }).lean();
  return payment && toView(payment);
}

/** Throws `not_found`. */
export const paymentById = async (paymentId: string): Promise<PaymentView> => toView(await load(paymentId));

/** The payments of an order, oldest first. */
export async function paymentsOfOrder(orderId: string): Promise<PaymentView[]> {
  return (await PaymentModel.find({ order: orderId }).sort({ createdAt: 1, _id: 1 }).lean()).map(toView);
}

/** Payments of some time that wait for an answer of a provider that can be asked for it, oldest first. */
export async function unansweredPayments({ since, before }: { since: Date; before: Date }): Promise<PaymentView[]> {
  const found = await PaymentModel.find({
    status: 'pending',
    provider: { $in: providersToAsk() },
    createdAt: { $gte: since, $lt: before },
  })
    .sort({ createdAt: 1, _id: 1 })
    .limit(100)
    .lean();
  return found.map(toView);
}

async function load(paymentId: string) {
  const payment = await PaymentModel.findById(paymentId);
  if (!payment) throw notFound('payment', paymentId);
  return payment;
}

function move(payment: { status: PaymentState }, to: PaymentState): void {
  if (!mayMovePayment(payment.status, to)) throw illegalMove('The payment', payment.status, to);
  payment.status = to;
}

const refundTooHigh = (left: number) =>
  new AppError('refund_too_high', 409, 'More would go back than was taken.', { meta: { left } });

const keyReused = () =>
  new AppError('idempotency_key_reused', 409, 'This Idempotency-Key was used for another request. Use a new one.');

function toView(payment: Payment & { createdAt: Date }): PaymentView {
  return {
    id: String(payment._id),
    orderId: String(payment.order),
    provider: payment.provider,
    amount: payment.amount,
    refunded: payment.refunded,
    currency: payment.currency,
    status: payment.status,
    reference: payment.reference,
    idempotencyKey: payment.idempotencyKey,
    createdAt: payment.createdAt,
  };
}
