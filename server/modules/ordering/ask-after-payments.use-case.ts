import { clock } from '../../platform/clock.ts';
import { logger } from '../../platform/logger.ts';
import { type RequestContext, systemContext } from '../../shared/request-context.ts';
import { runOperation } from '../audit/index.ts';
import {
  failPayment,
  type PaymentView,
  paymentById,
  paymentProvider,
  paymentsOfOrder,
  unansweredPayments,
} from '../payments/index.ts';
import { bookMoney } from './book-money.use-case.ts';
import { paymentUnderWay } from './ordering.errors.ts';
import { isAnnouncement, isUnderWay, PATIENCE_MS } from './payable.policy.ts';

/** What is older has run out with its order. */
const ASKED_FOR_MS = 2 * 24 * 60 * 60_000;

/**
 * Asks the providers what became of payments whose answer never came, since a server died or a line broke before it was booked: money that
 * was taken is booked, and what was not taken never will be, so that its order can be paid in another way. How many are settled.
 */
export async function askAfterPayments(
  ctx: RequestContext = systemContext('ask-after-payments', { source: 'job', reason: 'its answer never came' }),
): Promise<number> {
  const now = clock.now().getTime();
  const lost = { since: new Date(now - ASKED_FOR_MS), before: new Date(now - PATIENCE_MS) };
  let settled = 0;
  for (const payment of await unansweredPayments(lost)) {
    try {
      if (await askAfter(ctx, payment)) settled += 1;
    } catch (error) {
      logger.warn({ err: error, paymentId: payment.id }, 'what became of a payment could not be learnt yet');
    }
  }
  return settled;
}

/**
 * The same for one order: of all its payments that wait for an answer, or only of those whose answer is overdue. Throws `payment_under_way`
 * where a provider can't be reached. Whether the caller may is their question.
 */
export async function askAfterPaymentsOf(ctx: RequestContext, orderId: string, onlyOverdue = false): Promise<void> {
  const now = clock.now();
  for (const payment of await paymentsOfOrder(orderId)) {
    const waits = payment.status === 'pending' && !isAnnouncement(payment);
    if (!waits || (onlyOverdue && isUnderWay(payment, now))) continue;
    await askAfter(ctx, payment).catch((error: unknown) => {
      logger.warn({ err: error, paymentId: payment.id }, 'a payment provider could not be asked');
      throw paymentUnderWay();
    });
  }
}

/** Whether it is settled now. */
async function askAfter(ctx: RequestContext, { id, provider, idempotencyKey }: PaymentView): Promise<boolean> {
  const answer = await paymentProvider(provider).withdraw?.({ idempotencyKey });
  if (!answer || answer.outcome === 'pending') return false;
  if (answer.outcome === 'captured') {
    await bookMoney(ctx, id, { reference: answer.reference, key: idempotencyKey });
    return true;
  }
  await runOperation(ctx, { action: 'payments.fail', entity: 'payments', entityId: id }, async () => {
    // A call-back may have been faster.
    if ((await paymentById(id)).status === 'pending') await failPayment(ctx, id);
  });
  return true;
}
