import { createHash } from 'node:crypto';
import mongoose from 'mongoose';
import { isDuplicateKey } from '../../../platform/database-errors.ts';
import { collectionByName } from '../../../platform/model.ts';
import { type RequestContext, systemContext } from '../../../shared/request-context.ts';
import { type AuditEntry, AuditLog, type Fields } from '../audit-entry.model.ts';
import { derivedOf, ownedByLedgerOf } from '../audited-model.service.ts';
import { sameValue } from '../canonical.policy.ts';
import { applyChange, changeBetween } from '../change.policy.ts';
import { misderived } from '../derived-fields.policy.ts';
import { entryFor } from '../entry.service.ts';
import { castId } from '../verify-folds.use-case.ts';
import { BOOKKEEPING, type OutsideWrite, type WriteEvent } from './judge-events.policy.ts';

/**
 * One event has one id for its entry, however often it is read again after a crash. Like every ObjectId it begins with the time; the
 * event's place within that second comes next, so that entries keep the order of what they tell.
 */
function idOfEvent({ token, at }: Pick<WriteEvent, 'token' | 'at'>): mongoose.Types.ObjectId {
  const seconds = Math.floor(at.getTime() / 1_000)
    .toString(16)
    .padStart(8, '0');
  // A place is written as a mark, the seconds and the number within them, and more.
  const number = /^[0-9A-F]{18}/i.test(token) ? token.slice(10, 18) : '00000000';
  const digest = createHash('sha256').update(token).digest('hex');
  return new mongoose.Types.ObjectId(seconds + number.toLowerCase() + digest.slice(0, 8));
}

/** Nobody of ours did it, so that it has no role. */
const outside = (): RequestContext => {
  const context = systemContext('outside Counterfoil', { source: 'job', requestId: 'outside-change' });
  return { ...context, actor: { ...context.actor, roles: [] } };
};

const BY_STREAM = 'change stream';
export const BY_COMPARISON = 'comparison, time unknown';

/** What was seen of an outside change; nothing but the record's id where only a comparison found it. */
export type Seen = { collection: string; id: unknown; event?: WriteEvent };

/**
 * Puts a change of a record that was made behind the application on record (P3): before is the fold of its entries, after is the record as
 * stored, and the revision rises as with every change. Fields the application has written again meanwhile are told with the values the outside
 * change gave them, and marked as overtaken; so are fields that are made of others, which are set right. Does nothing where entry and record
 * already agree. Answers whether there was something to tell.
 */
export async function recordOutsideChange({ collection, id, event }: Seen): Promise<boolean> {
  const declared = collectionByName(collection);
  if (!declared) return false;
  const ignored = ownedByLedgerOf(collection);
  const recordId = typeof id === 'string' ? castId(declared, id) : id;
  const session = await mongoose.connection.startSession();
  try {
    return await session.withTransaction(
      async () => {
        const known = event && { _id: idOfEvent(event) };
        if (known && (await AuditLog.collection.findOne(known, { session }))) return false;
        const { state, revision } = await foldOf(session, collection, String(id));
        const found = (await declared.model.collection.findOne(
          { _id: recordId as never },
          { session },
        )) as Fields | null;
        const derived = derivedOf(collection);
        const setRight = derived && found ? misderived(derived, found) : {};
        const stored = found && { ...found, ...setRight };
        const change = changeBetween(state, stored, ignored);
        const written = [...new Set([...overtakenFields(event, state, ignored), ...Object.keys(setRight)])];
        const overtaken = written.filter((field) => !change || !(field in { ...change.prevValue, ...change.newValue }));
        const isRenumbered = stored !== null && !change && Number(stored['revision'] ?? 0) !== revision;
        if (!change && overtaken.length === 0 && !isRenumbered) return false;
        const values = withOvertaken(change ?? { prevValue: {}, newValue: {} }, overtaken, state, {
          ...found,
          ...event?.after,
        });
        const entry = entryFor(
          outside(),
          {
            kind: 'outside',
            entity: collection,
            entityId: String(id),
            action: `outside.${stored === null ? 'delete' : state === null ? 'insert' : 'edit'}`,
            outcome: 'done',
            revision: revision + 1,
            ...values,
            ...known,
            detail: {
              foundBy: event ? BY_STREAM : BY_COMPARISON,
              ...(overtaken.length > 0 ? { overtaken } : {}),
              ...(isRenumbered ? { fields: ['revision'] } : {}),
            },
          },
          event?.at ?? new Date(),
        );
        await AuditLog.collection.insertOne(entry, { session });
        if (stored)
          await declared.model.collection.updateOne(
            { _id: recordId as never },
            { $set: { ...setRight, revision: revision + 1 } },
            // Whoever wrote past the application may have written past the collection's rules too; what came of it is still to be numbered.
            { session, bypassDocumentValidation: true },
          );
        return true;
      },
      { readConcern: { level: 'snapshot' }, writeConcern: { w: 'majority' } },
    );
  } finally {
    await session.endSession();
  }
}

