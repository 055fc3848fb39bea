import type { AppError } from '../../shared/errors.ts';
import type { RequestContext } from '../../shared/request-context.ts';
import type { Fields } from './audit-entry.model.ts';

export type TakenBack = { id: unknown; now: Fields | null; was: Fields | null };
/** Which of these records may not become again what they were, by their ids, each with the refusal; asked inside the undo's transaction. */
export type UndoGuard = (ctx: RequestContext, records: readonly TakenBack[]) => Promise<Map<string, AppError>>;

const guards = new Map<string, UndoGuard>();

/** A module whose records stand under a rule that an undo would get round answers here, once for a collection. */
export function guardUndo(entity: string, guard: UndoGuard): void {
  guards.set(entity, guard);
}

export const refusedToUndo: (entity: string, ...asked: Parameters<UndoGuard>) => ReturnType<UndoGuard> = async (
  entity,
  ctx,
  records,
) => (await guards.get(entity)?.(ctx, records)) ?? new Map();
