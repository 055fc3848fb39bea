import { z } from 'zod';
import { forbidden, invalid } from '../../shared/errors.ts';
import { assertCan, whoMay } from '../../shared/permissions.policy.ts';
import type { RequestContext } from '../../shared/request-context.ts';
import { recordAccess } from '../audit/index.ts';
import { type MaskedEntity, type Person, personOf, recordOf } from './person.repository.ts';
import { ticketNumber } from './privacy.schemas.ts';
import { texts } from './privacy.texts.ts';
import { UnmaskingModel } from './unmasking.model.ts';

/** Why somebody's data is looked at; the ticket says the rest. */
export const UNMASK_REASONS = [
  'customer asks',
  'delivery',
  'return or refund',
  'suspected fraud',
  'data request',
] as const;
export const UNMASKED_MINUTES = 30;

const schema = z.strictObject({
  reason: z.enum(UNMASK_REASONS, texts.reason),
  ticket: ticketNumber,
});

type About = { entity: MaskedEntity; id: string };

/**
 * Opens the records of the person whom a record is about to whoever asks, for half an hour by the database's clock, at every instance. That it
 * was opened, why and for which ticket is on record before anything is shown. Throws `forbidden`, `not_found`, `invalid`.
 */
export async function unmaskPerson(ctx: RequestContext, about: About, input: unknown): Promise<void> {
  const actor = asPerson(ctx, about);
  const person = await personOf(about.entity, about.id);
  const asked = schema.safeParse(input);
  if (!asked.success)
    throw invalid(Object.fromEntries(asked.error.issues.map(({ path, message }) => [path.join('.'), message])));
  const { reason, ticket } = asked.data;
  await onRecord({ ...ctx, reason }, 'unmask', person, { ticket, minutes: UNMASKED_MINUTES, ...from(about, person) });
  const until = { $add: ['$$NOW', UNMASKED_MINUTES * 60_000] };
  const opened = { actor, person, reason, ticket: { $literal: ticket }, at: '$$NOW', until };
  await UnmaskingModel.updateOne({ _id: idOf(actor, person) }, [{ $set: opened }], {
    upsert: true,
    updatePipeline: true,
  });
}

/** Ends it before its time; on record, as the opening was. Safe to repeat. Throws `forbidden`, `not_found`. */
export async function maskPerson(ctx: RequestContext, about: About): Promise<void> {
  const actor = asPerson(ctx, about);
  const person = await personOf(about.entity, about.id);
  await UnmaskingModel.deleteOne({ _id: idOf(actor, person) });
  await onRecord(ctx, 'mask', person, from(about, person));
}

/** It is opened to a person who can answer for it, never to a program. */
function asPerson(ctx: RequestContext, { entity }: About): string {
  assertCan(ctx, entity, 'unmask');
  const { kind, id } = ctx.actor;
  if (kind !== 'user' || id === null) throw forbidden('unmask', entity, whoMay(entity, 'unmask'));
  return id;
}

const idOf = (actor: string, person: Person): string => `${actor}|${person}`;

/** From which record it was asked, where that is not the person's own. */
function from({ entity, id }: About, person: Person): { from?: string } {
  const own = recordOf(person);
  return own.entity === entity && own.id === id ? {} : { from: `${entity}:${id}` };
}

async function onRecord(
  ctx: RequestContext,
  action: 'unmask' | 'mask',
  person: Person,
  filter: Record<string, unknown>,
): Promise<void> {
  const { entity, id } = recordOf(person);
  await recordAccess(ctx, { entity, entityId: id, action, filter, everyTime: true });
}
