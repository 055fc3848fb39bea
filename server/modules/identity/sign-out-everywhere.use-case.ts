import { parseInput } from '../../platform/validation.ts';
import { assertCan } from '../../shared/permissions.policy.ts';
import type { RequestContext } from '../../shared/request-context.ts';
import { runOperation } from '../audit/index.ts';
import { type UserAt, userAt } from './identity.schemas.ts';
import { endSessionsOf } from './session.service.ts';
import { userForEdit } from './user.repository.ts';

/** Ends all of a person's sessions, in the panel and in the shop. Answers how many there were. */
export async function signOutEverywhere(ctx: RequestContext, input: UserAt): Promise<number> {
  const { id, revision } = parseInput(userAt, input);
  return runOperation(ctx, { action: 'users.signOutEverywhere', entity: 'users', entityId: id }, async () => {
    const user = await userForEdit(id, revision);
    assertCan(ctx, 'users', 'signOutEverywhere', user.toObject());
    return endSessionsOf(id);
  });
}
