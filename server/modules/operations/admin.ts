// The operations module's door for the panel's resources.

export { APPROVABLE_KINDS } from './approvals/approvable-kinds.policy.ts';
export { APPROVAL_STATES, ApprovalModel } from './approvals/approval.model.ts';
export { whoElseCan } from './approvals/approval.repository.ts';
export { approveRequest, confirmAlone } from './approvals/approve-request.use-case.ts';
export { requestRefund, requestUndo } from './approvals/ask-for.use-case.ts';
export { cancelRequest } from './approvals/cancel-request.use-case.ts';
export { declineRequest } from './approvals/decline-request.use-case.ts';
export { askedBy, toApprove } from './approvals/to-approve.repository.ts';
export { AdjustmentModel } from './import/adjustment.model.ts';
