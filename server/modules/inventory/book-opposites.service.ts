import { isAppError } from '../../shared/errors.ts';
import { assertCan } from '../../shared/permissions.policy.ts';
import type { RequestContext } from '../../shared/request-context.ts';
import type { ChunkOutcome } from '../audit/index.ts';
import { productsByIds } from '../catalog/index.ts';
import { lookAtLoss } from './loss.service.ts';
import { bookMovements, type MovementLine } from './stock.service.ts';
import { type StockMovement, StockMovementModel } from './stock-movement.model.ts';
import { withStockQueue } from './stock-queue.service.ts';

const NOTE = 'Taken back with the whole booking';

/** The movements that one operation booked on a receipt, the last one first. */
export async function movementsOfReceipt(receiptId: string, operationId: string): Promise<string[]> {
  const rows = await StockMovementModel.find(
    { 'document.type': 'receipt', 'document.id': receiptId },
    { operationId: 1 },
  )
    .sort({ _id: 1 })
    .lean();
  const own = rows.filter((row) => row.operationId === operationId);
  return own.map(({ _id }) => String(_id)).reverse();
}

/** Runs in the queue of the products that these movements are of. */
export async function inQueueOf<T>(movementIds: string[], run: () => Promise<T>): Promise<T> {
  const products = await StockMovementModel.distinct('product', { _id: { $in: movementIds } });
  return withStockQueue(products.map(String), run);
}

/**
 * Books the exact opposite of each movement, in the current operation, as `correctStock` does of one. Left alone and listed are those that have
 * their opposite already, whose goods are no longer there, or that are worth more than one person may take off alone.
 */
export async function bookOpposites(ctx: RequestContext, movementIds: string[]): Promise<ChunkOutcome> {
  assertCan(ctx, 'products', 'correct');
  const wrong = await StockMovementModel.find({ _id: { $in: movementIds } })
    .sort({ _id: -1 })
    .lean();
  const corrected = await StockMovementModel.find(
    { 'document.type': 'movement', 'document.id': { $in: movementIds } },
    {
      document: 1,
    },
  ).lean();
  const hasOpposite = new Set(corrected.map(({ document }) => document.id));
  const products = await productsByIds([...new Set(wrong.map(({ product }) => String(product)))]);
  const left = new Map(products.map(({ id, available }) => [id, available]));
  const lines: MovementLine[] = [];
  const failed: NonNullable<ChunkOutcome['failed']> = [];
  for (const movement of wrong) {
    const id = String(movement._id);
    const productId = String(movement.product);
    const available = left.get(productId) ?? 0;
    if (hasOpposite.has(id)) failed.push({ id, ...REASONS.already_corrected });
    else if (available < movement.delta) failed.push({ id, ...REASONS.out_of_stock });
    else {
      const refused = await refusalOf(ctx, movement);
      if (refused) failed.push({ id, ...refused });
      else lines.push(opposite(movement));
      if (!refused) left.set(productId, available - movement.delta);
    }
  }
  await bookMovements(ctx, lines);
  return { done: lines.length, failed };
}

const REASONS = {
  already_corrected: { code: 'already_corrected', message: 'This movement has its counter-movement already.' },
  out_of_stock: { code: 'out_of_stock', message: 'Less than it brought is there and free by now.' },
};

type Stored = StockMovement & { _id: unknown };

async function refusalOf(ctx: RequestContext, movement: Stored): Promise<{ code: string; message: string } | null> {
  const [productId, movementId] = [String(movement.product), String(movement._id)];
  const loss = { kind: 'correct', productId, quantity: movement.delta, note: NOTE } as const;
  try {
    await lookAtLoss(ctx, { ...loss, input: { movementId, note: NOTE } });
    return null;
  } catch (error) {
    if (!isAppError(error) || error.status >= 500) throw error;
    return { code: error.code, message: error.message };
  }
}

const opposite = ({ _id, product, delta, held, document, seq }: Stored): MovementLine => ({
  productId: String(product),
  delta: -delta,
  held: -held,
  reason: 'correction',
  document: { type: 'movement', id: String(_id), label: `${document.label} #${seq}`.slice(0, 200) },
  note: NOTE,
});
