import { afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { setClock } from '../../platform/clock.ts';
import { contextOf, useDatabase } from '../../testing/harness.ts';
import { buildOrder, stockProblems } from '../../testing/orders.ts';
import { serveShop, shopBrowser } from '../../testing/shop-browser.ts';
import { AuditLog } from '../audit/admin.ts';
import { PaymentModel } from '../payments/admin.ts';
import { type PaymentProvider, paymentProvider, registerPaymentProvider } from '../payments/index.ts';
import {
  askAfterPayments,
  bookCallback,
  cancelOrder,
  configureOrdering,
  expireOrders,
  guestOrderKey,
  takePayment,
  verifyOrders,
} from './index.ts';
import { OrderModel } from './order.model.ts';
import { shopRoutes } from './shop-api.routes.ts';

/*
 * A server that dies between writing down a card payment and hearing what became of it leaves the payment waiting. Money must not be lost by
 * that, nor taken twice, nor may the order be stuck.
 */
useDatabase();
beforeAll(() => configureOrdering({ linkSecret: 'a-secret-of-the-tests' }));
const card = paymentProvider('card_test');
afterEach(() => {
  setClock();
  registerPaymentProvider(card);
});

const server = serveShop(shopRoutes);
const admin = contextOf('admin');
const provider = contextOf('admin', { actor: { kind: 'system', id: null, name: 'card_test', roles: [] } });
const MINUTE = 60_000;
const later = (milliseconds: number) => setClock({ now: () => new Date(Date.now() + milliseconds) });
const put = (instead: Partial<PaymentProvider>) => registerPaymentProvider({ ...card, ...instead });
const dies = async (): Promise<never> => {
  throw new Error('the server died at this line');
};

let keys = 0;
const newKey = (): string => {
  keys += 1;
  return `lost-answer-${keys}`;
};

/** An order whose server died while it asked the card: before the provider heard of it, or after it had taken the money. */
async function lostAnswer(when: 'before' | 'after') {
  const order = await buildOrder({ paymentMethod: 'card_test', guest: { name: 'Gus Guest', email: 'g@example.org' } });
  put({ charge: when === 'before' ? dies : (asked) => card.charge(asked).then(dies) });
  const first = { orderId: order.id, provider: 'card_test' as const, requestKey: newKey() };
  await expect(takePayment(admin, first)).rejects.toThrow('the server died');
  registerPaymentProvider(card);
  const orderKey = guestOrderKey(order.id);
  const pay = (body: object = { paymentMethod: 'card_test' }, key = newKey()) =>
    shopBrowser(server).call('post', `/orders/${order.name}/payments`, { orderKey, body, key });
  const see = async () => (await shopBrowser(server).call('get', `/orders/${order.name}`, { orderKey })).body.payment;
  const stored = () => OrderModel.findById(order.id).orFail().lean();
  const payments = () => PaymentModel.find({ order: order.id }).sort({ _id: 1 }).lean();
  const states = async () => (await payments()).map(({ status }) => status);
  return { ...order, first, gross: order.totals.gross, pay, see, stored, payments, states };
}

/** The money that is counted on the order is that of its captured payments, once. */
async function expectPaidOnce({ gross, stored, payments }: Awaited<ReturnType<typeof lostAnswer>>) {
  expect((await stored()).paid).toBe(gross);
  const captured = (await payments()).filter(({ status }) => status === 'captured');
  expect(captured.map(({ amount }) => amount)).toEqual([gross]);
  expect((await verifyOrders()).problems).toEqual([]);
}

describe('where the provider never heard of it', () => {
  test('the shopper waits a minute, then pays by another try, and the lost one can never take money any more', async () => {
    const lost = await lostAnswer('before');
    expect(await lost.see()).toMatchObject({ last: 'pending', methods: [] });
    expect((await lost.pay()).body.code).toBe('payment_under_way');

    later(MINUTE);
    expect(await lost.see()).toMatchObject({ methods: ['bank_transfer', 'card_test'] });
    expect((await lost.pay()).body).toMatchObject({ payment: 'captured', order: { paymentStatus: 'paid' } });
    expect(await lost.states()).toEqual(['failed', 'captured']);
    // The dead server's request arrives at the provider after all, and is turned away there.
    const [first] = await lost.payments();
    const late = { amount: lost.gross, currency: 'GBP', label: lost.name, idempotencyKey: first?.idempotencyKey ?? '' };
    expect(await card.charge(late)).toMatchObject({ outcome: 'failed' });
    await expectPaidOnce(lost);
  });

  test('the watch over payments finds it, on record, and leaves alone what was asked for a moment ago', async () => {
    const [old, fresh] = [await lostAnswer('before'), await lostAnswer('before')];
    await PaymentModel.collection.updateOne({ order: (await old.stored())._id }, [
      { $set: { createdAt: { $subtract: ['$createdAt', 2 * MINUTE] } } },
    ]);
    expect(await askAfterPayments()).toBe(1);
    expect([await old.states(), await fresh.states()]).toEqual([['failed'], ['pending']]);
    expect(await old.see()).toMatchObject({ last: 'failed', methods: ['bank_transfer', 'card_test'] });
    const [payment] = await old.payments();
    const entry = await AuditLog.findOne({ entityId: String(payment?._id), action: 'payments.fail' }).lean();
    expect(entry).toMatchObject({ performedBy: { kind: 'system', name: 'ask-after-payments' }, source: 'job' });
  });

  test('two tries at once after it, from two windows, take the money once', async () => {
    for (let round = 0; round < 4; round += 1) {
      const lost = await lostAnswer('before');
      later(MINUTE);
      const answers = await Promise.all([lost.pay(), lost.pay(), askAfterPayments()]);
      expect(answers.slice(0, 2).filter((answer) => (answer as { status: number }).status === 201)).toHaveLength(1);
      await expectPaidOnce(lost);
      setClock();
    }
  });
});

describe('where the provider had taken the money', () => {
  test('it is booked as soon as it is asked after, and a new try finds the order paid', async () => {
    const lost = await lostAnswer('after');
    expect(await lost.stored()).toMatchObject({ paymentStatus: 'unpaid', paid: 0 });
    later(MINUTE);
    expect((await lost.pay()).body.code).toBe('illegal_move');
    expect(await lost.stored()).toMatchObject({ paymentStatus: 'paid', expiresAt: null });
    await expectPaidOnce(lost);
    expect(await askAfterPayments()).toBe(0);
  });

  test('the same request again, before or after that, is the same payment', async () => {
    const lost = await lostAnswer('after');
    expect(await takePayment(admin, lost.first)).toMatchObject({ status: 'captured' });
    expect(await takePayment(admin, lost.first)).toMatchObject({ status: 'captured' });
    await expectPaidOnce(lost);
  });

  test('and nobody was there until the deadline: the order is paid and stays', async () => {
    const lost = await lostAnswer('after');
    later(31 * MINUTE);
    await expireOrders();
    expect(await lost.stored()).toMatchObject({ status: 'open', paymentStatus: 'paid' });
    await expectPaidOnce(lost);
  });

  test('and the order is cancelled: the money is counted on it, for staff to give back', async () => {
    const lost = await lostAnswer('after');
    await cancelOrder(admin, { orderId: lost.id });
    expect(await lost.stored()).toMatchObject({ status: 'cancelled', paymentStatus: 'paid', paid: lost.gross });
    expect(await stockProblems()).toEqual([]);
  });
});

describe('where the provider is still at it, or can’t be reached', () => {
  test('no other try is begun while it may still take the money', async () => {
    const lost = await lostAnswer('before');
    put({ withdraw: async () => ({ outcome: 'pending', reference: 'c-1' }) });
    later(5 * MINUTE);
    expect((await lost.pay()).body.code).toBe('payment_under_way');
    expect([await askAfterPayments(), await lost.states()]).toEqual([0, ['pending']]);
  });

  test('the order neither expires nor is cancelled before it is known, and others go on', async () => {
    const [lost, other] = [await lostAnswer('before'), await buildOrder({ paymentMethod: 'card_test' })];
    put({ withdraw: dies });
    later(31 * MINUTE);
    expect((await lost.pay()).body.code).toBe('payment_under_way');
    await expect(cancelOrder(admin, { orderId: lost.id })).rejects.toMatchObject({ code: 'payment_under_way' });
    expect(await askAfterPayments()).toBe(0);
    expect(await expireOrders()).toBeGreaterThan(0);
    expect((await OrderModel.findById(other.id).orFail().lean()).status).toBe('cancelled');
    expect([(await lost.stored()).status, await lost.states()]).toEqual(['open', ['pending']]);

    registerPaymentProvider(card);
    await expireOrders();
    expect([(await lost.stored()).status, await lost.states()]).toEqual(['cancelled', ['failed']]);
  });

  test('who may not cancel the order stops no payment of it', async () => {
    const lost = await lostAnswer('before');
    await expect(cancelOrder(contextOf('inventory'), { orderId: lost.id })).rejects.toMatchObject({
      code: 'forbidden',
    });
    expect(await lost.states()).toEqual(['pending']);
  });
});

describe('a provider that breaks its word and takes the money of a payment that it gave up', () => {
  const callBack = (lost: Awaited<ReturnType<typeof lostAnswer>>, idempotencyKey: string) =>
    bookCallback(provider, 'card_test', {
      id: `event-of-${idempotencyKey}`,
      type: 'payment.captured',
      payment: idempotencyKey,
      amount: lost.gross,
      currency: 'GBP',
      reference: 'c-late',
    });

  test('against the try that followed, at the same moment: one is counted, the other goes back', async () => {
    for (let round = 0; round < 6; round += 1) {
      const lost = await lostAnswer('before');
      later(2 * MINUTE);
      await askAfterPayments();
      const [first] = await lost.payments();
      const hands = [() => lost.pay(), () => callBack(lost, first?.idempotencyKey ?? '')];
      if (round % 2) hands.reverse();
      await Promise.all(hands.map((hand) => hand()));
      await expectPaidOnce(lost);
      const { notes } = await lost.stored();
      const begunTwice = (await lost.payments()).length === 2;
      expect(notes.filter(({ text }) => text.includes('goes back'))).toHaveLength(begunTwice ? 1 : 0);
      setClock();
    }
  });

  test('after the order was cancelled for want of it: it is counted, and becomes a task of staff', async () => {
    const lost = await lostAnswer('before');
    later(31 * MINUTE);
    await expireOrders();
    const [first] = await lost.payments();
    expect(await callBack(lost, first?.idempotencyKey ?? '')).toEqual({ outcome: 'paid_short' });
    expect(await lost.stored()).toMatchObject({ status: 'cancelled', paymentStatus: 'paid' });
  });
});
