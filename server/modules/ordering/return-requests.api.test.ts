import { beforeAll, describe, expect, test } from '@jest/globals';
import request from 'supertest';
import { contextOf, useDatabase } from '../../testing/harness.ts';
import { storedKeys, useObjectStore } from '../../testing/object-store.ts';
import { buildOrder, buildShopper } from '../../testing/orders.ts';
import { HTML_PAGE, jpegPicture, pngPicture, SVG_WITH_SCRIPT } from '../../testing/pictures.ts';
import { serveShop, shopBrowser } from '../../testing/shop-browser.ts';
import { AuditLog } from '../audit/admin.ts';
import { configureOrdering, deliverOrder, guestOrderKey, photoForStaff, shipOrder } from './index.ts';
import { ReturnRequestModel } from './return-request.model.ts';
import { shopRoutes } from './shop-api.routes.ts';

useDatabase();
useObjectStore();
beforeAll(() => configureOrdering({ linkSecret: 'a-secret-of-the-tests' }));

const server = serveShop(shopRoutes);
const browser = (userId?: string) => shopBrowser(server, userId);
const packer = contextOf('inventory');
const wish = { lines: [{ lineId: '1', quantity: 1 }], reason: 'It does not ring.' };
const code = (answer: { status: number; body: { code?: string } }) => [answer.status, answer.body.code];

/** A guest's order of two, shipped, and its key. */
async function shipped() {
  const { id, name } = await buildOrder({ guest: { name: 'Gus Guest', email: 'gus@example.org' } });
  await shipOrder(packer, { orderId: id });
  return { id, name, orderKey: guestOrderKey(id) };
}

async function delivered() {
  const order = await shipped();
  await deliverOrder(packer, { orderId: order.id });
  return order;
}

let callers = 0;
/** Each from an address of its own, so that the limit of one caller is not met. */
function sendPhoto({ name, orderKey }: { name: string; orderKey: string }, file: Buffer, type = 'image/jpeg') {
  callers += 1;
  const asked = request(server).post(`/api/v1/orders/${name}/return-photos`).set('x-test-ip', `192.0.2.${callers}`);
  return asked.set({ 'order-key': orderKey, 'content-type': type }).send(file);
}

const fetchPhoto = (name: string, photo: string, headers: Record<string, string>) =>
  request(server).get(`/api/v1/orders/${name}/return-photos/${photo}`).set(headers);

describe('a return that a shopper asks for', () => {
  test('comes with reason and photo to the staff, and the order says that it waits', async () => {
    const order = await delivered();
    const gus = browser();
    const before = await gus.call('get', `/orders/${order.name}`, order);
    expect(before.body).toMatchObject({ mayRequestReturn: true, returns: [], lines: [{ returnable: 2 }] });

    const { body: sent } = await sendPhoto(order, await jpegPicture({ width: 1_200, height: 900 }));
    const asked = await gus.call('post', `/orders/${order.name}/returns`, {
      ...order,
      body: { ...wish, photos: [sent.photo] },
    });
    expect(asked.status).toBe(201);
    expect(asked.body).toMatchObject({
      mayRequestReturn: false,
      returns: [{ name: `${order.name}-R1`, status: 'requested', ...wish, photos: [sent.photo], note: null }],
    });
    expect(await ReturnRequestModel.findOne({ order: order.id }).lean()).toMatchObject({
      status: 'requested',
      ...wish,
    });
    expect(await AuditLog.findOne({ action: 'orders.requestReturn', kind: 'change' }).lean()).toBeTruthy();

    const again = await gus.call('post', `/orders/${order.name}/returns`, { ...order, body: wish });
    expect(code(again)).toEqual([409, 'return_waiting']);
  });

  test('asked for twice at once is one', async () => {
    const order = await delivered();
    const ask = () => browser().call('post', `/orders/${order.name}/returns`, { ...order, body: wish });
    const answers = await Promise.all([ask(), ask(), ask()]);
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    expect(await ReturnRequestModel.countDocuments({ order: order.id })).toBe(1);
  });

  test('works for someone who is signed in, and for nobody else', async () => {
    const { id: customerId } = await buildShopper();
    const { id, name } = await buildOrder({ guest: undefined, customerId });
    await shipOrder(packer, { orderId: id });
    await deliverOrder(packer, { orderId: id });
    const eve = browser((await buildShopper()).id);
    expect((await eve.send('post', `/orders/${name}/returns`, wish)).status).toBe(404);
    expect((await browser().send('post', `/orders/${name}/returns`, wish)).status).toBe(401);
    expect((await browser(customerId).send('post', `/orders/${name}/returns`, wish)).status).toBe(201);
  });

  test('before the goods arrived is refused, on record, photo and all', async () => {
    const order = await shipped();
    const early = await browser().call('post', `/orders/${order.name}/returns`, { ...order, body: wish });
    expect(code(early)).toEqual([409, 'illegal_move']);
    expect(code(await sendPhoto(order, await pngPicture(), 'image/png'))).toEqual([409, 'illegal_move']);
    expect(await AuditLog.findOne({ action: 'orders.requestReturn', cause: 'illegal_move' }).lean()).toBeTruthy();
  });

  test.each([
    ['more than was sent', { ...wish, lines: [{ lineId: '1', quantity: 3 }] }],
    ['a line that is none', { ...wish, lines: [{ lineId: '9', quantity: 1 }] }],
    ['nothing', { ...wish, lines: [] }],
    ['no reason', { ...wish, reason: ' ' }],
    ['a photo that nobody sent', { ...wish, photos: ['a'.repeat(64)] }],
    ['more photos than five', { ...wish, photos: Array.from({ length: 6 }, (_, n) => String(n).repeat(64)) }],
    ['a field of its own', { ...wish, status: 'accepted' }],
  ])('with %s is refused', async (_what, body) => {
    const order = await delivered();
    const answer = await browser().call('post', `/orders/${order.name}/returns`, { ...order, body });
    expect(answer.status).toBe(422);
    expect(await ReturnRequestModel.countDocuments({ order: order.id })).toBe(0);
  });
});

