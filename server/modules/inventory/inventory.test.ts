import { beforeAll, describe, expect, test } from '@jest/globals';
import mongoose from 'mongoose';
import { deliverOutbox, onOutbox } from '../../platform/outbox.ts';
import { contextOf, useDatabase } from '../../testing/harness.ts';
import { buildProduct } from '../../testing/stock.ts';
import { AuditLog } from '../audit/audit-entry.model.ts';
import { runOperation } from '../audit/index.ts';
import { storedStock } from '../catalog/index.ts';
import {
  bindOpenReservations,
  bookDelivery,
  bookMovements,
  correctStock,
  countBasis,
  countStock,
  holdStock,
  receiveStock,
  releaseHeldStock,
  releaseStock,
  reserveStock,
  STOCK_TOPICS,
  type StockMessage,
  stockCard,
  verifyStock,
  withStockQueue,
  writeOffStock,
} from './index.ts';
import { standingAlerts } from './stock-alerts.service.ts';
import { StockMovementModel } from './stock-movement.model.ts';

useDatabase();
const ctx = contextOf('inventory');
const told: string[] = [];
const heard: { topic: string; message: StockMessage }[] = [];
beforeAll(() => {
  bindOpenReservations(async () => new Map());
  for (const topic of STOCK_TOPICS)
    onOutbox(topic, async (message) => {
      told.push(topic);
      heard.push({ topic, message: message as StockMessage });
    });
});

const code = (expected: string) => expect.objectContaining({ code: expected });
const figures = async (id: string) => {
  const { quantity = 0, reserved = 0, held = 0 } = (await storedStock(id)) ?? {};
  return { quantity, reserved, held };
};
const movementsOf = (id: string) => StockMovementModel.find({ product: id }).sort({ seq: 1 }).lean();
const document = { type: 'order', id: 'x', label: 'CF-1' };
const sell = (productId: string, quantity: number) =>
  withStockQueue([productId], () =>
    runOperation(ctx, { action: 'orders.ship' }, () =>
      bookMovements(ctx, [{ productId, delta: -quantity, reason: 'sale', document }]),
    ),
  );

describe('receive', () => {
  test('books a movement with actor, document and balance, raises on hand and sets the last stock date', async () => {
    const { id } = await buildProduct();
    const booked = await receiveStock(ctx, { productId: id, quantity: 12, reference: 'Slip 7', note: 'By hand' });
    expect(booked).toEqual({ productId: id, seq: 1, delta: 12, balanceAfter: 12 });
    const [movement] = await movementsOf(id);
    expect(movement).toMatchObject({
      reason: 'receipt',
      balanceAfter: 12,
      note: 'By hand',
      document: { type: 'receipt', label: 'Slip 7' },
      actor: { kind: 'user', name: 'Test inventory' },
    });
    const stored = await mongoose.connection.collection('products').findOne({ _id: movement?.product });
    expect(stored?.['lastStockDate']).toEqual(movement?.date);
    const entry = await AuditLog.findOne({ action: 'products.receive', entityId: id }).lean();
    expect(entry).toMatchObject({ kind: 'action', outcome: 'done', operationId: movement?.operationId });
  });

  test('the same request key books once, also when both clicks arrive at once', async () => {
    const { id } = await buildProduct();
    const request = { productId: id, quantity: 5, requestKey: 'double-click-1' };
    const answers = await Promise.all([receiveStock(ctx, request), receiveStock(ctx, request)]);
    expect(answers[0]).toEqual(answers[1]);
    expect(await figures(id)).toMatchObject({ quantity: 5 });
    await expect(receiveStock(ctx, { ...request, quantity: 6 })).rejects.toEqual(code('idempotency_key_reused'));
  });

  test('refuses zero, fractions and unknown products, and leaves nothing behind', async () => {
    const { id } = await buildProduct();
    await expect(receiveStock(ctx, { productId: id, quantity: 0 })).rejects.toEqual(code('invalid'));
    await expect(receiveStock(ctx, { productId: id, quantity: 1.5 })).rejects.toEqual(code('invalid'));
    await expect(receiveStock(ctx, { productId: 'f'.repeat(24), quantity: 1 })).rejects.toEqual(code('not_found'));
    expect(await movementsOf(id)).toEqual([]);
  });
});

