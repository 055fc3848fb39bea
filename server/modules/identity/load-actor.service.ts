import { type Actor, isStaff } from '../../shared/request-context.ts';
import { identitySettings } from './identity.settings.ts';
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

/**
 * The same person as their session has proved them: where staff need a second factor, whoever has shown none is a shopper like any other,
 * whichever door they came in by. What the panel asks for would otherwise be got round by signing in at the shop.
 */
export function asProved(actor: Actor, { secondFactor }: { secondFactor: boolean }): Actor {
  const counts = secondFactor || !identitySettings().staffProveTwice || !isStaff(actor.roles);
  return counts ? actor : { ...actor, roles: ['shopper'], withheld: actor.roles };
}

/** A user as the actor of a request. */
export function actorOf(user: Pick<StoredUser, '_id' | 'username' | 'firstName' | 'lastName' | 'roles'>): Actor {
  return { kind: 'user', id: String(user._id), name: personName(user), roles: user.roles };
}
