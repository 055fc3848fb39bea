import { clock } from '../../../platform/clock.ts';
import { rowFilter } from '../../../shared/permissions.policy.ts';
import type { Actor } from '../../../shared/request-context.ts';

/** The requests that wait for this person's word, as a filter; what they asked for themselves is not among them. */
export const toApprove = (actor: Actor): Record<string, unknown> => ({
  state: 'waiting',
  expiresAt: { $gt: clock.now() },
  requester: { $ne: actor.id },
  ...(rowFilter(actor, 'approvals', 'approve') ?? { _id: null }),
});

export const askedBy = (actor: Actor): Record<string, unknown> => ({ requester: actor.id });
