import mongoose from 'mongoose';
import { collectionByName, collections } from '../../platform/model.ts';
import { unavailable } from '../../shared/errors.ts';
import type { RequestContext } from '../../shared/request-context.ts';
import { type AuditEntry, AuditLog, type Fields } from './audit-entry.model.ts';
import { sameValue } from './canonical.policy.ts';
import { ERASED, isErased, SALT_BYTES, saltAt, saltSlots } from './leaf.policy.ts';
import { ledgerSlots, type StoredLedgerRow } from './ledger-model.service.ts';
import { UNLOGGED } from './log/log.model.ts';
import { runOperation } from './operation.service.ts';
import { Operation } from './operation-journal.model.ts';
import { castId } from './verify-folds.use-case.ts';

/** What of the trail belongs to a person: fields of records about them, and entries of what they did themselves. */
export type PersonalTraces = {
  /** Records about the person, with the fields that tell of them and what becomes of a stored one when it is erased. */
  records: { entity: string; ids: string[]; fields: ReadonlySet<string>; erase: (stored: Fields) => void }[];
  /** The person's own id, for what they did. */
  actorId: string;
};

const BATCH = 200;

/**
 * In how many entries the person's erasure would erase values, judged as it judges them: once the records are erased. The entries that this
 * will leave hold the old values, so they count too.
 */
export async function countTraces(traces: PersonalTraces): Promise<number> {
  const [before, stored] = [await storedRecords(traces), await storedRecords(traces)];
  let count = 0;
  for (const { entity, ids, fields, erase } of traces.records) {
    for (const id of ids) {
      const record = stored.get(`${entity}:${id}`);
      if (!record) continue;
      erase(record);
      const was = before.get(`${entity}:${id}`);
      if ([...fields].some((field) => isTelling(was?.[field], record[field]))) count += 1;
    }
  }
  const touched = new Set<string>();
  for (const filter of filtersOf(traces)) {
    for await (const entry of AuditLog.collection.find(filter as never) as unknown as AsyncIterable<AuditEntry>)
      if (erasureOf(entry, traces, stored)) touched.add(String(entry._id));
  }
  for (const ledger of collections().filter((c) => c.class === 'ledger'))
    count += await ledger.model.collection.countDocuments({ 'actor.id': traces.actorId });
  return count + touched.size;
}

/** The texts that a field of a record has ever held, as far as the trail still knows them. */
export async function pastValuesOf(entity: string, id: string, field: string): Promise<string[]> {
  const values = new Set<string>();
  const entries = AuditLog.collection.find({ entityId: id, entity, revision: { $exists: true } } as never, {
    projection: { [`prevValue.${field}`]: 1, [`newValue.${field}`]: 1 },
  });
  for await (const { prevValue, newValue } of entries as unknown as AsyncIterable<AuditEntry>)
    for (const value of [prevValue?.[field], newValue?.[field]])
      if (typeof value === 'string' && value !== ERASED) values.add(value);
  return [...values];
}

/**
 * Takes a person's values and their salts out of the trail and the ledgers. Leaves stay as they are in the log, so that every proof still
 * verifies; without value and salt a digest tells nothing. Each batch is recorded as `users.erase`, which names the entries it touched, in
 * the same transaction. Throws `not_sequenced` while some of them are not yet in the log.
 */
export async function eraseTraces(ctx: RequestContext, traces: PersonalTraces): Promise<number> {
  const filters = filtersOf(traces);
  for (const filter of filters) {
    if (await AuditLog.exists({ ...filter, ...UNLOGGED })) {
      throw unavailable(
        'not_sequenced',
        'Some entries about this person are not in the log yet. Try again in a few seconds.',
      );
    }
  }
  let erased = 0;
  for (const filter of filters) {
    // What was erased before has nothing left to erase, so that a second run goes on where the first stopped.
    const entries = (await AuditLog.collection.find(filter as never).toArray()) as unknown as AuditEntry[];
    const stored = await storedRecords(traces);
    const updates = entries.flatMap((entry) => erasureOf(entry, traces, stored) ?? []);
    erased += await write(ctx, traces.actorId, AuditLog.collection.name, updates);
  }
  for (const ledger of collections().filter((c) => c.class === 'ledger')) {
    const rows = (await ledger.model.collection
      .find({ 'actor.id': traces.actorId })
      .toArray()) as unknown as StoredLedgerRow[];
    erased += await write(ctx, traces.actorId, ledger.collection, rows.map(erasureOfRow));
  }
  // Bookkeeping beside the trail, which has no proofs to keep.
  await Operation.updateMany(
    { 'performedBy.id': traces.actorId },
    { $set: { 'performedBy.id': null, 'performedBy.name': ERASED } },
  );
  return erased;
}

