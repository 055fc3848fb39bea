import type { mongo } from 'mongoose';
import { collections, type RegisteredCollection } from '../../platform/model.ts';
import { type AuditEntry, AuditLog, type Fields } from './audit-entry.model.ts';
import { ownedByLedgerOf } from './audited-model.service.ts';
import { applyChange, differingFields } from './change.policy.ts';

/** What one check looked at, and the first records it found wrong, by name. */
export type Finding = { check: string; subject: string; problem: string };
export type CheckResult = { check: string; checked: number; what: string; findings: Finding[] };

type OnProgress = (checked: number) => void;
const MOST_FINDINGS = 20;
const BATCH = 1_000;

/**
 * P1: for every record of every audited collection, the fold of its change entries is the record as stored, with the revision the last entry
 * gave it, and without a gap in the revisions. Memory stays flat: entries are read in the order of an index.
 */
export async function verifyFolds(onProgress: OnProgress = () => undefined): Promise<CheckResult> {
  const findings: Finding[] = [];
  let checked = 0;
  for (const audited of collections().filter((c) => c.class === 'audited')) {
    const report: Mismatch = (id, problem) => {
      const finding = { check: 'P1 folds', subject: `${audited.collection} ${id}`, problem };
      if (findings.length < MOST_FINDINGS) findings.push(finding);
    };
    checked += await compareWithFolds(audited, report, (n) => onProgress(checked + n));
    if (findings.length >= MOST_FINDINGS) break;
  }
  return { check: 'P1 folds', checked, what: 'change entries folded', findings };
}

type Fold = { id: string; state: Fields | null; revision: number };

type Mismatch = (id: string, problem: string) => void;

/** Compares every record of a collection with the fold of its entries, telling of each that differs. Answers how many entries it folded. */
export async function compareWithFolds(
  audited: RegisteredCollection,
  report: Mismatch,
  onProgress: OnProgress = () => undefined,
): Promise<number> {
  const entity = audited.collection;
  let [checked, living] = [0, 0];
  let batch: Fold[] = [];
  let current = null as Fold | null;
  const settle = async () => {
    living += batch.filter((fold) => fold.state !== null).length;
    await compare(audited, batch, report);
    batch = [];
  };

  const filter = { entity, revision: { $exists: true } };
  const entries = AuditLog.collection
    .find(filter, {
      hint: { entityId: 1, entity: 1, revision: 1 },
      projection: { entityId: 1, revision: 1, prevValue: 1, newValue: 1, detail: 1 },
    })
    .sort({ entityId: 1, entity: 1, revision: 1 });
  for await (const entry of entries as AsyncIterable<AuditEntry>) {
    const id = String(entry.entityId);
    if (current?.id !== id) {
      if (current) batch.push(current);
      if (batch.length >= BATCH) await settle();
      current = { id, state: null, revision: 0 };
    }
    if (entry.revision !== current.revision + 1)
      report(id, `revision ${current.revision + 1} has no entry; the next one is ${entry.revision}`);
    current.revision = entry.revision ?? 0;
    current.state = applyChange(current.state, entry);
    checked += 1;
    if (checked % BATCH === 0) onProgress(checked);
  }
  if (current) batch.push(current);
  await settle();

  // Every living fold has a record; if there are more records, some have no entries at all.
  if ((await audited.model.collection.countDocuments({})) !== living) await findUnrecorded(audited, report);
  return checked;
}

async function compare(audited: RegisteredCollection, folds: Fold[], report: Mismatch): Promise<void> {
  const { model, collection } = audited;
  const ids = folds.map((fold) => castId(audited, fold.id));
  const stored = new Map<string, Fields>();
  for await (const record of model.collection.find({ _id: { $in: ids as never[] } }))
    stored.set(String(record._id), record);
  const ignored = ownedByLedgerOf(collection);
  for (const { id, state, revision } of folds) {
    const record = stored.get(id) ?? null;
    if (state !== null && record === null) report(id, 'the record is gone, but no entry says so');
    else if (state === null && record !== null)
      report(id, 'the record is there, but its last entry says it was deleted');
    else {
      const fields = differingFields(state, record, ignored);
      if (fields.length > 0) report(id, `stored otherwise than its entries say: ${fields.join(', ')}`);
      else if (record && record['revision'] !== revision)
        report(id, `revision ${record['revision']} stored, ${revision} by its entries`);
    }
  }
}

async function findUnrecorded(audited: RegisteredCollection, report: Mismatch): Promise<void> {
  let ids: mongo.BSON.Document[] = [];
  const check = async () => {
    const names = ids.map((record) => String(record['_id']));
    const filter = { entityId: { $in: names }, entity: audited.collection, revision: { $exists: true } };
    const known = new Set(await AuditLog.distinct('entityId', filter));
    for (const name of names) if (!known.has(name)) report(name, 'the record is there, but no entry says how it came');
    ids = [];
  };
  for await (const record of audited.model.collection.find({}, { projection: { _id: 1 } })) {
    ids.push(record);
    if (ids.length >= BATCH) await check();
  }
  await check();
}

/** Entries name records by text; the collection may use ObjectIds. */
export const castId = (audited: RegisteredCollection, id: string): unknown => audited.model.schema.path('_id').cast(id);
