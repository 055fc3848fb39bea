import { AsyncLocalStorage } from 'node:async_hooks';
import { isDeepStrictEqual } from 'node:util';
import { ApprovalNeeded, type RiskyAction } from '../../../platform/four-eyes.ts';
import type { RequestContext } from '../../../shared/request-context.ts';
import { shopSettings } from '../../settings/index.ts';
import { APPROVABLE } from './approvable-actions.policy.ts';
import { isApprovableKind } from './approvable-kinds.policy.ts';
import type { Approval } from './approval.model.ts';
import { changedMeanwhile, oneAfterTheOther } from './approvals.errors.ts';

const approved = new AsyncLocalStorage<Pick<Approval, 'kind' | 'basis'>>();

/** Runs what was approved: the same action on the same basis passes, every other one is looked at as ever. */
export const asApproved = <T>(approval: Pick<Approval, 'kind' | 'basis'>, work: () => Promise<T>): Promise<T> =>
  approved.run(approval, work);

/** Values as they are stored and compared: dates and ids as text, nothing that is not set. */
export const plain = (values: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  JSON.parse(JSON.stringify(values)) as Record<string, unknown>;

/** What `secondLook` of the platform asks. Jobs, scripts and imports are no persons and act on somebody's word already. */
export async function judge(ctx: RequestContext, action: RiskyAction): Promise<void> {
  if (ctx.actor.kind === 'system') return;
  const granted = approved.getStore();
  if (granted && granted.kind === action.kind) {
    assertUnchanged(granted.basis, plain(action.basis ?? action.before));
    return;
  }
  if (action.kind === 'newStaff') {
    if ((await shopSettings()).approveRoleGrants) throw oneAfterTheOther();
    return;
  }
  if (!isApprovableKind(action.kind)) throw new Error(`${action.kind} has no line in the table of approvable actions`);
  const limit = APPROVABLE[action.kind].limit(await shopSettings());
  if (limit !== null && action.size > limit) throw new ApprovalNeeded(action);
}

/** Throws `changed_meanwhile`, with what changed, where the present state is not what the request was about. */
function assertUnchanged(was: Readonly<Record<string, unknown>>, is: Readonly<Record<string, unknown>>): void {
  const fields = [...new Set([...Object.keys(was), ...Object.keys(is)])];
  const changed = fields
    .filter((field) => !isDeepStrictEqual(was[field], is[field]))
    .map((field) => ({ field, was: was[field] ?? null, is: is[field] ?? null }));
  if (changed.length > 0) throw changedMeanwhile(changed);
}
