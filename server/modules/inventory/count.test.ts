import { beforeAll, describe, expect, test } from '@jest/globals';
import { contextOf, useDatabase } from '../../testing/harness.ts';
import { buildProduct } from '../../testing/stock.ts';
import { runOperation, verifyFolds } from '../audit/index.ts';
import { createCategory, storedStock } from '../catalog/index.ts';
import { CountModel } from './count.model.ts';
import { deleteCount } from './create-count.use-case.ts';
import { notCounted } from './fill-count.use-case.ts';
import {
  bindOpenReservations,
  bookCount,
  bookMovements,
  correctStock,
  countOn,
  countRestAsZero,
  createCount,
  giveUpCount,
  receiveStock,
  reserveStock,
  reviewCount,
  scanIntoCount,
  setCountLines,
  verifyStock,
  withStockQueue,
  writeOffStock,
} from './index.ts';

useDatabase();
beforeAll(() => bindOpenReservations(async () => new Map()));
const ctx = contextOf('inventory');
const code = (expected: string) => expect.objectContaining({ code: expected });
const onHand = async (id: string) => (await storedStock(id))?.quantity;
const linesOf = async (id: string) => (await CountModel.findById(id).lean())?.lines ?? [];
const document = { type: 'order', id: 'x', label: 'CF-1' };
const sell = (productId: string, quantity: number) =>
  withStockQueue([productId], () =>
    runOperation(ctx, { action: 'orders.ship' }, () =>
      bookMovements(ctx, [{ productId, delta: -quantity, reason: 'sale', document }]),
    ),
  );
let shelves = 0;
const newShelf = () => {
  shelves += 1;
  return `S${shelves}`;
};
const typed = (product: string, counted: number) => ({ product, uom: 'piece', counted });

describe('a count', () => {
  test('is of a shelf or of a category, one of the two, and called after it', async () => {
    const category = String((await createCategory(ctx, { name: 'Lanterns' }))._id);
    const { id } = await createCount(ctx, { category });
    expect(await CountModel.findById(id).lean()).toMatchObject({ name: 'Lanterns', blind: true, status: 'open' });
    await expect(createCount(ctx, {})).rejects.toEqual(code('invalid'));
    await expect(createCount(ctx, { shelf: 'A', category })).rejects.toEqual(code('invalid'));
    await expect(createCount(ctx, { category: 'e'.repeat(24) })).rejects.toEqual(code('invalid'));
  });

  test('is filled by scan, goes on where it was left, and books all differences together', async () => {
    const shelf = newShelf();
    const jar = await buildProduct({ onHand: 10, shelf });
    const cup = await buildProduct({ onHand: 4, shelf, barcode: '5010000000024' });
    const lost = await buildProduct({ onHand: 2, shelf });
    const { id } = await createCount(ctx, { shelf });
    await expect(reviewCount(ctx, { id })).rejects.toEqual(code('nothing_counted'));
    await scanIntoCount(ctx, { id, scans: [{ code: jar.sku, times: 5 }], requestKey: 'burst-one' });
    await scanIntoCount(ctx, { id, scans: [{ code: jar.sku, times: 5 }], requestKey: 'burst-one' });
    await scanIntoCount(ctx, {
      id,
      scans: [
        { code: jar.sku, times: 3 },
        { code: '5010000000024', times: 4 },
      ],
    });
    expect((await notCounted((await CountModel.findById(id).lean())!)).map(({ sku }) => sku)).toEqual([lost.sku]);
    await countRestAsZero(ctx, { id });
    expect(await linesOf(id)).toMatchObject([
      { sku: jar.sku, counted: 8, expected: 10, countedBy: 'Test inventory' },
      { sku: cup.sku, counted: 4, expected: 4 },
      { sku: lost.sku, counted: 0, expected: 2 },
    ]);
    await expect(bookCount(ctx, { id })).rejects.toEqual(code('illegal_move'));
    await reviewCount(ctx, { id });
    await expect(scanIntoCount(ctx, { id, scans: [{ code: jar.sku, times: 1 }] })).rejects.toEqual(
      code('illegal_move'),
    );
    const clicks = await Promise.all(Array.from({ length: 2 }, () => bookCount(ctx, { id, requestKey: 'one-press' })));
    expect(clicks).toEqual([{ lines: 3 }, { lines: 3 }]);
    expect([await onHand(jar.id), await onHand(cup.id), await onHand(lost.id)]).toEqual([8, 4, 0]);
    await expect(giveUpCount(ctx, { id })).rejects.toEqual(code('illegal_move'));
    await expect(deleteCount(ctx, id)).rejects.toEqual(code('illegal_move'));
    expect((await verifyStock()).problems).toEqual([]);
    expect((await verifyFolds()).findings).toEqual([]);
  });

  test('of a category is of all below it too', async () => {
    const top = String((await createCategory(ctx, { name: 'Kitchen' }))._id);
    const below = String((await createCategory(ctx, { name: 'Cups', parent: top }))._id);
    const { sku } = await buildProduct({ onHand: 3, category: below });
    const { id } = await createCount(ctx, { category: top });
    expect((await notCounted((await CountModel.findById(id).lean())!)).map((product) => product.sku)).toEqual([sku]);
  });

  test('typed figures need the version that was seen; a line taken off is counted again', async () => {
    const { id: product } = await buildProduct({ onHand: 10 });
    const { id } = await createCount(ctx, { shelf: newShelf() });
    await setCountLines(ctx, { id, revision: 1, lines: [typed(product, 9)] });
    await expect(setCountLines(ctx, { id, revision: 1, lines: [typed(product, 8)] })).rejects.toEqual(code('stale'));
    await sell(product, 2);
    await setCountLines(ctx, { id, lines: [typed(product, 8)] });
    expect(await linesOf(id)).toMatchObject([{ counted: 8, expected: 8 }]);
    await setCountLines(ctx, { id, lines: [{ ...typed(product, 0), remove: true }] });
    expect(await linesOf(id)).toEqual([]);
  });
});

