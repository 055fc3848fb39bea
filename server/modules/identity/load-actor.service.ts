import type { Actor } from '../../shared/request-context.ts';
import { personName } from './person-name.policy.ts';
import { type StoredUser, UserModel } from './user.model.ts';

/**
 * Who an account of the provider is here and now: read on every request, so that a changed role or a deactivation holds from the next one on.
 * Null where there is no such user; `isActive` false means signed out.
 */
export async function loadActor(subject: string): Promise<{ actor: Actor; isActive: boolean } | null> {
  const user = await UserModel.findOne(
    { subject },
    { firstName: 1, lastName: 1, username: 1, roles: 1, isActive: 1 },
  ).lean<StoredUser>();
  return user && { actor: actorOf(user), isActive: user.isActive };
}

/** A user as the actor of a request. */
export function actorOf(user: Pick<StoredUser, '_id' | 'username' | 'firstName' | 'lastName' | 'roles'>): Actor {
  return { kind: 'user', id: String(user._id), name: personName(user), roles: user.roles };
}
