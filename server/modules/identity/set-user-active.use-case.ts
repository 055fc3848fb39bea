import { secondLook } from '../../platform/four-eyes.ts';
import { parseInput } from '../../platform/validation.ts';
import { illegalMove } from '../../shared/errors.ts';
import { assertCan } from '../../shared/permissions.policy.ts';
import { isStaff, type RequestContext } from '../../shared/request-context.ts';
import { runOperation } from '../audit/index.ts';
import { ownAccount } from './identity.errors.ts';
import { type UserAt, userAt } from './identity.schemas.ts';
import { assertAdminIsLeft } from './last-admin.service.ts';
import { endSessionsOf } from './session.service.ts';
import { assertFreshSignIn } from './step-up.policy.ts';
import type { StoredUser } from './user.model.ts';
import { type UserDocument, userForEdit } from './user.repository.ts';

/** Shuts a person out: every later request of theirs is refused, on record. Orders and history keep the user. Throws `own_account`, `last_admin`, `illegal_move`, `stale`. */
export async function deactivateUser(ctx: RequestContext, input: UserAt): Promise<StoredUser> {
  assertCan(ctx, 'users', 'deactivate');
  const { id, revision } = parseInput(userAt, input);
  if (ctx.actor.id === id) throw ownAccount('deactivate');
  return runOperation(ctx, { action: 'users.deactivate', entity: 'users', entityId: id }, async () => {
    const user = await userForEdit(id, revision);
    if (!user.isActive) throw illegalMove('A user', 'deactivated', 'deactivated');
    await assertAdminIsLeft(user);
    await user.set({ isActive: false }).save();
    return user.toObject();
  });
}

/**
 * Lets a deactivated person sign in again; sessions from before stay closed. Throws `illegal_move`, `stale`; for staff, who get their rights
 * back by it, also `fresh_sign_in_required`, and `approval_needed` where nobody gives roles of staff alone.
 */
export async function activateUser(ctx: RequestContext, input: UserAt): Promise<StoredUser> {
  assertCan(ctx, 'users', 'activate');
  const { id, revision } = parseInput(userAt, input);
  return runOperation(ctx, { action: 'users.activate', entity: 'users', entityId: id }, async () => {
    const user = await userForEdit(id, revision);
    if (user.isActive) throw illegalMove('A user', 'active', 'active');
    if (isStaff(user.roles)) await assertMayComeBack(ctx, user);
    await endSessionsOf(id);
    await user.set({ isActive: true }).save();
    return user.toObject();
  });
}

async function assertMayComeBack(ctx: RequestContext, { id, roles }: UserDocument): Promise<void> {
  assertFreshSignIn(ctx);
  const [before, after] = [{ isActive: false }, { isActive: true }];
  const basis = { ...before, roles: [...roles] };
  await secondLook(ctx, {
    kind: 'activateStaff',
    entity: 'users',
    entityId: id,
    input: { id },
    before,
    after,
    basis,
    size: 1,
  });
}
