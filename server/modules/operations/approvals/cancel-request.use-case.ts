import { parseInput } from '../../../platform/validation.ts';
import { assertCan } from '../../../shared/permissions.policy.ts';
import type { RequestContext } from '../../../shared/request-context.ts';
import { runOperation } from '../../audit/index.ts';
import { requestById, settle, waitingRequest } from './approval.repository.ts';
import { type Approve, approveInput } from './approval.schemas.ts';

/** Takes one's own request back while it waits. Throws `already_decided`, `request_expired`, `forbidden`, `not_found`. */
export async function cancelRequest(ctx: RequestContext, input: Approve): Promise<void> {
  const { id, note } = parseInput(approveInput, input);
  const { requester } = await requestById(id);
  assertCan(ctx, 'approvals', 'cancel', { requester });
  await runOperation(ctx, { action: 'approvals.cancel', entity: 'approvals', entityId: id }, async () =>
    settle(await waitingRequest(id), 'cancelled', { by: ctx.actor, note }),
  );
}
