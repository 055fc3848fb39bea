import { clock } from '../../../platform/clock.ts';
import type { Job } from '../../../platform/jobs.ts';
import { takeLease } from '../../../platform/lease.ts';
import { appendPending } from './append.service.ts';
import { LogCheckpointModel, LogStateModel } from './log.model.ts';
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
 * One round of the log's only writer: take the lease, take in what is pending (a batch at most), sign a checkpoint. Other instances stand by
 * until the lease runs out. Answers how many entries the log grew by; null while another instance holds the lease.
 */
async function oneRound(key: LogKey): Promise<number | null> {
  const lease = await takeLease('sequencer', LEASE_MILLISECONDS);
  if (!lease) return null;
  const taken = await appendPending(lease.token);
  await publishCheckpoint(key);
  return taken;
}

/** Signs the log's present size unless that was done; safe after a crash between growing and signing. */
async function publishCheckpoint(key: LogKey): Promise<void> {
  const state = await LogStateModel.findById('log').lean<{ size: number; frontier: { buffer: Uint8Array }[] }>();
  if (!state || (await LogCheckpointModel.exists({ _id: state.size }))) return;
  const root = new Frontier(
    state.size,
    state.frontier.map((hash) => hash.buffer),
  ).root();
  const note = signCheckpoint(key, state.size, root);
  await LogCheckpointModel.updateOne(
    { _id: state.size },
    { $setOnInsert: { note, createdAt: clock.now() } },
    { upsert: true },
  );
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
