import { beforeAll, describe, expect, test } from '@jest/globals';
import { contextOf, useDatabase } from '../../testing/harness.ts';
import { ADDRESS, buildShopper, GUEST } from '../../testing/orders.ts';
import { serveShop, shopBrowser } from '../../testing/shop-browser.ts';
import { buildProduct } from '../../testing/stock.ts';
import { AuditLog } from '../audit/admin.ts';
import { changePrice, productsByIds, storedStock } from '../catalog/index.ts';
import { writeOffStock } from '../inventory/index.ts';
import { configureOrdering, shipOrder } from './index.ts';
import { OrderModel } from './order.model.ts';
import { shopRoutes } from './shop-api.routes.ts';

useDatabase();
beforeAll(() => configureOrdering({ linkSecret: 'a-secret-of-the-tests' }));
const server = serveShop(shopRoutes);
const details = { address: ADDRESS, paymentMethod: 'card_test' };

const browser = (userId?: string) => shopBrowser(server, userId);

describe('cart', () => {
  test('a guest fills a cart that only their cookie opens', async () => {
    const { id, sku } = await buildProduct({ onHand: 5, price: 255 });
    const ada = browser();
    const empty = await ada.send('get', '/cart');
    expect(empty.body).toMatchObject({ lines: [], orderable: false });
    expect(empty.headers['set-cookie']).toBeUndefined();
    const filled = await ada.send('put', `/cart/lines/${id}`, { quantity: 2 });
    expect(filled.headers['set-cookie']?.[0]).toMatch(
      /^cf_cart=.{32}; Path=\/; Max-Age=604800; HttpOnly; SameSite=Lax$/,
    );
    expect(filled.body).toMatchObject({
      lines: [{ sku, quantity: 2, unitPrice: { amount: 255, currency: 'GBP' }, total: { amount: 510 } }],
      totals: { delivery: { amount: 395 }, gross: { amount: 905 } },
      deliveryMethods: [{ id: 'standard' }, { id: 'express' }, { id: 'collect' }],
      paymentMethods: ['bank_transfer', 'card_test'],
    });
    expect((await browser().send('get', '/cart')).body.lines).toEqual([]);
    expect((await ada.send('delete', '/cart')).status).toBe(204);
    expect((await ada.send('get', '/cart')).body.lines).toEqual([]);
  });

  test('on sign-in it joins the own one and the cookie goes', async () => {
    const { id } = await buildProduct({ onHand: 5 });
    const { id: userId } = await buildShopper();
    const ada = browser();
    await ada.send('put', `/cart/lines/${id}`, { quantity: 2 });
    ada.signIn(userId);
    const merged = await ada.send('get', '/cart');
    expect(merged.body.lines).toMatchObject([{ productId: id, quantity: 2 }]);
    expect(merged.headers['set-cookie']?.[0]).toContain('Max-Age=0');
    expect((await browser(userId).send('get', '/cart')).body.lines).toHaveLength(1);
  });

  test('more than there is: 409 with what is left, and on record', async () => {
    const { id } = await buildProduct({ onHand: 1 });
    const answer = await browser().send('put', `/cart/lines/${id}`, { quantity: 2 });
    expect([answer.status, answer.body.code]).toEqual([409, 'out_of_stock']);
    expect(answer.body.lines).toMatchObject([{ available: 1 }]);
    expect(await AuditLog.findOne({ action: 'carts.edit', cause: 'out_of_stock' }).lean()).toBeTruthy();
  });

  test.each([
    [{ quantity: -1 }, 422],
    [{ quantity: 1.5 }, 422],
    [{ quantity: 1, price: 0 }, 422],
    [{}, 422],
  ])('refuses %j', async (body, status) => {
    expect((await browser().send('put', `/cart/lines/${'a'.repeat(24)}`, body)).status).toBe(status);
  });
});