type Update = { _id: mongoose.Types.ObjectId; set: Fields };

async function write(ctx: RequestContext, personId: string, collection: string, updates: Update[]): Promise<number> {
  for (let at = 0; at < updates.length; at += BATCH) {
    const some = updates.slice(at, at + BATCH);
    const detail = { collection, entries: some.map(({ _id }) => _id.toHexString()) };
    await runOperation(
      ctx,
      { action: 'users.erase', entity: 'users', entityId: personId, detail },
      async ({ id, session }) => {
        const writes = some.map(({ _id, set }) => ({
          updateOne: { filter: { _id }, update: { $set: { ...set, erasedBy: id } } },
        }));
        await mongoose.connection.collection(collection).bulkWrite(writes as never[], { session });
      },
    );
  }
  return updates.length;
}

function filtersOf({ records, actorId }: PersonalTraces): Fields[] {
  return [...records.map(({ entity, ids }) => ({ entityId: { $in: ids }, entity })), { 'performedBy.id': actorId }];
}

/** The values and salts an entry loses; null where it holds nothing of the person (any more). */
function erasureOf(
  entry: AuditEntry,
  { records, actorId }: PersonalTraces,
  stored: Map<string, Fields>,
): Update | null {
  const now = stored.get(`${entry.entity}:${entry.entityId}`);
  const about = records.find(({ entity, ids }) => entity === entry.entity && ids.includes(String(entry.entityId)));
  const isOwn = entry.performedBy.id === actorId;
  const isUnnamed = about !== undefined && entry.performedBy.kind === 'guest' && entry.performedBy.id === null;
  const set: Fields = {};
  const salts = Buffer.from(entry.salts.buffer);
  saltSlots(entry).forEach((slot, n) => {
    const [side, field] = slot.includes(':') ? [slot.slice(0, 4), slot.slice(5)] : ['', slot];
    const path = side === 'prev' ? `prevValue.${field}` : side === 'next' ? `newValue.${field}` : field;
    const values = side === 'prev' ? entry.prevValue : side === 'next' ? entry.newValue : null;
    const goes =
      side === ''
        ? (isOwn && OF_THE_ACTOR.has(field)) || (isUnnamed && WHENCE.has(field))
        : about?.fields.has(field) && isTelling(values?.[field], now?.[field]);
    if (!goes || (side === '' && isErased(saltAt(entry.salts, n), entry[field as keyof AuditEntry]))) return;
    set[path] = field === 'performedBy' ? { kind: entry.performedBy.kind, id: null, name: ERASED } : ERASED;
    salts.fill(0, n * SALT_BYTES, (n + 1) * SALT_BYTES);
  });
  if (Object.keys(set).length === 0) return null;
  return { _id: entry._id, set: { ...set, salts: new mongoose.mongo.Binary(salts) } };
}

/** What an entry tells of whoever acted. */
const OF_THE_ACTOR: ReadonlySet<string> = new Set(['performedBy', 'ip', 'userAgent']);
/**
 * And of whoever gave no name: tried to sign in to the person's account, or opened the person's order by its link or as a guest. Nobody
 * knows that it was somebody else.
 */
const WHENCE: ReadonlySet<string> = new Set(['ip', 'userAgent']);

/** The records were erased first: a value that they still have tells nothing of the person, and their fold needs it. */
const isTelling = (value: unknown, stored: unknown): boolean =>
  value !== ERASED && value !== undefined && value !== null && !sameValue(value, stored);

async function storedRecords({ records }: PersonalTraces): Promise<Map<string, Fields>> {
  const stored = new Map<string, Fields>();
  for (const { entity, ids } of records) {
    const declared = collectionByName(entity);
    if (!declared) continue;
    const wanted = ids.map((id) => castId(declared, id));
    for await (const record of declared.model.collection.find({ _id: { $in: wanted as never[] } }))
      stored.set(`${entity}:${String(record._id)}`, record);
  }
  return stored;
}

function erasureOfRow(row: StoredLedgerRow): Update {
  const salts = Buffer.from(row.salts.buffer);
  const at = ledgerSlots(row).indexOf('actor');
  salts.fill(0, at * SALT_BYTES, (at + 1) * SALT_BYTES);
  const { kind } = row['actor'] as { kind: string };
  return { _id: row._id, set: { actor: { kind, id: null, name: ERASED }, salts: new mongoose.mongo.Binary(salts) } };
}
