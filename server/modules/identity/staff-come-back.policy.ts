import { isAppError } from '../../shared/errors.ts';
import { isRole, isStaff, type RequestContext, type Role } from '../../shared/request-context.ts';
import { guardUndo } from '../audit/index.ts';
import { assertMayMakeStaff } from './make-staff.policy.ts';

type Fields = Readonly<Record<string, unknown>>;

/** The roles of staff that a stored user can make use of. */
const rightsOf = (user: Fields | null): Role[] =>
  user?.['isActive'] === true && Array.isArray(user['roles'])
    ? user['roles'].filter((role) => isRole(role) && isStaff([role]))
    : [];

/** Whoever becomes staff by taking something back is asked about like any other: an undo gives roles as a form does. */
guardUndo('users', async (ctx: RequestContext, users) => {
  const gaining = users.filter(({ now, was }) => rightsOf(was).some((role) => !rightsOf(now).includes(role)));
  if (gaining.length === 0) return new Map();
  try {
    await assertMayMakeStaff(ctx);
    return new Map();
  } catch (error) {
    if (!isAppError(error)) throw error;
    return new Map(gaining.map(({ id }) => [String(id), error]));
  }
});