describe('checkout and orders', () => {
  async function filled(userId?: string) {
    const { id } = await buildProduct({ onHand: 5, price: 500 });
    const ada = browser(userId);
    await ada.send('put', `/cart/lines/${id}`, { quantity: 1 });
    return ada;
  }

  test('a guest orders; the same key again gives the same answer', async () => {
    const ada = await filled();
    const body = { ...details, guest: GUEST, expectedTotal: 895 };
    const first = await ada.send('post', '/checkout', body, 'guest-key-1');
    expect(first.status).toBe(201);
    expect(first.body).toMatchObject({ order: { totals: { gross: { amount: 895 } } }, payment: 'captured' });
    const { name, key } = first.body.order;
    expect((await browser().call('get', `/orders/${name}`, { orderKey: key })).body).toMatchObject({ name });
    expect((await ada.send('post', '/checkout', body, 'guest-key-1')).body).toEqual(first.body);
    expect(await OrderModel.countDocuments({ name: first.body.order.name })).toBe(1);
  });

  test.each([
    ['without a key', { ...details, guest: GUEST }, undefined, 400, 'idempotency_key_missing'],
    ['with an empty cart', { ...details, guest: GUEST }, 'empty-cart-key', 409, 'cart_empty'],
    ['without saying who', details, 'nobody-key', 422, 'invalid'],
    ['with a field of its own', { ...details, guest: GUEST, total: 1 }, 'own-field-key', 422, 'invalid'],
  ])('refuses a checkout %s', async (_what, body, key, status, code) => {
    const answer = await browser().send('post', '/checkout', body, key);
    expect([answer.status, answer.body.code]).toEqual([status, code]);
  });

  test.each([
    ['a name of several lines', 'guest.name', { guest: { ...GUEST, name: 'Ada\r\nBcc: everybody@example.org' } }],
    ['a name with a link', 'guest.name', { guest: { ...GUEST, name: 'You won: http://evil.example' } }],
    ['a name with an address of the web', 'guest.name', { guest: { ...GUEST, name: 'See WWW.evil.example' } }],
    ['a street of several lines', 'address.line1', { address: { ...ADDRESS, line1: '1 St\u2028Pay to account 1' } }],
    ['a second line with a link', 'address.line2', { address: { ...ADDRESS, line2: 'https://evil.example' } }],
    ['a town with a control character', 'address.city', { address: { ...ADDRESS, city: 'Lon\u0000don' } }],
  ])('mails nobody %s: the checkout is refused and says where', async (_what, field, change) => {
    const ada = await filled();
    const answer = await ada.send('post', '/checkout', { ...details, guest: GUEST, ...change }, 'hostile-mail-key');
    expect([answer.status, Object.keys(answer.body.errors)]).toEqual([422, [field]]);
  });

  test('less or dearer than in the cart: 409 with what is left or costs per line, nothing taken, on record, and the cart stays', async () => {
    const admin = contextOf('admin');
    const { id, sku } = await buildProduct({ onHand: 3, price: 500 });
    const ada = browser();
    await ada.send('put', `/cart/lines/${id}`, { quantity: 3 });
    const body = { ...details, guest: GUEST };

    const [product] = await productsByIds([id]);
    await changePrice(admin, { id, revision: product?.revision ?? 0, price: 550 });
    const dearer = await ada.send('post', '/checkout', body, 'dearer-key');
    expect(dearer.status).toBe(409);
    expect(dearer.body).toMatchObject({ code: 'price_changed', changes: [{ productId: id, sku, was: 500, now: 550 }] });

    await writeOffStock(admin, { productId: id, quantity: 2, note: 'broken' });
    const short = await ada.send('post', '/checkout', body, 'short-key');
    expect(short.status).toBe(409);
    expect(short.body).toMatchObject({
      code: 'out_of_stock',
      lines: [{ productId: id, sku, requested: 3, available: 1 }],
    });

    expect(await storedStock(id)).toMatchObject({ reserved: 0 });
    expect((await ada.send('get', '/cart')).body.lines).toMatchObject([
      { quantity: 3, available: 1, notes: ['not_enough', 'price_changed'], priceThen: { amount: 500 } },
    ]);
    for (const cause of ['price_changed', 'out_of_stock']) {
      expect(await AuditLog.findOne({ action: 'orders.place', cause, outcome: 'refused' }).lean()).toBeTruthy();
    }
  });

  test('two submits at once under one key are one order with one answer; another body under it is refused', async () => {
    const ada = await filled();
    const body = { ...details, guest: GUEST };
    const [one, two] = await Promise.all([
      ada.send('post', '/checkout', body, 'double-key'),
      ada.send('post', '/checkout', body, 'double-key'),
    ]);
    expect([one.status, two.status]).toEqual([201, 201]);
    expect(two.body).toEqual(one.body);
    const other = await ada.send('post', '/checkout', { ...body, note: 'Ring twice' }, 'double-key');
    expect([other.status, other.body.code]).toEqual([422, 'idempotency_key_reused']);
  });

  test('a shopper finds their orders page by page, corrects and cancels one; nobody else sees it', async () => {
    const { id: userId } = await buildShopper();
    for (const key of ['order-key-1', 'order-key-2', 'order-key-3']) {
      await (await filled(userId)).send('post', '/checkout', { ...details, paymentMethod: 'bank_transfer' }, key);
    }
    const ada = browser(userId);
    const page = await ada.send('get', '/orders?limit=2');
    expect(page.body.items).toHaveLength(2);
    const rest = await ada.send('get', `/orders?limit=2&cursor=${page.body.next}`);
    expect(rest.body).toMatchObject({ items: [{ status: 'open', total: { amount: 895 } }], next: null });

    const { name } = page.body.items[0];
    const moved = await ada.send('put', `/orders/${name}/address`, { ...ADDRESS, city: 'Ockham' });
    expect(moved.body).toMatchObject({ address: { city: 'Ockham' }, mayCancel: true });
    const eve = browser((await buildShopper()).id);
    for (const [method, path, body] of [
      ['get', '', undefined],
      ['post', '/cancel', {}],
      ['put', '/address', ADDRESS],
    ] as const) {
      expect((await eve.send(method, `/orders/${name}${path}`, body)).status).toBe(404);
      expect((await browser().send(method, `/orders/${name}${path}`, body)).status).toBe(401);
    }
    const cancelled = await ada.send('post', `/orders/${name}/cancel`, { reason: 'Ordered twice' });
    expect(cancelled.body).toMatchObject({ status: 'cancelled', mayCancel: false, mayChangeAddress: false });
  });

  test('too late to cancel is 409', async () => {
    const { id: userId } = await buildShopper();
    const ada = await filled(userId);
    const { body } = await ada.send('post', '/checkout', details, 'late-key-1');
    await shipOrder(contextOf('inventory'), { orderId: body.order.id });
    const answer = await ada.send('post', `/orders/${body.order.name}/cancel`, {});
    expect([answer.status, answer.body.code]).toEqual([409, 'illegal_move']);
  });

  test('a cursor that is none is 404', async () => {
    const { id: userId } = await buildShopper();
    expect((await browser(userId).send('get', '/orders?cursor=abcdef')).status).toBe(404);
  });
});
