import { Types } from 'mongoose';
import { clock } from '../../../platform/clock.ts';
import { notFound } from '../../../shared/errors.ts';
import { can, canSometimes } from '../../../shared/permissions.policy.ts';
import { type Actor, isStaff, ROLES, type Role } from '../../../shared/request-context.ts';
import { hasShutSomebodyOut, isSomebodyElse } from '../../identity/index.ts';
import { APPROVABLE } from './approvable-actions.policy.ts';
import { type Approval, ApprovalModel, type ApprovalState, type StoredApproval } from './approval.model.ts';
import { alreadyDecided, requestExpired } from './approvals.errors.ts';

export async function requestById(id: string): Promise<StoredApproval> {
  const approval = Types.ObjectId.isValid(id) ? await ApprovalModel.findById(id).lean() : null;
  if (!approval) throw notFound('approval', id);
  return approval as StoredApproval;
}

/** The request to decide about, read in the current operation. Throws `already_decided`, `request_expired`, `not_found`. */
export async function waitingRequest(id: string) {
  const approval = await ApprovalModel.findById(id);
  if (!approval) throw notFound('approval', id);
  if (approval.state !== 'waiting') throw alreadyDecided(approval.state);
  if (approval.expiresAt <= clock.now()) throw requestExpired();
  return approval;
}

type Decision = { by: Actor; note?: string | undefined; alone?: boolean };

/** Settles a request, in the current operation. */
export async function settle(
  approval: Awaited<ReturnType<typeof waitingRequest>>,
  state: Exclude<ApprovalState, 'waiting'>,
  { by, note, alone }: Decision,
): Promise<void> {
  const { kind, id, name } = by;
  approval.set({
    state,
    waitsFor: undefined,
    decidedBy: { kind, id, name },
    decidedAt: clock.now(),
    ...(note ? { decision: note } : {}),
    ...(alone ? { alone } : {}),
  });
  await approval.save();
}

/** The roles whose holders may approve such a request. */
export function rolesThatMayApprove({ kind, entity, input }: Pick<Approval, 'kind' | 'entity' | 'input'>): Role[] {
  const [resource, action] = permissionFor({ kind, input });
  return ROLES.filter(
    (role) =>
      isStaff([role]) && canSometimes([role], resource, action) && can([role], 'approvals', 'approve', { entity }),
  );
}

/** The line of the permission table that a request is about; of a selection it depends on what is to be done to it. */
export function permissionFor({ kind, input }: Pick<Approval, 'kind' | 'input'>): [string, string] {
  if (kind !== 'bulk') return [...APPROVABLE[kind].permission];
  const [resource = '', action = ''] = String(input['operation']).split('.');
  return [resource, action];
}

type Asked = Pick<Approval, 'kind' | 'entity' | 'input' | 'requester'>;

/** Who but the requester could approve it: somebody, nobody, or whom the requester shut out lately. */
export async function whoElseCan(approval: Asked): Promise<'somebody' | 'nobody' | 'shutOut'> {
  const roles = rolesThatMayApprove(approval);
  if (await isSomebodyElse(roles, approval.requester)) return 'somebody';
  return (await hasShutSomebodyOut(approval.requester, roles)) ? 'shutOut' : 'nobody';
}
