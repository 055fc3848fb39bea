import { assertCan } from '../../shared/permissions.policy.ts';
import type { RequestContext } from '../../shared/request-context.ts';
import { runOperation } from '../audit/index.ts';
import { endSessionsOf } from './session.service.ts';
import { userForEdit } from './user.repository.ts';

/**
 * Takes everything personal off a user, signs them out and shuts the account; the record itself stays for what refers to it. The old values are
 * still in the trail then: privacy erases them there as well. Throws `not_found`, `forbidden`.
 */
export async function eraseUser(ctx: RequestContext, id: string): Promise<void> {
  assertCan(ctx, 'users', 'erase');
  await runOperation(ctx, { action: 'users.eraseRecord', entity: 'users', entityId: id }, async () => {
    const user = await userForEdit(id);
    user.set({
      username: `erased-${id}`,
      firstName: 'Erased',
      lastName: 'person',
      email: undefined,
      mobile: undefined,
    });
    user.set({ subject: undefined, isActive: false });
    await user.save();
    await endSessionsOf(id);
  });
}
