import { afterEach, describe, expect, test } from '@jest/globals';
import { fixedClock, setClock } from '../../platform/clock.ts';
import { contextOf, guestContext, useDatabase } from '../../testing/harness.ts';
import { ADDRESS, buildOrder, buildShopper, stateOf, stockProblems } from '../../testing/orders.ts';
import { buildProduct } from '../../testing/stock.ts';
import { AuditLog } from '../audit/audit-entry.model.ts';
import { storedStock } from '../catalog/index.ts';
import { stockCard } from '../inventory/index.ts';
import { paymentsOfOrder } from '../payments/index.ts';
import {
  addNote,
  cancelOrder,
  captureOrderPayment,
  changeAddress,
  deliverOrder,
  expireOrders,
  openOrdersOf,
  refundOrder,
  returnOrderLines,
  shipOrder,
  takePayment,
} from './index.ts';
import { OrderModel } from './order.model.ts';

useDatabase();
afterEach(() => setClock());
const admin = contextOf('admin');
const packer = contextOf('inventory');
const code = (expected: string) => expect.objectContaining({ code: expected });
const figures = async (id: string) => {
  const { quantity = 0, reserved = 0, held = 0 } = (await storedStock(id)) ?? {};
  return { quantity, reserved, held };
};
let keys = 0;
const requestKey = () => {
  keys += 1;
  return `request-${keys}`;
};
const payAll = (orderId: string) =>
  takePayment(admin, { orderId, provider: 'cash', received: true, requestKey: requestKey() });
async function delivered(overrides: Parameters<typeof buildOrder>[0] = {}) {
  const order = await buildOrder(overrides);
  await payAll(order.id);
  await shipOrder(packer, { orderId: order.id });
  return { ...(await deliverOrder(packer, { orderId: order.id })), productId: order.productId };
}

test('from placed to completed: each step moves its own status, the stock follows, and every step is on record', async () => {
  const order = await buildOrder();
  const { id: orderId, productId } = order;
  await payAll(orderId);
  const shipped = await shipOrder(packer, { orderId, carrier: 'Post', tracking: 'https://post.example/1' });
  expect(stateOf(shipped)).toBe('open, paid, shipped');
  expect(shipped.shipments).toMatchObject([{ carrier: 'Post', lines: [{ lineId: '1', quantity: 2 }] }]);
  expect(await figures(productId)).toEqual({ quantity: 8, reserved: 0, held: 0 });
  expect(stateOf(await deliverOrder(packer, { orderId }))).toBe('completed, paid, delivered');
  const card = await stockCard(packer, { productId, limit: 1 });
  expect(card.items[0]).toMatchObject({ delta: -2, reason: 'sale', document: { type: 'order', id: orderId } });
  const actions = (await AuditLog.find({ entity: 'orders', entityId: orderId }).sort({ revision: 1 }).lean()).map(
    (entry) => [entry.revision, entry.action],
  );
  expect(actions).toEqual([
    [1, 'orders.place'],
    [2, 'payments.capture'],
    [3, 'orders.ship'],
    [4, 'orders.deliver'],
    ...actions.slice(4),
  ]);
  expect(await stockProblems()).toEqual([]);
});