describe('counts against others', () => {
  test('sales, a write-off and a receipt between counting and booking are no difference', async () => {
    const { id: product, sku } = await buildProduct({ onHand: 60 });
    const { id } = await createCount(ctx, { shelf: newShelf() });
    await scanIntoCount(ctx, { id, scans: [{ code: sku, times: 58 }] });
    await reviewCount(ctx, { id });
    const sales = Array.from({ length: 30 }, () => sell(product, 1));
    await Promise.all([
      ...sales,
      bookCount(ctx, { id }),
      writeOffStock(ctx, { productId: product, quantity: 3, note: 'broken' }),
      receiveStock(ctx, { productId: product, quantity: 20 }),
    ]);
    expect(await onHand(product)).toBe(60 - 2 - 30 - 3 + 20);
    expect((await verifyStock()).problems).toEqual([]);
  });

  test('two counts of one shelf: one is booked, the other is told what to count again, and then goes through', async () => {
    const jar = await buildProduct({ onHand: 10 });
    const cup = await buildProduct({ onHand: 5 });
    const counts = await Promise.all(
      [0, 1].map(async () => {
        const { id } = await createCount(ctx, { shelf: 'Twice' });
        await scanIntoCount(ctx, { id, scans: [{ code: jar.sku, times: 8 }] });
        await reviewCount(ctx, { id });
        return id;
      }),
    );
    const other = counts[1]!;
    await countOn(ctx, { id: other });
    await scanIntoCount(ctx, { id: other, scans: [{ code: cup.sku, times: 4 }] });
    await reviewCount(ctx, { id: other });
    const both = await Promise.allSettled(counts.map((id) => bookCount(ctx, { id })));
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const late = counts[both.findIndex(({ status }) => status === 'rejected')]!;
    expect(both.find(({ status }) => status === 'rejected')).toMatchObject({
      reason: { code: 'counted_meanwhile', meta: { productIds: [jar.id] } },
    });
    expect(await onHand(jar.id)).toBe(8);

    await countOn(ctx, { id: late });
    await setCountLines(ctx, { id: late, lines: [typed(jar.id, 8)] });
    await reviewCount(ctx, { id: late });
    await bookCount(ctx, { id: late });
    expect(await onHand(jar.id)).toBe(8);
    expect((await verifyStock()).problems).toEqual([]);
  });

  test('a correction since is not booked twice, and what is promised can’t be counted away', async () => {
    const { id: product, sku } = await buildProduct({ onHand: 10 });
    const { id } = await createCount(ctx, { shelf: newShelf() });
    await scanIntoCount(ctx, { id, scans: [{ code: sku, times: 1 }] });
    await reviewCount(ctx, { id });
    await runOperation(ctx, { action: 'orders.place' }, () => reserveStock(ctx, [{ productId: product, quantity: 4 }]));
    await expect(bookCount(ctx, { id })).rejects.toEqual(code('out_of_stock'));
    await correctStock(ctx, { productId: product, delta: -1, note: 'one found broken' });
    await expect(bookCount(ctx, { id })).rejects.toEqual(code('counted_meanwhile'));
    expect(await onHand(product)).toBe(9);
    await giveUpCount(ctx, { id });
    expect((await CountModel.findById(id).lean())?.status).toBe('given_up');
  });
});

test('a count is for the stock room', async () => {
  const { id: product, sku } = await buildProduct();
  const { id } = await createCount(ctx, { shelf: newShelf() });
  const support = contextOf('support');
  const attempts = [
    () => createCount(support, { shelf: 'A' }),
    () => scanIntoCount(support, { id, scans: [{ code: sku, times: 1 }] }),
    () => setCountLines(support, { id, lines: [typed(product, 1)] }),
    () => countRestAsZero(support, { id }),
    () => reviewCount(support, { id }),
    () => bookCount(support, { id }),
    () => giveUpCount(support, { id }),
    () => deleteCount(support, id),
  ];
  for (const attempt of attempts) await expect(attempt()).rejects.toEqual(code('forbidden'));
  await deleteCount(ctx, id);
  expect(await CountModel.exists({ _id: id })).toBeNull();
});
