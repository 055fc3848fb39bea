import { clock } from '../../platform/clock.ts';
import { enqueue } from '../../platform/outbox.ts';
import { SIGNATURE_HEADER, signCallback } from './callback-signature.policy.ts';
import { CardTestCharge } from './card-test-charge.model.ts';
import type { PaymentEvent } from './payment-callback.schemas.ts';
import type { ChargeOutcome, ChargeRequest, PaymentProvider } from './payment-providers.service.ts';

/** What the test card can be told to do; `slow` and `double` are answered by a call-back later, once and twice. */
export const CARD_BEHAVIOURS = ['approve', 'decline', 'slow', 'double'] as const;
export type CardBehaviour = (typeof CARD_BEHAVIOURS)[number];

/** The outbox topic by which the test card calls back. */
export const CARD_TEST_TOPIC = 'card-test.call-back';

const THINKS_FOR_MS = 5_000;
const PATIENCE_MS = 10_000;
const REMEMBERS_FOR_MS = 30 * 24 * 60 * 60_000;

let settings = { callbackUrl: '', secret: '' };

/** Sets where the test card calls back, and what it signs with. */
export function configureCardTest(given: { callbackUrl: string; secret: string }): void {
  settings = given;
}

/** A card that takes no real money. It speaks with the shop as other companies' services do: over HTTP, signed, and sometimes twice. */
export const cardTest: PaymentProvider = {
  id: 'card_test',
  firstRules: { inShop: true, shipsUnpaid: false, expiresAfterMinutes: 30 },
  forTrial: true,
  callbackSecret: () => settings.secret,
  charge,
  withdraw: ({ idempotencyKey }) => firstAnswer(idempotencyKey, 'failed'),
  refund: async ({ key }) => ({ reference: `card-refund-${key.slice(-12)}` }),
};

async function charge({ card = 'approve', idempotencyKey, amount, currency }: ChargeRequest): Promise<ChargeOutcome> {
  if (card === 'approve') return firstAnswer(idempotencyKey, 'captured');
  if (card === 'decline') return firstAnswer(idempotencyKey, 'failed');
  const event: PaymentEvent = {
    id: `card-event-${idempotencyKey}`.slice(0, 200),
    type: 'payment.captured',
    payment: idempotencyKey,
    amount,
    currency,
    reference: referenceOf(idempotencyKey),
  };
  await enqueue(CARD_TEST_TOPIC, { event, times: card === 'double' ? 2 : 1 }, { inMilliseconds: THINKS_FOR_MS });
  return firstAnswer(idempotencyKey, 'pending');
}

const referenceOf = (idempotencyKey: string): string => `card-${idempotencyKey.slice(-12)}`;

/** The answer of whoever came first under a key, a charge or its withdrawal: it stands. */
async function firstAnswer(key: string, outcome: ChargeOutcome['outcome']): Promise<ChargeOutcome> {
  const expiresAt = new Date(clock.now().getTime() + REMEMBERS_FOR_MS);
  const charge = await CardTestCharge.findOneAndUpdate(
    { _id: key },
    { $setOnInsert: { outcome, reference: referenceOf(key), expiresAt } },
    { upsert: true, returnDocument: 'after' },
  ).lean();
  return { outcome: charge.outcome, reference: charge.reference };
}

/** Calls the shop back; the outbox's handler. Throws where the shop did not take it, so that it is told again later. */
export async function callBack(message: Record<string, unknown>): Promise<void> {
  const event = message['event'] as PaymentEvent;
  await CardTestCharge.updateOne({ _id: event.payment, outcome: 'pending' }, { $set: { outcome: 'captured' } });
  if (await CardTestCharge.exists({ _id: event.payment, outcome: 'failed' })) return;
  const body = JSON.stringify(event);
  const post = () =>
    fetch(settings.callbackUrl, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        [SIGNATURE_HEADER]: signCallback(settings.secret, body, clock.now()),
      },
      body,
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
  const answers = await Promise.all(Array.from({ length: Number(message['times']) }, post));
  const refused = answers.find(({ ok }) => !ok);
  if (refused) throw new Error(`the shop answered the test card's call-back with ${refused.status}`);
}
