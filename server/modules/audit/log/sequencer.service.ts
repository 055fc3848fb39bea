import mongoose from 'mongoose';
import { clock } from '../../../platform/clock.ts';
import type { Job } from '../../../platform/jobs.ts';
import { takeLease } from '../../../platform/lease.ts';
import { appendPending } from './append.service.ts';
import { LogCheckpointModel, LogStateModel } from './log.model.ts';
import { markTaken } from './mark-taken.service.ts';
import { Frontier } from './merkle.policy.ts';
import { type LogKey, signCheckpoint } from './signed-note.policy.ts';

const LEASE_MILLISECONDS = 8_000;

/** Takes everything that waits into the log, round after round. Answers how many entries it grew by; null while another instance holds the lease. */
export async function sequence(key: LogKey): Promise<number | null> {
  let grown = 0;
  for (;;) {
    const taken = await oneRound(key);
    if (taken === null) return null;
    grown += taken;
    if (taken === 0) return grown;
  }
}

/**
 * One round of the log's only writer: take the lease, finish what an earlier one left, take in what is pending (a batch at most), and finish
 * that. Other instances stand by until the lease runs out. Answers how many entries the log grew by; null while another instance holds the
 * lease.
 */
async function oneRound(key: LogKey): Promise<number | null> {
  const lease = await takeLease('sequencer', LEASE_MILLISECONDS);
  if (!lease) return null;
  return mongoose.connection.withSession(async (session) => {
    const size = await finish(session, key);
    const { taken, areMarked } = await appendPending(session, lease.token, size);
    if (taken > 0) await finish(session, key, { markedUpTo: areMarked ? size + taken : 0 });
    return taken;
  });
}

/**
 * Marks as taken what the log has grown by, then signs its present size: a checkpoint says that this was done with everything before it.
 * `markedUpTo` is a size of which the caller knows that it was. Answers the present size. Safe to repeat, and the only way on after a crash
 * between growing and signing.
 */
async function finish(
  session: mongoose.ClientSession,
  key: LogKey,
  { markedUpTo = 0 }: { markedUpTo?: number } = {},
): Promise<number> {
  const state = await LogStateModel.findById('log')
    .session(session)
    .lean<{ size: number; frontier: { buffer: Uint8Array }[] }>();
  if (!state) return 0;
  const { size, frontier } = state;
  const latest = await LogCheckpointModel.findOne({ _id: { $lte: size } }, { _id: 1 })
    .sort({ _id: -1 })
    .session(session)
    .lean();
  if (latest?._id === size) return size;
  // A later holder may have grown it further meanwhile, with entries that wait for their marks to be taken.
  if (markedUpTo !== size) await markTaken(session, latest?._id ?? 0, size);
  const root = new Frontier(
    size,
    frontier.map((hash) => hash.buffer),
  ).root();
  await LogCheckpointModel.updateOne(
    { _id: size },
    { $setOnInsert: { note: signCheckpoint(key, size, root), createdAt: clock.now() } },
    { upsert: true, session },
  );
  return size;
}

/**
 * The sequencer as a background job: a round begins every so often, at once where the one before took longer. What comes meanwhile is taken
 * together, which costs the database and the store of the copies far less than a round for every few entries; and the log is never behind by
 * more than the interval and two rounds.
 */
export const sequencerJob = (key: LogKey): Job => ({
  name: 'sequencer',
  everyMilliseconds: 600,
  steady: true,
  // One that lasts from round to round, with a fencing token.
  ownLease: true,
  run: async () => {
    await oneRound(key);
  },
});
