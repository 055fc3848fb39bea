export type IdentitySettings = {
  /** `claim`: the provider's claim is refreshed at each sign-in; `panel`: it only sets roles when the user is first made. */
  rolesFrom: 'claim' | 'panel';
  /** Role grants in the panel need a sign-in with a second factor that is at most this old; null = no such rule. */
  freshWithinSeconds: number | null;
  /** Whether roles of staff count only in a session that was begun, or stepped up, with a second factor. */
  staffProveTwice?: boolean;
  /** What people call the identity provider. */
  providerName?: string;
};

let current: IdentitySettings = { rolesFrom: 'panel', freshWithinSeconds: null };

/** Set once by the composition root. */
export function configureIdentity(settings: IdentitySettings): void {
  current = settings;
}

export const identitySettings = (): IdentitySettings => current;

const PROVIDER = 'the identity provider';

/** Where roles are given, by its name, where that is not here; null where it is here. */
export const rolesManagedIn = (): string | null =>
  current.rolesFrom === 'claim' ? (current.providerName ?? PROVIDER) : null;
