import { randomBytes } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import mongoose from 'mongoose';
import { contextOf, useDatabase } from '../../testing/harness.ts';
import { ADDRESS, buildShopper, stockProblems } from '../../testing/orders.ts';
import { buildProduct } from '../../testing/stock.ts';
import { sequence, verifierKey, verifyFolds, verifyLog } from '../audit/index.ts';
import { logKey } from '../audit/log/signed-note.policy.ts';
import { cancelOrder, deliverOrder, placeOrder, shipOrder, takePayment } from '../ordering/index.ts';
import { erasePerson, previewErasure } from './index.ts';

useDatabase();
const key = logKey('test/audit/log', randomBytes(32));
const admin = contextOf('admin', { reason: 'asked for by the person' });
const raw = (name: string) => mongoose.connection.collection(name);
const sequenced = async () => void (await sequence(key));

async function buildCustomer() {
  const { id, ctx } = await buildShopper();
  const product = await buildProduct({ onHand: 10 });
  const shopper = { ...ctx, ip: '198.51.100.7', userAgent: 'Their own browser' };
  const order = () =>
    placeOrder(shopper, {
      lines: [{ productId: product.id, quantity: 1 }],
      address: ADDRESS,
      paymentMethod: 'bank_transfer',
    });
  const first = await order();
  await takePayment(admin, {
    orderId: first.id,
    provider: 'bank_transfer',
    received: true,
    requestKey: 'test-payment',
  });
  await shipOrder(admin, { orderId: first.id });
  await deliverOrder(admin, { orderId: first.id });
  return { id, ctx: shopper, order };
}

async function everything(): Promise<string> {
  const names = ['users', 'orders', 'auditLogs', 'carts', 'sessions', 'stockMovements', 'payments', 'logBundles'];
  return (await Promise.all(names.map((name) => raw(name).find({}).toArray())))
    .map((rows) => JSON.stringify(rows))
    .join('\n');
}

describe('an erasure', () => {
  it('leaves nothing of the person anywhere, every fold true and every proof verifying', async () => {
    const { id, ctx } = await buildCustomer();
    await sequenced();
    const preview = await previewErasure(admin, id);
    expect(preview).toMatchObject({ orders: 1, openOrders: 0, fields: expect.arrayContaining(['email', 'username']) });

    const { entries } = await erasePerson(admin, id, sequenced);
    expect(preview.entries).toBe(entries);
    const left = await everything();
    for (const trace of [
      ctx.actor.name,
      `${ctx.actor.name}@example.org`,
      ADDRESS.name,
      ADDRESS.line1,
      ADDRESS.postcode,
      '198.51.100.7',
      'Their own browser',
    ]) {
      expect(left).not.toContain(trace);
    }
    await sequenced();
    expect((await verifyFolds()).findings).toEqual([]);
    expect((await verifyLog(verifierKey(key))).findings).toEqual([]);
    expect(await stockProblems()).toEqual([]);
  });

  it('announces in how many entries values go, and then they go in so many: of somebody with an order, without, and erased before', async () => {
    const { id } = await buildCustomer();
    const { id: newcomer } = await buildShopper();
    for (const [who, least] of [
      [id, 5],
      [newcomer, 2],
      [newcomer, 0],
    ] as const) {
      await sequenced();
      const preview = await previewErasure(admin, who);
      const { entries } = await erasePerson(admin, who, sequenced);
      expect(preview.entries).toBe(entries);
      expect(entries).toBeGreaterThanOrEqual(least);
    }
  });

  it('is itself on record, with who asked and why', async () => {
    const { id } = await buildCustomer();
    await erasePerson(admin, id, sequenced);
    const entry = await raw('auditLogs').findOne({ action: 'users.erase', entityId: id });
    expect(entry).toMatchObject({ performedBy: { name: 'Test admin' }, reason: 'asked for by the person' });
  });

  it('is refused while an order is open, and to everyone but an admin', async () => {
    const { id, order } = await buildCustomer();
    const open = await order();
    await expect(erasePerson(admin, id, sequenced)).rejects.toMatchObject({
      code: 'open_orders',
      message: 'One of their orders is still open: complete or cancel it first.',
    });
    await expect(erasePerson(contextOf('support'), id, sequenced)).rejects.toMatchObject({ code: 'forbidden' });
    await cancelOrder(admin, { orderId: open.id });
    await erasePerson(admin, id, sequenced);
  });

  it('that nobody recorded is found: values blanked by hand are tampering', async () => {
    await buildCustomer();
    await sequenced();
    const entry = await raw('auditLogs').findOne({
      'performedBy.kind': 'user',
      reason: { $exists: true },
      logIndex: { $exists: true },
    });
    const salts = Buffer.from((entry as unknown as { salts: mongoose.mongo.Binary }).salts.buffer);
    const blank = { 'performedBy.name': '[erased]', salts: new mongoose.mongo.Binary(Buffer.alloc(salts.length)) };
    await raw('auditLogs').updateOne({ _id: entry?._id }, { $set: blank });
    expect((await verifyLog(verifierKey(key))).findings[0]?.problem).toMatch(/was altered|no erasure on record/);
  });
});
