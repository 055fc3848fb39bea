import { beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import supertest from 'supertest';
import { deliverOutbox, onOutbox } from '../../platform/outbox.ts';
import { serveApi } from '../../testing/api-app.ts';
import { contextOf, useDatabase } from '../../testing/harness.ts';
import { buildProduct } from '../../testing/stock.ts';
import { productsByIds } from '../catalog/index.ts';
import { MailModel } from '../notifications/admin.ts';
import { SettingsModel } from '../settings/admin.ts';
import { editSettings, ensureSettings } from '../settings/index.ts';
import {
  bookDelivery,
  inventoryRoutes,
  mailBackInStock,
  mailLowStock,
  receiveStock,
  STOCK_TOPICS,
  writeOffStock,
} from './index.ts';
import { StockNoticeModel } from './stock-notice.model.ts';

useDatabase();
const server = serveApi(inventoryRoutes);
const admin = contextOf('admin');

beforeAll(async () => {
  for (const topic of STOCK_TOPICS) onOutbox(topic, async () => undefined);
  onOutbox('stock.back', mailBackInStock);
  onOutbox('stock.low', mailLowStock);
  await ensureSettings({
    payments: [{ provider: 'cash', inShop: true, shipsUnpaid: true, expiresAfterMinutes: null }],
  });
});
beforeEach(async () => {
  while ((await deliverOutbox()) > 0);
});

async function soldOut() {
  const { id } = await buildProduct();
  const [product] = await productsByIds([id]);
  if (!product) throw new Error('the product is missing');
  const { slug, name } = product;
  return {
    id,
    name,
    ask: (email: unknown) => supertest(server).post(`/api/v1/products/${slug}/notices`).send({ email }),
  };
}
async function mails(product: string) {
  while ((await deliverOutbox()) > 0);
  return MailModel.find({ product }).sort({ to: 1 }).lean();
}
const receive = (productId: string, quantity = 5) => receiveStock(admin, { productId, quantity });

describe('somebody who waits for a product', () => {
  test('gets one mail when it is back, however often they asked, and none the next time', async () => {
    const { id, name, ask } = await soldOut();
    for (const email of ['Ada@example.org', 'ada@example.org', 'bob@example.org']) {
      expect((await ask(email)).status).toBe(202);
    }
    await receive(id);
    const first = await mails(id);
    expect(first.map(({ to, kind }) => [to, kind])).toEqual([
      ['ada@example.org', 'back_in_stock'],
      ['bob@example.org', 'back_in_stock'],
    ]);
    expect(first[0]?.text).toContain(name);
    expect(first[0]?.text).toMatch(/http:\/\/\S+\/product\//);
    expect(await StockNoticeModel.countDocuments({ product: id })).toBe(0);
    await writeOffStock(admin, { productId: id, quantity: 5, note: 'broken' });
    await receive(id);
    expect(await mails(id)).toHaveLength(2);
  });

  test('is written to where a delivery brings several products back at once, and only for those', async () => {
    const [lamp, mug, bag] = [await soldOut(), await soldOut(), await soldOut()];
    for (const { ask } of [lamp, mug]) await ask('ada@example.org');
    const lines = [lamp, mug, bag].map(({ id }) => ({ productId: id, quantity: 3 }));
    await bookDelivery(admin, { reference: 'Dock 1', lines });
    for (const { id } of [lamp, mug]) expect((await mails(id)).map(({ to }) => to)).toEqual(['ada@example.org']);
    expect(await mails(bag.id)).toEqual([]);
  });

  test('goes on waiting where it was sold out again before anybody wrote', async () => {
    const { id, ask } = await soldOut();
    await ask('ada@example.org');
    await receive(id);
    await writeOffStock(admin, { productId: id, quantity: 5, note: 'broken' });
    expect(await mails(id)).toEqual([]);
    await receive(id);
    expect(await mails(id)).toHaveLength(1);
  });

  test('is told that there is nothing to wait for, or what is wrong', async () => {
    const { id, ask } = await soldOut();
    expect((await ask('ada')).body).toMatchObject({ code: 'invalid', errors: { email: expect.any(String) } });
    await receive(id);
    expect((await ask('ada@example.org')).body.code).toBe('in_stock');
    expect(
      (await supertest(server).post('/api/v1/products/no-such/notices').send({ email: 'a@b.example' })).status,
    ).toBe(404);
  });

  test('can’t be made to wait for more than fifty products', async () => {
    const now = new Date();
    const { id, ask } = await soldOut();
    await StockNoticeModel.insertMany(
      Array.from({ length: 50 }, (_one, n) => ({
        product: n.toString(16).padStart(24, '0'),
        email: 'many@example.org',
        createdAt: now,
        expiresAt: new Date(now.getTime() + 60_000),
      })),
    );
    expect((await ask('many@example.org')).status).toBe(202);
    expect(await StockNoticeModel.countDocuments({ product: id })).toBe(0);
  });
});

describe('stock that runs low', () => {
  test('is told once to everyone whom the settings name, and again after it recovered', async () => {
    const { revision } = await SettingsModel.findOne().orFail();
    await editSettings(admin, { revision, changes: { lowStockRecipients: ['desk@example.org', 'boss@example.org'] } });
    const { id } = await buildProduct({ onHand: 10, lowStockThreshold: 3 });
    const writeOff = (quantity: number) => writeOffStock(admin, { productId: id, quantity, note: 'broken' });
    await writeOff(8);
    const told = await mails(id);
    expect(told.map(({ to, kind }) => [to, kind])).toEqual([
      ['boss@example.org', 'low_stock'],
      ['desk@example.org', 'low_stock'],
    ]);
    expect(told[0]?.text).toMatch(/Left to sell \.+ 2/);
    await writeOff(1);
    expect(await mails(id)).toHaveLength(2);
    await receive(id);
    await writeOff(4);
    expect(await mails(id)).toHaveLength(4);
  });
});
