import { parseInput } from '../../platform/validation.ts';
import { duplicate } from '../../shared/errors.ts';
import { assertCan } from '../../shared/permissions.policy.ts';
import { isStaff, type RequestContext } from '../../shared/request-context.ts';
import { runOperation } from '../audit/index.ts';
import { rolesManagedElsewhere } from './identity.errors.ts';
import { type NewUser, newUser } from './identity.schemas.ts';
import { identitySettings } from './identity.settings.ts';
import { usernameFrom } from './person-name.policy.ts';
import { assertFreshSignIn } from './step-up.policy.ts';
import { type StoredUser, UserModel } from './user.model.ts';
import { isUsernameTaken } from './user.repository.ts';

/**
 * Invites a person: a user without a subject, linked at the first sign-in with this address, verified by the provider.
 * Throws `invalid`, `duplicate`, `forbidden`; for roles of staff also `roles_managed_elsewhere` and `fresh_sign_in_required`.
 */
export async function createUser(ctx: RequestContext, input: NewUser): Promise<StoredUser> {
  assertCan(ctx, 'users', 'new');
  const { username, ...fields } = parseInput(newUser, input);
  if (isStaff(fields.roles)) {
    assertCan(ctx, 'users', 'changeRoles');
    if (identitySettings().rolesFrom === 'claim') throw rolesManagedElsewhere();
    assertFreshSignIn(ctx);
  }
  return runOperation(ctx, { action: 'users.new', entity: 'users' }, async () => {
    if (await UserModel.exists({ email: fields.email })) throw duplicate('email', fields.email);
    const wanted = username ?? usernameFrom(fields.email);
    // A name that somebody chose is theirs to change; one that we made up gives way.
    const free = username || !(await isUsernameTaken(wanted)) ? wanted : fields.email;
    const user = await new UserModel({ ...fields, username: free }).save();
    return user.toObject();
  });
}
