import { createHash } from 'node:crypto';
import { clock } from '../../../platform/clock.ts';
import type { RiskyAction } from '../../../platform/four-eyes.ts';
import { isAppError } from '../../../shared/errors.ts';
import type { RequestContext } from '../../../shared/request-context.ts';
import { runOperation } from '../../audit/index.ts';
import { ApprovalModel } from './approval.model.ts';
import { alreadyWaiting } from './approvals.errors.ts';
import { plain } from './second-look.service.ts';

/** How long a request waits for somebody to decide. */
const WAITS_FOR_MS = 7 * 24 * 60 * 60 * 1000;

/**
 * Keeps an action that somebody else has to approve as a request, on record, and answers its id. The same person asking for the very same
 * again, by a double click, gets the id of the first; `already_waiting` where another request about it waits.
 */
export async function fileRequest(ctx: RequestContext, action: RiskyAction): Promise<string> {
  const { kind, entity, entityId, size, reason } = action;
  const [input, before, after] = [plain(action.input), plain(action.before), plain(action.after)];
  const waitsFor = `${kind}:${entityId ?? digest(input)}`;
  const { actor } = ctx;
  const file = () =>
    runOperation(ctx, { action: 'approvals.new', entity: 'approvals' }, async () => {
      const waiting = await ApprovalModel.findOne({ waitsFor }).lean();
      if (waiting) {
        const isSame = waiting.requester === actor.id && digest(waiting.input) === digest(input);
        if (!isSame) throw alreadyWaiting(String(waiting._id));
        return String(waiting._id);
      }
      const requester = actor.id ?? actor.name;
      const made = await new ApprovalModel({
        kind,
        entity,
        entityId,
        input,
        before,
        after,
        basis: action.basis ? plain(action.basis) : before,
        size,
        ...(reason ? { reason } : {}),
        requestedBy: { kind: actor.kind, id: actor.id, name: actor.name },
        requester,
        expiresAt: new Date(clock.now().getTime() + WAITS_FOR_MS),
        waitsFor,
        ...(ctx.demo ? { demo: true } : {}),
      }).save();
      return String(made._id);
    });
  // Of two at once one is told that the value is taken: then the other's request is there to be found.
  return file().catch((error) => (isAppError(error) && error.code === 'duplicate' ? file() : Promise.reject(error)));
}

const digest = (input: unknown): string => createHash('sha256').update(canonical(input)).digest('hex').slice(0, 32);
const canonical = (value: unknown): string =>
  JSON.stringify(value, (_key, item: unknown) =>
    typeof item === 'object' && item !== null && !Array.isArray(item)
      ? Object.fromEntries(Object.entries(item).sort(([a], [b]) => (a < b ? -1 : 1)))
      : item,
  );
