import { parseInput } from '../../platform/validation.ts';
import { assertCan } from '../../shared/permissions.policy.ts';
import type { RequestContext } from '../../shared/request-context.ts';
import { bookOnce } from './book-once.service.ts';
import { refuseMoreThanHeld } from './hold-stock.use-case.ts';
import { type WriteOffStock, writeOffStockSchema } from './inventory.schemas.ts';
import { lookAtLoss } from './loss.service.ts';
import type { BookedMovement } from './stock.service.ts';

/**
 * Takes broken or lost goods of one product off the books, with the reason in words. What is promised to open orders can't be written off:
 * throws `out_of_stock` with what could be; `approval_needed` where it is worth more than one person may write off.
 */
export async function writeOffStock(ctx: RequestContext, input: WriteOffStock): Promise<BookedMovement> {
  assertCan(ctx, 'products', 'writeOff');
  const { productId, quantity, note, fromHeld, requestKey } = parseInput(writeOffStockSchema, input);
  const detail = { quantity, note, ...(fromHeld ? { fromHeld } : {}) };
  return bookOnce(ctx, { action: 'writeOff', productId, detail, requestKey }, async (operationId) => {
    if (fromHeld) await refuseMoreThanHeld(productId, quantity);
    const again = { productId, quantity, note, ...(fromHeld ? { fromHeld } : {}) };
    await lookAtLoss(ctx, { kind: 'writeOff', productId, quantity, held: fromHeld ? quantity : 0, note, input: again });
    const document = { type: 'write-off', id: operationId, label: operationId.slice(0, 8) };
    return [{ productId, delta: -quantity, held: fromHeld ? -quantity : 0, reason: 'write-off', document, note }];
  });
}
