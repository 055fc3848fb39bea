import { invalid } from '../../shared/errors.ts';
import { PAYMENT_PROVIDERS, type ProviderId } from './payment.model.ts';

export type ChargeRequest = {
  amount: number;
  currency: string;
  /** The readable number of what is paid; it becomes the payment's reference where the provider has none of its own. */
  label: string;
  /** Repeating a charge with the same key has no second effect. */
  idempotencyKey: string;
  /** Staff say that the money is already here: notes in the till, a line on the bank statement. */
  received?: boolean;
  /** What the test card should do. */
  card?: 'approve' | 'decline' | 'slow';
};

export type ChargeOutcome = { outcome: 'captured' | 'pending' | 'failed'; reference: string };

export type PaymentProvider = {
  id: ProviderId;
  /** An order that chose this provider and stays unpaid is cancelled after so long; null: never. */
  expiresAfterMinutes: number | null;
  /** Whether goods may leave before the money is here. */
  shipsUnpaid: boolean;
  /** Whether a shopper may choose it at checkout. */
  inShop: boolean;
  /** Takes the money, or learns that it will come. Called outside any transaction; may be called again. */
  charge(request: ChargeRequest): Promise<ChargeOutcome>;
  /** Gives money back; the answer is the provider's reference. May be called again with the same key. */
  refund(request: { amount: number; reference: string; key: string }): Promise<{ reference: string }>;
};

const HOUR = 60;
const DAY = 24 * HOUR;

const byHand = {
  charge: async ({ label, received }: ChargeRequest): Promise<ChargeOutcome> => ({
    outcome: received ? 'captured' : 'pending',
    reference: label,
  }),
  refund: async ({ reference }: { reference: string }) => ({ reference }),
};

const providers = new Map<ProviderId, PaymentProvider>();

/** Adds a provider, or puts another in the place of one with the same id. */
export function registerPaymentProvider(provider: PaymentProvider): void {
  providers.set(provider.id, provider);
}

registerPaymentProvider({
  id: 'bank_transfer',
  expiresAfterMinutes: 7 * DAY,
  shipsUnpaid: false,
  inShop: true,
  ...byHand,
});
registerPaymentProvider({ id: 'cash', expiresAfterMinutes: null, shipsUnpaid: true, inShop: false, ...byHand });
registerPaymentProvider({ id: 'imported', expiresAfterMinutes: null, shipsUnpaid: true, inShop: false, ...byHand });
registerPaymentProvider({
  id: 'card_test',
  expiresAfterMinutes: 30,
  shipsUnpaid: false,
  inShop: true,
  charge: async ({ card = 'approve', idempotencyKey }) => ({
    outcome: card === 'approve' ? 'captured' : card === 'decline' ? 'failed' : 'pending',
    reference: `card-${idempotencyKey.slice(-12)}`,
  }),
  refund: async ({ key }) => ({ reference: `card-refund-${key.slice(-12)}` }),
});

/** The provider of that name; throws `invalid` for an unknown one. */
export function paymentProvider(id: string): PaymentProvider {
  const provider = providers.get(id as ProviderId);
  if (!provider) throw invalid({ provider: `Choose one of: ${PAYMENT_PROVIDERS.join(', ')}.` });
  return provider;
}

/** The ways to pay that a shopper may choose from. */
export const shopPaymentProviders = (): ProviderId[] =>
  [...providers.values()].filter((p) => p.inShop).map((p) => p.id);
