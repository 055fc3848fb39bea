import { describe, expect, test } from '@jest/globals';
import mongoose from 'mongoose';
import { deliverOutbox, onOutbox } from '../../platform/outbox.ts';
import { contextOf, useDatabase } from '../../testing/harness.ts';
import { AuditLog } from '../audit/audit-entry.model.ts';
import {
  capturePayment,
  failPayment,
  paymentProvider,
  REFUND_TOPIC,
  recordPayment,
  refundPayment,
  registerPaymentProvider,
  sendRefund,
  shopPaymentProviders,
} from './index.ts';
import { PAYMENT_STATES, PaymentModel, type PaymentState } from './payment.model.ts';
import { mayMovePayment, PAYMENT_STATE_MOVES } from './payment-state.policy.ts';

useDatabase();
const ctx = contextOf('admin');
const code = (expected: string) => expect.objectContaining({ code: expected });
let keys = 0;
function newPayment(overrides: Partial<Parameters<typeof recordPayment>[1]> = {}) {
  keys += 1;
  return recordPayment(ctx, {
    orderId: new mongoose.Types.ObjectId().toString(),
    provider: 'bank_transfer',
    amount: 1_000,
    currency: 'GBP',
    idempotencyKey: `payment-${keys}`,
    reference: 'CF-10001',
    ...overrides,
  });
}
const refund = (paymentId: string, amount: number, key: string) =>
  refundPayment(ctx, { paymentId, amount, reason: 'scratched', key });

