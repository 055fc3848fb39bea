import { setImmediate as soon } from 'node:timers/promises';
import { describe, expect, test } from '@jest/globals';
import { contextOf, useDatabase } from '../../testing/harness.ts';
import { buildOrder, buildReturnRequest, buildShopper, stockProblems } from '../../testing/orders.ts';
import { AuditLog } from '../audit/admin.ts';
import { runOperation } from '../audit/index.ts';
import { storedStock } from '../catalog/index.ts';
import { PaymentModel } from '../payments/admin.ts';
import {
  acceptReturn,
  declineReturn,
  eraseCustomer,
  returnOrderLines,
  shipOrder,
  takePayment,
  verifyOrders,
} from './index.ts';
import { OrderModel } from './order.model.ts';
import { ReturnRequestModel } from './return-request.model.ts';
import { insertReturnRequest, waitingReturnOf } from './return-request.repository.ts';

useDatabase();

const admin = contextOf('admin');
const packer = contextOf('inventory');
const support = contextOf('support');
const back = (quantity: number, outcome: 'restock' | 'hold' | 'write_off' = 'restock') => ({
  lineId: '1',
  quantity,
  outcome,
});

/** An order of 2 for 2.95 each and its delivery, shipped, and paid where asked. */
async function shipped({ paid = true } = {}) {
  const order = await buildOrder({ delivery: 'collect' });
  if (paid)
    await takePayment(admin, { orderId: order.id, provider: 'cash', received: true, requestKey: 'paid-at-door' });
  await shipOrder(admin, { orderId: order.id });
  return order;
}

const ask = async (orderId: string, quantity = 1) =>
  runOperation(admin, { action: 'orders.requestReturn' }, async () =>
    insertReturnRequest(admin, await OrderModel.findById(orderId).orFail().lean(), {
      lines: [{ lineId: '1', quantity }],
      reason: 'It does not ring.',
      photos: [],
    }),
  );

describe('what comes back is looked at part by part', () => {
  test('of one line one is sold again, one is written off, and nothing is counted twice', async () => {
    const { id: orderId, productId } = await shipped();
    const { worth } = await returnOrderLines(packer, { orderId, lines: [back(1), back(1, 'write_off')] });
    expect(worth).toBe(590);
    expect(await storedStock(productId)).toMatchObject({ quantity: 9, reserved: 0, held: 0 });
    expect(await OrderModel.findById(orderId).lean()).toMatchObject({ fulfilmentStatus: 'returned' });
    expect(await stockProblems()).toEqual([]);
  });

  test('parts that add up to more than was shipped are refused, and none of them is booked', async () => {
    const { id: orderId, productId } = await shipped();
    const lines = [back(1), back(2, 'hold')];
    await expect(returnOrderLines(packer, { orderId, lines })).rejects.toMatchObject({ code: 'invalid' });
    expect(await storedStock(productId)).toMatchObject({ quantity: 8, held: 0 });
  });
});

describe('money with the goods, in one step', () => {
  test('what the goods cost goes back to the payment it came by, once however often it is sent', async () => {
    const { id: orderId } = await shipped();
    const request = { orderId, lines: [back(1)], refund: { reason: 'Goods came back' }, requestKey: 'one-press-only' };
    expect(await returnOrderLines(admin, request)).toMatchObject({ worth: 295, refunded: 295 });
    expect(await returnOrderLines(admin, request)).toMatchObject({ worth: 295, refunded: 295 });
    expect(await OrderModel.findById(orderId).lean()).toMatchObject({
      refunded: 295,
      paymentStatus: 'partly_refunded',
    });
    expect(await PaymentModel.findOne({ order: orderId }).lean()).toMatchObject({ refunded: 295 });
    expect((await verifyOrders()).problems).toEqual([]);
  });

  test('another amount than the goods cost is what was said', async () => {
    const { id: orderId } = await shipped();
    const refund = { amount: 100, reason: 'It was used' };
    expect(await returnOrderLines(admin, { orderId, lines: [back(2)], refund })).toMatchObject({ refunded: 100 });
  });

  test('more than was paid is refused, and the goods are not booked either', async () => {
    const { id: orderId, productId } = await shipped();
    const refund = { amount: 591, reason: 'Too much' };
    await expect(returnOrderLines(admin, { orderId, lines: [back(1)], refund })).rejects.toMatchObject({
      code: 'amount_does_not_fit',
      meta: { left: 590 },
    });
    expect(await storedStock(productId)).toMatchObject({ quantity: 8 });
  });

  test('an order that was never paid gives no money back', async () => {
    const { id: orderId } = await shipped({ paid: false });
    const refund = { reason: 'Goods came back' };
    await expect(returnOrderLines(admin, { orderId, lines: [back(1)], refund })).rejects.toMatchObject({
      code: 'illegal_move',
    });
  });

  test('whoever may not refund takes goods back, but gives no money', async () => {
    const { id: orderId } = await shipped();
    const refund = { reason: 'Goods came back' };
    await expect(returnOrderLines(packer, { orderId, lines: [back(1)], refund })).rejects.toMatchObject({
      code: 'forbidden',
    });
    expect(await returnOrderLines(packer, { orderId, lines: [back(1)] })).toMatchObject({ refunded: 0 });
  });
});

