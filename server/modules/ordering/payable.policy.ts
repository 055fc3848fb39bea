import type { PaymentView, ProviderId } from '../payments/index.ts';
import type { Order } from './order.model.ts';
import { mayDo } from './order-state.policy.ts';

type Tried = Pick<PaymentView, 'provider' | 'status'>;

/** Of these, a pending payment only says that money will come by hand; any other is being taken at this moment. */
const ANNOUNCED: readonly ProviderId[] = ['bank_transfer', 'cash'];

export const isAnnouncement = ({ provider }: Pick<Tried, 'provider'>): boolean => ANNOUNCED.includes(provider);

/** In which ways a shopper may pay an order from here: none while a card is being asked, and not the one that is agreed on already. */
export function waysToPay(
  order: Pick<Order, 'status' | 'paymentStatus' | 'fulfilmentStatus'>,
  payments: readonly Tried[],
  inShop: readonly ProviderId[],
): ProviderId[] {
  const pending = payments.filter(({ status }) => status === 'pending');
  if (!mayDo('takePayment', order) || !pending.every(isAnnouncement)) return [];
  return inShop.filter((provider) => !pending.some((one) => one.provider === provider));
}
