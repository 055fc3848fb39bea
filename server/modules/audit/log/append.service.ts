import mongoose from 'mongoose';
import { logger } from '../../../platform/logger.ts';
import { AuditLog } from '../audit-entry.model.ts';
import { logBundles, logMarks, logQueue, logState, logTiles, UNLOGGED } from './log.model.ts';
import { setIndexes } from './mark-taken.service.ts';
import { Frontier, HASH_BYTES, leafHash, TILE_WIDTH } from './merkle.policy.ts';
import { type Pending, readWaiting, type Waiting } from './read-waiting.service.ts';

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
  const taken = await session.withTransaction(() => append(session, token, size, { pending, lists }), {
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

async function append(
  session: mongoose.ClientSession,
  token: number,
  size: number,
  { pending: entries, lists }: Waiting,
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
    await setIndexes(AuditLog.collection, UNLOGGED, ids, size + at, session);
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
