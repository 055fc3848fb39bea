import type { OrderSummary } from './api/types.ts';
import { shop } from './shop.ts';
import { texts } from './texts.ts';

type State = Pick<OrderSummary, 'status' | 'paymentStatus' | 'fulfilmentStatus'> & { paymentMethod?: string };

/** Where an order stands, in a word or two. */
export function orderState({ status, paymentStatus, fulfilmentStatus, paymentMethod }: State): string {
  const words = texts.orders.states;
  if (status === 'cancelled') return words.cancelled;
  if (fulfilmentStatus !== 'unfulfilled') return words[fulfilmentStatus];
  return paymentStatus === 'unpaid' && paymentMethod !== 'cash' ? words.unpaid : words.preparing;
}

/** "22 November 2026 at 14:05". */
export function moment(iso: string): string {
  const format = { dateStyle: 'long', timeStyle: 'short', timeZone: 'Europe/London' } as const;
  return new Intl.DateTimeFormat(shop.locale, format).format(new Date(iso));
}

/** "22 November 2026". */
export function longDate(iso: string): string {
  return new Intl.DateTimeFormat(shop.locale, { dateStyle: 'long', timeZone: 'Europe/London' }).format(new Date(iso));
}
