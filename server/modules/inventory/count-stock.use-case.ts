import { parseInput } from '../../platform/validation.ts';
import { AppError, notFound } from '../../shared/errors.ts';
import { assertCan } from '../../shared/permissions.policy.ts';
import type { RequestContext } from '../../shared/request-context.ts';
import { storedStock } from '../catalog/index.ts';
import { bookOnce } from './book-once.service.ts';
import { type CountStock, countStockSchema } from './inventory.schemas.ts';
import type { BookedMovement } from './stock.service.ts';
import { StockMovementModel } from './stock-movement.model.ts';

export type CountBasis = { onHand: number; movement: number };

/** What the books say of a product at this moment: handed out when counting begins, handed back with what was counted. */
export async function countBasis(ctx: RequestContext, productId: string): Promise<CountBasis> {
  assertCan(ctx, 'products', 'count');
  return basisNow(productId);
}

/**
 * Books what a count of one product found: a movement of the difference between counted and expected, also where that is zero, so that the
 * card shows when it was last counted. Throws `counted_meanwhile` (409) where another count or correction came after the basis, which would
 * book one difference twice, and `out_of_stock` where fewer were found than are promised to open orders.
 */
export async function countStock(ctx: RequestContext, input: CountStock): Promise<BookedMovement> {
  assertCan(ctx, 'products', 'count');
  const { productId, counted, basis, note, requestKey } = parseInput(countStockSchema, input);
  return bookOnce(ctx, { action: 'count', productId, detail: { counted, basis, note }, requestKey }, async (id) => {
    if (basis) await refuseIfCountedSince(productId, basis.movement);
    const expected = basis ? basis.onHand : (await basisNow(productId)).onHand;
    const document = { type: 'recount', id, label: id.slice(0, 8) };
    return [{ productId, delta: counted - expected, reason: 'count', document, note }];
  });
}

async function basisNow(productId: string): Promise<CountBasis> {
  const product = await storedStock(productId);
  if (!product) throw notFound('product', productId);
  return { onHand: product.quantity, movement: product.stockSeq };
}

async function refuseIfCountedSince(productId: string, movement: number): Promise<void> {
  const later = await StockMovementModel.findOne(since({ productId, movement })).lean();
  if (!later) return;
  const message = `${later.actor.name} counted or corrected this product in the meantime. Count it again.`;
  throw new AppError('counted_meanwhile', 409, message, { meta: { by: later.actor.name, at: later.createdAt } });
}

type Basis = { productId: string; movement: number };

/** Which of these products were counted or corrected after their basis, in the order of the lines. */
export async function countedSince(lines: readonly Basis[]): Promise<string[]> {
  const later: string[] = [];
  for (const line of lines) if (await StockMovementModel.exists(since(line))) later.push(line.productId);
  return later;
}

const since = ({ productId, movement }: Basis) => ({
  product: productId,
  seq: { $gt: movement },
  reason: { $in: ['count' as const, 'correction' as const] },
});
