import { clock } from '../../platform/clock.ts';
import { enqueue } from '../../platform/outbox.ts';
import { SIGNATURE_HEADER, signCallback } from './callback-signature.policy.ts';
import type { PaymentEvent } from './payment-callback.schemas.ts';
import type { ChargeOutcome, ChargeRequest, PaymentProvider } from './payment-providers.service.ts';

/** What the test card can be told to do; `slow` and `double` are answered by a call-back later, once and twice. */
export const CARD_BEHAVIOURS = ['approve', 'decline', 'slow', 'double'] as const;
export type CardBehaviour = (typeof CARD_BEHAVIOURS)[number];

/** The outbox topic by which the test card calls back. */
export const CARD_TEST_TOPIC = 'card-test.call-back';

const THINKS_FOR_MS = 5_000;
const PATIENCE_MS = 10_000;

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
  refund: async ({ key }) => ({ reference: `card-refund-${key.slice(-12)}` }),
};

async function charge({ card = 'approve', idempotencyKey, amount, currency }: ChargeRequest): Promise<ChargeOutcome> {
  const reference = `card-${idempotencyKey.slice(-12)}`;
  if (card === 'approve') return { outcome: 'captured', reference };
  if (card === 'decline') return { outcome: 'failed', reference };
  const event: PaymentEvent = {
    id: `card-event-${idempotencyKey}`.slice(0, 200),
    type: 'payment.captured',
    payment: idempotencyKey,
    amount,
    currency,
    reference,
  };
  await enqueue(CARD_TEST_TOPIC, { event, times: card === 'double' ? 2 : 1 }, { inMilliseconds: THINKS_FOR_MS });
  return { outcome: 'pending', reference };
}

/** Calls the shop back; the outbox's handler. Throws where the shop did not take it, so that it is told again later. */
export async function callBack(message: Record<string, unknown>): Promise<void> {
  const body = JSON.stringify(message['event']);
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
