import { presentFor } from '../../shared/masking.ts';
import type { Who } from '../../shared/permissions.policy.ts';
import { personName } from './person-name.policy.ts';
import type { StoredUser } from './user.model.ts';

/** A signed-in person, as the API tells them about themselves. */
export function presentMe(user: StoredUser) {
  return {
    id: String(user._id),
    name: personName(user),
    firstName: user.firstName ?? null,
    lastName: user.lastName ?? null,
    email: user.email ?? null,
    mobile: user.mobile ?? null,
    revision: user.revision,
  };
}

/** A user as this person may see it: what the permission table hides is left out, what it masks is masked. */
export function presentUser(who: Who, user: StoredUser): Record<string, unknown> {
  return { ...presentFor(who, 'users', user), id: String(user._id) };
}
