import type { OrderSummary } from './api/types.ts';
import { readSettings } from './settings.ts';
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

const DAY = { day: 'numeric', month: 'long', year: 'numeric' } as const;
const TIME = { hour: '2-digit', minute: '2-digit', timeZoneName: 'short' } as const;

const say = (iso: string, format: Intl.DateTimeFormatOptions): string =>
  new Intl.DateTimeFormat(shop.locale, { ...format, timeZone: readSettings().timeZone }).format(new Date(iso));

/** "22 November 2026 at 14:05 GMT": with its zone, since who orders from abroad would read a deadline by their own clock. */
export const moment = (iso: string): string => say(iso, { ...DAY, ...TIME });

/** "22 November 2026". */
export const longDate = (iso: string): string => say(iso, DAY);
