import { canSometimes, maskedFields } from '../../shared/permissions.policy.ts';
import type { Actor } from '../../shared/request-context.ts';
import { MASKED_ENTITIES, recordsOf } from './person.repository.ts';
import { UnmaskingModel } from './unmasking.model.ts';

const NONE: ReadonlyMap<string, number> = new Map();

/**
 * The records whose personal fields are open to someone now, as `orders:<id>`, with the milliseconds that are left by the database's clock.
 * Asked on every request, so that it ends to the second, wherever it was opened. Whoever may not unmask (any more) has none.
 */
export async function unmaskedRecords(actor: Actor): Promise<ReadonlyMap<string, number>> {
  const sees = MASKED_ENTITIES.filter((entity) => maskedFields(actor, entity).size > 0);
  if (actor.kind !== 'user' || sees.length === 0 || !canSometimes(actor, 'users', 'unmask')) return NONE;
  const open = await UnmaskingModel.aggregate<{ person: string; left: number }>([
    { $match: { actor: actor.id, $expr: { $gt: ['$until', '$$NOW'] } } },
    { $project: { person: 1, left: { $subtract: ['$until', '$$NOW'] } } },
  ]);
  const records = new Map<string, number>();
  for (const { person, left } of open)
    for (const record of await recordsOf(person)) records.set(record, Math.max(left, records.get(record) ?? 0));
  return records;
}