describe('a customer’s request', () => {
  test('is accepted with a note, and settled by the goods when they are here', async () => {
    const { id, name, order } = await buildReturnRequest();
    expect(name).toBe(`${order.name}-R1`);
    await acceptReturn(support, { id, note: 'Send it to the shop.' });
    const { returnId } = await returnOrderLines(packer, { orderId: order.id, lines: [back(1, 'hold')] });
    expect(await ReturnRequestModel.findById(id).lean()).toMatchObject({
      status: 'received',
      returnId,
      note: 'Send it to the shop.',
      decidedBy: { name: 'Test support' },
    });
    const actions = await AuditLog.find({ entity: 'returnRequests', entityId: id }).sort({ revision: 1 }).lean();
    expect(actions.map(({ action }) => action)).toEqual([
      'orders.requestReturn',
      'returnRequests.accept',
      'orders.receiveReturn',
    ]);
  });

  test('goods that come before anybody answered settle it too', async () => {
    const { id, order } = await buildReturnRequest();
    await returnOrderLines(packer, { orderId: order.id, lines: [back(1)] });
    expect(await ReturnRequestModel.findById(id).lean()).toMatchObject({ status: 'received' });
  });

  test('declining needs a reason, and ends it; the customer may ask again', async () => {
    const { id, order } = await buildReturnRequest();
    await expect(declineReturn(support, { id, note: '' })).rejects.toMatchObject({ code: 'invalid' });
    await declineReturn(support, { id, note: 'It was worn.' });
    await expect(acceptReturn(support, { id })).rejects.toMatchObject({ code: 'illegal_move' });
    expect((await ask(order.id)).name).toBe(`${order.name}-R2`);
  });

  test('packers may not answer it, and nobody finds one that is not there', async () => {
    const { id } = await buildReturnRequest();
    await expect(acceptReturn(packer, { id })).rejects.toMatchObject({ code: 'forbidden' });
    await expect(declineReturn(packer, { id, note: 'No.' })).rejects.toMatchObject({ code: 'forbidden' });
    const missing = { id: '0'.repeat(24) };
    await expect(acceptReturn(support, missing)).rejects.toMatchObject({ code: 'not_found' });
  });

  test('for goods that never left is refused', async () => {
    const { id } = await buildOrder();
    await expect(ask(id)).rejects.toMatchObject({ code: 'invalid' });
  });

  test('asked twice at the same moment is one request', async () => {
    const order = await shipped();
    const results = await Promise.allSettled([ask(order.id), ask(order.id), ask(order.id)]);
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const result of results) {
      if (result.status === 'rejected') expect(result.reason).toMatchObject({ status: 409 });
    }
    expect(await ReturnRequestModel.countDocuments({ order: order.id })).toBe(1);
  });

  test('declined while the goods are booked in: one of them wins, and the stock is right either way', async () => {
    for (let round = 0; round < 4; round += 1) {
      const { id, order } = await buildReturnRequest();
      const hands = [
        () => declineReturn(support, { id, note: 'Too late.' }),
        () => returnOrderLines(packer, { orderId: order.id, lines: [back(1)] }),
      ];
      if (round % 2) hands.reverse();
      const results = await Promise.allSettled(
        hands.map(async (hand) => {
          await soon();
          return hand();
        }),
      );
      for (const result of results) {
        if (result.status === 'rejected') expect(result.reason).toMatchObject({ code: 'illegal_move' });
      }
      expect(await waitingReturnOf(order.id)).toBeNull();
      expect(await storedStock(order.productId)).toMatchObject({ quantity: 9 });
    }
    expect(await stockProblems()).toEqual([]);
  }, 60_000);
});

test('erasing a customer takes their words off their returns', async () => {
  const shopper = await buildShopper();
  const order = await buildOrder({ customerId: shopper.id, guest: undefined });
  await takePayment(admin, { orderId: order.id, provider: 'cash', received: true, requestKey: 'paid-at-door' });
  await shipOrder(admin, { orderId: order.id });
  const request = await ask(order.id, 2);
  await returnOrderLines(admin, { orderId: order.id, lines: [back(2)] });
  await eraseCustomer(admin, shopper.id, [], 'erased@example.invalid');
  expect(await ReturnRequestModel.findById(request._id).lean()).toMatchObject({ reason: 'erased', photos: [] });
});
