import type mongoose from 'mongoose';
import { collections } from '../../../platform/model.ts';
import { type AuditEntry, AuditLog, type Fields } from '../audit-entry.model.ts';
import { leafOf } from '../leaf.policy.ts';
import { leafOfLedgerRow, type StoredLedgerRow } from '../ledger-model.service.ts';
import { type LogQueued, listedIn, logQueue, waitingIn } from './log.model.ts';

/** A row that waits for the log, with the leaf it will be there. */
export type Pending = {
  collection: string;
  id: mongoose.Types.ObjectId;
  time: number;
  record: string;
  revision: number;
  leaf: Buffer;
  /** Waits in a list, without a mark of its own. */
  isListed?: boolean;
};

/** What one transaction takes into the log, in the order in which it will stand there, and the lists that are done with it. */
export type Waiting = { pending: Pending[]; lists: mongoose.mongo.ObjectId[] };

type List = { _id: mongoose.mongo.ObjectId; pending: Pending[] };
type Majority = { session: mongoose.ClientSession; readConcern: { level: 'majority' } };

/** How many entries one transaction takes into the log. */
const BATCH = 2_000;

/** The collections whose rows become leaves: the trail and every ledger. */
export const logSources = () => collections().filter((c) => c.class === 'trail' || c.class === 'ledger');

/**
 * What waits, the oldest first. Found by mark or list, never by time or id: transactions commit out of order. Read at majority, so that
 * nothing is taken that could roll back.
 */
export async function readWaiting(session: mongoose.ClientSession): Promise<Waiting> {
  const majority: Majority = { session, readConcern: { level: 'majority' } };
  const marked = await readMarked(majority);
  const first = oldest(marked, await readLists(majority));
  const lists = await aheadOfNone(await entriesOf(first.lists, majority), marked, majority);
  return {
    pending: inOrder([...first.marked, ...lists.flatMap(({ pending }) => pending)]),
    lists: lists.map(({ _id }) => _id),
  };
}

/** Whether nothing waits for the log but folded lines that may still grow. */
export async function isEverythingSequenced(): Promise<boolean> {
  for (const { model } of logSources()) {
    if (await model.exists({ pending: true, foldUntil: { $exists: false } })) return false;
  }
  return (await logQueue.findOne()) === null;
}

async function readMarked(majority: Majority): Promise<Pending[]> {
  const marked: Pending[] = [];
  for (const { collection, model } of logSources()) {
    const open = {
      pending: true,
      $or: [{ foldUntil: { $exists: false } }, { $expr: { $lt: ['$foldUntil', '$$NOW'] } }],
    };
    const filter = collection === AuditLog.collection.name ? open : { pending: true };
    const found = model.collection.find(filter as never, majority);
    for await (const row of found.sort({ pending: 1, _id: 1 }).limit(BATCH - marked.length || 1)) {
      if (marked.length < BATCH) marked.push(pendingOf(collection, row as Fields));
    }
  }
  return marked;
}

async function readLists(majority: Majority): Promise<LogQueued[]> {
  const lists: LogQueued[] = [];
  let count = 0;
  for await (const list of logQueue.find({}, { ...majority, batchSize: 8 }).sort({ _id: 1 })) {
    lists.push(list);
    count += listedIn(list).length;
    if (count >= BATCH) break;
  }
  return lists;
}

/**
 * As many as one transaction takes, in the order in which they began to wait: of what is left behind nothing is older, so that a record's
 * revisions stay in their order. A list goes whole.
 */
function oldest(marked: Pending[], lists: LogQueued[]): { marked: Pending[]; lists: LogQueued[] } {
  let [ones, whole, count] = [0, 0, 0];
  while (count < BATCH && (ones < marked.length || whole < lists.length)) {
    const [one, list] = [marked[ones], lists[whole]];
    if (list && (!one || String(list._id) < String(one.id))) {
      whole += 1;
      count += listedIn(list).length;
    } else {
      ones += 1;
      count += 1;
    }
  }
  return { marked: marked.slice(0, ones), lists: lists.slice(0, whole) };
}

/** The entries of each list that still wait. One that is listed twice belongs to the first list: it has one leaf all the same. */
async function entriesOf(lists: LogQueued[], majority: Majority): Promise<List[]> {
  const whole = lists.map(({ _id }): List => ({ _id, pending: [] }));
  if (whole.length === 0) return whole;
  const listOf = new Map<string, List>();
  for (const [n, list] of lists.entries())
    for (const id of listedIn(list)) if (!listOf.has(String(id))) listOf.set(String(id), whole[n]!);
  for await (const row of AuditLog.collection.find(waitingIn(lists) as never, majority))
    listOf
      .get(String(row._id))
      ?.pending.push({ ...pendingOf(AuditLog.collection.name, row as Fields), isListed: true });
  return whole;
}

/**
 * The lists up to the first that holds a later revision of a record than one that got a mark since the marks were read: that list, and every
 * one behind it, waits for the next round.
 */
async function aheadOfNone(lists: List[], marked: Pending[], majority: Majority): Promise<List[]> {
  if (lists.length === 0) return lists;
  const known = new Set(marked.map(({ id }) => String(id)));
  const first = new Map<string, number>();
  const projection = { entity: 1, entityId: 1, revision: 1 };
  const marks = AuditLog.collection
    .find({ pending: true, revision: { $exists: true } } as never, { ...majority, projection })
    .sort({ pending: 1, _id: 1 })
    .limit(2 * BATCH);
  const firstOf = (record: string) => first.get(record) ?? Number.POSITIVE_INFINITY;
  for await (const { _id, entity, entityId, revision } of marks) {
    const record = `${entity}:${entityId}`;
    if (!known.has(String(_id))) first.set(record, Math.min(revision ?? 0, firstOf(record)));
  }
  const ahead = lists.findIndex(({ pending }) => pending.some(({ record, revision }) => revision > firstOf(record)));
  return ahead < 0 ? lists : lists.slice(0, ahead);
}

function pendingOf(collection: string, row: Fields): Pending {
  const isEntry = collection === AuditLog.collection.name;
  const entry = row as unknown as AuditEntry;
  const text = isEntry ? leafOf(entry) : leafOfLedgerRow(collection, row as StoredLedgerRow);
  return {
    collection,
    id: row['_id'] as mongoose.Types.ObjectId,
    time: (row['createdAt'] as Date).getTime(),
    record: isEntry ? `${entry.entity}:${entry.entityId}` : '',
    revision: entry.revision ?? 0,
    leaf: Buffer.from(text),
  };
}

/** By time, but a record's revisions in their order, whatever the clocks of several instances say. */
function inOrder(pending: Pending[]): Pending[] {
  const byTime = pending.toSorted((a, b) => a.time - b.time);
  const revisions = new Map<string, Pending[]>();
  for (const entry of byTime) {
    if (entry.revision > 0) revisions.set(entry.record, [...(revisions.get(entry.record) ?? []), entry]);
  }
  for (const list of revisions.values()) list.sort((a, b) => a.revision - b.revision);
  return byTime.map((entry) => (entry.revision > 0 ? revisions.get(entry.record)!.shift()! : entry));
}
