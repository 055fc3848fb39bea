import { parseInput } from '../../platform/validation.ts';
import { illegalMove, invalid } from '../../shared/errors.ts';
import { assertCan } from '../../shared/permissions.policy.ts';
import type { RequestContext } from '../../shared/request-context.ts';
import { runOperation } from '../audit/index.ts';
import { categoryTree } from '../catalog/index.ts';
import { CountModel } from './count.model.ts';
import { documentFor } from './document-lines.service.ts';
import { type NewCount, newCountSchema } from './inventory.schemas.ts';

/** Begins a count of a shelf or of a category. Without a name it is called after what is counted. Throws `invalid`. */
export async function createCount(ctx: RequestContext, input: NewCount): Promise<{ id: string }> {
  assertCan(ctx, 'counts', 'new');
  const { name, ...fields } = parseInput(newCountSchema, input);
  const { shelf, category } = fields;
  if (Boolean(shelf) === Boolean(category)) {
    throw invalid({ shelf: 'Name a shelf or a category, one of the two.' });
  }
  const called = category ? (await categoryTree()).byId.get(category)?.name : shelf;
  if (!called) throw invalid({ category: 'This category no longer exists.' });
  return runOperation(ctx, { action: 'counts.new', entity: 'counts' }, async () => {
    const demo = ctx.demo ? { demo: true } : {};
    const count = await new CountModel({ ...fields, ...demo, name: name || called }).save();
    return { id: String(count._id) };
  });
}

/** Deletes a count that is not booked. Throws `illegal_move`, `not_found`. */
export async function deleteCount(ctx: RequestContext, id: string): Promise<void> {
  assertCan(ctx, 'counts', 'delete');
  await runOperation(ctx, { action: 'counts.delete', entity: 'counts', entityId: id }, async () => {
    const count = await documentFor(CountModel, id);
    if (count.status === 'booked') throw illegalMove('A count', count.status, 'deleted');
    await count.deleteOne();
  });
}
