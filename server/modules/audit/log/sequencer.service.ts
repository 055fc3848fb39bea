import { clock } from '../../../platform/clock.ts';
import type { Job } from '../../../platform/jobs.ts';
import { takeLease } from '../../../platform/lease.ts';
import { appendPending } from './append.service.ts';
import { LogCheckpointModel, LogStateModel } from './log.model.ts';
import { Frontier } from './merkle.policy.ts';
import { type LogKey, signCheckpoint } from './signed-note.policy.ts';

const LEASE_MILLISECONDS = 8_000;

/**
 * One round of the log's only writer: take the lease, take in what is pending, sign a checkpoint; again until nothing is left. (Leaving what
 * comes meanwhile to the next round saves work, but let the log fall behind by 5 to 6 s now and then while the shop writes at full speed.)
 * Other instances stand by until the lease runs out. Answers how many entries the log grew by; null while another instance holds the lease.
 */
export async function sequence(key: LogKey): Promise<number | null> {
  let grown = 0;
  for (;;) {
    const lease = await takeLease('sequencer', LEASE_MILLISECONDS);
    if (!lease) return null;
    const taken = await appendPending(lease.token);
    grown += taken;
    await publishCheckpoint(key);
    if (taken === 0) return grown;
  }
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

/** The sequencer as a background job: at least every second. It holds a lease of its own, with a fencing token. */
export const sequencerJob = (key: LogKey): Job => ({
  name: 'sequencer',
  everyMilliseconds: 700,
  // Not longer than the lease inside: the one that goes first must not keep the others waiting once it was killed.
  leaseMilliseconds: LEASE_MILLISECONDS,
  run: async () => {
    await sequence(key);
  },
});
