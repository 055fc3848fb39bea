import { afterEach, describe, expect, test } from '@jest/globals';
import { setClock } from '../../platform/clock.ts';
import { contextOf, useDatabase } from '../../testing/harness.ts';
import { buildOrder, stateOf, stockProblems } from '../../testing/orders.ts';
import { buildProduct } from '../../testing/stock.ts';
import { AuditLog } from '../audit/admin.ts';
import { ProductModel } from '../catalog/admin.ts';
import { archiveProduct, editProduct, storedStock } from '../catalog/index.ts';
import { PaymentModel } from '../payments/admin.ts';
import {
  cancelOrder,
  changeOrderLines,
  refundOrder,
  returnOrderLines,
  shipOrder,
  takePayment,
  verifyOrders,
} from './index.ts';
import { OrderModel } from './order.model.ts';
import { previewOrder } from './preview-order.use-case.ts';

useDatabase();
afterEach(() => setClock());

const admin = contextOf('admin');
const paid = (orderId: string) =>
  takePayment(admin, { orderId, provider: 'cash', received: true, requestKey: 'paid-at-the-desk' });
const revisionOf = async (orderId: string): Promise<number> =>
  (await OrderModel.findById(orderId).orFail().lean()).revision;
const sound = async (): Promise<void> => {
  expect(await stockProblems()).toEqual([]);
  expect((await verifyOrders()).problems).toEqual([]);
};

/** An order of 2 of one product (2.95 each), collected from the shop, and another product of which there are 10. */
async function twoProducts() {
  const order = await buildOrder({ delivery: 'collect' });
  const other = await buildProduct({ onHand: 10, price: 500 });
  return { order, orderId: order.id, first: order.productId, other: other.id };
}

describe('lines of an order that is not packed', () => {
  test('more, fewer and new ones: the stock follows, kept goods keep their price, and the total is that of the lines', async () => {
    const { orderId, first, other } = await twoProducts();
    const product = await storedProduct(first);
    await editProduct(admin, { id: first, revision: product.revision, changes: { price: 999 } });
    const lines = [
      { productId: first, quantity: 3 },
      { productId: other, quantity: 2 },
    ];
    const changed = await changeOrderLines(admin, { orderId, lines, revision: 1 });
    expect(changed.lines.map(({ lineId, unitPrice, quantity }) => [lineId, unitPrice, quantity])).toEqual([
      ['1', 295, 3],
      ['2', 500, 2],
    ]);
    expect(changed.totals).toMatchObject({ goods: 1885, gross: 1885 });
    expect(await storedStock(first)).toMatchObject({ reserved: 3 });
    expect(await storedStock(other)).toMatchObject({ reserved: 2 });

    await changeOrderLines(admin, { orderId, lines: [{ productId: other, quantity: 1 }], revision: 2 });
    expect(await storedStock(first)).toMatchObject({ reserved: 0 });
    expect(await storedStock(other)).toMatchObject({ reserved: 1 });
    await sound();
  });

  test('one change is one entry with both sides', async () => {
    const { orderId, other } = await twoProducts();
    await changeOrderLines(admin, { orderId, lines: [{ productId: other, quantity: 1 }], revision: 1 });
    const entries = await AuditLog.find({ entity: 'orders', entityId: orderId, revision: 2 }).lean();
    expect(entries).toMatchObject([{ action: 'orders.changeLines', newValue: { totals: { gross: 500 } } }]);
  });

  test('the preview says what the change then does', async () => {
    const { orderId, first, other } = await twoProducts();
    await paid(orderId);
    const lines = [
      { productId: first, quantity: 1 },
      { productId: other, quantity: 12 },
    ];
    const preview = await previewOrder(admin, { orderId, lines });
    expect(preview.money).toEqual({ before: 590, after: 6295, toPay: 5705, toRefund: 0 });
    // Its own two are free for it, and of the other there are no twelve.
    expect(preview.lines.map(({ available }) => available)).toEqual([10, 10]);
    expect(await storedStock(first)).toMatchObject({ reserved: 2 });
    const request = { orderId, lines, revision: await revisionOf(orderId) };
    await expect(changeOrderLines(admin, request)).rejects.toMatchObject({
      code: 'out_of_stock',
      meta: { lines: [{ productId: other, requested: 12, available: 10 }] },
    });
    expect(await storedStock(first)).toMatchObject({ reserved: 2 });
    await sound();
  });

  test('what is no longer on sale may stay and become fewer, but not more', async () => {
    const { orderId, first } = await twoProducts();
    await archiveProduct(admin, { id: first });
    const change = (quantity: number, revision: number) =>
      changeOrderLines(admin, { orderId, lines: [{ productId: first, quantity }], revision });
    await expect(change(3, 1)).rejects.toMatchObject({ code: 'out_of_stock' });
    expect((await change(1, 1)).totals.gross).toBe(295);
  });

  test('delivery follows the goods: above its threshold it is free of charge', async () => {
    const { id: orderId, productId, totals } = await buildOrder();
    expect(totals.delivery).toBe(395);
    const { id: dear } = await buildProduct({ onHand: 5, price: 6000 });
    const lines = [
      { productId, quantity: 2 },
      { productId: dear, quantity: 1 },
    ];
    expect((await changeOrderLines(admin, { orderId, lines, revision: 1 })).totals.delivery).toBe(0);
    const express = await changeOrderLines(admin, { orderId, lines, delivery: 'express', revision: 2 });
    expect(express).toMatchObject({ delivery: { method: 'express' }, totals: { delivery: 895, gross: 7485 } });
  });
});

