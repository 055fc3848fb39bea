import mongoose from 'mongoose';
import { type StoredStock, storedStock, storedStockInIdOrder } from '../catalog/index.ts';
import { StockMovementModel } from './stock-movement.model.ts';

/** A figure of a product's stock that its proof does not bear out. */
export type StockProblem = {
  productId: string;
  sku: string;
  what: 'on hand' | 'held' | 'reserved' | 'movements' | 'available' | 'product';
  stored: number;
  proved: number;
};

export type StockReport = { products: number; movements: number; problems: StockProblem[] };

type Sums = { onHand: number; held: number; count: number; lastSeq: number };

/** What open orders still wait for, by product; of these products, or of all. */
type OpenReservations = (productIds?: readonly string[]) => Promise<Map<string, number>>;
let openReservations: OpenReservations | undefined;

/** Ordering, which stands above, says what its open orders wait for. Bound once in the composition root. */
export function bindOpenReservations(source: OpenReservations): void {
  openReservations = source;
}

const MAX_PROBLEMS = 1_000;
const NO_MOVEMENTS: Sums = { onHand: 0, held: 0, count: 0, lastSeq: 0 };

/**
 * Proves the stock (P5): on hand and held are the sums of the movements, which are numbered without a gap; reserved is what open orders wait
 * for; available is never below zero. One pass in the order of the ids, in bounded memory; what differs is looked at again in one snapshot,
 * since a shop goes on selling while it is proved.
 */
export async function verifyStock(onProgress?: (products: number) => void): Promise<StockReport> {
  const reserved = await reservations();
  const report: StockReport = { products: 0, movements: 0, problems: [] };
  const doubtful: string[] = [];

  const sums = movementSums();
  let next = await sums.next();
  for await (const product of storedStockInIdOrder()) {
    while (!next.done && next.value.id < product.productId) {
      doubtful.push(next.value.id);
      next = await sums.next();
    }
    const own = !next.done && next.value.id === product.productId ? next.value.sums : NO_MOVEMENTS;
    if (own !== NO_MOVEMENTS) next = await sums.next();
    report.products += 1;
    report.movements += own.count;
    if (problemsOf(product, own, reserved.get(product.productId) ?? 0).length > 0) doubtful.push(product.productId);
    if (report.products % 1_000 === 0) onProgress?.(report.products);
  }
  for (; !next.done; next = await sums.next()) doubtful.push(next.value.id);

  for (const productId of doubtful) {
    if (report.problems.length >= MAX_PROBLEMS) break;
    report.problems.push(...(await lookAgain(productId)));
  }
  onProgress?.(report.products);
  return report;
}

async function* movementSums(match: Record<string, unknown> = {}): AsyncGenerator<{ id: string; sums: Sums }> {
  const cursor = StockMovementModel.aggregate<Sums & { _id: mongoose.Types.ObjectId }>([
    { $match: match },
    {
      $group: {
        _id: '$product',
        onHand: { $sum: '$delta' },
        held: { $sum: '$held' },
        count: { $sum: 1 },
        lastSeq: { $max: '$seq' },
      },
    },
    { $sort: { _id: 1 } },
  ])
    .allowDiskUse(true)
    .cursor({ batchSize: 1_000 });
  for await (const { _id, ...sums } of cursor) yield { id: String(_id), sums };
}

function problemsOf(product: StoredStock, sums: Sums, reserved: number): StockProblem[] {
  const { productId, sku } = product;
  const problems: StockProblem[] = [];
  const check = (what: StockProblem['what'], stored: number, proved: number) => {
    if (stored !== proved) problems.push({ productId, sku, what, stored, proved });
  };
  check('on hand', product.quantity, sums.onHand);
  check('held', product.held, sums.held);
  check('reserved', product.reserved, reserved);
  check('movements', product.stockSeq, sums.count);
  check('movements', sums.count, sums.lastSeq);
  const available = product.quantity - product.reserved - product.held;
  if (available < 0) check('available', available, 0);
  return problems;
}

/** The same question about one product, all of it answered as of one moment. */
async function lookAgain(productId: string): Promise<StockProblem[]> {
  let problems: StockProblem[] = [];
  await mongoose.connection.transaction(
    async () => {
      const product = await storedStock(productId);
      let sums = NO_MOVEMENTS;
      const match = { product: new mongoose.Types.ObjectId(productId) };
      for await (const row of movementSums(match)) sums = row.sums;
      const reserved = (await reservations([productId])).get(productId) ?? 0;
      problems = product
        ? problemsOf(product, sums, reserved)
        : [{ productId, sku: '', what: 'product', stored: 0, proved: sums.count }];
    },
    { readConcern: { level: 'snapshot' } },
  );
  return problems;
}

function reservations(productIds?: readonly string[]): Promise<Map<string, number>> {
  if (!openReservations) throw new Error('bindOpenReservations was not called');
  return openReservations(productIds);
}
