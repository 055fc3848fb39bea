import { parseInput } from '../../../platform/validation.ts';
import { isAppError } from '../../../shared/errors.ts';
import { assertCan, canSometimes } from '../../../shared/permissions.policy.ts';
import type { RequestContext } from '../../../shared/request-context.ts';
import { type ChunkedResult, runOperation } from '../../audit/index.ts';
import { assertFreshSignIn } from '../../identity/index.ts';
import { withStockQueue } from '../../inventory/index.ts';
import { APPROVABLE, type Rest } from './approvable-actions.policy.ts';
import { ApprovalModel, type StoredApproval } from './approval.model.ts';
import { permissionFor, requestById, settle, waitingRequest, whoElseCan } from './approval.repository.ts';
import { type Approve, approveInput, type DecisionWithReason, decisionWithReason } from './approval.schemas.ts';
import { ownRequest, shutOutByYourself, somebodyElseMay } from './approvals.errors.ts';
import { asApproved } from './second-look.service.ts';

/** What became of it; `rest` is what goes on by itself where it is more than one transaction can hold. */
export type Approved = { rest: Promise<ChunkedResult> | null };

/**
 * Approves somebody else's request and carries it out, in one operation with the approval. Throws `own_request`, `forbidden`,
 * `already_decided`, `request_expired`, `fresh_sign_in_required`, `changed_meanwhile` (then the request is settled as outdated), and whatever
 * the action itself throws, such as `out_of_stock`: then nothing is done and the request waits on.
 */
export async function approveRequest(ctx: RequestContext, input: Approve): Promise<Approved> {
  const { id, note } = parseInput(approveInput, input);
  const approval = await requestById(id);
  assertCan(ctx, 'approvals', 'approve', { entity: approval.entity });
  if (approval.requester === ctx.actor.id) throw ownRequest();
  return carryOut(ctx, approval, { note, alone: false });
}

/**
 * Confirms one's own request where nobody else could approve it: after a fresh proof of who one is, with a reason, marked as done alone.
 * Throws `somebody_else_may`, `second_person_shut_out`, and as `approveRequest`.
 */
export async function confirmAlone(ctx: RequestContext, input: DecisionWithReason): Promise<Approved> {
  const { id, note } = parseInput(decisionWithReason, input);
  const approval = await requestById(id);
  assertCan(ctx, 'approvals', 'confirmAlone', { requester: approval.requester });
  assertFreshSignIn(ctx);
  return carryOut(ctx, approval, { note, alone: true });
}

type How = { note: string | undefined; alone: boolean };

async function carryOut(ctx: RequestContext, approval: StoredApproval, how: How): Promise<Approved> {
  const [resource, verb] = permissionFor(approval);
  // Whoever may never do it is refused here; conditions on the record are asked by the action itself.
  if (!canSometimes(ctx.actor, resource, verb)) assertCan(ctx, resource, verb);
  const action = APPROVABLE[approval.kind];
  if (action.fresh) assertFreshSignIn(ctx);
  const id = String(approval._id);
  const { requestedBy, reason } = approval;
  const acting = { ...ctx, reason: `asked for by ${requestedBy.name}${reason ? `: ${reason}` : ''}`.slice(0, 500) };
  let rest: Rest | null = null;
  const products = (await action.products?.(approval.input as never)) ?? [];
  try {
    await withStockQueue(products, () =>
      runOperation(acting, { action: 'approvals.approve', entity: 'approvals', entityId: id }, async () => {
        const waiting = await waitingRequest(id);
        if (how.alone) await assertNobodyElse(waiting.toObject());
        await settle(waiting, 'approved', { by: ctx.actor, ...how });
        const left = await asApproved(approval, () => action.execute(acting, { ...approval, id }));
        rest = typeof left === 'function' ? (left as Rest) : null;
      }),
    );
  } catch (error) {
    if (isAppError(error) && error.code === 'changed_meanwhile') await outdate(ctx, id, error.message);
    throw error;
  }
  return { rest: startedBy(rest) };
}

async function assertNobodyElse(approval: Parameters<typeof whoElseCan>[0]): Promise<void> {
  const who = await whoElseCan(approval);
  if (who === 'somebody') throw somebodyElseMay();
  if (who === 'shutOut') throw shutOutByYourself();
}

/** What stops it later is in its journal. */
function startedBy(rest: Rest | null): Promise<ChunkedResult> | null {
  const started = rest?.() ?? null;
  started?.catch(() => undefined);
  return started;
}

/** The request is about a record that is another one now: it can't be approved any more, and its requester sees why. */
async function outdate(ctx: RequestContext, id: string, why: string): Promise<void> {
  await runOperation(ctx, { action: 'approvals.outdate', entity: 'approvals', entityId: id }, async () => {
    const approval = await ApprovalModel.findById(id);
    if (approval?.state === 'waiting') await settle(approval, 'outdated', { by: ctx.actor, note: why });
  });
}
