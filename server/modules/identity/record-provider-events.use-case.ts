import { badRequest } from '../../shared/errors.ts';
import type { RequestContext } from '../../shared/request-context.ts';
import { recordSignIn } from '../audit/index.ts';
import {
  addressOf,
  causeOf,
  type ProviderEvent,
  providerEvent,
  readDelivery,
  timeOf,
} from './provider-event.policy.ts';
import { findBySubject, userByEmail } from './user.repository.ts';

const AT_ONCE = 20;
const LONGEST_USER_AGENT = 300;

export type ProviderDoors = Readonly<Record<string, string>>;

/**
 * Puts the failed sign-ins of a provider's delivery on record, each once however often it is delivered. What was typed as a login is never
 * kept: people type passwords there. Throws `bad_events`, and `audit_unavailable` so that the provider delivers again.
 */
export async function recordProviderEvents(
  ctx: RequestContext,
  text: string,
  /** Which client of the provider is which door of ours. */
  doors: ProviderDoors,
): Promise<{ received: number; recorded: number }> {
  const delivered = readDelivery(text)?.map((value) => providerEvent.safeParse(value));
  if (!delivered || delivered.some(({ success }) => !success)) throw badEvents();
  const events = delivered.flatMap(({ data }) => data ?? []);
  const failures = events.filter((event) => causeOf(event) !== null);
  for (let at = 0; at < failures.length; at += AT_ONCE) {
    await Promise.all(failures.slice(at, at + AT_ONCE).map((event) => record(ctx, event, doors)));
  }
  return { received: events.length, recorded: failures.length };
}

async function record(ctx: RequestContext, event: ProviderEvent, doors: ProviderDoors): Promise<void> {
  const { data, log_id } = event;
  const cause = causeOf(event);
  if (cause === null) return;
  const person = await personOf(event);
  const happened = timeOf(event);
  const door = data.client_id && Object.hasOwn(doors, data.client_id) ? doors[data.client_id] : undefined;
  const userAgent = (data.user_agent ?? '').slice(0, LONGEST_USER_AGENT);
  const from: RequestContext = { ...ctx, ip: addressOf(event), userAgent };
  await recordSignIn(from, {
    action: 'sign-in',
    outcome: 'refused',
    cause,
    entityId: person,
    detail: {
      ...(door ? { door } : {}),
      toldBy: 'provider',
      type: data.type,
      ...(happened ? { happened: happened.toISOString() } : {}),
    },
    once: { key: `provider|${log_id}`, at: happened ?? new Date(0) },
  });
}

/** Whose account it was tried on, where it is one of ours; whether the one who tried is that person nobody knows. */
async function personOf({ data }: ProviderEvent): Promise<string | null> {
  const bySubject = data.user_id ? await findBySubject(data.user_id) : null;
  if (bySubject) return String(bySubject._id);
  const byAddress = data.user_name?.includes('@') ? await userByEmail(data.user_name.trim()) : null;
  return byAddress ? String(byAddress._id) : null;
}

const badEvents = () =>
  badRequest(
    'bad_events',
    'Send events of the form {"log_id": …, "data": {"type": …}}, as a JSON array or one a line; nothing was recorded.',
  );