describe('money of a changed order', () => {
  test('too much goes back in the same step', async () => {
    const { orderId, first } = await twoProducts();
    await paid(orderId);
    const lines = [{ productId: first, quantity: 1 }];
    const changed = await changeOrderLines(admin, { orderId, lines, revision: await revisionOf(orderId) });
    expect(stateOf(changed)).toBe('open, partly_refunded, unfulfilled');
    expect(await PaymentModel.findOne({ order: orderId }).lean()).toMatchObject({ refunded: 295 });
    await sound();
  });

  test('a paid order that grew owes the rest, and is shipped once that is paid', async () => {
    const { orderId, first } = await twoProducts();
    await paid(orderId);
    const lines = [{ productId: first, quantity: 4 }];
    const grown = await changeOrderLines(admin, { orderId, lines, revision: await revisionOf(orderId) });
    expect(stateOf(grown)).toBe('open, unpaid, unfulfilled');
    const rest = await takePayment(admin, { orderId, provider: 'cash', received: true, requestKey: 'paid-the-rest' });
    expect(rest.amount).toBe(590);
    expect(stateOf(await shipOrder(admin, { orderId }))).toBe('open, paid, shipped');
    await sound();
  });

  test('a transfer that was announced is announced with the new amount', async () => {
    const { id: orderId, productId } = await buildOrder({ delivery: 'collect', paymentMethod: 'bank_transfer' });
    await takePayment(admin, { orderId, provider: 'bank_transfer', requestKey: 'announced-once' });
    await changeOrderLines(admin, { orderId, lines: [{ productId, quantity: 1 }], revision: 1 });
    const payments = await PaymentModel.find({ order: orderId }).sort({ _id: 1 }).lean();
    expect(payments.map(({ status, amount }) => [status, amount])).toEqual([
      ['failed', 590],
      ['pending', 295],
    ]);
  });

  test('while a card payment is under way nothing is changed', async () => {
    const { id: orderId, productId } = await buildOrder({ paymentMethod: 'card_test' });
    await takePayment(admin, { orderId, provider: 'card_test', card: 'slow', requestKey: 'slow-card-payment' });
    const request = { orderId, lines: [{ productId, quantity: 1 }], revision: 1 };
    await expect(changeOrderLines(admin, request)).rejects.toMatchObject({ code: 'payment_under_way' });
    expect(await storedStock(productId)).toMatchObject({ reserved: 2 });
  });

  test('an order that money was given back for can’t grow beyond what was kept', async () => {
    const { orderId, first } = await twoProducts();
    await paid(orderId);
    await refundOrder(admin, { orderId, amount: 100, reason: 'a dent', requestKey: 'goodwill-refund' });
    const request = { orderId, lines: [{ productId: first, quantity: 2 }], revision: await revisionOf(orderId) };
    await expect(changeOrderLines(admin, request)).rejects.toMatchObject({ code: 'cannot_grow' });
  });
});

describe('what has not left of an order that is packed in part', () => {
  async function halfGone() {
    const { orderId, first, other } = await twoProducts();
    const both = [
      { productId: first, quantity: 2 },
      { productId: other, quantity: 2 },
    ];
    await changeOrderLines(admin, { orderId, lines: both, revision: 1 });
    await paid(orderId);
    await shipOrder(admin, { orderId, lines: [{ lineId: '1', quantity: 1 }] });
    const change = async (lines: { productId: string; quantity: number }[]) =>
      changeOrderLines(admin, { orderId, lines, revision: await revisionOf(orderId) });
    return { orderId, first, other, change };
  }

  test('is taken off: its goods are free again, its money goes back, and what left is all of the order', async () => {
    const { orderId, first, other, change } = await halfGone();
    const { totals } = await OrderModel.findById(orderId).orFail().lean();
    const less = [{ productId: first, quantity: 1 }];
    expect((await previewOrder(admin, { orderId, lines: less })).money).toMatchObject({ toPay: 0, toRefund: 1295 });
    const changed = await change(less);
    expect(stateOf(changed)).toBe('open, partly_refunded, shipped');
    expect([changed.totals.gross, changed.refunded]).toEqual([totals.gross - 1295, 1295]);
    for (const product of [first, other]) expect(await storedStock(product)).toMatchObject({ reserved: 0 });
    await sound();
  });

  test('does not cost what came back and was refunded before a second time', async () => {
    const { orderId, first, other, change } = await halfGone();
    const back = [{ lineId: '1', quantity: 1, outcome: 'restock' as const }];
    await returnOrderLines(admin, { orderId, lines: back, refund: { reason: 'torn' } });
    const changed = await change([
      { productId: first, quantity: 1 },
      { productId: other, quantity: 1 },
    ]);
    expect([stateOf(changed), changed.refunded]).toEqual(['open, partly_refunded, partly_shipped', 295 + 295 + 500]);
    expect(stateOf(await change([{ productId: first, quantity: 1 }]))).toBe('completed, refunded, returned');
    await sound();
  });

  test('can’t become more, other goods or less than has left', async () => {
    const { orderId, first, other, change } = await halfGone();
    const third = await buildProduct({ onHand: 10, price: 500 });
    for (const lines of [
      [{ productId: first, quantity: 3 }],
      [
        { productId: first, quantity: 1 },
        { productId: third.id, quantity: 1 },
      ],
      [{ productId: other, quantity: 2 }],
    ]) {
      await expect(change(lines)).rejects.toMatchObject({ code: 'invalid', fields: { lines: expect.any(String) } });
      await expect(previewOrder(admin, { orderId, lines })).rejects.toMatchObject({ code: 'invalid' });
    }
    await sound();
  });
});

