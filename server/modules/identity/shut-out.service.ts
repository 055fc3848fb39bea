import { clock } from '../../platform/clock.ts';
import type { Role } from '../../shared/request-context.ts';
import { type ChangeMade, changesBy } from '../audit/index.ts';
import { findUsers } from './user.repository.ts';

/** As long as a request waits: whoever was shut out, and whoever misses them, has that time to say so. */
const REMEMBERED_MS = 7 * 24 * 60 * 60 * 1000;

/**
 * Whether this person took one of these roles from somebody within the last week, be it by deactivating them, by changing their roles or by
 * deleting them. The trail is asked, which knows it whichever way it was done.
 */
export async function hasShutSomebodyOut(personId: string, roles: readonly Role[]): Promise<boolean> {
  const changes = await changesBy(personId, 'users', new Date(clock.now().getTime() - REMEMBERED_MS));
  const users = await findUsers(changes.filter(endsActivity).map(({ entityId }) => String(entityId)));
  const rolesNow = new Map(users.map((user) => [String(user._id), user.roles]));
  const counts = (held: unknown): boolean => Array.isArray(held) && roles.some((role) => held.includes(role));
  return changes.some((change) => {
    const [before, after] = [change.prevValue?.['roles'], change.newValue?.['roles']];
    if (counts(before) && !counts(after)) return true;
    return endsActivity(change) && counts(before ?? rolesNow.get(String(change.entityId)));
  });
}

const endsActivity = ({ prevValue, newValue }: ChangeMade): boolean =>
  prevValue?.['isActive'] === true && newValue?.['isActive'] !== true;
