import { beforeEach, expect, it } from '@jest/globals';
import { contextOf, useDatabase } from '../../testing/harness.ts';
import { AuditLog } from '../audit/admin.ts';
import { runOperation } from '../audit/index.ts';
import { ProductModel } from './admin.ts';
import { applyStock, createProduct, deleteProduct, productsByIds, type StockChange } from './index.ts';

useDatabase();
const ctx = contextOf('inventory');

beforeEach(async () => {
  await ProductModel.collection.deleteMany({});
  await AuditLog.collection.deleteMany({});
});

let made = 0;
async function product(): Promise<string> {
  made += 1;
  return String((await createProduct(ctx, { name: `Lantern ${made}`, sku: `L${made}`, price: 100 }))._id);
}
const apply = (...changes: StockChange[]) =>
  runOperation(ctx, { action: 'products.receive' }, () => applyStock(changes));
/** Without the stock queue in front, fifty transactions on one record outlast their retries: whoever is told "busy" asks again. */
async function outcomeOf(...changes: StockChange[]): Promise<string> {
  for (;;) {
    try {
      await apply(...changes);
      return 'bought';
    } catch (error) {
      const code = (error as { code?: string }).code ?? String(error);
      if (code !== 'busy') return code;
    }
  }
}
const figures = async (id: string) => {
  const [found] = await productsByIds([id]);
  return found && { quantity: found.quantity, reserved: found.reserved, held: found.held, available: found.available };
};

it('a receipt raises what is on hand, numbers the card and remembers the latest date', async () => {
  const id = await product();
  const [level] = await apply({
    productId: id,
    quantity: 12,
    movements: 2,
    lastStockDate: new Date('2024-03-01'),
  });
  expect(level).toMatchObject({
    before: { quantity: 0, stockSeq: 0 },
    after: { quantity: 12, reserved: 0, held: 0, stockSeq: 2 },
  });
  await apply({ productId: id, quantity: 1, movements: 1, lastStockDate: new Date('2024-01-01') });
  const [stored] = await productsByIds([id]);
  expect(stored).toMatchObject({ quantity: 13, stockSeq: 3, lastStockDate: new Date('2024-03-01') });
});

it('leaves no change entry and no new revision, since movements and orders are its record', async () => {
  const id = await product();
  const before = await ProductModel.findById(id).lean();
  await apply({ productId: id, quantity: 5, movements: 1 });
  const after = await ProductModel.findById(id).lean();
  expect(after?.revision).toBe(before?.revision);
  expect(await AuditLog.countDocuments({ entityId: id, kind: 'change' })).toBe(1);
});

it('more than is available is refused with what there is, and nothing of the order is taken', async () => {
  const [a, b] = [await product(), await product()];
  await apply({ productId: a, quantity: 10 }, { productId: b, quantity: 3 });
  await apply({ productId: b, reserved: 1 }, { productId: a, held: 4 });
  await expect(apply({ productId: a, reserved: 6 }, { productId: b, reserved: 3 })).rejects.toMatchObject({
    code: 'out_of_stock',
    meta: { lines: [{ productId: b, requested: 3, available: 2 }] },
  });
  expect(await figures(a)).toEqual({ quantity: 10, reserved: 0, held: 4, available: 6 });
});

it('a write-off cannot take what is promised to orders', async () => {
  const id = await product();
  await apply({ productId: id, quantity: 5 });
  await apply({ productId: id, reserved: 4 });
  await expect(apply({ productId: id, quantity: -2 })).rejects.toMatchObject({ code: 'out_of_stock' });
  await apply({ productId: id, quantity: -4, reserved: -4 });
  expect(await figures(id)).toEqual({ quantity: 1, reserved: 0, held: 0, available: 1 });
});

it('giving back more than was reserved is a fault of the program, not an answer', async () => {
  const id = await product();
  await expect(apply({ productId: id, reserved: -1 })).rejects.toThrow('more than was reserved');
});

it('an unknown product is named', async () => {
  const gone = '00000000000000000000dead';
  await expect(apply({ productId: gone, quantity: 1 })).rejects.toMatchObject({ code: 'not_found' });
  await expect(apply({ productId: 'nonsense', quantity: 1 })).rejects.toMatchObject({ code: 'not_found' });
});

it('50 buyers of 20 units at once: exactly 20 get one, 30 a clear refusal', async () => {
  const id = await product();
  await apply({ productId: id, quantity: 20 });
  const buy = () => outcomeOf({ productId: id, reserved: 1 });
  const outcomes = await Promise.all(Array.from({ length: 50 }, buy));
  expect(outcomes.filter((outcome) => outcome === 'bought')).toHaveLength(20);
  expect(outcomes.filter((outcome) => outcome === 'out_of_stock')).toHaveLength(30);
  expect(await figures(id)).toEqual({ quantity: 20, reserved: 20, held: 0, available: 0 });
}, 60_000);

it('orders over the same products in opposite order neither deadlock nor oversell', async () => {
  const [a, b] = [await product(), await product()];
  await apply({ productId: a, quantity: 10 }, { productId: b, quantity: 10 });
  const buy = (first: string, second: string) =>
    outcomeOf({ productId: first, reserved: 1 }, { productId: second, reserved: 1 });
  const outcomes = await Promise.all(Array.from({ length: 16 }, (_, n) => (n % 2 ? buy(a, b) : buy(b, a))));
  expect(outcomes.filter((outcome) => outcome === 'bought')).toHaveLength(10);
  expect(outcomes.filter((outcome) => outcome === 'out_of_stock')).toHaveLength(6);
  expect(await figures(a)).toMatchObject({ reserved: 10, available: 0 });
  expect(await figures(b)).toMatchObject({ reserved: 10, available: 0 });
}, 60_000);

it('MongoDB itself refuses a product that promises more than it has, whoever writes it', async () => {
  const id = await product();
  await apply({ productId: id, quantity: 1 });
  const [stored] = await ProductModel.find({ _id: id }).lean();
  await expect(
    ProductModel.collection.updateOne({ _id: stored?._id as never }, { $inc: { reserved: 2 } }),
  ).rejects.toMatchObject({ code: 121 });
});

it('a form cannot write a stock figure, nor can a program past the guarded update', async () => {
  const id = await product();
  await expect(
    runOperation(ctx, { action: 'products.edit' }, () => ProductModel.updateOne({ _id: id }, { quantity: 5 })),
  ).rejects.toThrow('stock ledger');
});

it('what ever was in stock cannot be deleted', async () => {
  const id = await product();
  await apply({ productId: id, quantity: 1, movements: 1 });
  await apply({ productId: id, quantity: -1, movements: 1 });
  await expect(deleteProduct(ctx, { id })).rejects.toMatchObject({ code: 'still_referenced' });
});
