import { afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { fixedClock, setClock } from '../../platform/clock.ts';
import { isAppError } from '../../shared/errors.ts';
import { contextOf, guestContext, useDatabase } from '../../testing/harness.ts';
import { ADDRESS, buildOrder, GUEST, stockProblems } from '../../testing/orders.ts';
import { buildProduct } from '../../testing/stock.ts';
import { runOperation } from '../audit/index.ts';
import { storedStock } from '../catalog/index.ts';
import { configureStockQueue, countStock, receiveStock, stockCard, writeOffStock } from '../inventory/index.ts';
import { dropCarts, storedCart } from './cart.service.ts';
import {
  cancelOrder,
  captureOrderPayment,
  checkOut,
  expireOrders,
  placeOrder,
  setCartLine,
  shipOrder,
  takePayment,
} from './index.ts';
import { OrderModel } from './order.model.ts';
import { takeOrderNumber } from './order-number.service.ts';
import { insertOrder } from './place-order.use-case.ts';

useDatabase();
afterEach(() => setClock());
// How long one waits is tested with the queue itself; here a slow machine must not decide.
beforeAll(() => configureStockQueue({ deadlineMs: 120_000 }));
const admin = contextOf('admin');
const packer = contextOf('inventory');
const buy = (lines: { productId: string; quantity: number }[]) =>
  placeOrder(guestContext(), { lines, guest: GUEST, address: ADDRESS, paymentMethod: 'bank_transfer' });

/** How many succeeded, and how many failed with which code; anything that is no expected failure is thrown. */
async function outcomes(attempts: Promise<unknown>[]): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const result of await Promise.allSettled(attempts)) {
    if (result.status === 'rejected' && !isAppError(result.reason)) throw result.reason;
    const what = result.status === 'fulfilled' ? 'done' : result.reason.code;
    counts[what] = (counts[what] ?? 0) + 1;
  }
  return counts;
}

describe('buyers against buyers', () => {
  test('200 for 100 units: exactly 100 sold, 100 clear refusals, and the sums hold', async () => {
    const { id } = await buildProduct({ onHand: 100 });
    const buyers = Array.from({ length: 200 }, () => buy([{ productId: id, quantity: 1 }]));
    expect(await outcomes(buyers)).toEqual({ done: 100, out_of_stock: 100 });
    expect(await storedStock(id)).toMatchObject({ quantity: 100, reserved: 100 });
    expect(await OrderModel.countDocuments({ 'lines.product': id })).toBe(100);
    expect(await stockProblems()).toEqual([]);
  }, 120_000);

  test('30 orders of the same products in different order: no deadlock, no lost sale', async () => {
    const products: string[] = [];
    for (let n = 0; n < 5; n += 1) products.push((await buildProduct({ onHand: 30 })).id);
    const orders = Array.from({ length: 30 }, (_, n) => {
      const turned = [...products.slice(n % 5), ...products.slice(0, n % 5)];
      return buy((n % 2 ? turned : turned.reverse()).map((productId) => ({ productId, quantity: 1 })));
    });
    expect(await outcomes(orders)).toEqual({ done: 30 });
    for (const id of products) expect(await storedStock(id)).toMatchObject({ reserved: 30 });
  }, 120_000);

  test('one cart checked out under five keys at once becomes one order; the others find it changed or empty', async () => {
    const { id } = await buildProduct({ onHand: 10 });
    const owner = { token: 'one-cart-in-five-windows' };
    const guest = guestContext();
    await setCartLine(guest, owner, { productId: id, quantity: 2 });
    const input = { guest: GUEST, address: ADDRESS, paymentMethod: 'bank_transfer' as const };
    const windows = Array.from({ length: 5 }, (_, n) => checkOut(guest, owner, input, `window-number-${n}`));
    const { done, cart_changed: changed = 0, cart_empty: empty = 0, ...other } = await outcomes(windows);
    expect([done, changed + empty, other]).toEqual([1, 4, {}]);
    expect(await storedStock(id)).toMatchObject({ reserved: 2 });
    expect(await OrderModel.countDocuments({ 'lines.product': id })).toBe(1);
  }, 60_000);

  test('a cart that changed after checkout has read it stays, with its new lines', async () => {
    const { id } = await buildProduct({ onHand: 10 });
    const owner = { token: 'a-cart-with-two-readers' };
    const guest = guestContext();
    await setCartLine(guest, owner, { productId: id, quantity: 2 });
    const read = await storedCart(owner);
    await setCartLine(guest, owner, { productId: id, quantity: 3 });
    expect(read && (await dropCarts([{ owner: owner, cart: read }]))).toBe(false);
    const now = await storedCart(owner);
    expect(now?.lines).toMatchObject([{ quantity: 3 }]);
    expect(now && (await dropCarts([{ owner: owner, cart: now }]))).toBe(true);
    expect(await storedCart(owner)).toBeNull();
  });

  test('without the queue, as between instances, the guarded update alone keeps the count right', async () => {
    const { id } = await buildProduct({ onHand: 5 });
    const guest = { customer: null, guest: GUEST, source: 'shop' as const };
    const buyer = { ...guest, address: ADDRESS, paymentMethod: 'cash' as const };
    const buyers = Array.from({ length: 10 }, async () => {
      const name = await takeOrderNumber('CF');
      return runOperation(admin, { action: 'orders.place' }, () =>
        insertOrder(admin, { ...buyer, name, lines: [{ productId: id, quantity: 1 }] }),
      );
    });
    expect(await outcomes(buyers)).toEqual({ done: 5, out_of_stock: 5 });
    expect(await storedStock(id)).toMatchObject({ quantity: 5, reserved: 5 });
    expect(await stockProblems()).toEqual([]);
  }, 120_000);
});

