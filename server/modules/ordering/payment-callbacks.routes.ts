import { z } from 'zod';
import { type ApiRoute, defineRoute } from '../../platform/api-route.ts';
import { clock } from '../../platform/clock.ts';
import { assertCallback, PAYMENT_PROVIDERS, paymentEvent } from '../payments/index.ts';
import { bookCallback } from './book-callback.use-case.ts';

const example = {
  id: 'evt-20412',
  type: 'payment.captured',
  payment: 'order:507f1f77bcf86cd799439011:checkout',
  amount: 1_260,
  currency: 'GBP',
  reference: 'card-4711',
};

/** Where payment providers tell what became of a payment. */
export const paymentCallbackRoutes: ApiRoute[] = [
  defineRoute({
    method: 'post',
    path: '/payments/callbacks/{provider}',
    operationId: 'paymentCallback',
    summary: 'A payment provider tells what became of a payment',
    description:
      'Signed: the header `X-Counterfoil-Signature` is `t=<seconds since 1970>,v1=<hex>`, where v1 is the HMAC-SHA256 of `<t>.<body>` under the ' +
      'provider’s secret, over the body byte for byte. A signature is good for five minutes. The same event again gives the same answer.',
    tag: 'Payments',
    access: 'anyone',
    audit: { entity: 'payments', action: 'payments.callBack' },
    params: z.strictObject({ provider: z.enum(PAYMENT_PROVIDERS) }),
    body: paymentEvent,
    bodyExample: example,
    answers: {
      200: {
        description: 'It is booked, or was before.',
        schema: z.strictObject({ outcome: z.enum(['captured', 'failed', 'paid_short', 'sent_back', 'ignored']) }),
      },
    },
    problems: [
      { status: 401, code: 'bad_signature', when: 'The signature is missing, wrong, or older than five minutes.' },
      { status: 404, code: 'not_found', when: 'This provider does not call back, or was asked for no such payment.' },
      { status: 409, code: 'amount_differs', when: 'The amount is not the one that was asked for.' },
      { status: 422, code: 'idempotency_key_reused', when: 'The event told something else before.' },
    ],
    assertSender: ({ params: { provider }, headers, rawBody }) =>
      assertCallback(String(provider), headers, rawBody, clock.now()),
    handle: async ({ ctx, params: { provider }, body }) => {
      const actor = { kind: 'system' as const, id: null, name: provider, roles: [] };
      return { body: await bookCallback({ ...ctx, actor }, provider, body) };
    },
  }),
];
