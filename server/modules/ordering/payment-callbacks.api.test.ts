import type { AddressInfo } from 'node:net';
import { afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import supertest from 'supertest';
import { setClock } from '../../platform/clock.ts';
import { deliverOutbox, onOutbox } from '../../platform/outbox.ts';
import { serveApi } from '../../testing/api-app.ts';
import { contextOf, useDatabase } from '../../testing/harness.ts';
import { buildOrder, stockProblems } from '../../testing/orders.ts';
import { AuditLog } from '../audit/admin.ts';
import { PaymentModel } from '../payments/admin.ts';
import {
  CARD_TEST_TOPIC,
  callBack,
  configureCardTest,
  paymentProvider,
  REFUND_TOPIC,
  registerPaymentProvider,
  SIGNATURE_HEADER,
  sendRefund,
  signCallback,
} from '../payments/index.ts';
import { expireOrders, type OrderView, paymentCallbackRoutes, takePayment } from './index.ts';
import { OrderModel } from './order.model.ts';

useDatabase();
const server = serveApi(paymentCallbackRoutes);
const SECRET = 'the-secret-of-the-test-card';
const admin = contextOf('admin');
const PATH = '/api/v1/payments/callbacks/card_test';
let events = 0;

beforeAll(() => {
  const { port } = server.address() as AddressInfo;
  configureCardTest({ callbackUrl: `http://127.0.0.1:${port}${PATH}`, secret: SECRET });
  onOutbox(CARD_TEST_TOPIC, callBack);
  onOutbox(REFUND_TOPIC, sendRefund);
});
afterEach(() => setClock());

const MINUTE = 60_000;
const later = (milliseconds: number) => setClock({ now: () => new Date(Date.now() + milliseconds) });

/** An order that waits for the answer to a card payment. */
async function waitingOrder(card: 'slow' | 'double' = 'slow') {
  const order = await buildOrder({ paymentMethod: 'card_test' });
  const payment = await takePayment(admin, {
    orderId: order.id,
    provider: 'card_test',
    card,
    requestKey: 'the-one-try',
  });
  return { order, payment, key: `order:${order.id}:the-one-try` };
}

type Event = { id: string; type: string; payment: string; amount: number; currency: string; reference: string };
function eventFor(order: OrderView, key: string, more: Partial<Event> = {}): Event {
  events += 1;
  const { totals, currency } = order;
  return {
    id: `event-of-the-test-${events}`,
    type: 'payment.captured',
    payment: key,
    amount: totals.gross,
    currency,
    reference: 'c-1',
    ...more,
  };
}

function tell(event: object, { at = new Date(), secret = SECRET, path = PATH, sent = event } = {}) {
  return supertest(server)
    .post(path)
    .set('content-type', 'application/json')
    .set(SIGNATURE_HEADER, signCallback(secret, JSON.stringify(event), at))
    .send(JSON.stringify(sent));
}
const stored = (order: OrderView) => OrderModel.findById(order.id).orFail().lean();

describe('a signed call-back', () => {
  test('captures the payment and pays the order, by the provider, on record', async () => {
    const { order, payment, key } = await waitingOrder();
    const event = eventFor(order, key);
    const answer = await tell(event);
    expect([answer.status, answer.body]).toEqual([200, { outcome: 'captured' }]);
    expect(await stored(order)).toMatchObject({ paymentStatus: 'paid', paid: order.totals.gross });
    const entry = await AuditLog.findOne({
      entity: 'payments',
      entityId: payment.id,
      action: 'payments.callBack',
    }).lean();
    expect(entry).toMatchObject({
      performedBy: { kind: 'system', name: 'card_test' },
      newValue: { reference: 'c-1' },
    });
  });

  test('told twice, also at once and again an hour later, is booked once with the same answer', async () => {
    const { order, key } = await waitingOrder();
    const event = eventFor(order, key);
    const both = await Promise.all([tell(event), tell(event), tell(event)]);
    expect(both.map(({ status, body }) => [status, body.outcome])).toEqual(Array(3).fill([200, 'captured']));
    later(60 * MINUTE);
    expect((await tell(event, { at: new Date(Date.now() + 60 * MINUTE) })).body).toEqual({ outcome: 'captured' });
    expect(await stored(order)).toMatchObject({ paid: order.totals.gross });
  });

  test('of a payment that failed lets it be tried again, and of one that is here already changes nothing', async () => {
    const { order, payment, key } = await waitingOrder();
    expect((await tell(eventFor(order, key, { type: 'payment.failed' }))).body).toEqual({ outcome: 'failed' });
    expect(await PaymentModel.findById(payment.id).lean()).toMatchObject({ status: 'failed' });
    expect((await tell(eventFor(order, key))).body).toEqual({ outcome: 'captured' });
    expect((await tell(eventFor(order, key, { type: 'payment.failed' }))).body).toEqual({ outcome: 'ignored' });
    expect((await tell(eventFor(order, key))).body).toEqual({ outcome: 'ignored' });
    expect(await stored(order)).toMatchObject({ paymentStatus: 'paid', paid: order.totals.gross });
  });

  test('after the order expired is paid short: the money is counted, the goods are gone, staff decide', async () => {
    const { order, key } = await waitingOrder();
    later(31 * MINUTE);
    expect(await expireOrders()).toBeGreaterThan(0);
    const event = eventFor(order, key);
    const at = new Date(Date.now() + 31 * MINUTE);
    expect((await tell(event, { at })).body).toEqual({ outcome: 'paid_short' });
    expect(await stored(order)).toMatchObject({ status: 'cancelled', paymentStatus: 'paid', paid: order.totals.gross });
    expect(await stockProblems()).toEqual([]);
  });

  test('against the deadline at the same moment: the order is paid, or cancelled with its money counted', async () => {
    for (let round = 0; round < 5; round += 1) {
      const { order, key } = await waitingOrder();
      later(31 * MINUTE);
      const at = new Date(Date.now() + 31 * MINUTE);
      const [answer] = await Promise.all([tell(eventFor(order, key), { at }), expireOrders()]);
      expect(answer.status).toBe(200);
      const { status, paid } = await stored(order);
      expect(paid).toBe(order.totals.gross);
      expect([status, answer.body.outcome]).toEqual(
        status === 'open' ? ['open', 'captured'] : ['cancelled', 'paid_short'],
      );
      setClock();
    }
    expect(await stockProblems()).toEqual([]);
  });

  test('of money that nothing is left to be paid by goes back, and the order says so', async () => {
    const { order, payment, key } = await waitingOrder();
    await takePayment(admin, { orderId: order.id, provider: 'cash', received: true, requestKey: 'paid-in-cash' });
    const heard: unknown[] = [];
    const card = paymentProvider('card_test');
    registerPaymentProvider({ ...card, refund: async (asked) => ({ reference: String(heard.push(asked)) }) });
    const event = eventFor(order, key);
    expect((await tell(event)).body).toEqual({ outcome: 'sent_back' });
    while ((await deliverOutbox()) > 0);
    registerPaymentProvider(card);
    expect(heard).toEqual([{ amount: order.totals.gross, reference: 'c-1', key: event.id }]);
    expect(await PaymentModel.findById(payment.id).lean()).toMatchObject({ status: 'failed', refunded: 0 });
    const { paid, refunded, notes } = await stored(order);
    expect([paid, refunded]).toEqual([order.totals.gross, 0]);
    expect(notes.at(-1)?.text).toContain('goes back');
  });
});

describe('a call-back is refused, on record,', () => {
  test.each([
    ['signed with another secret', { secret: 'another-secret-entirely' }],
    ['signed ten minutes ago', { at: new Date(Date.now() - 10 * MINUTE) }],
    ['signed for a moment to come', { at: new Date(Date.now() + 10 * MINUTE) }],
  ])('%s', async (_what, how) => {
    const { order, payment, key } = await waitingOrder();
    const answer = await tell(eventFor(order, key), how);
    expect([answer.status, answer.body.code]).toEqual([401, 'bad_signature']);
    expect(await PaymentModel.findById(payment.id).lean()).toMatchObject({ status: 'pending' });
    const refusal = { entity: 'payments', action: 'payments.callBack', cause: 'bad_signature' };
    expect(await AuditLog.exists({ ...refusal, outcome: 'refused' })).not.toBeNull();
  });

  test('before what it says is looked at', async () => {
    expect((await tell({ id: 'x' }, { secret: 'another-secret-entirely' })).status).toBe(401);
    expect((await tell({ id: 'x' })).status).toBe(422);
  });

  test('with a body other than the signed one, or without a signature', async () => {
    const { order, key } = await waitingOrder();
    const event = eventFor(order, key);
    expect((await tell(event, { sent: { ...event, reference: 'mine' } })).status).toBe(401);
    expect((await supertest(server).post(PATH).send(event)).status).toBe(401);
  });

  test.each([
    ['of another amount', { amount: 1 }, 409, 'amount_differs'],
    ['of another currency', { currency: 'EUR' }, 409, 'amount_differs'],
    ['of a payment that there is not', { payment: 'order:none' }, 404, 'not_found'],
    ['of a kind that there is not', { type: 'payment.perhaps' }, 422, 'invalid'],
  ])('%s', async (_what, more, status, code) => {
    const { order, key } = await waitingOrder();
    const answer = await tell(eventFor(order, key, more));
    expect([answer.status, answer.body.code]).toEqual([status, code]);
    expect(await stored(order)).toMatchObject({ paid: 0 });
  });

  test('for a provider that never calls back', async () => {
    const { order, key } = await waitingOrder();
    expect((await tell(eventFor(order, key), { path: PATH.replace('card_test', 'cash') })).status).toBe(404);
  });

  test('that tells something else under the name of an earlier event', async () => {
    const { order, key } = await waitingOrder();
    const event = eventFor(order, key);
    await tell(event);
    expect((await tell({ ...event, reference: 'c-2' })).body.code).toBe('idempotency_key_reused');
  });
});

describe('the test card', () => {
  test.each(['slow', 'double'] as const)(
    'told to be %s calls back by itself, and the order is paid once',
    async (card) => {
      const { order, payment } = await waitingOrder(card);
      expect(payment.status).toBe('pending');
      await deliverOutbox();
      expect(await stored(order)).toMatchObject({ paymentStatus: 'unpaid' });
      later(10_000);
      await deliverOutbox();
      expect(await stored(order)).toMatchObject({ paymentStatus: 'paid', paid: order.totals.gross });
    },
  );
});
