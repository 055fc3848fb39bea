import { afterEach, describe, expect, jest, test } from '@jest/globals';
import mongoose from 'mongoose';
import { fixedClock, setClock } from '../../platform/clock.ts';
import { contextOf, guestContext, useDatabase } from '../../testing/harness.ts';
import { ADDRESS, buildOrder, buildShopper, GUEST, stateOf, stockProblems } from '../../testing/orders.ts';
import { buildProduct } from '../../testing/stock.ts';
import { AuditLog } from '../audit/audit-entry.model.ts';
import { archiveProduct, changePrice, productsByIds, storedStock } from '../catalog/index.ts';
import { placeOrder } from './index.ts';
import { OrderModel } from './order.model.ts';
import { takeOrderNumber } from './order-number.service.ts';

useDatabase();
afterEach(() => setClock());
const code = (expected: string) => expect.objectContaining({ code: expected });
const shop = { address: ADDRESS, paymentMethod: 'bank_transfer' as const };

describe('placing an order', () => {
  test('prices it, sets its goods aside and leaves one change entry', async () => {
    const mug = await buildProduct({ onHand: 10, price: 1_250 });
    const bag = await buildProduct({ onHand: 3, price: 299 });
    const { ctx, id } = await buildShopper();
    const lines = [
      { productId: mug.id, quantity: 2 },
      { productId: bag.id, quantity: 3 },
    ];
    const order = await placeOrder(ctx, { ...shop, lines });
    expect(order.name).toMatch(/^CF-1\d{4,}$/);
    expect(stateOf(order)).toBe('open, unpaid, unfulfilled');
    expect(order).toMatchObject({
      customer: id,
      source: 'shop',
      totals: { goods: 3_397, delivery: 395, gross: 3_792 },
      lines: [
        { sku: mug.sku, quantity: 2, unitPrice: 1_250, gross: 2_500, vat: 417, net: 2_083, shipped: 0 },
        { sku: bag.sku, quantity: 3, gross: 897 },
      ],
    });
    expect(order.totals.net + order.totals.vat).toBe(3_792);
    expect(await storedStock(bag.id)).toMatchObject({ quantity: 3, reserved: 3 });
    const entries = await AuditLog.find({ entityId: order.id }).lean();
    expect(entries).toHaveLength(1);
    expect(entries[0]).toMatchObject({ kind: 'change', action: 'orders.place', revision: 1, performedBy: { id } });
    expect(await stockProblems()).toEqual([]);
  });

  test('delivery is free from its limit on, and an express order pays it', async () => {
    const { id } = await buildProduct({ onHand: 10, price: 2_500 });
    const lines = [{ productId: id, quantity: 2 }];
    expect((await buildOrder({ lines })).totals).toMatchObject({ goods: 5_000, delivery: 0 });
    expect((await buildOrder({ lines, delivery: 'express' })).totals).toMatchObject({ delivery: 895 });
    await expect(buildOrder({ lines, delivery: 'pigeon' })).rejects.toEqual(code('invalid'));
  });

  test('expires after the time its way to pay gives it', async () => {
    const clock = fixedClock(new Date('2026-03-01T10:00:00Z'));
    setClock(clock);
    const byTransfer = await buildOrder({ paymentMethod: 'bank_transfer' });
    expect(byTransfer.expiresAt).toEqual(new Date('2026-03-08T10:00:00Z'));
    const byCard = await buildOrder({ paymentMethod: 'card_test' });
    expect(byCard.expiresAt).toEqual(new Date('2026-03-01T10:30:00Z'));
    expect((await buildOrder({ paymentMethod: 'cash' })).expiresAt).toBeNull();
  });

  test('demo orders have numbers of their own', async () => {
    const { id } = await buildProduct({ onHand: 5 });
    const order = await buildOrder({ lines: [{ productId: id, quantity: 1 }] }, contextOf('admin', { demo: true }));
    expect(order).toMatchObject({ name: expect.stringMatching(/^DEMO-/), demo: true });
  });

  test('more than there is: out_of_stock with what is left per line, and nothing is taken of the others', async () => {
    const plenty = await buildProduct({ onHand: 9 });
    const few = await buildProduct({ onHand: 1 });
    const lines = [
      { productId: plenty.id, quantity: 2 },
      { productId: few.id, quantity: 2 },
    ];
    await expect(buildOrder({ lines })).rejects.toMatchObject({
      code: 'out_of_stock',
      meta: { lines: [{ productId: few.id, sku: few.sku, requested: 2, available: 1 }] },
    });
    expect(await storedStock(plenty.id)).toMatchObject({ reserved: 0 });
  });

  test('what is not on sale, or does not exist, cannot be had', async () => {
    const { id } = await buildProduct({ onHand: 9 });
    const [{ revision } = { revision: 0 }] = await productsByIds([id]);
    await archiveProduct(contextOf('admin'), { id, revision });
    for (const productId of [id, 'f'.repeat(24)]) {
      await expect(buildOrder({ lines: [{ productId, quantity: 1 }] })).rejects.toEqual(code('out_of_stock'));
    }
  });

  test('an order keeps its prices when the product changes', async () => {
    const { id } = await buildProduct({ onHand: 9, price: 500 });
    const order = await buildOrder({ lines: [{ productId: id, quantity: 1 }] });
    const [{ revision } = { revision: 0 }] = await productsByIds([id]);
    await changePrice(contextOf('admin'), { id, revision, price: 900 });
    expect((await OrderModel.findById(order.id).lean())?.lines[0]).toMatchObject({ unitPrice: 500 });
  });

  test.each([
    ['no line', { lines: [] }],
    ['the same product twice', { lines: ['a', 'a'].map((c) => ({ productId: c.repeat(24), quantity: 1 })) }],
    ['a fraction', { lines: [{ productId: 'a'.repeat(24), quantity: 0.5 }] }],
    ['an operator for an id', { lines: [{ productId: { $gt: '' }, quantity: 1 }] }],
    ['a field of its own', { price: 1 }],
    ['an unknown way to pay', { paymentMethod: 'barter' }],
  ])('refuses %s', async (_what, wrong) => {
    await expect(buildOrder(wrong as never)).rejects.toEqual(code('invalid'));
  });
});

