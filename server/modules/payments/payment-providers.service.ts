import { invalid, notFound } from '../../shared/errors.ts';
import { type PaymentRules, shopSettings } from '../settings/index.ts';
import { assertSigned, SIGNATURE_HEADER } from './callback-signature.policy.ts';
import { type CardBehaviour, cardTest } from './card-test.service.ts';
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
  card?: CardBehaviour;
};

export type ChargeOutcome = { outcome: 'captured' | 'pending' | 'failed'; reference: string };

export type PaymentProvider = {
  id: ProviderId;
  /** The rules that a new shop begins with; from then on those of the settings hold. */
  firstRules: Omit<PaymentRules, 'provider'>;
  /** Takes no real money: a live shop begins without it. */
  forTrial?: boolean;
  /** What its call-backs are signed with; unset where it never calls back. */
  callbackSecret?(): string;
  /** Takes the money, or learns that it will come. Called outside any transaction; may be called again. */
  charge(request: ChargeRequest): Promise<ChargeOutcome>;
  /**
   * Asks what became of a charge whose answer never came, and has it stopped if that can still be done: `captured`, the money was taken;
   * `failed`, it was not and never will be under this key; `pending`, it is under way. Unset where money comes by hand and nobody can be asked.
   */
  withdraw?(request: { idempotencyKey: string }): Promise<ChargeOutcome>;
  /** Gives money back; the answer is the provider's reference. May be called again with the same key. */
  refund(request: { amount: number; reference: string; key: string }): Promise<{ reference: string }>;
};

const DAY = 24 * 60;

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

const onTrust = { inShop: false, shipsUnpaid: true, expiresAfterMinutes: null };

registerPaymentProvider({
  id: 'bank_transfer',
  firstRules: { inShop: true, shipsUnpaid: false, expiresAfterMinutes: 7 * DAY },
  ...byHand,
});
registerPaymentProvider({ id: 'cash', firstRules: onTrust, ...byHand });
registerPaymentProvider({ id: 'imported', firstRules: onTrust, ...byHand });
registerPaymentProvider(cardTest);

/** The provider of that name; throws `invalid` for an unknown one. */
export function paymentProvider(id: string): PaymentProvider {
  const provider = providers.get(id as ProviderId);
  if (!provider) throw invalid({ provider: `Choose one of: ${PAYMENT_PROVIDERS.join(', ')}.` });
  return provider;
}

/** The providers that can be asked what became of a charge. */
export const providersToAsk = (): ProviderId[] =>
  [...providers.values()].filter(({ withdraw }) => withdraw).map(({ id }) => id);

/** What the shop lets a provider do, as the settings say. Throws `invalid` for an unknown one. */
export async function paymentRules(id: string): Promise<PaymentRules> {
  const provider = paymentProvider(id);
  const set = (await shopSettings()).payments.find((rules) => rules.provider === id);
  return set ?? { provider: provider.id, ...provider.firstRules };
}

/** The rules of every provider that staff can set, as a new shop begins with them. Trade files bring payments of their own kind along. */
export const firstPaymentRules = ({ live = false } = {}): PaymentRules[] =>
  [...providers.values()]
    .filter(({ id }) => id !== 'imported')
    .map(({ id, firstRules, forTrial }) => ({
      provider: id,
      ...firstRules,
      inShop: firstRules.inShop && !(live && forTrial),
    }));

/** The ways to pay that a shopper may choose from. */
export async function shopPaymentProviders(): Promise<ProviderId[]> {
  const rules = await Promise.all([...providers.keys()].map(paymentRules));
  return rules.filter(({ inShop }) => inShop).map(({ provider }) => provider as ProviderId);
}

/** The ways to pay of which goods may leave before the money is here. */
export async function providersThatShipUnpaid(): Promise<ProviderId[]> {
  const rules = await Promise.all([...providers.keys()].map(paymentRules));
  return rules.filter(({ shipsUnpaid }) => shipsUnpaid).map(({ provider }) => provider as ProviderId);
}

/** Makes sure that a call-back comes from its provider. Throws `not_found` where it never calls back, `bad_signature` (401). */
export function assertCallback(
  provider: string,
  headers: Readonly<Record<string, unknown>>,
  rawBody: Buffer,
  now: Date,
): void {
  const secret = paymentProvider(provider).callbackSecret?.();
  if (!secret) throw notFound('payment provider that calls back', provider);
  assertSigned(secret, headers[SIGNATURE_HEADER], rawBody, now);
}
