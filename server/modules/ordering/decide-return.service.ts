import { clock } from '../../platform/clock.ts';
import type { RequestContext } from '../../shared/request-context.ts';
import { tell } from './order.events.ts';
import { personOf } from './place-order.use-case.ts';
import type { ReturnRequest } from './return-request.model.ts';
import { moveReturn } from './return-request.policy.ts';
import { returnRequestFor } from './return-request.repository.ts';

/** Answers a request in the current operation, and lets the customer know. Throws `illegal_move`, `not_found`. */
export async function decideReturn(
  ctx: RequestContext,
  id: string,
  status: 'accepted' | 'declined',
  note: string | undefined,
): Promise<ReturnRequest> {
  const request = await returnRequestFor(ctx, id);
  request.status = moveReturn(request.status, status);
  request.decidedBy = personOf(ctx);
  request.decidedAt = clock.now();
  if (note) request.note = note;
  await request.save();
  await tell(`order.return_${status}`, request.order, { returnRequestId: id });
  return request.toObject();
}