describe('who may place what', () => {
  test('a guest with name and e-mail, and only by a way to pay of the shop', async () => {
    const { id } = await buildProduct({ onHand: 9 });
    const lines = [{ productId: id, quantity: 1 }];
    const order = await placeOrder(guestContext(), { ...shop, lines, guest: GUEST });
    expect(order).toMatchObject({ customer: null, guest: GUEST, source: 'shop' });
    await expect(placeOrder(guestContext(), { ...shop, lines })).rejects.toEqual(code('invalid'));
    const cash = { ...shop, lines, guest: GUEST, paymentMethod: 'cash' as const };
    await expect(placeOrder(guestContext(), cash)).rejects.toEqual(code('invalid'));
  });

  test('a shopper never for somebody else; support and stock room not at all', async () => {
    const { id } = await buildProduct({ onHand: 9 });
    const lines = [{ productId: id, quantity: 1 }];
    const [ada, bob] = [await buildShopper(), await buildShopper()];
    await expect(placeOrder(ada.ctx, { ...shop, lines, customerId: bob.id })).rejects.toEqual(code('forbidden'));
    for (const role of ['support', 'inventory'] as const) {
      const attempt = placeOrder(contextOf(role), { ...shop, lines, customerId: ada.id });
      await expect(attempt).rejects.toEqual(code('forbidden'));
    }
    expect(await storedStock(id)).toMatchObject({ reserved: 0 });
  });

  test('staff for a customer who exists', async () => {
    const { id } = await buildProduct({ onHand: 9 });
    const lines = [{ productId: id, quantity: 1 }];
    const ada = await buildShopper();
    const order = await placeOrder(contextOf('admin'), { ...shop, lines, customerId: ada.id });
    expect(order).toMatchObject({ customer: ada.id, source: 'staff' });
    const nobody = placeOrder(contextOf('admin'), { ...shop, lines, customerId: 'f'.repeat(24) });
    await expect(nobody).rejects.toEqual(code('not_found'));
  });
});

test('numbers are unique however many are taken at once, and a rolled back order does not free its number', async () => {
  const names = await Promise.all(Array.from({ length: 130 }, () => takeOrderNumber('T')));
  expect(new Set(names).size).toBe(130);
  expect(names[0]).toBe('T-10001');
  const before = await buildOrder();
  await expect(buildOrder({ lines: [{ productId: 'e'.repeat(24), quantity: 1 }] })).rejects.toThrow();
  const after = await buildOrder();
  expect(Number(after.name.slice(3))).toBeGreaterThan(Number(before.name.slice(3)));
});

test('who waits for numbers while the primary steps down gets them from the next one', async () => {
  const { collection } = mongoose.model('orderNumberBlocks');
  const { MongoNetworkError, MongoServerError } = mongoose.mongo;
  const blocks = jest
    .spyOn(collection, 'findOneAndUpdate')
    .mockRejectedValueOnce(new MongoServerError({ message: 'operation was interrupted', code: 11_602 }) as never)
    .mockRejectedValueOnce(new MongoNetworkError('the connection was closed') as never);
  const names = await Promise.all(Array.from({ length: 3 }, () => takeOrderNumber('STEPS')));
  expect(names).toEqual(['STEPS-10001', 'STEPS-10002', 'STEPS-10003']);
  expect(blocks).toHaveBeenCalledTimes(3);
  blocks.mockRestore();
});
