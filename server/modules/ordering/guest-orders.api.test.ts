import { beforeAll, describe, expect, test } from '@jest/globals';
import { contextOf, useDatabase } from '../../testing/harness.ts';
import { ADDRESS, buildOrder, buildShopper } from '../../testing/orders.ts';
import { serveShop, shopBrowser } from '../../testing/shop-browser.ts';
import { AuditLog } from '../audit/admin.ts';
import { storedStock } from '../catalog/index.ts';
import { configureOrdering, guestOrderKey, shipOrder } from './index.ts';
import { shopRoutes } from './shop-api.routes.ts';

useDatabase();
beforeAll(() => configureOrdering({ linkSecret: 'a-secret-of-the-tests' }));

const server = serveShop(shopRoutes);
const browser = (userId?: string) => shopBrowser(server, userId);
const guestOrder = () => buildOrder({ guest: { name: 'Gus Guest', email: 'gus@example.org' } });
const lookUp = (name: string, email: string) => browser().send('post', '/orders/lookup', { name, email });

describe('a guest who has the link of the mail', () => {
  test('sees the order, corrects its address and cancels it; its goods are free again', async () => {
    const { id, name, productId } = await guestOrder();
    const orderKey = guestOrderKey(id);
    const gus = browser();
    const seen = await gus.call('get', `/orders/${name}`, { orderKey });
    expect([seen.status, seen.body]).toMatchObject([200, { name, mayCancel: true, mayChangeAddress: true }]);

    for (const country of ['UK', 'XX']) {
      const nowhere = await gus.call('put', `/orders/${name}/address`, { orderKey, body: { ...ADDRESS, country } });
      expect([nowhere.status, nowhere.body.errors]).toEqual([422, { country: expect.stringContaining('such as GB') }]);
    }
    const moved = await gus.call('put', `/orders/${name}/address`, { orderKey, body: { ...ADDRESS, city: 'Ockham' } });
    expect(moved.body).toMatchObject({ address: { city: 'Ockham' } });
    const cancelled = await gus.call('post', `/orders/${name}/cancel`, { orderKey, body: { reason: 'Ordered twice' } });
    expect(cancelled.body).toMatchObject({ status: 'cancelled', mayCancel: false });
    expect(await storedStock(productId)).toMatchObject({ reserved: 0 });

    const done = await AuditLog.find({ entity: 'orders', entityId: id, kind: 'change' }).lean();
    expect(done.map(({ action }) => action)).toEqual(expect.arrayContaining(['orders.changeAddress', 'orders.cancel']));
    expect(await AuditLog.findOne({ entityId: id, kind: 'access', action: 'orders.show' }).lean()).toBeTruthy();
  });

  test('comes too late once it is packed: 409, on record', async () => {
    const { id, name } = await guestOrder();
    await shipOrder(contextOf('inventory'), { orderId: id });
    const gus = browser();
    for (const [method, path, body] of [
      ['post', 'cancel', {}],
      ['put', 'address', ADDRESS],
    ] as const) {
      const answer = await gus.call(method, `/orders/${name}/${path}`, { orderKey: guestOrderKey(id), body });
      expect([answer.status, answer.body.code]).toEqual([409, 'illegal_move']);
    }
    expect(await AuditLog.findOne({ action: 'orders.cancel', cause: 'illegal_move' }).lean()).toBeTruthy();
  });

  test('opens no other order with it, and nothing with a key that is none', async () => {
    const [own, other] = [await guestOrder(), await guestOrder()];
    const key = guestOrderKey(own.id);
    for (const orderKey of [key, 'nonsense', `${guestOrderKey(other.id)}x`]) {
      for (const [method, path, body] of [
        ['get', '', undefined],
        ['post', '/cancel', {}],
        ['put', '/address', ADDRESS],
      ] as const) {
        const answer = await browser().call(method, `/orders/${other.name}${path}`, { orderKey, body });
        expect([answer.status, answer.body.code]).toEqual([404, 'not_found']);
      }
    }
    expect((await browser().send('get', `/orders/${other.name}`)).status).toBe(401);
  });

  test('may be signed in as somebody, and it opens all the same', async () => {
    const { id, name } = await guestOrder();
    const ada = browser((await buildShopper()).id);
    expect((await ada.send('get', `/orders/${name}`)).status).toBe(404);
    expect((await ada.call('get', `/orders/${name}`, { orderKey: guestOrderKey(id) })).status).toBe(200);
  });
});

describe('a guest who knows number and e-mail', () => {
  test('finds the order however they write them, and gets the key that opens it', async () => {
    const { id, name } = await guestOrder();
    const found = await lookUp(` ${name.toLowerCase()} `, 'Gus@Example.org');
    expect([found.status, found.body]).toMatchObject([200, { order: { name }, key: guestOrderKey(id) }]);
    expect(await AuditLog.findOne({ entityId: id, kind: 'access', action: 'orders.show' }).lean()).toBeTruthy();
  });

  test('gets the same answer for a wrong address, an unknown number and the order of an account, each on record', async () => {
    const { name } = await guestOrder();
    const { id: customerId } = await buildShopper();
    const account = await buildOrder({ guest: undefined, customerId });
    const answers = [
      await lookUp(name, 'eve@example.org'),
      await lookUp('CF-99999999', 'gus@example.org'),
      await lookUp(account.name, 'gus@example.org'),
    ];
    const said = answers.map(({ status, body: { requestId: _own, ...body } }) => JSON.stringify([status, body]));
    expect(new Set(said).size).toBe(1);
    expect(answers[0]?.body).toMatchObject({ status: 404, code: 'no_such_order' });
    expect(await AuditLog.countDocuments({ action: 'orders.lookUp', cause: 'no_such_order' })).toBeGreaterThan(0);
  });

  test.each([
    [{ name: 'CF-10001' }, 'email'],
    [{ name: { $gt: '' }, email: 'gus@example.org' }, 'name'],
    [{ name: '<script>', email: 'gus@example.org' }, 'name'],
    [{ name: 'CF-10001', email: 'nobody' }, 'email'],
  ])('is told what to mend in %j', async (body, field) => {
    const answer = await browser().send('post', '/orders/lookup', body);
    expect([answer.status, Object.keys(answer.body.errors)]).toEqual([422, [field]]);
  });

  test('runs out of tries: one address after ten, one number after twenty from anywhere, the right address included', async () => {
    const { name } = await guestOrder();
    const eve = browser();
    const statuses: number[] = [];
    for (let n = 0; n < 11; n += 1) {
      const { status } = await eve.send('post', '/orders/lookup', { name: `CF-77${n}`, email: 'gus@example.org' });
      statuses.push(status);
    }
    expect(statuses).toEqual([...Array<number>(10).fill(404), 429]);

    const tries = await Promise.all(Array.from({ length: 20 }, (_, n) => lookUp(name, `guess-${n}@example.org`)));
    expect(tries.map(({ status }) => status)).toEqual(Array<number>(20).fill(404));
    const late = await lookUp(name, 'gus@example.org');
    expect([late.status, late.body.code]).toEqual([429, 'rate_limited']);
    expect(Number(late.headers['retry-after'])).toBeGreaterThan(0);
  });
});
