import type { ProductSnapshot } from '../../server/modules/catalog/index.ts';
import { writeOffStock } from '../../server/modules/inventory/index.ts';
import { fileRequest } from '../../server/modules/operations/index.ts';
import { editSettings } from '../../server/modules/settings/index.ts';
import { ApprovalNeeded } from '../../server/platform/four-eyes.ts';
import type { RequestContext } from '../../server/shared/request-context.ts';
import { contextOfPerson, type People } from './people.ts';

/** In minor units: what is written off for more has to be approved by a second person. */
const LIMIT = 10_000;

/** Lets write-offs above a limit wait for a second person, and has one that waits. */
export async function askForAWriteOff(
  ctx: RequestContext,
  { inventory }: People,
  products: readonly ProductSnapshot[],
): Promise<void> {
  await editSettings(ctx, { changes: { approveWriteOffsAbove: LIMIT } });
  const many = (price: number): number => Math.floor(LIMIT / price) + 1;
  const soaked = products.find(
    ({ available, price, uom }) => uom === 'piece' && price > 0 && available > 2 * many(price),
  );
  if (!soaked) return;
  const as = contextOfPerson(inventory, 'demo-write-off');
  const quantity = many(soaked.price) + 3;
  try {
    await writeOffStock(as, { productId: soaked.id, quantity, note: 'The box stood under the leaking pipe.' });
  } catch (error) {
    if (!(error instanceof ApprovalNeeded)) throw error;
    await fileRequest(as, error.action);
  }
}
