import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, describe, expect, test } from '@jest/globals';
import mongoose from 'mongoose';
import { setClock } from '../../platform/clock.ts';
import { guestContext, useDatabase } from '../../testing/harness.ts';
import { ADDRESS, GUEST, stockProblems } from '../../testing/orders.ts';
import { buildProduct } from '../../testing/stock.ts';
import { storedStock } from '../catalog/index.ts';
import { paymentsOfOrder } from '../payments/index.ts';
import { checkOut, setCartLine } from './index.ts';
import { OrderModel } from './order.model.ts';
import type { Checkout } from './ordering.schemas.ts';
import { payOrder } from './pay-order.use-case.ts';

useDatabase();
afterEach(() => setClock());
const guest = guestContext();
const request: Checkout = { guest: GUEST, address: ADDRESS, paymentMethod: 'card_test', card: 'approve' };

type Killed = { carts: { token: string; key: string }[]; product?: string; input?: Checkout };

/** Orders the carts in a process of its own, which is killed (-9) at the moment that it tells of. */
async function killCheckout(
  how: 'charging' | 'placing' | 'committing' | 'committed',
  { carts, product = '', input = request }: Killed,
): Promise<void> {
  const { host, port, name } = mongoose.connection;
  const child = spawn(process.execPath, [resolve('server/testing/killed-checkout.ts')], {
    env: {
      PATH: process.env['PATH'],
      NODE_COMPILE_CACHE: process.env['NODE_COMPILE_CACHE'],
      MONGODB_URI: `mongodb://${host}:${port}/${name}?replicaSet=rs0`,
      HOW: how,
      CONTEXT: JSON.stringify(guest),
      CARTS: JSON.stringify(carts),
      PRODUCT: product,
      REQUEST: JSON.stringify(input),
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const gone = new Promise((done) => child.once('exit', (_code, signal) => done(signal)));
  const sessions: string[] = [];
  for await (const line of createInterface(child.stdout)) {
    const { session, kill } = JSON.parse(line) as { session?: string; kill?: true };
    if (session) sessions.push(session);
    if (kill) child.kill('SIGKILL');
  }
  expect(await gone).toBe('SIGKILL');
  // MongoDB ends the transactions of a client that went away after a minute; here at once.
  const ids = sessions.map((session) => ({ id: new mongoose.mongo.UUID(Buffer.from(session, 'hex')) }));
  // An empty list would stand for everybody's sessions.
  if (ids.length > 0) await mongoose.connection.db!.admin().command({ killSessions: ids });
}

describe('a checkout whose server is killed', () => {
  test.each([
    ['after the order was written, before it was paid', 'charging', 1],
    ['before anything was committed', 'placing', 0],
  ] as const)(
    '%s: the same key again ends in one order, paid once',
    async (_when, how, written) => {
      const token = randomBytes(16).toString('hex');
      const key = `killed-${how}`;
      const { id } = await buildProduct({ onHand: 5, price: 500 });
      await setCartLine(guest, { token }, { productId: id, quantity: 2 });

      await killCheckout(how, { carts: [{ token, key }] });
      const ofProduct = { 'lines.product': id };
      expect(await OrderModel.countDocuments(ofProduct)).toBe(written);
      expect(await storedStock(id)).toMatchObject({ reserved: 2 * written });

      const answer = await checkOut(guest, { token }, request, key);
      expect(answer).toMatchObject({ totals: { gross: 1_395 }, payment: 'captured' });
      expect(await checkOut(guest, { token }, request, key)).toEqual(answer);
      expect(await OrderModel.find(ofProduct).lean()).toMatchObject([{ name: answer.name, paymentStatus: 'paid' }]);
      expect(await paymentsOfOrder(answer.orderId)).toMatchObject([{ status: 'captured', amount: 1_395 }]);
      expect(await storedStock(id)).toMatchObject({ reserved: 2 });
      expect(await stockProblems()).toEqual([]);
    },
    60_000,
  );

  test('while it asked the card: whoever does not repeat it pays by another try a minute later, once', async () => {
    const token = randomBytes(16).toString('hex');
    const { id } = await buildProduct({ onHand: 5, price: 500 });
    await setCartLine(guest, { token }, { productId: id, quantity: 2 });
    await killCheckout('charging', { carts: [{ token, key: 'killed-for-good' }] });
    const { _id } = await OrderModel.findOne({ 'lines.product': id }).orFail().lean();
    const orderId = String(_id);
    const pay = (requestKey: string) =>
      payOrder({ ...guest, holdsKeyTo: orderId }, { orderId, paymentMethod: 'card_test', requestKey });

    await expect(pay('tried-at-once')).rejects.toMatchObject({ code: 'payment_under_way' });
    setClock({ now: () => new Date(Date.now() + 60_000) });
    expect(await pay('a-minute-later')).toMatchObject({ status: 'captured' });
    // The first request, sent again at last, tells what became of its own payment and takes nothing.
    expect(await checkOut(guest, { token }, request, 'killed-for-good')).toMatchObject({ payment: 'failed' });
    const payments = await paymentsOfOrder(orderId);
    expect(payments.map(({ status }) => status)).toEqual(['failed', 'captured']);
    expect(await OrderModel.findById(orderId).lean()).toMatchObject({ paymentStatus: 'paid', paid: 1_395 });
  }, 60_000);

  test.each([
    ['before the commit', 'committing', 0],
    ['after the commit, before anybody was answered', 'committed', 3],
  ] as const)(
    'while three carts share a transaction, %s: all of their orders are there or none, and the same keys again end in one each',
    async (_when, how, written) => {
      const { id: product } = await buildProduct({ onHand: 5 });
      const input: Checkout = { guest: GUEST, address: ADDRESS, paymentMethod: 'bank_transfer' };
      const carts = [1, 2, 3].map((n) => ({ token: randomBytes(16).toString('hex'), key: `${how}-number-${n}` }));
      for (const { token } of carts) await setCartLine(guest, { token }, { productId: product, quantity: 1 });

      await killCheckout(how, { carts, product, input });
      const names = async () => {
        const orders = await OrderModel.find({ 'lines.product': product }).sort({ name: 1 }).lean();
        return orders.map(({ name }) => name);
      };
      const before = await names();
      expect(before).toHaveLength(written);
      expect(await storedStock(product)).toMatchObject({ reserved: written });

      const again = await Promise.all(carts.map(({ token, key }) => checkOut(guest, { token }, input, key)));
      expect(await names()).toEqual(again.map(({ name }) => name).sort());
      if (written > 0) expect(await names()).toEqual(before);
      expect(await storedStock(product)).toMatchObject({ reserved: 3 });
      for (const { orderId } of again) expect(await paymentsOfOrder(orderId)).toMatchObject([{ status: 'pending' }]);
      expect(await stockProblems()).toEqual([]);
    },
    60_000,
  );
});
