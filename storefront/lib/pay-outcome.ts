import type { PaidAnswer } from './api/types.ts';

type Outcome =
  | { changed: 'paid' | 'announced' | 'asked' | 'paid_late'; problem?: never }
  | { changed?: never; problem: 'card_declined' | 'sent_back' };

/** What the order's page says after a try to pay. */
export function outcomeOf({
  payment,
  order,
}: Pick<PaidAnswer, 'payment'> & {
  order: Pick<PaidAnswer['order'], 'status' | 'paymentStatus' | 'paymentMethod'>;
}): Outcome {
  if (payment === 'captured') return { changed: order.status === 'cancelled' ? 'paid_late' : 'paid' };
  if (payment === 'pending') return { changed: order.paymentMethod === 'card_test' ? 'asked' : 'announced' };
  // Not taken, or taken and sent back: the order was paid or given up at the same moment.
  return { problem: order.status === 'open' && order.paymentStatus === 'unpaid' ? 'card_declined' : 'sent_back' };
}
