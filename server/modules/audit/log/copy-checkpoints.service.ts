import { clock } from '../../../platform/clock.ts';
import type { Job } from '../../../platform/jobs.ts';
import { keepObject } from '../../../platform/kept-objects.ts';
import { LogCheckpointModel, logMarks } from './log.model.ts';

/** Where the copies are, each under the size of its log: where whoever owns the database has no hand on them. */
export const COPIES = 'audit-log/checkpoints/';

const A_ROUND = 256;
const SIDE_BY_SIDE = 8;

/**
 * Copies the checkpoints that have none yet into the object store, oldest first; what a store that does not answer left over is copied once
 * it does. Answers how many. Throws `object_store_unavailable`.
 */
export async function copyCheckpoints(): Promise<number> {
  const mark = await logMarks.findOne({ _id: 'copies' });
  const waiting = await LogCheckpointModel.find({ _id: { $gt: mark?.size ?? -1 } })
    .sort({ _id: 1 })
    .limit(A_ROUND)
    .lean();
  for (let at = 0; at < waiting.length; at += SIDE_BY_SIDE) {
    const some = waiting.slice(at, at + SIDE_BY_SIDE);
    await Promise.all(some.map(({ _id, note }) => keepObject(`${COPIES}${_id}`, note, clock.now())));
    await logMarks.updateOne({ _id: 'copies' }, { $set: { size: some.at(-1)!._id } }, { upsert: true });
  }
  return waiting.length;
}

/** Copies checkpoints every second. Apart from the sequencer, which a slow store must not hold up. */
export const checkpointCopiesJob: Job = {
  name: 'checkpoint-copies',
  everyMilliseconds: 1_000,
  run: async () => {
    while ((await copyCheckpoints()) === A_ROUND);
  },
};
