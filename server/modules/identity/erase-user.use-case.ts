import { assertCan } from '../../shared/permissions.policy.ts';
import type { RequestContext } from '../../shared/request-context.ts';
import { runOperation } from '../audit/index.ts';
import { ownAccount } from './identity.errors.ts';
import { assertAdminIsLeft } from './last-admin.service.ts';
import { endSessionsOf } from './session.service.ts';
import { userForEdit } from './user.repository.ts';

/** Throws `own_account`, `last_admin`, `not_found`, `forbidden` where this person can't be erased by whoever asks. */
export async function assertErasable(ctx: RequestContext, id: string): Promise<void> {
  assertCan(ctx, 'users', 'erase');
  if (ctx.actor.id === id) throw ownAccount('erase');
  await assertAdminIsLeft(await userForEdit(id));
}

/**
 * Takes everything personal off a user, signs them out and shuts the account; the record itself stays for what refers to it. The old values are
 * still in the trail then: privacy erases them there as well. `inTheSame` commits with it. Throws `last_admin`, `not_found`, `forbidden`.
 */
export async function eraseUser(ctx: RequestContext, id: string, inTheSame: () => Promise<void>): Promise<void> {
  assertCan(ctx, 'users', 'erase');
  await runOperation(ctx, { action: 'users.eraseRecord', entity: 'users', entityId: id }, async () => {
    const user = await userForEdit(id);
    await assertAdminIsLeft(user);
    user.set(erasedUser(id));
    user.set({ isActive: false });
    await user.save();
    await endSessionsOf(id);
    await inTheSame();
  });
}

/** What a user's personal fields hold once they are erased; the preview of an erasure asks it as well. */
export const erasedUser = (id: string) => ({
  username: `erased-${id}`,
  firstName: 'Erased',
  lastName: 'person',
  email: undefined,
  mobile: undefined,
  subject: undefined,
});
