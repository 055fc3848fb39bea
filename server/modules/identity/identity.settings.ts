export type IdentitySettings = {
  /** `claim`: the provider's claim is refreshed at each sign-in; `panel`: it only sets roles when the user is first made. */
  rolesFrom: 'claim' | 'panel';
  /** Role grants in the panel need a sign-in with a second factor that is at most this old; null = no such rule. */
  freshWithinSeconds: number | null;
};

let current: IdentitySettings = { rolesFrom: 'panel', freshWithinSeconds: null };

/** Set once by the composition root. */
export function configureIdentity(settings: IdentitySettings): void {
  current = settings;
}

export const identitySettings = (): IdentitySettings => current;
