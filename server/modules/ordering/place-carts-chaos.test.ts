import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import mongoose from 'mongoose';
import { isAppError } from '../../shared/errors.ts';
import { contextOf, guestContext, useDatabase } from '../../testing/harness.ts';
import { ADDRESS, GUEST, stockProblems } from '../../testing/orders.ts';
import { buildProduct } from '../../testing/stock.ts';
import { AuditLog } from '../audit/audit-entry.model.ts';
import { verifyFolds } from '../audit/verify-folds.use-case.ts';
import { changePrice, productsByIds, storedStock } from '../catalog/index.ts';
import { correctStock, receiveStock } from '../inventory/index.ts';
import { paymentsOfOrder } from '../payments/index.ts';
import { storedCart } from './cart.service.ts';
import { type CheckoutAnswer, cancelOrder, checkOut, setCartLine } from './index.ts';
import { OrderModel } from './order.model.ts';
import type { Checkout } from './ordering.schemas.ts';

useDatabase();
const admin = contextOf('admin');
const request: Checkout = { guest: GUEST, address: ADDRESS, paymentMethod: 'bank_transfer' };
const keys = () => mongoose.connection.collection('idempotencyKeys');
beforeEach(async () => void (await keys().deleteMany({})));
afterEach(() => void jest.restoreAllMocks());

/** The same numbers for the same seed; what happens between them is up to the machine. */
function chanceOf(seed: number) {
  let state = seed;
  const next = () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state / 2_147_483_648;
  };
  return { below: (n: number) => Math.floor(next() * n), is: (p: number) => next() < p };
}
type Chance = ReturnType<typeof chanceOf>;

/** Has the database forget a transaction now and then just before its commit, as when another node becomes its primary. */
function loseCommits(chance: Chance) {
  const { prototype } = mongoose.mongo.ClientSession;
  const commit = prototype.commitTransaction;
  jest.spyOn(prototype, 'commitTransaction').mockImplementation(async function loseOrCommit(
    this: mongoose.ClientSession,
    options,
  ) {
    const killSessions = [{ id: this.id?.id }];
    if (chance.is(0.3)) await mongoose.connection.db!.admin().command({ killSessions });
    return commit.call(this, options);
  });
}

async function aBuyer(n: number, products: string[], chance: Chance) {
  const ctx = guestContext({ ip: `10.0.0.${n}` });
  const owner = { token: randomBytes(16).toString('hex') };
  const first = chance.below(products.length);
  const wanted = [...products.slice(first), ...products.slice(0, first)].slice(0, 1 + chance.below(3));
  for (const productId of wanted) await setCartLine(ctx, owner, { productId, quantity: 1 + chance.below(2) });
  const answers = new Map<string, CheckoutAnswer[]>();
  const buy = async (key: string) => {
    const answer = await checkOut(ctx, owner, request, key);
    answers.set(key, [...(answers.get(key) ?? []), answer]);
  };
  const sold = () => [...new Set([...answers.values()].flat().map(({ orderId }) => orderId))];
  return { ctx, owner, key: `the-key-of-${n}`, buy, answers, sold, changesCart: chance.is(0.15) };
}

/** Does all of it at some moment or other; answers the codes of what was refused. */
async function inAnyOrder(chance: Chance, jobs: (() => Promise<unknown>)[]): Promise<Set<string>> {
  const refused = new Set<string>();
  const atSomeMoment = async (job: () => Promise<unknown>) => {
    await sleep(chance.below(80));
    await job().catch((error: unknown) => {
      if (!isAppError(error)) throw error;
      refused.add(error.code);
    });
  };
  await Promise.all(jobs.map(atSomeMoment));
  return refused;
}

describe('a crowd whose carts, prices and goods change meanwhile, at a database that loses transactions', () => {
  test.each([11, 18, 19])(
    'each order has one buyer, payment, entry and answer, and the sums hold (%s)',
    async (seed) => {
      const chance = chanceOf(seed);
      const products: string[] = [];
      for (let n = 0; n < 5; n += 1)
        products.push((await buildProduct({ onHand: 3 + chance.below(12), price: 500 })).id);
      const any = () => products[chance.below(products.length)] as string;
      const buyers = await Promise.all(Array.from({ length: 30 }, (_, n) => aBuyer(n, products, chance)));
      loseCommits(chance);

      const jobs: (() => Promise<unknown>)[] = [];
      for (const { ctx, owner, key, buy, sold, changesCart } of buyers) {
        jobs.push(() => buy(key));
        if (chance.is(0.25)) jobs.push(() => buy(key));
        if (chance.is(0.15)) jobs.push(() => buy(`another-${key}`));
        if (changesCart) jobs.push(() => setCartLine(ctx, owner, { productId: any(), quantity: chance.below(3) }));
        if (chance.is(0.2)) {
          jobs.push(async () => {
            await sleep(80);
            for (const orderId of sold()) await cancelOrder(admin, { orderId });
          });
        }
      }
      for (let n = 0; n < 3; n += 1) {
        jobs.push(() => receiveStock(admin, { productId: any(), quantity: 1 + chance.below(3) }));
        jobs.push(() => correctStock(admin, { productId: any(), delta: -1, note: 'broken' }));
      }
      jobs.push(async () => {
        const [product] = await productsByIds([any()]);
        await changePrice(admin, { id: product!.id, revision: product!.revision, price: 450 });
      });
      const refused = await inAnyOrder(chance, jobs);
      jest.restoreAllMocks();

      const known = ['out_of_stock', 'price_changed', 'cart_changed', 'cart_empty', 'busy', 'stale', 'illegal_move'];
      expect([...refused].filter((code) => !known.includes(code))).toEqual([]);
      const orders = await OrderModel.find({ 'lines.product': { $in: products } }).lean();
      const sold = buyers.flatMap((buyer) => buyer.sold());
      expect(sold.toSorted()).toEqual(orders.map(({ _id }) => String(_id)).toSorted());
      expect(await keys().countDocuments()).toBe(orders.length);
      for (const buyer of buyers) await expectWhole(buyer);
      for (const id of products) {
        const open = orders.filter(({ status }) => status !== 'cancelled').flatMap(({ lines }) => lines);
        const reserved = open.reduce((sum, { product, quantity }) => sum + (String(product) === id ? quantity : 0), 0);
        expect(await storedStock(id)).toMatchObject({ reserved });
      }
      expect(await stockProblems()).toEqual([]);
      expect((await verifyFolds()).findings).toEqual([]);
    },
    60_000,
  );
});

async function expectWhole({ ctx, owner, answers, sold, changesCart }: Awaited<ReturnType<typeof aBuyer>>) {
  for (const [first, ...again] of answers.values()) for (const answer of again) expect(answer).toEqual(first);
  if (!changesCart) expect((await storedCart(owner)) === null).toBe(sold().length === 1);
  for (const orderId of sold()) {
    const payments = await paymentsOfOrder(orderId);
    const placed = { action: 'orders.place', entityId: { $in: [orderId, ...payments.map(({ id }) => id)] } };
    const entries = await AuditLog.find(placed).lean();
    expect([payments.length, entries.length]).toEqual([1, 2]);
    const { operationId } = entries[0]!;
    const all = await AuditLog.find({ operationId }).lean();
    expect(all.map(({ requestId, ip }) => [requestId, ip])).toEqual(entries.map(() => [ctx.requestId, ctx.ip]));
  }
}