describe('one order, two hands', () => {
  test('cancel against ship: one of them wins, whichever it is the goods are counted once', async () => {
    for (let round = 0; round < 8; round += 1) {
      const { id: orderId, productId } = await buildOrder();
      const hands = [() => cancelOrder(admin, { orderId }), () => shipOrder(packer, { orderId })];
      if (round % 2) hands.reverse();
      expect(await outcomes(hands.map((hand) => hand()))).toEqual({ done: 1, illegal_move: 1 });
      const order = await OrderModel.findById(orderId).lean();
      const shipped = order?.fulfilmentStatus === 'shipped';
      expect(order?.status).toBe(shipped ? 'open' : 'cancelled');
      expect(await storedStock(productId)).toMatchObject({ quantity: shipped ? 8 : 10, reserved: 0 });
    }
    expect(await stockProblems()).toEqual([]);
  }, 120_000);

  test('pay against expire: the money is kept either way, and the goods are either reserved or free', async () => {
    const clock = fixedClock(new Date('2026-05-01T10:00:00Z'));
    setClock(clock);
    for (let round = 0; round < 4; round += 1) {
      const { id: orderId, productId } = await buildOrder({ paymentMethod: 'bank_transfer' });
      const request = { orderId, provider: 'bank_transfer' as const, requestKey: `transfer-${round}` };
      const { id: paymentId } = await takePayment(admin, request);
      clock.advance(8 * 86_400_000);
      const hands = [() => captureOrderPayment(admin, { paymentId }), () => expireOrders()];
      if (round % 2) hands.reverse();
      expect(await outcomes(hands.map((hand) => hand()))).toEqual({ done: 2 });
      const order = await OrderModel.findById(orderId).lean();
      expect(order).toMatchObject({ paymentStatus: 'paid', paid: order?.totals.gross });
      expect(await storedStock(productId)).toMatchObject({ reserved: order?.status === 'open' ? 2 : 0 });
    }
    expect(await stockProblems()).toEqual([]);
  }, 120_000);

  test('two packers ship the last pieces: they leave once', async () => {
    const { id: orderId, productId } = await buildOrder();
    const lines = [{ lineId: '1', quantity: 2 }];
    const hands = [shipOrder(packer, { orderId, lines }), shipOrder(packer, { orderId, lines })];
    expect(await outcomes(hands)).toEqual({ done: 1, illegal_move: 1 });
    expect(await storedStock(productId)).toMatchObject({ quantity: 8, reserved: 0 });
  });
});

test('staff count, write off and receive while 30 shoppers buy, ship and cancel: nothing is lost, nothing below zero', async () => {
  const { id } = await buildProduct({ onHand: 40 });
  const shoppers = Array.from({ length: 30 }, async (_, n) => {
    const { id: orderId } = await buildOrder({ lines: [{ productId: id, quantity: 2 }] });
    if (n % 3 === 0) await cancelOrder(admin, { orderId });
    if (n % 3 === 1) await shipOrder(packer, { orderId });
  });
  const staff = [
    receiveStock(packer, { productId: id, quantity: 25 }),
    countStock(packer, { productId: id, counted: 39, basis: { onHand: 40, movement: 1 } }),
    writeOffStock(packer, { productId: id, quantity: 3, note: 'broken' }),
  ];
  const counts = await outcomes([...shoppers, ...staff]);
  expect(Object.keys(counts).filter((what) => what !== 'done' && what !== 'out_of_stock')).toEqual([]);
  for (const row of (await stockCard(packer, { productId: id, limit: 200 })).items) {
    expect(row.balance).toBeGreaterThanOrEqual(0);
  }
  expect(await stockProblems()).toEqual([]);
}, 120_000);
