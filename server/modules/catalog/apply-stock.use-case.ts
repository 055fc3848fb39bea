import { Types } from 'mongoose';
import { notFound, outOfStock, type Shortage } from '../../shared/errors.ts';
import type { Uom } from '../../shared/quantity.ts';
import { allowLedgerWrite, optimistically } from '../audit/index.ts';
import { ProductModel } from './product.model.ts';
import { type ProductSnapshot, productsByIds, updatedProduct } from './product.repository.ts';

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
  /** Only while the product is on sale; of one that is not, nothing is available. */
  forSale?: boolean;
};

export type StockFigures = { quantity: number; reserved: number; held: number; stockSeq: number };

/** A product's stock before and after a change. */
export type StockLevel = {
  productId: string;
  sku: string;
  name: string;
  uom: Uom;
  price: number;
  lowStockThreshold: number;
  before: StockFigures;
  after: StockFigures;
};

/**
 * The one guarded update of stock: nothing else writes these fields. Runs in the current operation, for one product in one call
 * to the database, for any other number in two. All of it happens or none: throws `out_of_stock` with every product that has too little available, `not_found`.
 * The caller has summed the changes of one product and books the movements that are their record.
 *
 * The update comes before the reading, so that a transaction that has to wait for another one's products learns it with its first step and
 * has little to do again. Only where the guard held something back is the operation run once more, to read first and say what was short.
 */
export async function applyStock(changes: readonly StockChange[]): Promise<StockLevel[]> {
  if (changes.length === 0) return [];
  const ids = changes.map((change) => change.productId);
  if (new Set(ids).size !== ids.length) throw new Error('applyStock takes one change a product: sum them first');
  return optimistically(
    async () => {
      const products = await update(changes);
      return products && levelsAfter(changes, products);
    },
    async () => {
      const products = await readAll(ids);
      const short = changes.flatMap((change) => shortage(change, products.get(change.productId)) ?? []);
      if (short.length > 0) throw outOfStock(short);
      // What was read and what is written are one snapshot, so that this can only be a fault of ours.
      const updated = await update(changes);
      if (!updated) throw new Error('the guard of a stock update held back what its check let through');
      return levelsAfter(changes, updated);
    },
  );
}

/** The products as they are after their change; null where the guard held back any of them, then nothing may be committed. */
async function update(changes: readonly StockChange[]): Promise<Map<string, ProductSnapshot> | null> {
  const [only, ...more] = changes;
  if (only && more.length === 0) {
    const product = await allowLedgerWrite(() => updatedProduct(guard(only), difference(only)));
    return product && new Map([[product.id, product]]);
  }
  const guarded = changes.map((change) => ({
    updateOne: { filter: guard(change), update: difference(change), timestamps: false },
  }));
  const { matchedCount } = await allowLedgerWrite(() => ProductModel.bulkWrite(guarded, { ordered: true }));
  return matchedCount === changes.length ? readAll(changes.map((change) => change.productId)) : null;
}

async function readAll(ids: readonly string[]): Promise<Map<string, ProductSnapshot>> {
  return new Map((await productsByIds(ids)).map((product) => [product.id, product]));
}

/** The levels of products that were read after their change. */
function levelsAfter(changes: readonly StockChange[], products: ReadonlyMap<string, ProductSnapshot>): StockLevel[] {
  return changes.map((change) => {
    const product = products.get(change.productId);
    if (!product) throw notFound('product', change.productId);
    const { id, sku, name, uom, price, lowStockThreshold, quantity, reserved, held, stockSeq } = product;
    const after = { quantity, reserved, held, stockSeq };
    return { productId: id, sku, name, uom, price, lowStockThreshold, before: sum(after, change, -1), after };
  });
}

function sum(figures: StockFigures, change: StockChange, sign: 1 | -1): StockFigures {
  const result = {
    quantity: figures.quantity + sign * (change.quantity ?? 0),
    reserved: figures.reserved + sign * (change.reserved ?? 0),
    held: figures.held + sign * (change.held ?? 0),
    stockSeq: figures.stockSeq + sign * (change.movements ?? 0),
  };
  if (!Object.values(result).every(Number.isSafeInteger)) throw new Error('stock figures are whole numbers');
  return result;
}

/** How much of a product a change lacks; null where there is enough. */
function shortage(change: StockChange, product: ProductSnapshot | undefined): Shortage | null {
  const { productId, forSale } = change;
  if (!product && !forSale) throw notFound('product', productId);
  if (!product || (forSale && product.status !== 'active')) {
    return { productId, sku: product?.sku ?? productId, requested: change.reserved ?? 0, available: 0 };
  }
  const after = sum(product, change, 1);
  if (after.reserved < 0 || after.held < 0) {
    throw new Error(`product ${productId} would give back more than was reserved or held`);
  }
  const left = available(product);
  const leftAfter = available(after);
  if (after.quantity >= 0 && leftAfter >= 0) return null;
  return { productId, sku: product.sku, requested: left - leftAfter, available: left };
}

const available = ({ quantity, reserved, held }: Omit<StockFigures, 'stockSeq'>): number => quantity - reserved - held;

/** The state in which a change keeps every figure at zero or above. */
function guard({ productId, quantity = 0, reserved = 0, held = 0, forSale = false }: StockChange) {
  return {
    // What is no id matches nothing.
    _id: Types.ObjectId.isValid(productId) ? new Types.ObjectId(productId) : null,
    quantity: { $gte: -quantity },
    reserved: { $gte: -reserved },
    held: { $gte: -held },
    ...(forSale ? { status: 'active' as const } : {}),
    $expr: { $gte: [{ $subtract: ['$quantity', { $add: ['$reserved', '$held'] }] }, reserved + held - quantity] },
  };
}

function difference({ quantity = 0, reserved = 0, held = 0, movements = 0, lastStockDate }: StockChange) {
  return {
    $inc: { quantity, reserved, held, stockSeq: movements },
    ...(lastStockDate ? { $max: { lastStockDate } } : {}),
  };
}