describe('refused', () => {
  test('a form that saw an older order, a role that may not, an order that is shipped or cancelled', async () => {
    const { orderId, first } = await twoProducts();
    const lines = [{ productId: first, quantity: 1 }];
    await changeOrderLines(admin, { orderId, lines, revision: 1 });
    await expect(changeOrderLines(admin, { orderId, lines, revision: 1 })).rejects.toMatchObject({ code: 'stale' });
    for (const role of ['inventory', 'support'] as const) {
      const request = { orderId, lines, revision: 2 };
      await expect(changeOrderLines(contextOf(role), request)).rejects.toMatchObject({ code: 'forbidden' });
      await expect(previewOrder(contextOf(role), { orderId, lines })).rejects.toMatchObject({ code: 'forbidden' });
    }
    await shipOrder(admin, { orderId });
    const late = { orderId, lines, revision: await revisionOf(orderId) };
    await expect(changeOrderLines(admin, late)).rejects.toMatchObject({ code: 'illegal_move' });
    const cancelled = await buildOrder();
    await cancelOrder(admin, { orderId: cancelled.id });
    await expect(previewOrder(admin, { orderId: cancelled.id, lines })).rejects.toMatchObject({ code: 'illegal_move' });
  });

  test('no lines, a line twice, and a product that is not there', async () => {
    const { orderId, first } = await twoProducts();
    const change = (lines: { productId: string; quantity: number }[]) =>
      changeOrderLines(admin, { orderId, lines, revision: 1 });
    const line = { productId: first, quantity: 1 };
    await expect(change([])).rejects.toMatchObject({ code: 'invalid' });
    await expect(change([line, line])).rejects.toMatchObject({ code: 'invalid' });
    await expect(change([{ productId: '0'.repeat(24), quantity: 1 }])).rejects.toMatchObject({ code: 'out_of_stock' });
    const gone = { orderId, lines: [{ productId: '0'.repeat(24), quantity: 1 }] };
    await expect(previewOrder(admin, gone)).rejects.toMatchObject({ code: 'not_found' });
  });
});

describe('two hands', () => {
  test('a double click changes once and gives the money back once', async () => {
    const { orderId, first } = await twoProducts();
    await paid(orderId);
    const lines = [{ productId: first, quantity: 1 }];
    const request = { orderId, lines, revision: await revisionOf(orderId), requestKey: 'one-press-of-it' };
    const [one, two] = await Promise.all([changeOrderLines(admin, request), changeOrderLines(admin, request)]);
    expect(one?.totals).toEqual(two?.totals);
    expect(await PaymentModel.findOne({ order: orderId }).lean()).toMatchObject({ refunded: 295 });
  });

  test('change against ship: what leaves is what the order says, whichever comes first', async () => {
    for (let round = 0; round < 4; round += 1) {
      const { orderId, first, other } = await twoProducts();
      const hands = [
        () => changeOrderLines(admin, { orderId, lines: [{ productId: other, quantity: 3 }], revision: 1 }),
        () => shipOrder(admin, { orderId }),
      ];
      if (round % 2) hands.reverse();
      const results = await Promise.allSettled(hands.map((hand) => hand()));
      for (const result of results) {
        if (result.status === 'rejected') expect(['stale', 'illegal_move']).toContain(result.reason.code);
      }
      const order = await OrderModel.findById(orderId).orFail().lean();
      expect(order.fulfilmentStatus).toBe('shipped');
      for (const line of order.lines) expect(line.shipped).toBe(line.quantity);
      expect(await storedStock(first)).toMatchObject({ reserved: 0 });
      expect(await storedStock(other)).toMatchObject({ reserved: 0 });
    }
    await sound();
  }, 60_000);
});

const storedProduct = (id: string) => ProductModel.findById(id).orFail().lean();