describe('a payment', () => {
  test('is recorded, captured and given back, with an entry for each step', async () => {
    const { id } = await newPayment();
    expect(await capturePayment(ctx, { paymentId: id, reference: 'bank line 7' })).toMatchObject({ moved: true });
    expect(await refund(id, 400, 'a')).toMatchObject({ payment: { status: 'partly_refunded', refunded: 400 } });
    expect(await refund(id, 600, 'b')).toMatchObject({ payment: { status: 'refunded', refunded: 1_000 } });
    const entries = await AuditLog.find({ entity: 'payments', entityId: id }).sort({ revision: 1 }).lean();
    expect(entries.map((entry) => entry.action)).toEqual([
      'payments.new',
      'payments.capture',
      'payments.refund',
      'payments.refund',
    ]);
  });

  test('is recorded once for a key; other figures under it are refused', async () => {
    const first = await newPayment({ idempotencyKey: 'the-same-key' });
    const again = { orderId: first.orderId, idempotencyKey: 'the-same-key' };
    expect(await newPayment(again)).toEqual(first);
    await expect(newPayment({ ...again, amount: 2 })).rejects.toEqual(code('idempotency_key_reused'));
  });

  test('called back twice is captured once, also both at once', async () => {
    const { id } = await newPayment();
    const both = await Promise.all([capturePayment(ctx, { paymentId: id }), capturePayment(ctx, { paymentId: id })]);
    expect(both.map((one) => one.moved).sort()).toEqual([false, true]);
  });

  test('never gives back more than it took, and a repeated refund does nothing', async () => {
    const { id } = await newPayment();
    await expect(refund(id, 1, 'early')).rejects.toEqual(code('illegal_move'));
    await capturePayment(ctx, { paymentId: id });
    await refund(id, 900, 'most');
    expect(await refund(id, 900, 'most')).toMatchObject({ moved: false, payment: { refunded: 900 } });
    await expect(refund(id, 101, 'more')).rejects.toMatchObject({ code: 'refund_too_high', meta: { left: 100 } });
    const race = await Promise.allSettled([refund(id, 100, 'x'), refund(id, 100, 'y')]);
    expect(race.map((one) => one.status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  test('moves as its table says and in no other way', () => {
    for (const from of PAYMENT_STATES) {
      for (const to of PAYMENT_STATES) expect(mayMovePayment(from, to)).toBe(PAYMENT_STATE_MOVES[from].includes(to));
    }
  });

  test('that failed can still be captured when its money comes late', async () => {
    const { id } = await newPayment();
    await failPayment(ctx, id);
    expect(await capturePayment(ctx, { paymentId: id })).toMatchObject({ payment: { status: 'captured' } });
  });

  test('that does not exist is not found', async () => {
    await expect(capturePayment(ctx, { paymentId: 'f'.repeat(24) })).rejects.toEqual(code('not_found'));
  });
});

describe('strictness', () => {
  const fields = (overrides: Record<string, unknown> = {}) => ({
    _id: new mongoose.Types.ObjectId(),
    order: new mongoose.Types.ObjectId(),
    provider: 'cash',
    amount: 1_000,
    refunded: 0,
    refunds: [],
    currency: 'GBP',
    status: 'pending' as PaymentState,
    idempotencyKey: new mongoose.Types.ObjectId().toString(),
    reference: 'CF-1',
    createdAt: new Date(),
    updatedAt: new Date(),
    revision: 1,
    ...overrides,
  });
  const bare = () => mongoose.connection.collection('payments');

  test('MongoDB itself takes a whole payment written by the bare driver', async () => {
    await expect(bare().insertOne(fields())).resolves.toBeDefined();
    await expect(bare().insertOne(fields({ demo: true, amount: 12 }))).resolves.toBeDefined();
  });

  test.each([
    ['no amount', { amount: undefined }, 'amount'],
    ['an amount in words', { amount: 'a thousand' }, 'amount'],
    ['an amount with a fraction', { amount: 10.5 }, 'amount'],
    ['a negative amount', { amount: -1 }, 'amount'],
    ['an unknown state', { status: 'perhaps' }, 'status'],
    ['an unknown provider', { provider: 'barter' }, 'provider'],
    ['a currency that is none', { currency: 'pounds' }, 'currency'],
    ['an order that is no id', { order: 'CF-1' }, 'order'],
    ['no key', { idempotencyKey: '' }, 'idempotencyKey'],
    ['a field of its own', { cardNumber: '4242' }, null],
  ])('with %s is refused by MongoDB and by Mongoose', async (_what, wrong, path) => {
    const document = Object.fromEntries(Object.entries(fields(wrong)).filter(([, value]) => value !== undefined));
    await expect(bare().insertOne(document)).rejects.toMatchObject({ code: 121 });
    if (path) expect(new PaymentModel(document).validateSync()?.errors[path]).toBeDefined();
    else expect(() => new PaymentModel(document)).toThrow(/not in schema/);
  });

  test('MongoDB refuses an update by which more went back than came in', async () => {
    const payment = fields({ status: 'captured' });
    await bare().insertOne(payment);
    await expect(bare().updateOne({ _id: payment._id }, { $set: { refunded: 1_001 } })).rejects.toMatchObject({
      code: 121,
    });
  });

  test('a write outside an operation throws', async () => {
    await expect(new PaymentModel(fields()).save()).rejects.toThrow(/outside an audited operation/);
  });
});

describe('providers', () => {
  const charge = { amount: 1, currency: 'GBP', label: 'CF-1', idempotencyKey: 'a-key-of-its-own' };

  test.each([
    ['bank_transfer', {}, 'pending'],
    ['bank_transfer', { received: true }, 'captured'],
    ['cash', { received: true }, 'captured'],
    ['card_test', { card: 'approve' }, 'captured'],
    ['card_test', { card: 'decline' }, 'failed'],
    ['card_test', { card: 'slow' }, 'pending'],
  ] as const)('%s asked with %j answers %s', async (id, how, outcome) => {
    const idempotencyKey = `${id} ${JSON.stringify(how)}`;
    expect(await paymentProvider(id).charge({ ...charge, ...how, idempotencyKey })).toMatchObject({ outcome });
  });

  test('the test card gives the first answer under a key again, also when asked twice at once', async () => {
    const card = paymentProvider('card_test');
    const tries = await Promise.all([card.charge(charge), card.charge({ ...charge, card: 'decline' })]);
    expect(tries[0]).toEqual(tries[1]);
    expect(await card.charge({ ...charge, card: 'decline' })).toEqual(tries[0]);
  });

  test('what the test card gave up it does not take any more, and what it took it does not give up', async () => {
    const { charge: ask, withdraw } = paymentProvider('card_test');
    const [given, taken, asked] = ['given-up', 'taken', 'still-asked'].map((idempotencyKey) => ({ idempotencyKey }));
    expect(await withdraw?.(given!)).toMatchObject({ outcome: 'failed' });
    for (const card of ['approve', 'slow'] as const)
      expect(await ask({ ...charge, ...given!, card })).toMatchObject({ outcome: 'failed' });
    await ask({ ...charge, ...taken! });
    expect(await withdraw?.(taken!)).toMatchObject({ outcome: 'captured' });
    await ask({ ...charge, ...asked!, card: 'slow' });
    expect(await withdraw?.(asked!)).toMatchObject({ outcome: 'pending' });
  });

  test('shoppers choose between bank transfer and card; an unknown one is invalid', async () => {
    expect(await shopPaymentProviders()).toEqual(['bank_transfer', 'card_test']);
    expect(() => paymentProvider('barter')).toThrow(code('invalid'));
  });

  test('hear of a refund after it is booked, with the key that makes repeating harmless', async () => {
    const heard: unknown[] = [];
    const card = paymentProvider('card_test');
    registerPaymentProvider({
      ...card,
      refund: async (request) => {
        heard.push(request);
        return { reference: 'r' };
      },
    });
    onOutbox(REFUND_TOPIC, sendRefund);
    while ((await deliverOutbox()) > 0);
    heard.length = 0;
    const { id } = await newPayment({ provider: 'card_test' });
    await capturePayment(ctx, { paymentId: id, reference: 'card-1' });
    await refund(id, 300, 'refund-key');
    expect(heard).toEqual([]);
    await deliverOutbox();
    expect(heard).toEqual([{ amount: 300, reference: 'card-1', key: 'refund-key' }]);
    registerPaymentProvider(card);
  });
});
