import { randomBytes } from 'node:crypto';
import { afterEach, describe, expect, jest, test } from '@jest/globals';
import { inOneTurn } from '../../testing/crowd.ts';
import { contextOf, guestContext, useDatabase } from '../../testing/harness.ts';
import { ADDRESS, buildShopper, GUEST, stockProblems } from '../../testing/orders.ts';
import { buildProduct } from '../../testing/stock.ts';
import { AuditLog } from '../audit/audit-entry.model.ts';
import { changePrice, productsByIds, storedStock } from '../catalog/index.ts';
import { paymentsOfOrder } from '../payments/index.ts';
import { checkOut, setCartLine } from './index.ts';
import { OrderModel } from './order.model.ts';
import type { Checkout } from './ordering.schemas.ts';

useDatabase();
afterEach(() => void jest.restoreAllMocks());

const request: Checkout = { guest: GUEST, address: ADDRESS, paymentMethod: 'bank_transfer' };
type Line = { productId: string; quantity: number };

async function buyerWith(lines: Line[]) {
  const ctx = guestContext({ ip: `10.0.0.${randomBytes(1)[0]}` });
  const owner = { token: randomBytes(16).toString('hex') };
  for (const line of lines) await setCartLine(ctx, owner, line);
  return { ctx, owner, buy: (key = owner.token) => checkOut(ctx, owner, request, key) };
}

const codes = (results: PromiseSettledResult<unknown>[]) =>
  results.map((result) => (result.status === 'fulfilled' ? 'sold' : result.reason.code));

