import { beforeAll, expect, test } from '@jest/globals';
import { contextOf, guestContext, useDatabase } from '../../testing/harness.ts';
import { ADDRESS, buildShopper, GUEST } from '../../testing/orders.ts';
import { serveShop, shopBrowser } from '../../testing/shop-browser.ts';
import { buildProduct } from '../../testing/stock.ts';
import { AuditLog } from '../audit/admin.ts';
import { storedStock } from '../catalog/index.ts';
import { firstPaymentRules } from '../payments/index.ts';
import { editSettings, ensureSettings } from '../settings/index.ts';
import { checkOut, configureOrdering, setCartLine } from './index.ts';
import { shopRoutes } from './shop-api.routes.ts';

useDatabase();
const server = serveShop(shopRoutes);
const admin = contextOf('admin');
const transfer = { address: ADDRESS, guest: GUEST, paymentMethod: 'bank_transfer' };
let serial = 0;
const newKey = () => `unpaid-goods-${++serial}`;
const most = (unpaidGoodsADay: number | null) => editSettings(admin, { changes: { unpaidGoodsADay } });

beforeAll(async () => {
  configureOrdering({ linkSecret: 'a-secret-of-the-tests' });
  await ensureSettings({ payments: firstPaymentRules() });
});

/** Puts so many into the cart, and orders. */
async function order(who: ReturnType<typeof shopBrowser>, product: string, quantity: number, body: object = transfer) {
  await who.send('put', `/cart/lines/${product}`, { quantity });
  const { status, body: answer } = await who.send('post', '/checkout', body, newKey());
  return status === 201 ? 'ordered' : answer.code;
}

test('a guest sets goods aside up to the limit and no further, on record, and nothing more is reserved', async () => {
  await most(10_000);
  const { id } = await buildProduct({ onHand: 1_000, price: 1_000 });
  const mallory = shopBrowser(server);
  expect(await order(mallory, id, 11)).toBe('too_much_unpaid');
  expect(await order(mallory, id, 7)).toBe('ordered');
  expect(await order(mallory, id, 4)).toBe('too_much_unpaid');
  expect(await order(mallory, id, 3)).toBe('ordered');
  expect(await storedStock(id)).toMatchObject({ reserved: 10 });
  const refusals = { action: 'orders.place', cause: 'too_much_unpaid', outcome: 'refused' } as const;
  expect(await AuditLog.findOne(refusals).lean()).toMatchObject({ performedBy: { kind: 'guest' } });
  // Another network, and a customer wherever they are, have limits of their own.
  expect(await order(shopBrowser(server), id, 7)).toBe('ordered');
  const { id: userId } = await buildShopper();
  mallory.signIn(userId);
  const { guest: _guest, ...signedIn } = transfer;
  expect(await order(mallory, id, 7, signedIn)).toBe('ordered');
  expect(await order(mallory, id, 7, signedIn)).toBe('too_much_unpaid');
});

test('many carts at the same moment set no more aside than one after the other', async () => {
  await most(10_000);
  const { id } = await buildProduct({ onHand: 1_000, price: 1_000 });
  const ip = '198.51.100.7';
  const carts = await Promise.all(
    Array.from({ length: 12 }, async () => {
      const cart = shopBrowser(server, undefined, ip);
      await cart.send('put', `/cart/lines/${id}`, { quantity: 3 });
      return cart;
    }),
  );
  const answers = await Promise.all(carts.map((cart) => cart.send('post', '/checkout', transfer, newKey())));
  expect(answers.filter(({ status }) => status === 201)).toHaveLength(3);
  expect(answers.filter(({ body }) => body.code === 'too_much_unpaid')).toHaveLength(9);
  expect(await storedStock(id)).toMatchObject({ reserved: 9 });
});

test('what is paid at once, and what is refused, counts for nothing; a declined card counts', async () => {
  await most(10_000);
  const { id } = await buildProduct({ onHand: 40, price: 1_000 });
  const ada = shopBrowser(server);
  const card = { ...transfer, paymentMethod: 'card_test' };
  for (let n = 0; n < 3; n += 1) expect(await order(ada, id, 8, card)).toBe('ordered');
  expect(await order(ada, id, 8, { ...transfer, expectedTotal: 1 })).toBe('price_changed');
  expect(await order(ada, id, 8, { ...card, card: 'decline' })).toBe('ordered');
  expect(await order(ada, id, 8)).toBe('too_much_unpaid');
});

test('two clicks on one order get the one order’s answer, though it fits but once', async () => {
  await most(10_000);
  const { id } = await buildProduct({ onHand: 40, price: 1_000 });
  const ada = shopBrowser(server);
  await ada.send('put', `/cart/lines/${id}`, { quantity: 8 });
  const key = newKey();
  const both = await Promise.all([1, 2].map(() => ada.send('post', '/checkout', transfer, key)));
  expect(both.map(({ status }) => status)).toEqual([201, 201]);
  expect(both[0]?.body.order.name).toBe(both[1]?.body.order.name);
  expect(await storedStock(id)).toMatchObject({ reserved: 8 });
});

test('what is put into the cart after its share was counted is not ordered with it', async () => {
  await most(10_000);
  const { id } = await buildProduct({ onHand: 40, price: 1_000 });
  const owner = { token: 'a-token-of-the-unpaid-goods-test' };
  await setCartLine(guestContext(), owner, { productId: id, quantity: 8 });
  const late = checkOut(guestContext(), owner, transfer as never, newKey(), { mostGoods: 7_999 });
  await expect(late).rejects.toMatchObject({ code: 'cart_changed' });
  expect(await storedStock(id)).toMatchObject({ reserved: 0 });
  await checkOut(guestContext(), owner, transfer as never, newKey(), { mostGoods: 8_000 });
  expect(await storedStock(id)).toMatchObject({ reserved: 8 });

  // Tried for real: the cart grows while it is ordered, again and again.
  const mallory = shopBrowser(server);
  for (let n = 0; n < 8; n += 1) {
    await mallory.send('put', `/cart/lines/${id}`, { quantity: 1 });
    const grown = () => mallory.send('put', `/cart/lines/${id}`, { quantity: 30 });
    await Promise.all([mallory.send('post', '/checkout', transfer, newKey()), grown()]);
  }
  expect((await storedStock(id))?.reserved).toBeLessThanOrEqual(18);
});

test('without a limit any sum is set aside', async () => {
  await most(null);
  const { id } = await buildProduct({ onHand: 2_000, price: 1_000 });
  expect(await order(shopBrowser(server), id, 2_000)).toBe('ordered');
});
