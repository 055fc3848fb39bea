import { parseInput } from '../../platform/validation.ts';
import { invalid } from '../../shared/errors.ts';
import { assertCan } from '../../shared/permissions.policy.ts';
import type { RequestContext } from '../../shared/request-context.ts';
import { storedStock } from '../catalog/index.ts';
import { bookOnce } from './book-once.service.ts';
import { type HoldStock, holdStockSchema } from './inventory.schemas.ts';
import type { BookedMovement } from './stock.service.ts';

/** Keeps goods off sale until they are inspected. Throws `out_of_stock` where less than that is available. */
export const holdStock = (ctx: RequestContext, input: HoldStock): Promise<BookedMovement> => moveHeld(ctx, input, 1);

/** Puts inspected goods back on sale. Throws `invalid` where less than that is held. */
export const releaseHeldStock = (ctx: RequestContext, input: HoldStock): Promise<BookedMovement> =>
  moveHeld(ctx, input, -1);

async function moveHeld(ctx: RequestContext, input: HoldStock, sign: 1 | -1): Promise<BookedMovement> {
  assertCan(ctx, 'products', 'correct');
  const { productId, quantity, note, requestKey } = parseInput(holdStockSchema, input);
  const detail = { held: sign * quantity, note };
  return bookOnce(ctx, { action: 'correct', productId, detail, requestKey }, async (operationId) => {
    if (sign < 0) await refuseMoreThanHeld(productId, quantity);
    const document = { type: 'inspection', id: operationId, label: operationId.slice(0, 8) };
    return [{ productId, delta: 0, held: sign * quantity, reason: 'correction', document, note }];
  });
}

/** Throws `invalid` where less than that is held for inspection. */
export async function refuseMoreThanHeld(productId: string, quantity: number): Promise<void> {
  const held = (await storedStock(productId))?.held ?? 0;
  if (held < quantity) throw invalid({ quantity: `Only ${held} are held for inspection.` });
}
