import { clock } from '../../../platform/clock.ts';
import { type RequestContext, systemContext } from '../../../shared/request-context.ts';
import { runOperation } from '../../audit/index.ts';
import { ApprovalModel } from './approval.model.ts';
import { settle } from './approval.repository.ts';

const AT_ONCE = 100;

/** Settles the requests that nobody decided about in time; how many. */
export async function expireRequests(
  ctx: RequestContext = systemContext('approvals', { source: 'job' }),
): Promise<number> {
  const due = await ApprovalModel.find({ state: 'waiting', expiresAt: { $lte: clock.now() } }, { _id: 1 })
    .limit(AT_ONCE)
    .lean();
  for (const { _id } of due) {
    const spec = { action: 'approvals.expire', entity: 'approvals', entityId: String(_id) };
    await runOperation(ctx, spec, async () => {
      const approval = await ApprovalModel.findById(_id);
      if (approval?.state === 'waiting') await settle(approval, 'expired', { by: ctx.actor });
    });
  }
  return due.length;
}
