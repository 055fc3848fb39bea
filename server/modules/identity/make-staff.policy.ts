import { secondLook } from '../../platform/four-eyes.ts';
import type { RequestContext } from '../../shared/request-context.ts';
import { rolesManagedElsewhere } from './identity.errors.ts';
import { rolesManagedIn } from './identity.settings.ts';
import { assertFreshSignIn } from './step-up.policy.ts';

const NONE = { entity: 'users', entityId: null, input: {}, before: {}, after: {} };

/**
 * Asked wherever somebody becomes staff in another way than by a change of roles or by being activated, which can wait for a second person.
 * Throws `roles_managed_elsewhere`, `fresh_sign_in_required`, and `one_after_the_other` where nobody gives roles of staff alone.
 */
export async function assertMayMakeStaff(ctx: RequestContext): Promise<void> {
  const elsewhere = rolesManagedIn();
  if (elsewhere) throw rolesManagedElsewhere(elsewhere);
  await assertMayInvite(ctx);
}

/** The same for an invitation that is there and only gets another address; wherever roles are given. */
export async function assertMayInvite(ctx: RequestContext): Promise<void> {
  assertFreshSignIn(ctx);
  await secondLook(ctx, { ...NONE, kind: 'newStaff', size: 1 });
}