test('support and shoppers may change no stock in any way', async () => {
  const { id } = await buildProduct({ onHand: 3 });
  for (const outsider of [contextOf('support'), contextOf('shopper')]) {
    const attempts = [
      () => receiveStock(outsider, { productId: id, quantity: 1 }),
      () => writeOffStock(outsider, { productId: id, quantity: 1, note: 'broken' }),
      () => correctStock(outsider, { productId: id, delta: 1, note: 'typing error' }),
      () => countStock(outsider, { productId: id, counted: 1 }),
      () => holdStock(outsider, { productId: id, quantity: 1, note: 'looks wet' }),
      () => bookDelivery(outsider, { reference: 'D', lines: [{ productId: id, quantity: 1 }] }),
    ];
    for (const attempt of attempts) await expect(attempt()).rejects.toEqual(code('forbidden'));
  }
  expect(await figures(id)).toEqual({ quantity: 3, reserved: 0, held: 0 });
});

describe('write off and hold', () => {
  test('a write-off needs a reason in words and cannot take what is promised', async () => {
    const { id, sku } = await buildProduct({ onHand: 5 });
    await runOperation(ctx, { action: 'orders.place' }, () => reserveStock(ctx, [{ productId: id, quantity: 4 }]));
    await expect(writeOffStock(ctx, { productId: id, quantity: 1, note: '' })).rejects.toEqual(code('invalid'));
    await expect(writeOffStock(ctx, { productId: id, quantity: 2, note: 'broken' })).rejects.toMatchObject({
      code: 'out_of_stock',
      meta: { lines: [{ productId: id, sku, requested: 2, available: 1 }] },
    });
    await writeOffStock(ctx, { productId: id, quantity: 1, note: 'broken' });
    expect(await figures(id)).toEqual({ quantity: 4, reserved: 4, held: 0 });
    await runOperation(ctx, { action: 'orders.cancel' }, () => releaseStock(ctx, [{ productId: id, quantity: 4 }]));
  });

  test('held goods are not for sale until they are released or written off', async () => {
    const { id } = await buildProduct({ onHand: 5 });
    await holdStock(ctx, { productId: id, quantity: 4, note: 'box was wet' });
    await expect(sell(id, 2)).rejects.toEqual(code('out_of_stock'));
    await expect(releaseHeldStock(ctx, { productId: id, quantity: 5, note: 'dry again' })).rejects.toEqual(
      code('invalid'),
    );
    await releaseHeldStock(ctx, { productId: id, quantity: 1, note: 'dry again' });
    await writeOffStock(ctx, { productId: id, quantity: 3, note: 'mouldy', fromHeld: true });
    expect(await figures(id)).toEqual({ quantity: 2, reserved: 0, held: 0 });
    expect((await verifyStock()).problems).toEqual([]);
  });
});

