import mongoose from 'mongoose';
import { logger } from '../../../platform/logger.ts';
import { collections } from '../../../platform/model.ts';
import type { AuditEntry, Fields } from '../audit-entry.model.ts';
import { AuditLog } from '../audit-entry.model.ts';
import { leafOf } from '../leaf.policy.ts';
import { leafOfLedgerRow, type StoredLedgerRow } from '../ledger-model.service.ts';
import { type LogQueued, listedIn, logBundles, logMarks, logQueue, logState, logTiles } from './log.model.ts';
import { setIndexes } from './mark-taken.service.ts';
import { Frontier, HASH_BYTES, leafHash, TILE_WIDTH } from './merkle.policy.ts';

type Pending = {
  collection: string;
  id: mongoose.Types.ObjectId;
  time: number;
  record: string;
  revision: number;
  leaf: Buffer;
  /** Waits in a list, without a mark of its own. */
  isListed?: boolean;
};

/** How many entries one transaction takes into the log. */
const BATCH = 2_000;

/** The collections whose rows become leaves: the trail and every ledger. */
const sources = () => collections().filter((c) => c.class === 'trail' || c.class === 'ledger');

/**
 * Takes what is pending into the log: leaves into bundles, hashes into tiles, the new size and edge into the state, in one transaction that
 * commits only if the log is still of the `size` up to which everything is marked as taken (`markTaken`), and no later holder, with a higher
 * `token`, has been here. Answers how many were taken, and whether all of them have their index already: those of lists get it in the same
 * transaction. The session has read the mark of the last entry: what it reads here is no older.
 */
export async function appendPending(
  session: mongoose.ClientSession,
  token: number,
  size: number,
): Promise<{ taken: number; areMarked: boolean }> {
  const { pending, lists } = await readWaiting(session);
  if (pending.length === 0) {
    // Whatever is named by lists of which nothing waits was changed outside; so were the lists, and the watcher may say so.
    if (lists.length > 0) await logQueue.deleteMany({ _id: { $in: lists } });
    return { taken: 0, areMarked: true };
  }
  await succeed(session, token);
  const taken = await session.withTransaction(() => append(session, token, size, inOrder(pending), lists), {
    readConcern: { level: 'snapshot' },
    writeConcern: { w: 'majority' },
  });
  return { taken, areMarked: pending.every(({ isListed }) => isListed) };
}

/**
 * Tells a later holder which session grows the log, and ends that of an earlier one: the transaction of a process that was killed would
 * keep the log's state to itself until the database ends it, a minute later.
 */
async function succeed(session: mongoose.ClientSession, token: number): Promise<void> {
  const own = session.id?.id;
  const mark = { token, ...(own ? { session: own } : {}) };
  const before = await logMarks.findOneAndUpdate({ _id: 'writer' }, { $set: mark }, { upsert: true });
  if (!before?.session || before.token === token) return;
  const killed = [{ id: new mongoose.mongo.UUID(before.session.buffer) }];
  await mongoose.connection.db
    ?.command({ killSessions: killed })
    .catch((error: unknown) => logger.warn({ err: error }, 'the session of an earlier sequencer could not be ended'));
}

type Waiting = { pending: Pending[]; lists: mongoose.mongo.ObjectId[] };

/**
 * What waits, the oldest first. Found by mark or list, never by time or id: transactions commit out of order. Read at majority, so that
 * nothing is taken that could roll back.
 */