describe('a photo of a return', () => {
  async function asked() {
    const order = await delivered();
    const { photo } = (await sendPhoto(order, await jpegPicture({ width: 300, height: 200 }))).body as {
      photo: string;
    };
    await browser().call('post', `/orders/${order.name}/returns`, { ...order, body: { ...wish, photos: [photo] } });
    return { order, photo };
  }

  test('is re-encoded, lies apart from the pictures of the shop, and opens to its shopper and to staff only', async () => {
    const { order, photo } = await asked();
    expect(await storedKeys('media/')).toEqual([]);
    expect(await storedKeys(`private/${photo}`)).toHaveLength(3);

    const own = await fetchPhoto(order.name, photo, { 'order-key': order.orderKey });
    expect([own.status, own.headers['content-type'], own.headers['cache-control']]).toEqual([
      200,
      'image/webp',
      'private, no-store',
    ]);
    expect((own.body as Buffer).subarray(8, 12).toString()).toBe('WEBP');

    const other = await delivered();
    expect((await fetchPhoto(order.name, photo, { 'order-key': other.orderKey })).status).toBe(404);
    expect((await fetchPhoto(other.name, photo, { 'order-key': other.orderKey })).status).toBe(404);
    expect((await fetchPhoto(order.name, photo, {})).status).toBe(401);
    expect((await fetchPhoto(order.name, photo, { 'x-test-user': (await buildShopper()).id })).status).toBe(404);

    expect(await photoForStaff(contextOf('support'), photo, 160)).toBeInstanceOf(Buffer);
    expect(await AuditLog.findOne({ kind: 'access', action: 'returnRequests.show' }).lean()).toBeTruthy();
    await expect(photoForStaff(contextOf('shopper'), photo, 160)).rejects.toMatchObject({ code: 'forbidden' });
  });

  test.each([
    ['a page that calls itself a picture', HTML_PAGE, 'image/png', 'picture_not_supported'],
    ['an SVG with a script', SVG_WITH_SCRIPT, 'image/svg+xml', 'picture_not_supported'],
    ['nothing', Buffer.alloc(0), 'image/jpeg', 'picture_empty'],
    ['text', Buffer.from('hello'), 'text/plain', 'unsupported_media_type'],
    ['more than 10 MB', Buffer.alloc(10 * 1024 * 1024 + 1, 0xff), 'image/jpeg', 'picture_too_large'],
  ])('is refused where it is %s', async (_what, file, type, expected) => {
    const answer = await sendPhoto(await delivered(), file, type);
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(answer.status).toBeLessThan(500);
    expect(answer.body.code).toBe(expected);
  });
});
