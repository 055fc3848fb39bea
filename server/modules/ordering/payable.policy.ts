import type { PaymentView, ProviderId } from '../payments/index.ts';
import type { Order } from './order.model.ts';
import { mayDo } from './order-state.policy.ts';

type Tried = Pick<PaymentView, 'provider' | 'status' | 'createdAt'>;

/** Of these, a pending payment only says that money will come by hand; any other is being taken at this moment. */
const ANNOUNCED: readonly ProviderId[] = ['bank_transfer', 'cash'];

export const isAnnouncement = ({ provider }: Pick<Tried, 'provider'>): boolean => ANNOUNCED.includes(provider);

/** For so long a card may take to answer. After that its provider is asked what became of it, and the shopper may try again. */
export const PATIENCE_MS = 60_000;

/** Whether a card is being asked at this moment. */
export const isUnderWay = (payment: Tried, now: Date): boolean =>
  payment.status === 'pending' && !isAnnouncement(payment) && now.getTime() - payment.createdAt.getTime() < PATIENCE_MS;

/** In which ways a shopper may pay an order from here: none while a card is being asked, and not the one that is agreed on already. */
export function waysToPay(
  order: Pick<Order, 'status' | 'paymentStatus' | 'fulfilmentStatus'>,
  payments: readonly Tried[],
  inShop: readonly ProviderId[],
  now: Date,
): ProviderId[] {
  if (!mayDo('takePayment', order) || payments.some((payment) => isUnderWay(payment, now))) return [];
  const agreed = payments.filter((payment) => payment.status === 'pending' && isAnnouncement(payment));
  return inShop.filter((provider) => !agreed.some((one) => one.provider === provider));
}
