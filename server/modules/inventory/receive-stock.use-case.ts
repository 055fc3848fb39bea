import { parseInput } from '../../platform/validation.ts';
import { assertCan } from '../../shared/permissions.policy.ts';
import type { RequestContext } from '../../shared/request-context.ts';
import { bookOnce } from './book-once.service.ts';
import { type ReceiveStock, receiveStockSchema } from './inventory.schemas.ts';
import type { BookedMovement } from './stock.service.ts';

/** Books goods of one product in. Throws `invalid`, `not_found`. */
export async function receiveStock(ctx: RequestContext, input: ReceiveStock): Promise<BookedMovement> {
  assertCan(ctx, 'products', 'receive');
  const { productId, quantity, reference, note, requestKey } = parseInput(receiveStockSchema, input);
  const detail = { quantity, reference, note };
  return bookOnce(ctx, { action: 'receive', productId, detail, requestKey }, (operationId) => [
    {
      productId,
      delta: quantity,
      reason: 'receipt',
      document: { type: 'receipt', id: operationId, label: reference ?? operationId.slice(0, 8) },
      note,
    },
  ]);
}
