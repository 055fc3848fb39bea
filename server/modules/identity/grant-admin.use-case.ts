import { z } from 'zod';
import { parseInput } from '../../platform/validation.ts';
import { forbidden, invalid } from '../../shared/errors.ts';
import { type RequestContext, ROLES } from '../../shared/request-context.ts';
import { runOperation } from '../audit/index.ts';
import { rolesManagedElsewhere } from './identity.errors.ts';
import { emailSchema } from './identity.schemas.ts';
import { rolesManagedIn } from './identity.settings.ts';
import { usernameFrom } from './person-name.policy.ts';
import { endSessionsOf } from './session.service.ts';
import { type StoredUser, UserModel } from './user.model.ts';
import { isUsernameTaken } from './user.repository.ts';

const input = z.strictObject({ email: emailSchema });

/**
 * Makes the first admin, for whoever holds the machine (`npm run admin:grant -- EMAIL`), never for a request. Someone unknown is invited:
 * the role waits for their first sign-in with this address; somebody deactivated is let in again, sessions from before stay closed. Throws `invalid` where several accounts hold it, `roles_managed_elsewhere`.
 */
export async function grantAdmin(
  ctx: RequestContext,
  given: { email: string },
): Promise<{ user: StoredUser; invited: boolean }> {
  if (ctx.actor.kind !== 'system') throw forbidden('grantAdmin', 'users', ['the command line']);
  const { email } = parseInput(input, given);
  const elsewhere = rolesManagedIn();
  if (elsewhere) throw rolesManagedElsewhere(elsewhere);
  return runOperation(ctx, { action: 'users.grantAdmin', entity: 'users' }, async () => {
    const [user, other] = await UserModel.find({ email }).sort({ _id: 1 }).limit(2);
    if (other) throw invalid({ email: 'Several accounts have this address. Give the role in the panel.' });
    if (user) {
      if (!user.isActive) await endSessionsOf(String(user._id));
      await user
        .set({ roles: ROLES.filter((role) => role === 'admin' || user.roles.includes(role)), isActive: true })
        .save();
      return { user: user.toObject(), invited: user.subject === undefined };
    }
    const username = (await isUsernameTaken(usernameFrom(email))) ? email : usernameFrom(email);
    const made = await new UserModel({ email, username, roles: ['admin'] }).save();
    return { user: made.toObject(), invited: true };
  });
}
