import { Types } from 'mongoose';
import { notFound, outOfStock, type Shortage } from '../../shared/errors.ts';
import type { Uom } from '../../shared/quantity.ts';
import { allowLedgerWrite } from '../audit/index.ts';
import { ProductModel } from './product.model.ts';

/** What is to change on one product; every figure is a difference in the smallest step of its unit. */
export type StockChange = {
  productId: string;
  quantity?: number;
  reserved?: number;
  held?: number;
  /** How many lines this adds to its stock card. */
  movements?: number;
  /** When goods last came in; an earlier date than the one known is ignored. */
  lastStockDate?: Date;
};

export type StockFigures = { quantity: number; reserved: number; held: number; stockSeq: number };

/** A product's stock before and after a change. */
export type StockLevel = {
  productId: string;
  sku: string;
  name: string;
  uom: Uom;
  lowStockThreshold: number;
  before: StockFigures;
  after: StockFigures;
};

const FIELDS = {
  sku: 1,
  name: 1,
  uom: 1,
  lowStockThreshold: 1,
  quantity: 1,
  reserved: 1,
  held: 1,
  stockSeq: 1,
} as const;

/**
 * The one guarded update of stock: nothing else writes these fields. Runs in the current operation, for any number of products in two
 * calls to the database. All of it happens or none: throws `out_of_stock` with every product that has too little available, `not_found`.
 * The caller has summed the changes of one product and books the movements that are their record.
 */
export async function applyStock(changes: readonly StockChange[]): Promise<StockLevel[]> {
  if (changes.length === 0) return [];
  const levels = await levelsAfter(changes);
  const short = levels.filter(isShort).map(shortage);
  if (short.length > 0) throw outOfStock(short);

  const guarded = changes.map((change) => ({
    updateOne: { filter: guard(change), update: difference(change), timestamps: false },
  }));
  const { matchedCount } = await allowLedgerWrite(() => ProductModel.bulkWrite(guarded, { ordered: true }));
  // What was read and what is written are one snapshot, so that this can only be a fault of ours.
  if (matchedCount !== changes.length)
    throw new Error('the guard of a stock update held back what its check let through');
  return levels;
}

async function levelsAfter(changes: readonly StockChange[]): Promise<StockLevel[]> {
  const ids = changes.map((change) => change.productId);
  if (new Set(ids).size !== ids.length) throw new Error('applyStock takes one change a product: sum them first');
  const bad = ids.find((id) => !Types.ObjectId.isValid(id));
  if (bad !== undefined) throw notFound('product', bad);
  const rows = await ProductModel.find({ _id: { $in: ids } }, FIELDS).lean();
  const products = new Map(rows.map((product) => [String(product._id), product]));
  return changes.map((change) => {
    const product = products.get(change.productId);
    if (!product) throw notFound('product', change.productId);
    const { sku, name, uom, lowStockThreshold, quantity, reserved, held, stockSeq = 0 } = product;
    const before = { quantity, reserved, held, stockSeq };
    return { productId: change.productId, sku, name, uom, lowStockThreshold, before, after: plus(before, change) };
  });
}

function plus(before: StockFigures, change: StockChange): StockFigures {
  const after = {
    quantity: before.quantity + (change.quantity ?? 0),
    reserved: before.reserved + (change.reserved ?? 0),
    held: before.held + (change.held ?? 0),
    stockSeq: before.stockSeq + (change.movements ?? 0),
  };
  if (!Object.values(after).every(Number.isSafeInteger)) throw new Error('stock figures are whole numbers');
  return after;
}

const available = ({ quantity, reserved, held }: StockFigures): number => quantity - reserved - held;

function isShort({ productId, after }: StockLevel): boolean {
  if (after.reserved < 0 || after.held < 0) {
    throw new Error(`product ${productId} would give back more than was reserved or held`);
  }
  return after.quantity < 0 || available(after) < 0;
}

function shortage({ productId, sku, before, after }: StockLevel): Shortage {
  const left = available(before);
  return { productId, sku, requested: left - available(after), available: left };
}

/** The state in which a change keeps every figure at zero or above. */
function guard({ productId, quantity = 0, reserved = 0, held = 0 }: StockChange) {
  return {
    _id: new Types.ObjectId(productId),
    quantity: { $gte: -quantity },
    reserved: { $gte: -reserved },
    held: { $gte: -held },
    $expr: { $gte: [{ $subtract: ['$quantity', { $add: ['$reserved', '$held'] }] }, reserved + held - quantity] },
  };
}

function difference({ quantity = 0, reserved = 0, held = 0, movements = 0, lastStockDate }: StockChange) {
  return {
    $inc: { quantity, reserved, held, stockSeq: movements },
    ...(lastStockDate ? { $max: { lastStockDate } } : {}),
  };
}