describe('ship', () => {
  test('takes part of the lines, then the rest', async () => {
    const { id: orderId, productId } = await buildOrder();
    const first = await shipOrder(packer, { orderId, lines: [{ lineId: '1', quantity: 1 }] });
    expect(stateOf(first)).toBe('open, unpaid, partly_shipped');
    expect(await figures(productId)).toEqual({ quantity: 9, reserved: 1, held: 0 });
    await expect(shipOrder(packer, { orderId, lines: [{ lineId: '1', quantity: 2 }] })).rejects.toEqual(
      code('invalid'),
    );
    expect(stateOf(await shipOrder(packer, { orderId }))).toBe('open, unpaid, shipped');
    await expect(shipOrder(packer, { orderId })).rejects.toEqual(code('illegal_move'));
  });

  test('waits for the money where the way to pay says so', async () => {
    const { id: orderId } = await buildOrder({ paymentMethod: 'bank_transfer' });
    await expect(shipOrder(packer, { orderId })).rejects.toEqual(code('unpaid'));
  });

  test('does not send the goods after all the money went back; what is left is to cancel the order', async () => {
    const { id: orderId, productId } = await buildOrder();
    await payAll(orderId);
    const refund = (amount: number) =>
      refundOrder(admin, { orderId, amount, reason: 'out of print', requestKey: requestKey() });
    const { paid } = await refund(1);
    await refund(paid - 1);
    await expect(shipOrder(packer, { orderId })).rejects.toEqual(code('money_went_back'));
    expect(await figures(productId)).toEqual({ quantity: 10, reserved: 2, held: 0 });
    expect(stateOf(await cancelOrder(admin, { orderId }))).toBe('cancelled, refunded, unfulfilled');
    expect(await figures(productId)).toEqual({ quantity: 10, reserved: 0, held: 0 });
  });

  test('a double click ships once', async () => {
    const { id: orderId, productId } = await buildOrder();
    const lines = [{ lineId: '1', quantity: 1 }];
    const request = { orderId, lines, requestKey: requestKey() };
    await Promise.all([shipOrder(packer, request), shipOrder(packer, request)]);
    expect(await figures(productId)).toMatchObject({ quantity: 9, reserved: 1 });
  });

  test('is for the stock room; of an unknown order it says so', async () => {
    const { id: orderId } = await buildOrder();
    for (const outsider of [contextOf('support'), guestContext()]) {
      await expect(shipOrder(outsider, { orderId })).rejects.toThrow();
    }
    await expect(shipOrder(contextOf('support'), { orderId })).rejects.toEqual(code('forbidden'));
    await expect(shipOrder(packer, { orderId: 'f'.repeat(24) })).rejects.toEqual(code('not_found'));
  });
});

describe('cancel', () => {
  test('gives the goods back and gives its pending payment up', async () => {
    const { id: orderId, productId } = await buildOrder({ paymentMethod: 'bank_transfer' });
    await takePayment(admin, { orderId, provider: 'bank_transfer', requestKey: requestKey() });
    const cancelled = await cancelOrder(admin, { orderId, reason: 'changed their mind' });
    expect(stateOf(cancelled)).toBe('cancelled, unpaid, unfulfilled');
    expect(cancelled.cancelReason).toBe('changed their mind');
    expect(await figures(productId)).toEqual({ quantity: 10, reserved: 0, held: 0 });
    expect(await paymentsOfOrder(orderId)).toMatchObject([{ status: 'failed' }]);
    await expect(cancelOrder(admin, { orderId })).rejects.toEqual(code('illegal_move'));
  });

  test('a shopper cancels their own before packing, gets 409 after, and never sees that of another', async () => {
    const [ada, bob] = [await buildShopper(), await buildShopper()];
    const { id: productId } = await buildProduct({ onHand: 10 });
    const lines = [{ productId, quantity: 1 }];
    const order = await buildOrder({ lines, guest: undefined, customerId: ada.id });
    await expect(cancelOrder(bob.ctx, { orderId: order.id })).rejects.toEqual(code('not_found'));
    expect((await cancelOrder(ada.ctx, { orderId: order.id })).status).toBe('cancelled');
    const second = await buildOrder({ lines, guest: undefined, customerId: ada.id });
    await shipOrder(packer, { orderId: second.id });
    await expect(cancelOrder(ada.ctx, { orderId: second.id })).rejects.toEqual(code('illegal_move'));
  });
});

describe('expiry', () => {
  test('cancels what was not paid in time, once, and leaves the rest', async () => {
    const clock = fixedClock(new Date('2026-03-01T10:00:00Z'));
    setClock(clock);
    const late = await buildOrder({ paymentMethod: 'card_test' });
    const paid = await buildOrder({ paymentMethod: 'card_test' });
    const slow = await buildOrder({ paymentMethod: 'bank_transfer' });
    await takePayment(admin, { orderId: paid.id, provider: 'card_test', requestKey: requestKey() });
    clock.advance(29 * 60_000);
    expect(await expireOrders()).toBe(0);
    clock.advance(2 * 60_000);
    const runs = await Promise.all([expireOrders(), expireOrders()]);
    expect(runs[0] + runs[1]).toBe(1);
    const states = await OrderModel.find({ _id: { $in: [late.id, paid.id, slow.id] } }, { status: 1 }).sort({ _id: 1 });
    expect(states.map((order) => order.status)).toEqual(['cancelled', 'open', 'open']);
    expect(await figures(late.productId)).toMatchObject({ reserved: 0 });
  });

  test('money that comes after it is kept on the cancelled order, as work for staff', async () => {
    const clock = fixedClock(new Date('2026-04-01T10:00:00Z'));
    setClock(clock);
    const { id: orderId } = await buildOrder({ paymentMethod: 'bank_transfer' });
    const payment = await takePayment(admin, { orderId, provider: 'bank_transfer', requestKey: requestKey() });
    clock.advance(8 * 86_400_000);
    await expireOrders();
    await captureOrderPayment(admin, { paymentId: payment.id });
    const stored = await OrderModel.findById(orderId).lean();
    expect(stored).toMatchObject({ status: 'cancelled', paymentStatus: 'paid', paid: payment.amount });
  });
});

