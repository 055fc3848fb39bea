import { parseInput } from '../../platform/validation.ts';
import { assertCan, assertMayEdit } from '../../shared/permissions.policy.ts';
import { isStaff, type RequestContext } from '../../shared/request-context.ts';
import { runOperation } from '../audit/index.ts';
import { type EditUser, editUserInput } from './identity.schemas.ts';
import { assertMayInvite } from './make-staff.policy.ts';
import { assertFreshSignIn } from './step-up.policy.ts';
import type { StoredUser } from './user.model.ts';
import { assertRevision, type UserDocument, userForEdit } from './user.repository.ts';

/**
 * Changes the fields that are given; null empties one. Throws `stale`, `invalid`, `duplicate`, `not_found`, `forbidden`; for the address of a
 * member of staff also `fresh_sign_in_required` and, while they are only invited, what inviting them throws.
 */
export async function editUser(ctx: RequestContext, input: EditUser): Promise<StoredUser> {
  const { id, revision, changes } = parseInput(editUserInput, input);
  return runOperation(ctx, { action: 'users.edit', entity: 'users', entityId: id }, async () => {
    const user = await userForEdit(id);
    assertCan(ctx, 'users', 'edit', user.toObject());
    assertMayEdit(ctx, 'users', Object.keys(changes));
    // After the questions above: whoever may not edit must not learn by a clash what is stored.
    assertRevision(user, revision);
    if (changes.email !== undefined && changes.email !== user.email) await assertMayReaddress(ctx, user);
    for (const [field, value] of Object.entries(changes)) user.set(field, value ?? undefined);
    await user.save();
    return user.toObject();
  });
}

/** An invitation goes to whoever holds its address: another address invites somebody else, with the same roles. */
async function assertMayReaddress(ctx: RequestContext, { roles, subject }: UserDocument): Promise<void> {
  if (!isStaff(roles)) return;
  if (subject) assertFreshSignIn(ctx);
  else await assertMayInvite(ctx);
}
