import { parseInput } from '../../platform/validation.ts';
import { AppError, notFound } from '../../shared/errors.ts';
import { assertCan } from '../../shared/permissions.policy.ts';
import type { RequestContext } from '../../shared/request-context.ts';
import { bookOnce } from './book-once.service.ts';
import { type CorrectStock, correctStockSchema } from './inventory.schemas.ts';
import { lookAtLoss } from './loss.service.ts';
import type { BookedMovement } from './stock.service.ts';
import { StockMovementModel } from './stock-movement.model.ts';

/**
 * Sets a wrong booking right by a counter-movement: of a given difference, or the exact opposite of one movement. The wrong one stays.
 * Throws `not_found`, `already_corrected` (409), `out_of_stock`, `approval_needed` where it takes off more than one person may.
 */
export async function correctStock(ctx: RequestContext, input: CorrectStock): Promise<BookedMovement> {
  assertCan(ctx, 'products', 'correct');
  const parsed = parseInput(correctStockSchema, input);
  return 'movementId' in parsed ? reverse(ctx, parsed) : adjust(ctx, parsed);
}

type Adjustment = Extract<CorrectStock, { productId: string }>;
type Reversal = Extract<CorrectStock, { movementId: string }>;

function adjust(ctx: RequestContext, { productId, delta, note, requestKey }: Adjustment): Promise<BookedMovement> {
  return bookOnce(ctx, { action: 'correct', productId, detail: { delta, note }, requestKey }, async (operationId) => {
    const quantity = -delta;
    const input = { productId, delta, note };
    if (quantity > 0) await lookAtLoss(ctx, { kind: 'correct', productId, quantity, note, input });
    const document = { type: 'correction', id: operationId, label: operationId.slice(0, 8) };
    return [{ productId, delta, reason: 'correction', document, note }];
  });
}

async function reverse(ctx: RequestContext, { movementId, note, requestKey }: Reversal): Promise<BookedMovement> {
  const wrong = await StockMovementModel.findById(movementId).lean();
  if (!wrong) throw notFound('stock movement', movementId);
  const productId = String(wrong.product);
  const detail = { movementId, delta: -wrong.delta, note };
  return bookOnce(ctx, { action: 'correct', productId, detail, requestKey }, async () => {
    const document = { type: 'movement', id: movementId, label: `${wrong.document.label} #${wrong.seq}` };
    const before = await StockMovementModel.exists({ 'document.type': 'movement', 'document.id': movementId });
    if (before) throw new AppError('already_corrected', 409, 'This movement has its counter-movement already.');
    const input = { movementId, note };
    const { delta: quantity, held } = wrong;
    if (quantity > 0) await lookAtLoss(ctx, { kind: 'correct', productId, quantity, held, note, input });
    return [{ productId, delta: -wrong.delta, held: -wrong.held, reason: 'correction', document, note }];
  });
}