describe('payments', () => {
  test('in two parts, the second of which may not be more than is open', async () => {
    const { id: orderId, totals } = await buildOrder();
    const pay = (amount: number) =>
      takePayment(admin, { orderId, provider: 'cash', amount, received: true, requestKey: requestKey() });
    await pay(100);
    expect(await OrderModel.findById(orderId).lean()).toMatchObject({ paymentStatus: 'unpaid', paid: 100 });
    await expect(pay(totals.gross - 99)).rejects.toEqual(code('amount_does_not_fit'));
    await pay(totals.gross - 100);
    expect(await OrderModel.findById(orderId).lean()).toMatchObject({ paymentStatus: 'paid', paid: totals.gross });
    await expect(pay(1)).rejects.toEqual(code('illegal_move'));
  });

  test('a declined card leaves the order unpaid; another try may succeed; each key acts once', async () => {
    const { id: orderId } = await buildOrder({ paymentMethod: 'card_test' });
    const card = (how: 'approve' | 'decline', key: string) =>
      takePayment(admin, { orderId, provider: 'card_test', card: how, requestKey: key });
    expect(await card('decline', 'first-card')).toMatchObject({ status: 'failed' });
    expect(await card('approve', 'second-card')).toMatchObject({ status: 'captured' });
    expect(await card('approve', 'second-card')).toMatchObject({ status: 'captured' });
    expect(await paymentsOfOrder(orderId)).toHaveLength(2);
  });

  test('two captures of one order at once: one wins, the order is never paid twice', async () => {
    const { id: orderId, totals } = await buildOrder();
    const pending = [];
    for (const key of ['transfer-a', 'transfer-b']) {
      pending.push(await takePayment(admin, { orderId, provider: 'bank_transfer', requestKey: key }));
    }
    const captured = await Promise.allSettled(pending.map(({ id }) => captureOrderPayment(admin, { paymentId: id })));
    expect(captured.map((one) => one.status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(await OrderModel.findById(orderId).lean()).toMatchObject({ paid: totals.gross, paymentStatus: 'paid' });
  });

  test('refunds go out in part and never exceed what came in, also two at once', async () => {
    const { id: orderId, totals } = await delivered();
    const refund = (amount: number, key = requestKey()) =>
      refundOrder(admin, { orderId, amount, reason: 'scratched', requestKey: key });
    expect(stateOf(await refund(100, 'same-refund'))).toBe('completed, partly_refunded, delivered');
    expect((await refund(100, 'same-refund')).refunded).toBe(100);
    await expect(refund(totals.gross)).rejects.toMatchObject({ meta: { left: totals.gross - 100 } });
    const both = await Promise.allSettled([refund(totals.gross - 100), refund(totals.gross - 100)]);
    expect(both.map((one) => one.status).sort()).toEqual(['fulfilled', 'rejected']);
    const stored = await OrderModel.findById(orderId).lean();
    expect(stored).toMatchObject({ paymentStatus: 'refunded', refunded: totals.gross });
    const sum = (await paymentsOfOrder(orderId)).reduce((total, payment) => total + payment.refunded, 0);
    expect(sum).toBe(totals.gross);
  });

  test('only admins take and give money', async () => {
    const { id: orderId } = await delivered();
    for (const outsider of [contextOf('inventory'), contextOf('support')]) {
      const attempts = [
        () => takePayment(outsider, { orderId, provider: 'cash', requestKey: requestKey() }),
        () => refundOrder(outsider, { orderId, amount: 1, reason: 'because', requestKey: requestKey() }),
        () => captureOrderPayment(outsider, { paymentId: 'f'.repeat(24) }),
      ];
      for (const attempt of attempts) await expect(attempt()).rejects.toEqual(code('forbidden'));
    }
  });
});

describe('return', () => {
  test('each part goes where its inspection says, and is worth what it cost', async () => {
    const { id: productId } = await buildProduct({ onHand: 10, price: 333 });
    const order = await delivered({ lines: [{ productId, quantity: 6 }] });
    const part = (quantity: number, outcome: 'restock' | 'hold' | 'write_off') => ({ lineId: '1', quantity, outcome });
    const first = await returnOrderLines(packer, {
      orderId: order.id,
      lines: [part(1, 'restock'), part(2, 'hold'), part(1, 'write_off')],
    });
    expect(first).toEqual({ orderId: order.id, returnId: '1', worth: 4 * 333, refunded: 0 });
    expect(await figures(productId)).toEqual({ quantity: 4 + 3, reserved: 0, held: 2 });
    const card = await stockCard(packer, { productId, limit: 4 });
    expect(card.items.map((row) => [row.reason, row.delta, row.held])).toEqual([
      ['write-off', -1, 0],
      ['return', 1, 0],
      ['return', 2, 2],
      ['return', 1, 0],
    ]);
    const tooMany = returnOrderLines(packer, { orderId: order.id, lines: [part(3, 'restock')] });
    await expect(tooMany).rejects.toEqual(code('invalid'));
    await returnOrderLines(packer, { orderId: order.id, lines: [part(2, 'restock')] });
    expect(await OrderModel.findById(order.id).lean()).toMatchObject({ fulfilmentStatus: 'returned' });
    expect(await stockProblems()).toEqual([]);
  });

  test('of what was never shipped is an illegal move', async () => {
    const { id: orderId } = await buildOrder();
    const lines = [{ lineId: '1', quantity: 1, outcome: 'restock' as const }];
    await expect(returnOrderLines(packer, { orderId, lines })).rejects.toEqual(code('illegal_move'));
  });
});

describe('notes and address', () => {
  test('support writes a note, of several lines and with an address of the web; a shopper may not', async () => {
    const { id: orderId } = await buildOrder();
    const text = 'Rings before nine,\nsee https://maps.example/12';
    const noted = await addNote(contextOf('support'), { orderId, text });
    expect(noted.notes).toMatchObject([{ noteId: '1', text, by: { name: 'Test support' } }]);
    const { ctx } = await buildShopper();
    await expect(addNote(ctx, { orderId, text: 'hello' })).rejects.toEqual(code('not_found'));
  });

  test('the address changes until the order is packed, and not from a stale form', async () => {
    const { id: orderId, revision } = await buildOrder();
    const address = { ...ADDRESS, line1: '13 St James Sq' };
    const changed = await changeAddress(contextOf('support'), { orderId, address, revision });
    expect(changed.address).toMatchObject({ line1: '13 St James Sq' });
    await expect(changeAddress(admin, { orderId, address, revision })).rejects.toEqual(code('stale'));
    await shipOrder(packer, { orderId });
    await expect(changeAddress(admin, { orderId, address })).rejects.toEqual(code('illegal_move'));
  });
});

test('why a product is unavailable: whose open orders wait for it, since when', async () => {
  const { id: productId } = await buildProduct({ onHand: 10 });
  const lines = [{ productId, quantity: 3 }];
  const first = await buildOrder({ lines });
  const second = await buildOrder({ lines });
  await shipOrder(packer, { orderId: first.id, lines: [{ lineId: '1', quantity: 2 }] });
  expect(await openOrdersOf(productId)).toEqual([
    { orderId: first.id, name: first.name, date: first.date, waiting: 1 },
    { orderId: second.id, name: second.name, date: second.date, waiting: 3 },
  ]);
});

test.each(['javascript:alert(1)', 'ftp://carrier.example/1', 'on its way'])(
  'a tracking link of %s is refused, since it becomes a link for customers',
  async (tracking) => {
    const { id: orderId } = await buildOrder();
    await expect(shipOrder(packer, { orderId, tracking })).rejects.toMatchObject({
      code: 'invalid',
      fields: { tracking: expect.stringContaining('web address') },
    });
  },
);
