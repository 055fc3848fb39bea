import { secondLook } from '../../platform/four-eyes.ts';
import { parseInput } from '../../platform/validation.ts';
import { assertCan } from '../../shared/permissions.policy.ts';
import { isStaff, type RequestContext } from '../../shared/request-context.ts';
import { runOperation } from '../audit/index.ts';
import { ownAccount, rolesManagedElsewhere } from './identity.errors.ts';
import { type ChangeRoles, changeRolesInput } from './identity.schemas.ts';
import { rolesManagedIn } from './identity.settings.ts';
import { assertAdminIsLeft } from './last-admin.service.ts';
import { assertFreshSignIn } from './step-up.policy.ts';
import type { StoredUser } from './user.model.ts';
import { userForEdit } from './user.repository.ts';

/**
 * Gives a person exactly these roles, from their next request on.
 * Throws `own_account`, `last_admin`, `roles_managed_elsewhere`, `fresh_sign_in_required`, `stale`, `forbidden`, and `approval_needed` where
 * nobody gives roles of staff alone.
 */
export async function changeRoles(ctx: RequestContext, input: ChangeRoles): Promise<StoredUser> {
  assertCan(ctx, 'users', 'changeRoles');
  const { id, revision, roles } = parseInput(changeRolesInput, input);
  const elsewhere = rolesManagedIn();
  if (elsewhere) throw rolesManagedElsewhere(elsewhere);
  if (ctx.actor.id === id) throw ownAccount('change the roles of');
  assertFreshSignIn(ctx);
  return runOperation(ctx, { action: 'users.changeRoles', entity: 'users', entityId: id }, async () => {
    const user = await userForEdit(id, revision);
    if (!roles.includes('admin')) await assertAdminIsLeft(user);
    const granted = roles.filter((role) => isStaff([role]) && !user.roles.includes(role));
    if (granted.length > 0) {
      const [before, after] = [{ roles: [...user.roles] }, { roles }];
      const basis = { ...before, isActive: user.isActive };
      await secondLook(ctx, {
        kind: 'grantRoles',
        entity: 'users',
        entityId: id,
        input: { id, roles },
        before,
        after,
        basis,
        size: 1,
      });
    }
    await user.set({ roles }).save();
    return user.toObject();
  });
}
