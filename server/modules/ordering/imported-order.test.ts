import { describe, expect, test } from '@jest/globals';
import mongoose from 'mongoose';
import { contextOf, useDatabase } from '../../testing/harness.ts';
import { stockProblems } from '../../testing/orders.ts';
import { buildProduct } from '../../testing/stock.ts';
import { runOperation } from '../audit/index.ts';
import { storedStock } from '../catalog/index.ts';
import { bookDelivery, bookMovements, stockCard } from '../inventory/index.ts';
import { paymentsOfOrder } from '../payments/index.ts';
import { createImportedOrder, type ImportedOrder, returnOrderLines } from './index.ts';
import { OrderModel } from './order.model.ts';

useDatabase();
const ctx = contextOf('admin', { source: 'import' });
const date = new Date('2010-12-01T08:26:00Z');
let invoices = 536_364;
function book(overrides: Partial<ImportedOrder>) {
  invoices += 1;
  const invoice = String(invoices);
  const order: ImportedOrder = {
    name: `INV-${invoice}`,
    invoice,
    kind: 'sale',
    date,
    customer: null,
    guest: { name: 'Guest' },
    country: 'United Kingdom',
    lines: [],
    ...overrides,
  };
  return runOperation(ctx, { action: 'operations.import' }, () => createImportedOrder(ctx, order));
}
const line = (product: { id: string; sku: string }, quantity: number, unitPrice = 255) => ({
  productId: product.id,
  sku: product.sku,
  name: 'WHITE HANGING HEART T-LIGHT HOLDER',
  quantity,
  unitPrice,
});

describe('an imported invoice', () => {
  test('is an order that was shipped and paid, with its sales on the stock card under its own date', async () => {
    const heart = await buildProduct({ onHand: 20 });
    const { orderId } = await book({
      lines: [line(heart, 6), line(heart, 2, 0)],
      charges: [{ sku: 'D', name: 'Discount', amount: -130 }],
      delivery: 1_800,
    });
    const order = await OrderModel.findById(orderId).lean();
    expect(order).toMatchObject({
      status: 'completed',
      paymentStatus: 'paid',
      fulfilmentStatus: 'shipped',
      source: 'import',
      country: 'United Kingdom',
      totals: { goods: 1_400, delivery: 1_800, gross: 3_200 },
      paid: 3_200,
    });
    expect(order?.lines.map((one) => [one.lineId, one.quantity, one.shipped, one.gross])).toEqual([
      ['1', 6, 6, 1_530],
      ['2', 2, 2, 0],
      ['3', -1, 0, -130],
    ]);
    expect(await paymentsOfOrder(orderId)).toMatchObject([
      { provider: 'imported', status: 'captured', amount: 3_200, reference: order?.invoice },
    ]);
    const card = await stockCard(ctx, { productId: heart.id, limit: 2 });
    expect(card.items.map((row) => [row.reason, row.delta, row.balance, row.date])).toEqual([
      ['sale', -2, 12, date],
      ['sale', -6, 14, date],
    ]);
    expect(await stockProblems()).toEqual([]);
  });

  test('that is a cancellation is a credit note: amounts below zero, goods back on the shelf unless it says otherwise', async () => {
    const heart = await buildProduct({ onHand: 1 });
    const { orderId } = await book({
      kind: 'cancellation',
      lines: [line(heart, 3), { ...line(heart, 2), restock: false }],
      delivery: -500,
    });
    expect(await OrderModel.findById(orderId).lean()).toMatchObject({
      kind: 'credit_note',
      paymentStatus: 'refunded',
      fulfilmentStatus: 'returned',
      totals: { goods: -1_275, delivery: -500, gross: -1_775 },
    });
    expect(await paymentsOfOrder(orderId)).toEqual([]);
    expect(await storedStock(heart.id)).toMatchObject({ quantity: 4 });
  });

  test('with too little stock is refused whole; a receipt booked first in the same operation makes it fit', async () => {
    const heart = await buildProduct();
    await expect(book({ lines: [line(heart, 6)] })).rejects.toMatchObject({ code: 'out_of_stock' });
    await runOperation(ctx, { action: 'operations.import' }, async () => {
      const document = { type: 'import', id: '1', label: 'Opening' };
      await bookMovements(ctx, [{ productId: heart.id, delta: 6, reason: 'opening', document }]);
      await createImportedOrder(ctx, {
        name: 'INV-X1',
        invoice: 'X1',
        kind: 'sale',
        date,
        customer: null,
        lines: [line(heart, 6)],
      });
    });
    expect(await storedStock(heart.id)).toMatchObject({ quantity: 0, stockSeq: 2 });
  });

  test('with a name that is there already is a duplicate and books nothing', async () => {
    const heart = await buildProduct({ onHand: 9 });
    await book({ name: 'INV-TWICE', lines: [line(heart, 1)] });
    await expect(book({ name: 'INV-TWICE', lines: [line(heart, 1)] })).rejects.toMatchObject({ code: 'duplicate' });
    expect(await storedStock(heart.id)).toMatchObject({ quantity: 8 });
  });

  test('may be brought only by those who may import', async () => {
    const shopper = contextOf('shopper');
    const attempt = runOperation(shopper, { action: 'operations.import' }, () =>
      createImportedOrder(shopper, { name: 'X', invoice: 'X', kind: 'sale', date, customer: null, lines: [] }),
    );
    await expect(attempt).rejects.toMatchObject({ code: 'forbidden' });
  });

  test('can have its goods returned later like any order', async () => {
    const heart = await buildProduct({ onHand: 9 });
    const { orderId } = await book({ lines: [line(heart, 4)] });
    const lines = [{ lineId: '1', quantity: 4, outcome: 'restock' as const }];
    expect(await returnOrderLines(ctx, { orderId, lines })).toMatchObject({ worth: 1_020 });
    expect(await OrderModel.findById(orderId).lean()).toMatchObject({ fulfilmentStatus: 'returned' });
  });
});

test('an invoice of 675 lines is one operation of a few calls, as many as one of a single line', async () => {
  const products: { id: string; sku: string }[] = [];
  for (let n = 0; n < 75; n += 1) products.push(await buildProduct());
  const stock = products.map(({ id }) => ({ productId: id, quantity: 100 }));
  await bookDelivery(ctx, { reference: 'before', lines: stock });
  const lines = Array.from({ length: 675 }, (_, n) => line(products[n % 75] ?? { id: '', sku: '' }, 1));
  const calls: string[] = [];
  mongoose.set('debug', (collection: string, method: string) => calls.push(`${collection}.${method}`));
  const { orderId } = await book({ lines });
  mongoose.set('debug', false);
  expect(calls.length).toBeLessThan(15);
  expect((await OrderModel.findById(orderId).lean())?.lines).toHaveLength(675);
  expect(await storedStock(products[0]?.id ?? '')).toMatchObject({ quantity: 91 });
});
