import mongoose from 'mongoose';
import { collectionByName, collections, type RegisteredCollection } from '../../platform/model.ts';
import { type AuditEntry, AuditLog, type Fields } from './audit-entry.model.ts';
import { ownedByLedgerOf, personalFieldsOf } from './audited-model.service.ts';
import { applyChange, differingFields } from './change.policy.ts';

/** What one check looked at, and the first records it found wrong, by name. */
export type Finding = { check: string; subject: string; problem: string };
export type CheckResult = { check: string; checked: number; what: string; findings: Finding[] };

export type OnProgress = (checked: number, total?: number) => void;
/** Tells what is wrong with a record. */
type Tell = (entity: string, id: string, problem: string) => void;
/** A part of all records: those whose ids, as entries name them, are from `from` on and before `to`. */
export type FoldRange = { from?: string; to?: string };
/** What a part held: how many entries, and how many records of each collection are there by their entries. */
export type FoldCount = { entries: number; living: Record<string, number> };
/** Folds a part; here, or in a thread of its own. */
export type FoldPart = (range: FoldRange, tell: Tell, onProgress: OnProgress) => Promise<FoldCount>;

const MOST_FINDINGS = 20;
const MOST_DOUBTFUL = 1_000;
/** Few enough to be garbage before it is moved among what lasts. */
const BATCH = 250;
const IN_ORDER = { entityId: 1, entity: 1, revision: 1 } as const;

/**
 * P1: for every record of every audited collection, the fold of its change entries is the record as stored, with the revision the last entry
 * gave it, and without a gap in the revisions. Memory stays flat: entries are read once, in the order of an index. What differs is looked at
 * again in one snapshot, since a shop goes on working while it is checked.
 */
export async function verifyFolds(
  onProgress: OnProgress = () => undefined,
  { ranges = [{}], part = compareFolds }: { ranges?: FoldRange[]; part?: FoldPart } = {},
): Promise<CheckResult> {
  const doubtful = new Map<string, { entity: string; id: string }>();
  const doubt = (entity: string, id: string) => {
    if (doubtful.size < MOST_DOUBTFUL) doubtful.set(`${entity}:${id}`, { entity, id });
  };
  const total = await AuditLog.collection.estimatedDocumentCount();
  const progress = ranges.map(() => 0);
  const counts = await Promise.all(
    ranges.map((range, n) =>
      part(range, doubt, (checked) => {
        progress[n] = checked;
        onProgress(
          progress.reduce((sum, one) => sum + one, 0),
          total,
        );
      }),
    ),
  );
  const living: Record<string, number> = {};
  for (const count of counts)
    for (const [entity, some] of Object.entries(count.living)) living[entity] = (living[entity] ?? 0) + some;
  await tellUnrecorded(living, doubt);

  const findings: Finding[] = [];
  for (const { entity, id } of doubtful.values()) {
    if (findings.length >= MOST_FINDINGS) break;
    findings.push(...(await lookAgain(entity, id)));
  }
  return {
    check: 'P1 folds',
    checked: counts.reduce((sum, { entries }) => sum + entries, 0),
    what: 'change entries folded',
    findings,
  };
}

/** From here on threads are worth their start. */
const LONG_TRAIL = 20_000;

export const isLongTrail = async (): Promise<boolean> =>
  (await AuditLog.collection.estimatedDocumentCount()) > LONG_TRAIL;

/** All records in parts of about as many entries each. */
export async function foldRanges(parts: number): Promise<FoldRange[]> {
  const filter = { revision: { $exists: true } };
  const total = await AuditLog.collection.countDocuments(filter, { hint: IN_ORDER });
  const bounds = new Set<string>();
  for (let n = 1; n < parts; n += 1) {
    const [entry] = await AuditLog.collection
      .find(filter, { hint: IN_ORDER, projection: { _id: 0, entityId: 1 } })
      .sort(IN_ORDER)
      .skip(Math.floor((total * n) / parts))
      .limit(1)
      .toArray();
    if (entry) bounds.add(String(entry['entityId']));
  }
  const from = [undefined, ...bounds];
  return from.map((start, n) => {
    const end = from[n + 1];
    return { ...(start === undefined ? {} : { from: start }), ...(end === undefined ? {} : { to: end }) };
  });
}

type Fold = { entity: string; id: string; state: Fields | null; revision: number };

