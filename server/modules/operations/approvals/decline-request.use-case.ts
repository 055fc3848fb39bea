import { parseInput } from '../../../platform/validation.ts';
import { assertCan, canSometimes } from '../../../shared/permissions.policy.ts';
import type { RequestContext } from '../../../shared/request-context.ts';
import { runOperation } from '../../audit/index.ts';
import { permissionFor, requestById, settle, waitingRequest } from './approval.repository.ts';
import { type DecisionWithReason, decisionWithReason } from './approval.schemas.ts';
import { ownRequest } from './approvals.errors.ts';

/** Declines somebody else's request, with a reason that they read. Throws `own_request`, `already_decided`, `request_expired`, `forbidden`. */
export async function declineRequest(ctx: RequestContext, input: DecisionWithReason): Promise<void> {
  const { id, note } = parseInput(decisionWithReason, input);
  const { entity, requester, ...approval } = await requestById(id);
  assertCan(ctx, 'approvals', 'decline', { entity });
  const [resource, verb] = permissionFor(approval);
  if (!canSometimes(ctx.actor, resource, verb)) assertCan(ctx, resource, verb);
  if (requester === ctx.actor.id) throw ownRequest();
  await runOperation(ctx, { action: 'approvals.decline', entity: 'approvals', entityId: id }, async () =>
    settle(await waitingRequest(id), 'declined', { by: ctx.actor, note }),
  );
}
