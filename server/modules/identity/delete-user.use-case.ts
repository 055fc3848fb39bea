import { parseInput } from '../../platform/validation.ts';
import { stillReferenced } from '../../shared/errors.ts';
import { assertCan } from '../../shared/permissions.policy.ts';
import type { RequestContext } from '../../shared/request-context.ts';
import { runOperation } from '../audit/index.ts';
import { type UserAt, userAt } from './identity.schemas.ts';
import { userForEdit } from './user.repository.ts';

/** Says what refers to a user, in words that end "This can't be deleted because …", or null. Asked inside the operation. */
export type UserReferenceCheck = (userId: string) => Promise<string | null>;

const checks = new Set<UserReferenceCheck>();

/** A module whose records name users answers here; bound by the composition root. */
export function onUserReferenceCheck(check: UserReferenceCheck): void {
  checks.add(check);
}

/** Deletes an invitation or a user that nothing refers to; whoever has signed in is deactivated instead. Throws `still_referenced`, `stale`. */
export async function deleteUser(ctx: RequestContext, input: UserAt): Promise<void> {
  assertCan(ctx, 'users', 'delete');
  const { id, revision } = parseInput(userAt, input);
  await runOperation(ctx, { action: 'users.delete', entity: 'users', entityId: id }, async () => {
    const user = await userForEdit(id, revision);
    const by = await whatRefersTo(user);
    if (by) throw stillReferenced(by);
    await user.deleteOne();
  });
}

/** Why a user can't be deleted, or null. */
async function whatRefersTo({ _id, subject }: { _id: unknown; subject?: string | undefined }): Promise<string | null> {
  if (subject) return 'this person has signed in; deactivate the account instead';
  for (const check of checks) {
    const by = await check(String(_id));
    if (by) return by;
  }
  return null;
}
