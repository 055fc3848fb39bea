import { ids } from '../../platform/ids.ts';
import { parseInput } from '../../platform/validation.ts';
import { duplicate } from '../../shared/errors.ts';
import { assertCan } from '../../shared/permissions.policy.ts';
import { isStaff, type RequestContext } from '../../shared/request-context.ts';
import { runOperation } from '../audit/index.ts';
import { type NewUser, newUser } from './identity.schemas.ts';
import { assertMayMakeStaff } from './make-staff.policy.ts';
import { usernameFrom } from './person-name.policy.ts';
import { type StoredUser, UserModel } from './user.model.ts';
import { isUsernameTaken } from './user.repository.ts';

/**
 * Makes a user without a subject: an invitation, linked at the first sign-in with this address, verified by the provider; or, without an
 * address, a customer who is only known here.
 * Throws `invalid`, `duplicate`, `forbidden`; for roles of staff also `roles_managed_elsewhere`, `fresh_sign_in_required`, and
 * `one_after_the_other` where nobody gives roles of staff alone.
 */
export async function createUser(ctx: RequestContext, input: NewUser): Promise<StoredUser> {
  assertCan(ctx, 'users', 'new');
  const { username, ...fields } = parseInput(newUser, input);
  if (isStaff(fields.roles)) {
    assertCan(ctx, 'users', 'changeRoles');
    await assertMayMakeStaff(ctx);
  }
  return runOperation(ctx, { action: 'users.new', entity: 'users' }, async () => {
    const { email } = fields;
    if (email && (await UserModel.exists({ email }))) throw duplicate('email', email);
    const user = await new UserModel({ ...fields, username: username ?? (await freeUsername(email)) }).save();
    return user.toObject();
  });
}

/** A name that somebody chose is theirs to change where it is taken; one that is made up here gives way. */
async function freeUsername(email: string | undefined): Promise<string> {
  const wanted = email ? usernameFrom(email) : `customer-${ids.random().slice(0, 8)}`;
  return email && (await isUsernameTaken(wanted)) ? email : wanted;
}
