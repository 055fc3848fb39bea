import { parseInput } from '../../platform/validation.ts';
import { assertCan } from '../../shared/permissions.policy.ts';
import type { RequestContext } from '../../shared/request-context.ts';
import { runOperation } from '../audit/index.ts';
import { decideReturn } from './decide-return.service.ts';
import { type AcceptReturn, acceptReturnSchema } from './ordering.schemas.ts';
import type { ReturnRequest } from './return-request.model.ts';

/** Tells a customer that they may send their goods back. Throws `illegal_move`, `invalid`, `not_found`, `forbidden`. */
export async function acceptReturn(ctx: RequestContext, input: AcceptReturn): Promise<ReturnRequest> {
  const { id, note } = parseInput(acceptReturnSchema, input);
  return runOperation(ctx, { action: 'returnRequests.accept', entity: 'returnRequests', entityId: id }, async () => {
    assertCan(ctx, 'returnRequests', 'accept');
    return decideReturn(ctx, id, 'accepted', note);
  });
}