describe('buyers who wait for the same goods', () => {
  test('share one transaction, and each has an operation, an entry, a payment and an answer of their own', async () => {
    const { id } = await buildProduct({ onHand: 50 });
    const { ctx, id: shopperId } = await buildShopper();
    await setCartLine(ctx, { userId: shopperId }, { productId: id, quantity: 2 });
    const guests = await Promise.all([1, 2, 3].map((quantity) => buyerWith([{ productId: id, quantity }])));
    const { guest: _none, ...own } = request;
    const buyers = [
      ...guests.map(
        ({ buy }) =>
          () =>
            buy(),
      ),
      () => checkOut(ctx, { userId: shopperId }, own as Checkout, 'key-of-the-shopper'),
    ];
    const inserts = jest.spyOn(OrderModel.collection, 'insertMany');
    const results = await inOneTurn(id, buyers);

    expect(codes(results)).toEqual(['sold', 'sold', 'sold', 'sold']);
    expect(inserts.mock.calls.map(([orders]) => orders.length)).toEqual([4]);
    const answers = results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
    expect(new Set(answers.map(({ name }) => name)).size).toBe(4);
    const operations = new Set<unknown>();
    for (const [n, { orderId, name, totals }] of answers.entries()) {
      const buyer = guests[n]?.ctx ?? ctx;
      const order = await OrderModel.findById(orderId).orFail().lean();
      expect(order).toMatchObject({ name, totals, revision: 1, lines: [{ quantity: [1, 2, 3, 2][n] }] });
      expect(order.customer ? String(order.customer) : null).toBe(buyer.actor.id);
      const [payment] = await paymentsOfOrder(orderId);
      expect(payment).toMatchObject({ status: 'pending', amount: totals.gross, reference: name });
      const entries = await AuditLog.find({ entityId: { $in: [orderId, String(payment?.id)] } }).lean();
      expect(entries).toHaveLength(2);
      for (const { requestId, ip, performedBy, operationId, action } of entries) {
        expect({ requestId, ip, id: performedBy.id, action }).toEqual({
          requestId: buyer.requestId,
          ip: buyer.ip,
          id: buyer.actor.id,
          action: 'orders.place',
        });
        operations.add(operationId);
      }
    }
    expect(operations.size).toBe(4);
    expect(await storedStock(id)).toMatchObject({ quantity: 50, reserved: 8 });
    expect(await stockProblems()).toEqual([]);
  });

  test('one of them whose price changed, one whose cart changed, one with too many: they are told so, the others are served', async () => {
    const { id } = await buildProduct({ onHand: 6, price: 500 });
    const [dear, grown, greedy] = await Promise.all(
      [1, 1, 6].map((quantity) => buyerWith([{ productId: id, quantity }])),
    );
    const [{ revision } = { revision: 0 }] = await productsByIds([id]);
    await changePrice(contextOf('admin'), { id, revision, price: 450 });
    await setCartLine(grown!.ctx, grown!.owner, { productId: id, quantity: 1 });
    await setCartLine(greedy!.ctx, greedy!.owner, { productId: id, quantity: 6 });
    const [first, last] = await Promise.all([1, 1].map((quantity) => buyerWith([{ productId: id, quantity }])));
    /** Once the cart before them was read. */
    const growAndBuy = async () => {
      await setCartLine(grown!.ctx, grown!.owner, { productId: id, quantity: 2 });
      return last!.buy();
    };
    const buyers = [dear, first, grown, greedy].map((buyer) => () => buyer!.buy());
    const results = await inOneTurn(id, [...buyers, growAndBuy]);
    expect(codes(results)).toEqual(['price_changed', 'sold', 'cart_changed', 'out_of_stock', 'sold']);
    expect(results[3]).toMatchObject({ reason: { meta: { lines: [{ requested: 6, available: 4 }] } } });
    expect(await storedStock(id)).toMatchObject({ reserved: 2 });
    expect(await OrderModel.countDocuments({ 'lines.product': id })).toBe(2);
    expect(await stockProblems()).toEqual([]);
  });

  test('more of them than there are goods: those who came first have them', async () => {
    const { id } = await buildProduct({ onHand: 3 });
    const buyers = await Promise.all(Array.from({ length: 6 }, () => buyerWith([{ productId: id, quantity: 1 }])));
    const results = await inOneTurn(
      id,
      buyers.map(
        ({ buy }) =>
          () =>
            buy(),
      ),
    );
    expect(codes(results)).toEqual(['sold', 'sold', 'sold', 'out_of_stock', 'out_of_stock', 'out_of_stock']);
    expect(await storedStock(id)).toMatchObject({ quantity: 3, reserved: 3 });
  });

  test('the same request twice, and one cart under two keys: one order each', async () => {
    const { id } = await buildProduct({ onHand: 9 });
    const [twice, two, other] = await Promise.all(
      [1, 1, 1].map((quantity) => buyerWith([{ productId: id, quantity }])),
    );
    const results = await inOneTurn(id, [
      () => twice!.buy(),
      () => two!.buy(),
      () => twice!.buy(),
      () => two!.buy('another-key'),
      () => other!.buy(),
    ]);
    expect(codes(results)).toEqual(['sold', 'sold', 'sold', 'cart_changed', 'sold']);
    const [one, , again] = results.map((result) => (result.status === 'fulfilled' ? result.value : null));
    expect(again).toEqual(one);
    expect(await OrderModel.countDocuments({ 'lines.product': id })).toBe(3);
    expect(await storedStock(id)).toMatchObject({ reserved: 3 });
    expect(await stockProblems()).toEqual([]);
  });

  test('50 carts with the same five products in different order: no deadlock, no lost sale', async () => {
    const products: string[] = [];
    for (let n = 0; n < 5; n += 1) products.push((await buildProduct({ onHand: 50 })).id);
    const buyers = await Promise.all(
      Array.from({ length: 50 }, (_, n) => {
        const turned = [...products.slice(n % 5), ...products.slice(0, n % 5)];
        return buyerWith(
          (n % 2 ? turned : turned.reverse()).slice(0, 1 + (n % 5)).map((productId) => ({ productId, quantity: 1 })),
        );
      }),
    );
    const results = await Promise.allSettled(buyers.map(({ buy }) => buy()));
    expect(codes(results)).toEqual(buyers.map(() => 'sold'));
    for (const id of products)
      expect(await storedStock(id)).toMatchObject({
        reserved: await OrderModel.countDocuments({ 'lines.product': id }),
      });
    expect(await stockProblems()).toEqual([]);
  }, 60_000);
});
