import { parseInput } from '../../platform/validation.ts';
import { assertCan, assertMayEdit } from '../../shared/permissions.policy.ts';
import type { RequestContext } from '../../shared/request-context.ts';
import { runOperation } from '../audit/index.ts';
import { type EditUser, editUserInput } from './identity.schemas.ts';
import type { StoredUser } from './user.model.ts';
import { assertRevision, userForEdit } from './user.repository.ts';

/** Changes the fields that are given; null empties one. Throws `stale`, `invalid`, `duplicate`, `not_found`, `forbidden`. */
export async function editUser(ctx: RequestContext, input: EditUser): Promise<StoredUser> {
  const { id, revision, changes } = parseInput(editUserInput, input);
  return runOperation(ctx, { action: 'users.edit', entity: 'users', entityId: id }, async () => {
    const user = await userForEdit(id);
    assertCan(ctx, 'users', 'edit', user.toObject());
    assertMayEdit(ctx, 'users', Object.keys(changes));
    // After the questions above: whoever may not edit must not learn by a clash what is stored.
    assertRevision(user, revision);
    for (const [field, value] of Object.entries(changes)) user.set(field, value ?? undefined);
    await user.save();
    return user.toObject();
  });
}