describe('count', () => {
  test('books the difference, also where there is none', async () => {
    const { id } = await buildProduct({ onHand: 10 });
    expect(await countStock(ctx, { productId: id, counted: 8 })).toMatchObject({ delta: -2, balanceAfter: 8 });
    expect(await countStock(ctx, { productId: id, counted: 8 })).toMatchObject({ delta: 0, balanceAfter: 8 });
  });

  test('sales between counting and booking are no difference', async () => {
    const { id } = await buildProduct({ onHand: 10 });
    const basis = await countBasis(ctx, id);
    await sell(id, 3);
    expect(await countStock(ctx, { productId: id, counted: 9, basis })).toMatchObject({ delta: -1, balanceAfter: 6 });
  });

  test('two people who count one shelf do not book one difference twice', async () => {
    const { id } = await buildProduct({ onHand: 10 });
    const basis = await countBasis(ctx, id);
    const both = await Promise.allSettled([
      countStock(ctx, { productId: id, counted: 8, basis }),
      countStock(ctx, { productId: id, counted: 8, basis }),
    ]);
    expect(both.map((one) => one.status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(both.find((one) => one.status === 'rejected')).toMatchObject({ reason: code('counted_meanwhile') });
    expect(await figures(id)).toMatchObject({ quantity: 8 });
  });

  test('count, write-off and receipt against 40 sales: the figures and the card agree', async () => {
    const { id } = await buildProduct({ onHand: 100 });
    const basis = await countBasis(ctx, id);
    const sales = Array.from({ length: 40 }, () => sell(id, 2));
    const staff = [
      countStock(ctx, { productId: id, counted: 97, basis }),
      writeOffStock(ctx, { productId: id, quantity: 5, note: 'broken' }),
      receiveStock(ctx, { productId: id, quantity: 20 }),
    ];
    const results = await Promise.allSettled([...sales.slice(0, 20), ...staff, ...sales.slice(20)]);
    expect(results.filter((r) => r.status === 'rejected')).toEqual([]);
    expect(await figures(id)).toMatchObject({ quantity: 100 - 80 - 3 - 5 + 20 });
    expect((await verifyStock()).problems).toEqual([]);
  });
});

describe('correct', () => {
  test('a wrong booking is set right by its opposite, once, and stays on the card', async () => {
    const { id } = await buildProduct();
    await receiveStock(ctx, { productId: id, quantity: 100 });
    const [wrong] = await movementsOf(id);
    const movementId = String(wrong?._id);
    await correctStock(ctx, { movementId, note: 'was another product' });
    await expect(correctStock(ctx, { movementId, note: 'was another product' })).rejects.toEqual(
      code('already_corrected'),
    );
    expect((await movementsOf(id)).map((m) => [m.delta, m.balanceAfter, m.reason])).toEqual([
      [100, 100, 'receipt'],
      [-100, 0, 'correction'],
    ]);
  });

  test('never takes stock below zero', async () => {
    const { id } = await buildProduct({ onHand: 2 });
    await expect(correctStock(ctx, { productId: id, delta: -3, note: 'lost' })).rejects.toEqual(code('out_of_stock'));
  });
});

describe('delivery', () => {
  test('of more than 500 products is booked whole, and once under its id', async () => {
    const products = await manyProducts(620);
    const lines = products.map((productId, n) => ({ productId, quantity: n + 1 }));
    lines.push({ productId: products[0] ?? '', quantity: 7 });
    const delivery = { reference: 'Dock 3', deliveryId: 'delivery-1', lines };
    expect(await bookDelivery(ctx, delivery)).toEqual({ lines: 621, quantity: (620 * 621) / 2 + 7 });
    await bookDelivery(ctx, delivery);
    expect(await figures(products[0] ?? '')).toMatchObject({ quantity: 8 });
    expect(await figures(products[619] ?? '')).toMatchObject({ quantity: 620 });
    expect(await StockMovementModel.countDocuments({ 'document.id': 'delivery-1' })).toBe(621);
    expect((await verifyStock()).problems).toEqual([]);
  });

  test('of many products that sold out tells of all of them in few messages', async () => {
    while ((await deliverOutbox()) > 0);
    heard.length = 0;
    const products = await manyProducts(230);
    await bookDelivery(ctx, {
      reference: 'Dock 4',
      lines: products.map((productId) => ({ productId, quantity: 40 })),
    });
    while ((await deliverOutbox()) > 0);
    const back = heard.filter(({ topic }) => topic === 'stock.back').map(({ message }) => message.products);
    expect(back.map((one) => one.length)).toEqual([100, 100, 30]);
    expect(new Set(back.flat().map(({ productId }) => productId))).toEqual(new Set(products));
    expect(back.flat()[0]).toMatchObject({ available: 40, uom: 'piece' });
  });

  test('with one unknown product books nothing', async () => {
    const { id } = await buildProduct();
    const lines = [
      { productId: id, quantity: 1 },
      { productId: 'e'.repeat(24), quantity: 1 },
    ];
    await expect(bookDelivery(ctx, { reference: 'D', lines })).rejects.toEqual(code('not_found'));
    expect(await figures(id)).toMatchObject({ quantity: 0 });
  });

  async function manyProducts(count: number): Promise<string[]> {
    const { id } = await buildProduct();
    const like = await mongoose.connection.collection('products').findOne({ _id: new mongoose.Types.ObjectId(id) });
    const copies = Array.from({ length: count }, (_, n) => ({
      ...like,
      _id: new mongoose.Types.ObjectId(),
      sku: `MANY-${id.slice(-6)}-${n}`,
      slug: `many-${id.slice(-6)}-${n}`,
    }));
    await mongoose.connection.collection('products').insertMany(copies);
    return copies.map((copy) => String(copy._id));
  }
});

describe('stock card', () => {
  test('is paged newest first, each page going on where the last one ended', async () => {
    const { id } = await buildProduct();
    for (let n = 1; n <= 5; n += 1) await receiveStock(ctx, { productId: id, quantity: n });
    const first = await stockCard(ctx, { productId: id, limit: 3 });
    expect(first.items.map((row) => row.balance)).toEqual([15, 10, 6]);
    const second = await stockCard(ctx, { productId: id, limit: 3, cursor: first.next });
    expect(second.items.map((row) => row.balance)).toEqual([3, 1]);
    expect(second.next).toBeNull();
  });

  test('refuses a cursor that is not its own and a reader who may not', async () => {
    const { id } = await buildProduct();
    await expect(stockCard(ctx, { productId: id, cursor: 'bm9wZQ' })).rejects.toEqual(code('bad_cursor'));
    await expect(stockCard(contextOf('shopper'), { productId: id })).rejects.toEqual(code('forbidden'));
  });
});

const kindsOf = async (id: string) =>
  (await standingAlerts(ctx, 50))
    .filter(({ productId }) => productId === id)
    .map(({ kind }) => kind)
    .sort();

test('low, sold out, back and recovered are told once each, and for imported history not at all', async () => {
  const { id } = await buildProduct({ onHand: 7, lowStockThreshold: 5 });
  while ((await deliverOutbox()) > 0);
  told.length = 0;
  await sell(id, 1);
  await sell(id, 2);
  await sell(id, 1);
  await sell(id, 3);
  await receiveStock(ctx, { productId: id, quantity: 9 });
  while ((await deliverOutbox()) > 0);
  expect(told).toEqual(['stock.low', 'stock.sold-out', 'stock.recovered', 'stock.back']);
  expect(await kindsOf(id)).toEqual(['back']);
  await sell(id, 7);
  await sell(id, 2);
  expect(await kindsOf(id)).toEqual(['low', 'sold-out']);
  await receiveStock(ctx, { productId: id, quantity: 9 });
  while ((await deliverOutbox()) > 0);

  const importing = { ...ctx, source: 'import' as const };
  await runOperation(importing, { action: 'operations.import' }, () =>
    bookMovements(importing, [{ productId: id, delta: -9, reason: 'sale', document }]),
  );
  expect(await deliverOutbox()).toBe(0);
});

describe('verifyStock', () => {
  test('names what was changed behind the ledger', async () => {
    const clean = await verifyStock();
    expect(clean.problems).toEqual([]);
    const tampered = await buildProduct({ onHand: 4 });
    const removed = await buildProduct({ onHand: 4 });
    const products = mongoose.connection.collection('products');
    await products.updateOne({ _id: new mongoose.Types.ObjectId(tampered.id) }, { $inc: { quantity: 1, reserved: 1 } });
    await mongoose.connection
      .collection('stockMovements')
      .deleteMany({ product: new mongoose.Types.ObjectId(removed.id) });
    const { problems } = await verifyStock();
    expect(problems).toEqual(
      expect.arrayContaining([
        { productId: tampered.id, sku: tampered.sku, what: 'on hand', stored: 5, proved: 4 },
        { productId: tampered.id, sku: tampered.sku, what: 'reserved', stored: 1, proved: 0 },
        { productId: removed.id, sku: removed.sku, what: 'on hand', stored: 4, proved: 0 },
        { productId: removed.id, sku: removed.sku, what: 'movements', stored: 1, proved: 0 },
      ]),
    );
    expect(problems).toHaveLength(4);
  });
});
