import { parseInput } from '../../../platform/validation.ts';
import { notFound } from '../../../shared/errors.ts';
import { assertCan } from '../../../shared/permissions.policy.ts';
import type { RequestContext } from '../../../shared/request-context.ts';
import { operationState } from '../../audit/index.ts';
import { orderFor, refundOf, waysBack } from '../../ordering/index.ts';
import { type RequestRefund, type RequestUndo, requestRefundInput, requestUndoInput } from './approval.schemas.ts';
import { fileRequest } from './file-request.use-case.ts';

/*
 * What those ask for who may not do it themselves, whatever the limits. It waits for somebody who may.
 */

/** Asks for money of an order to be given back. Answers the request's id. Throws `illegal_move`, `amount_does_not_fit`, `already_waiting`, `invalid`, `forbidden`. */
export async function requestRefund(ctx: RequestContext, input: RequestRefund): Promise<string> {
  const request = parseInput(requestRefundInput, input);
  const order = await orderFor(ctx, request.orderId, 'requestRefund', 'refund');
  await waysBack(order, request);
  return fileRequest(ctx, refundOf(order, request));
}

/** Asks for an operation to be taken back. Answers the request's id. Throws `not_found`, `already_waiting`, `invalid`, `forbidden`. */
export async function requestUndo(ctx: RequestContext, input: RequestUndo): Promise<string> {
  const { operationId, reason } = parseInput(requestUndoInput, input);
  assertCan(ctx, 'operations', 'requestUndo');
  const operation = await operationState(operationId);
  if (!operation) throw notFound('operation', operationId);
  return fileRequest(ctx, {
    kind: 'undo',
    entity: 'operations',
    entityId: operationId,
    input: { operationId },
    before: { state: operation.state },
    after: { state: 'undone' },
    size: operation.total,
    reason,
  });
}