async function readWaiting(session: mongoose.ClientSession): Promise<Waiting> {
  const majority = { session, readConcern: { level: 'majority' } } as const;
  const marked: Pending[] = [];
  for (const { collection, model } of sources()) {
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
  const lists: LogQueued[] = [];
  let count = 0;
  for await (const list of logQueue.find({}, { ...majority, batchSize: 8 }).sort({ _id: 1 })) {
    lists.push(list);
    count += listedIn(list).length;
    if (count >= BATCH) break;
  }
  const taken = oldest(marked, lists);
  const listed = new Map<string, Pending>();
  const waiting = {
    _id: { $in: taken.lists.flatMap(listedIn) },
    pending: { $exists: false },
    logIndex: { $exists: false },
  };
  if (taken.lists.length > 0)
    for await (const row of AuditLog.collection.find(waiting as never, majority))
      listed.set(String(row._id), { ...pendingOf(AuditLog.collection.name, row as Fields), isListed: true });
  const whole = taken.lists.map((list) => ({
    _id: list._id,
    pending: listedIn(list).flatMap((id) => takeFrom(listed, String(id))),
  }));
  const late = taken.lists.length > 0 ? await laterMarks(marked, majority) : new Map<string, number>();
  const isAhead = ({ record, revision }: Pending) => revision > (late.get(record) ?? Number.POSITIVE_INFINITY);
  const cut = whole.findIndex((list) => list.pending.some(isAhead));
  const kept = cut < 0 ? whole : whole.slice(0, cut);
  return { pending: [...taken.marked, ...kept.flatMap(({ pending }) => pending)], lists: kept.map(({ _id }) => _id) };
}

/** What a map holds under a key, once: an entry that was listed twice has one leaf all the same. */
function takeFrom<T>(from: Map<string, T>, key: string): T[] {
  const found = from.get(key);
  from.delete(key);
  return found === undefined ? [] : [found];
}

/**
 * The first revision of each record that got a mark since the marks were read. A list, which is read after them, may hold a later one: it waits
 * for the next round, as does every list behind it.
 */
async function laterMarks(marked: Pending[], majority: object): Promise<Map<string, number>> {
  const known = new Set(marked.map(({ id }) => String(id)));
  const first = new Map<string, number>();
  const projection = { entity: 1, entityId: 1, revision: 1 };
  const marks = AuditLog.collection
    .find({ pending: true, revision: { $exists: true } } as never, { ...majority, projection })
    .sort({ pending: 1, _id: 1 })
    .limit(2 * BATCH);
  for await (const { _id, entity, entityId, revision } of marks) {
    const record = `${entity}:${entityId}`;
    if (!known.has(String(_id)))
      first.set(record, Math.min(revision ?? 0, first.get(record) ?? Number.POSITIVE_INFINITY));
  }
  return first;
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

/** Whether nothing waits for the log but folded lines that may still grow. */
export async function isEverythingSequenced(): Promise<boolean> {
  for (const { model } of sources()) {
    if (await model.exists({ pending: true, foldUntil: { $exists: false } })) return false;
  }
  return (await logQueue.findOne()) === null;
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

async function append(
  session: mongoose.ClientSession,
  token: number,
  size: number,
  entries: Pending[],
  lists: mongoose.mongo.ObjectId[],
): Promise<number> {
  const state = await logState.findOne({ _id: 'log' }, { session });
  if ((state?.size ?? 0) !== size) return 0;
  const frontier = new Frontier(
    size,
    (state?.frontier ?? []).map((hash) => hash.buffer),
  );
  const hashes = entries.map((entry) => leafHash(entry.leaf));
  for (const hash of hashes) frontier.append(hash);

  const grown = await logState.updateOne(
    { _id: 'log', size, token: { $lte: token } },
    {
      $set: { size: frontier.size, token, frontier: frontier.subtrees.map((hash) => new mongoose.mongo.Binary(hash)) },
    },
    { session, upsert: state === null },
  );
  // Another holder of the lease has been here since: this one steps back.
  if (grown.matchedCount + grown.upsertedCount !== 1) return 0;

  await writeBundles(
    session,
    size,
    entries.map((entry) => entry.leaf),
  );
  await writeTiles(session, size, hashes);
  if (lists.length > 0) await indexListed(session, size, entries, lists);
  return entries.length;
}

/** Gives the entries of lists their index and takes the lists away. No index holds what it changes, so that it costs little in a transaction. */
async function indexListed(
  session: mongoose.ClientSession,
  size: number,
  entries: Pending[],
  lists: mongoose.mongo.ObjectId[],
): Promise<void> {
  for (let at = 0; at < entries.length; at += TILE_WIDTH) {
    const ids = entries.slice(at, at + TILE_WIDTH).map(({ id, isListed }) => (isListed ? id : null));
    await setIndexes(AuditLog.collection, { logIndex: { $exists: false } }, ids, size + at, session);
  }
  await logQueue.deleteMany({ _id: { $in: lists } }, { session });
}

async function writeBundles(session: mongoose.ClientSession, size: number, leaves: Buffer[]): Promise<void> {
  const writes: { updateOne: { filter: { _id: number }; update: unknown; upsert: true } }[] = [];
  for (let at = 0; at < leaves.length; ) {
    const bundle = Math.floor((size + at) / TILE_WIDTH);
    const room = TILE_WIDTH - ((size + at) % TILE_WIDTH);
    const some = leaves.slice(at, at + room).map((leaf) => new mongoose.mongo.Binary(leaf));
    writes.push({
      updateOne: { filter: { _id: bundle }, update: { $push: { leaves: { $each: some } } }, upsert: true },
    });
    at += some.length;
  }
  await logBundles.bulkWrite(writes as never[], { session });
}

/** Appends hashes to the tiles of level 0, and the root of each tile that became full to the level above. */
async function writeTiles(session: mongoose.ClientSession, size: number, hashes: Buffer[]): Promise<void> {
  let [level, start, added] = [0, size, hashes];
  while (added.length > 0) {
    const first = Math.floor(start / TILE_WIDTH);
    const stored = await logTiles.findOne({ _id: `${level}/${first}` }, { session });
    const known = (start % TILE_WIDTH) * HASH_BYTES;
    if ((stored?.hashes.length() ?? 0) !== known)
      throw new Error(`tile ${level}/${first} is not as long as the log's size says`);
    const bytes = Buffer.concat([stored?.hashes.buffer.subarray(0, known) ?? Buffer.alloc(0), ...added]);
    const above: Buffer[] = [];
    const writes = [];
    const tileBytes = TILE_WIDTH * HASH_BYTES;
    for (let at = 0; at < bytes.length; at += tileBytes) {
      const tile = bytes.subarray(at, at + tileBytes);
      const filter = { _id: `${level}/${first + at / tileBytes}` };
      writes.push({
        updateOne: { filter, update: { $set: { hashes: new mongoose.mongo.Binary(tile) } }, upsert: true },
      });
      if (tile.length === tileBytes) above.push(tileRoot(tile));
    }
    await logTiles.bulkWrite(writes as never[], { session });
    [level, start, added] = [level + 1, Math.floor(start / TILE_WIDTH), above];
  }
}

/** The root of a full tile: one hash of the level above. */
export function tileRoot(tile: Uint8Array): Buffer {
  const frontier = new Frontier();
  for (let at = 0; at < tile.length; at += HASH_BYTES) frontier.append(Buffer.from(tile.subarray(at, at + HASH_BYTES)));
  return frontier.root();
}
