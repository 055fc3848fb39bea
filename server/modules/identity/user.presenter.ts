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
