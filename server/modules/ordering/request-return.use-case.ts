import { parseInput } from '../../platform/validation.ts';
import type { RequestContext } from '../../shared/request-context.ts';
import { runOperation } from '../audit/index.ts';
import { orderFor } from './order.repository.ts';
import { type RequestReturn, requestReturnSchema } from './ordering.schemas.ts';
import type { ReturnRequest } from './return-request.model.ts';
import { insertReturnRequest } from './return-request.repository.ts';

/**
 * Asks to send goods of a delivered order back. Nothing moves yet: staff answer, and look at what comes. Throws `illegal_move` before it is
 * delivered, `return_waiting` where one waits already, `picture_missing`, `invalid`, `not_found`, `forbidden`.
 */
export async function requestReturn(ctx: RequestContext, input: RequestReturn): Promise<ReturnRequest> {
  const { orderId, ...wish } = parseInput(requestReturnSchema, input);
  return runOperation(ctx, { action: 'orders.requestReturn', entity: 'returnRequests' }, async () => {
    const order = await orderFor(ctx, orderId, 'requestReturn', 'requestReturn');
    return insertReturnRequest(ctx, order, wish);
  });
}