/** Compares each record of a part with the fold of its entries, and tells of each that differs. */
export const compareFolds: FoldPart = async ({ from, to }, tell, onProgress = () => undefined) => {
  const count: FoldCount = { entries: 0, living: {} };
  let batch: Fold[] = [];
  let current = null as Fold | null;
  const settle = async () => {
    for (const [entity, folds] of Map.groupBy(batch, (fold) => fold.entity)) {
      const audited = collectionByName(entity);
      if (audited?.class !== 'audited') continue;
      count.living[entity] = (count.living[entity] ?? 0) + folds.filter(({ state }) => state !== null).length;
      await compare(audited, folds, tell);
    }
    batch = [];
  };

  const bounds = { ...(from === undefined ? {} : { $gte: from }), ...(to === undefined ? {} : { $lt: to }) };
  const filter = {
    revision: { $exists: true },
    ...(Object.keys(bounds).length > 0 ? { entityId: bounds } : {}),
  };
  const projection = { entity: 1, entityId: 1, revision: 1, prevValue: 1, newValue: 1, 'detail.overtaken': 1 };
  const entries = AuditLog.collection.find(filter, { hint: IN_ORDER, projection, batchSize: BATCH }).sort(IN_ORDER);
  for await (const entry of entries as unknown as AsyncIterable<AuditEntry>) {
    const [entity, id] = [entry.entity, String(entry.entityId)];
    if (current?.id !== id || current.entity !== entity) {
      if (current) batch.push(current);
      if (batch.length >= BATCH) await settle();
      current = { entity, id, state: null, revision: 0 };
    }
    if (entry.revision !== current.revision + 1) tell(entity, id, gapBefore(current.revision, entry.revision));
    current.revision = entry.revision ?? 0;
    current.state = applyChange(current.state, entry);
    count.entries += 1;
    if (count.entries % BATCH === 0) onProgress(count.entries);
  }
  if (current) batch.push(current);
  await settle();
  onProgress(count.entries);
  return count;
};

const gapBefore = (last: number, next: number | undefined): string =>
  `revision ${last + 1} has no entry; the next one is ${next}`;

async function compare(audited: RegisteredCollection, folds: Fold[], tell: Tell): Promise<void> {
  const { model, collection } = audited;
  const ids = folds.map((fold) => castId(audited, fold.id));
  const stored = new Map<string, Fields>();
  for await (const record of model.collection.find({ _id: { $in: ids as never[] } }))
    stored.set(String(record._id), record);
  for (const fold of folds) {
    const problem = problemOf(fold, stored.get(fold.id) ?? null, ownedByLedgerOf(collection));
    if (problem) tell(collection, fold.id, problem);
  }
}

function problemOf(
  { state, revision }: Pick<Fold, 'state' | 'revision'>,
  record: Fields | null,
  ignored: ReadonlySet<string>,
): string | null {
  if (state !== null && record === null) return 'the record is gone, but no entry says so';
  if (state === null && record !== null)
    return revision === 0
      ? 'the record is there, but no entry says how it came'
      : 'the record is there, but its last entry says it was deleted';
  const fields = differingFields(state, record, ignored);
  if (fields.length > 0) return `stored otherwise than its entries say: ${fields.join(', ')}`;
  if (record && record['revision'] !== revision)
    return `revision ${record['revision']} stored, ${revision} by its entries`;
  return null;
}

/** Every living fold has a record; where there are more records, some have no entries at all. */
export async function tellUnrecorded(living: Record<string, number>, tell: Tell): Promise<void> {
  for (const audited of collections().filter((c) => c.class === 'audited')) {
    const there = await audited.model.collection.countDocuments({});
    if (there !== (living[audited.collection] ?? 0)) await findUnrecorded(audited, tell);
  }
}

async function findUnrecorded(audited: RegisteredCollection, tell: Tell): Promise<void> {
  let names: string[] = [];
  const check = async () => {
    const filter = { entityId: { $in: names }, entity: audited.collection, revision: { $exists: true } };
    const known = new Set(await AuditLog.distinct('entityId', filter));
    for (const name of names)
      if (!known.has(name)) tell(audited.collection, name, 'the record is there, but no entry says how it came');
    names = [];
  };
  for await (const record of audited.model.collection.find({}, { projection: { _id: 1 } })) {
    names.push(String(record['_id']));
    if (names.length >= BATCH) await check();
  }
  await check();
}

/** Folds one record again, entries and record from one moment. */
async function lookAgain(entity: string, id: string): Promise<Finding[]> {
  const audited = collectionByName(entity);
  if (!audited) return [];
  const problems: string[] = [];
  let record: Fields | null = null;
  const session = await mongoose.connection.startSession();
  try {
    await session.withTransaction(
      async () => {
        problems.length = 0;
        const fold = { state: null as Fields | null, revision: 0 };
        const filter = { entityId: id, entity, revision: { $exists: true } };
        const entries = AuditLog.collection.find(filter, { session, hint: IN_ORDER }).sort(IN_ORDER);
        for await (const entry of entries as unknown as AsyncIterable<AuditEntry>) {
          if (entry.revision !== fold.revision + 1) problems.push(gapBefore(fold.revision, entry.revision));
          fold.revision = entry.revision ?? 0;
          fold.state = applyChange(fold.state, entry);
        }
        record = await audited.model.collection.findOne({ _id: castId(audited, id) as never }, { session });
        const problem = problemOf(fold, record, ownedByLedgerOf(entity));
        if (problem) problems.push(problem);
      },
      { readConcern: { level: 'snapshot' } },
    );
  } finally {
    await session.endSession();
  }
  const subject = `${entity} ${id}${nameOf(entity, record)}`;
  return problems.map((problem) => ({ check: 'P1 folds', subject, problem }));
}

/** What people call a record, where that tells of no person. */
function nameOf(entity: string, record: Fields | null): string {
  const field = ['sku', 'reference', 'name'].find(
    (name) => typeof record?.[name] === 'string' && !personalFieldsOf(entity).has(name),
  );
  return field ? ` (${String(record?.[field])})` : '';
}

/** Entries name records by text; the collection may use ObjectIds. */
export const castId = (audited: RegisteredCollection, id: string): unknown => audited.model.schema.path('_id').cast(id);