/**
 * Puts on record what has no fold: a stock figure written by hand, a touch of the trail or the log itself, or a change whose values can't be
 * kept.
 */
export async function recordOutsideTouch({ event, of }: OutsideWrite, foundBy = BY_STREAM): Promise<void> {
  const stockFigures =
    of === 'stock figure'
      ? Object.fromEntries(event.fields.map((field) => [field, event.after?.[field] ?? null]))
      : null;
  const entry = entryFor(
    outside(),
    {
      kind: 'outside',
      entity: event.collection,
      entityId: String(event.id),
      action: `outside.${event.kind === 'replace' || event.kind === 'update' ? 'edit' : event.kind}`,
      outcome: 'done',
      _id: idOfEvent(event),
      ...(stockFigures ? { prevValue: {}, newValue: stockFigures } : {}),
      detail: { foundBy, fields: event.fields },
    },
    event.at,
  );
  await insertOnce(entry);
}

/** Puts on record that a whole collection went away; what it held is told record by record. */
export async function recordOutsideDrop(
  collection: string,
  how: string,
  seen: Pick<WriteEvent, 'token' | 'at'>,
): Promise<void> {
  const essence = {
    kind: 'outside',
    entity: collection,
    entityId: null,
    action: `outside.${how}`,
    outcome: 'done',
  } as const;
  const entry = { ...essence, _id: idOfEvent(seen), detail: { foundBy: BY_STREAM } };
  await insertOnce(entryFor(outside(), entry, seen.at));
}

async function insertOnce(entry: AuditEntry): Promise<void> {
  const insert = AuditLog.collection.insertOne(entry, { writeConcern: { w: 'majority' } });
  await insert.catch((error: unknown) => {
    if (!isDuplicateKey(error)) throw error;
  });
}

async function foldOf(session: mongoose.ClientSession, entity: string, entityId: string) {
  let state: Fields | null = null;
  let revision = 0;
  const entries = AuditLog.collection
    .find({ entityId, entity, revision: { $exists: true } }, { session })
    .sort({ revision: 1 });
  for await (const entry of entries as unknown as AsyncIterable<AuditEntry>) {
    state = applyChange(state, entry);
    revision = entry.revision ?? revision;
  }
  return { state, revision };
}

/** The fields an outside update gave values that neither the record nor its fold has any more: the application wrote them since. */
function overtakenFields(event: WriteEvent | undefined, state: Fields | null, ignored: ReadonlySet<string>): string[] {
  if (event?.kind !== 'update' || !state) return [];
  return event.fields.filter(
    (field) =>
      !BOOKKEEPING.has(field) &&
      !ignored.has(field) &&
      isWhole(event, field) &&
      !sameValue(event.after?.[field], state[field]),
  );
}

function withOvertaken(
  change: { prevValue: Fields | null; newValue: Fields | null },
  overtaken: string[],
  state: Fields | null,
  given: Fields,
) {
  if (overtaken.length === 0) return change;
  const pick = (from: Fields | null | undefined) =>
    Object.fromEntries(overtaken.filter((field) => from?.[field] !== undefined).map((field) => [field, from?.[field]]));
  return {
    prevValue: { ...pick(state), ...change.prevValue },
    newValue: { ...pick(given), ...change.newValue },
  };
}

/** An update of a path inside a field does not tell the field's whole value. */
const isWhole = (event: WriteEvent, field: string): boolean => event.after !== null && field in event.after;
