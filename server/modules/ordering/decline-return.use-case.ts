import { parseInput } from '../../platform/validation.ts';
import { assertCan } from '../../shared/permissions.policy.ts';
import type { RequestContext } from '../../shared/request-context.ts';
import { runOperation } from '../audit/index.ts';
import { decideReturn } from './decide-return.service.ts';
import { type DeclineReturn, declineReturnSchema } from './ordering.schemas.ts';
import type { ReturnRequest } from './return-request.model.ts';

/** Tells a customer why their goods are not taken back. Throws `illegal_move`, `invalid`, `not_found`, `forbidden`. */
export async function declineReturn(ctx: RequestContext, input: DeclineReturn): Promise<ReturnRequest> {
  const { id, note } = parseInput(declineReturnSchema, input);
  return runOperation(ctx, { action: 'returnRequests.decline', entity: 'returnRequests', entityId: id }, async () => {
    assertCan(ctx, 'returnRequests', 'decline');
    return decideReturn(ctx, id, 'declined', note);
  });
}
