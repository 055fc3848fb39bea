import { z } from 'zod';
import { ids } from '../../platform/ids.ts';
import { enqueue } from '../../platform/outbox.ts';
import { invalid, isAppError, notFound } from '../../shared/errors.ts';
import { assertCan } from '../../shared/permissions.policy.ts';
import type { Actor, RequestContext } from '../../shared/request-context.ts';
import { findUsers } from '../identity/index.ts';
import { eraseRecords, eraseTracesOf } from './erase-person.use-case.ts';
import { ticketNumber } from './privacy.schemas.ts';
import { texts } from './privacy.texts.ts';

/** Why somebody is erased; the ticket says the rest. */
export const ERASURE_REASONS = ['the person asks', 'no longer needed', 'an authority orders it'] as const;
export const ERASURE_TOPIC = 'privacy.erase-traces';

/** The entries of the first half come into the log within seconds, and lines that are still counted within a minute. */
const TRY_AFTER_MS = 5_000;

const inputAbout = (username: string) =>
  z.strictObject({
    reason: z.enum(ERASURE_REASONS, texts.reason),
    ticket: ticketNumber,
    confirmation: z.literal(username, texts.confirmation(username)),
  });
const message = z.object({ userId: z.string(), by: z.custom<Actor>(), ip: z.string(), reason: z.string() });

/**
 * Erases a person for somebody at the panel: their records now, and their traces in the trail as soon as the log has all of it, which
 * `finishErasure` does, at whichever instance and after whatever crash. Whoever asks types the person's username, which nobody does by mistake.
 * Throws `invalid`, `open_orders`, `own_account`, `last_admin`, `fresh_sign_in_required`, `not_found`, `forbidden`.
 */
export async function beginErasure(ctx: RequestContext, userId: string, input: unknown): Promise<void> {
  assertCan(ctx, 'users', 'erase');
  const [user] = await findUsers([userId]);
  if (!user) throw notFound('user', userId);
  const asked = inputAbout(user.username).safeParse(input);
  if (!asked.success) throw invalid(faultsOf(asked.error));
  const reason = `${asked.data.reason}, ${asked.data.ticket}`;
  const { kind, id, name, roles } = ctx.actor;
  const rest = { userId, by: { kind, id, name, roles }, ip: ctx.ip, reason };
  await eraseRecords({ ...ctx, reason }, userId, () => enqueue(ERASURE_TOPIC, rest, { inMilliseconds: TRY_AFTER_MS }));
}

/** The second half of it: a message of the outbox. Comes again until the log has everything about the person. */
export async function finishErasure(payload: Record<string, unknown>): Promise<void> {
  const { userId, by, ip, reason } = message.parse(payload);
  const ctx: RequestContext = { actor: by, ip, userAgent: '', requestId: ids.random(), source: 'job', reason };
  try {
    await eraseTracesOf(ctx, userId);
  } catch (error) {
    if (!isAppError(error) || error.code !== 'not_sequenced') throw error;
    await enqueue(ERASURE_TOPIC, payload, { inMilliseconds: TRY_AFTER_MS });
  }
}

const faultsOf = ({ issues }: z.ZodError): Record<string, string> =>
  Object.fromEntries(issues.map(({ path, message: says }) => [path.join('.'), says]));
