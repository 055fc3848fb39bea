import { beforeAll, expect, test } from '@jest/globals';
import { Types } from 'mongoose';
import { collectionByName } from '../../platform/model.ts';
import { unindexed } from '../../testing/asked.ts';
import { useDatabase } from '../../testing/harness.ts';
import { StockMovementModel, SupplierModel } from '../inventory/admin.ts';
import { PaymentModel } from '../payments/admin.ts';
import { CartModel, OrderModel } from './admin.ts';

useDatabase();

const MANY = 3_000;
const pick = <T>(values: readonly T[], n: number): T => values[n % values.length] as T;

beforeAll(async () => {
  // The examples ask for this one; of plans that find nothing MongoDB takes any.
  const someId = new Types.ObjectId('000000000000000000000001');
  const ids = [someId, ...Array.from({ length: 199 }, () => new Types.ObjectId())];
  const rows = <T>(make: (n: number) => T) => Array.from({ length: MANY }, (_, n) => make(n)) as never[];
  const at = (n: number) => new Date(1_700_000_000_000 + n * 60_000);
  await OrderModel.collection.insertMany(
    rows((n) => ({
      name: `CF-${n}`,
      status: pick(['open', 'completed', 'cancelled'], n),
      paymentStatus: pick(['unpaid', 'paid', 'refunded', 'partly_refunded'], n >> 1),
      fulfilmentStatus: pick(['unfulfilled', 'shipped', 'delivered', 'partly_shipped'], n >> 2),
      source: pick(['shop', 'staff', 'import'], n >> 3),
      invoice: String(n),
      date: at(n),
      expiresAt: n % 3 === 0 ? at(n) : null,
      customer: n % 2 ? pick(ids, n) : null,
      guest: n % 2 ? null : { name: 'g', email: `g${n % 500}@example.org` },
      lines: [{ product: pick(ids, n), quantity: 1, shipped: 0 }],
    })),
  );
  await StockMovementModel.collection.insertMany(
    rows((n) => ({
      product: pick(ids, n),
      seq: Math.floor(n / ids.length) + 1,
      reason: pick(['sale', 'receipt', 'write-off'], n),
      document: { type: pick(['order', 'delivery'], n), id: String(n), label: `CF-${n}` },
      createdAt: at(n),
    })),
  );
  await SupplierModel.collection.insertMany(rows((n) => ({ name: `Gifts ${n}`, isActive: n % 2 === 0 })));
  await CartModel.collection.insertMany(
    rows((n) => ({
      _id: `user:${n}`,
      lines: [{ product: pick(ids, n) }],
      updatedAt: at(n),
      expiresAt: new Date(9e12),
    })),
  );
  await PaymentModel.collection.insertMany(
    rows((n) => ({
      order: pick(ids, n),
      provider: pick(['cash', 'bank_transfer', 'card_test'], n),
      amount: 1,
      refunded: 0,
      refunds: [],
      currency: 'GBP',
      status: pick(['pending', 'captured', 'failed'], n),
      idempotencyKey: `key-${n}`,
      reference: `CF-${n}`,
      createdAt: at(n),
      updatedAt: at(n),
      revision: 1,
    })),
  );
});

test.each(['orders', 'payments', 'carts', 'stockMovements', 'suppliers', 'idempotencyKeys', 'orderNumberBlocks'])(
  'each way %s is asked has its index and its order',
  async (name) => {
    const collection = collectionByName(name);
    expect(collection?.asked?.length).toBeGreaterThan(0);
    expect(collection && (await unindexed(collection))).toEqual([]);
  },
);

test.each([
  ['customer', { customer: new Types.ObjectId('000000000000000000000001') }],
  ['guest.email', { 'guest.email': 'g2@example.org' }],
  ['invoice', { invoice: '7' }],
])('orders by %s come from the index of that, not from a walk through all by date', async (field, filter) => {
  const sort: Record<string, 1 | -1> = field === 'invoice' ? {} : { date: -1, _id: -1 };
  const explained = await OrderModel.find(filter).sort(sort).explain('queryPlanner');
  expect(JSON.stringify(explained)).toContain(`"keyPattern":{"${field}":1`);
});
