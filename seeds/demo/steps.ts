import { Schema } from 'mongoose';
import { defineModel } from '../../server/platform/model.ts';

/** What of the demo shop is done already: the seeds are safe to run twice, and go on where they were stopped. */
const SeedStep = defineModel<{ _id: string; doneAt: Date }>(
  'SeedStep',
  'seedSteps',
  new Schema<{ _id: string; doneAt: Date }>(
    { _id: { type: String, required: true }, doneAt: Date },
    { versionKey: false },
  ),
  { class: 'technical', shardKey: '_id', asked: [{ why: 'one step', filter: { _id: 'x' } }] },
);

/** Runs a step unless it was done before. A step that was cut short runs again, so it does nothing twice itself. */
export async function once(name: string, step: () => Promise<unknown>): Promise<void> {
  if (await wasDone(name)) return;
  await step();
  await SeedStep.updateOne({ _id: name }, { $setOnInsert: { doneAt: new Date() } }, { upsert: true });
}

/** Whether a step was done before, for what has to be made ready for it. */
export const wasDone = async (name: string): Promise<boolean> => (await SeedStep.exists({ _id: name })) !== null;

/** When the demo shop was begun: the day the fortnight is counted back from, however often the seeds are run. */
export async function begunAt(now: Date): Promise<Date> {
  await SeedStep.updateOne({ _id: 'begun' }, { $setOnInsert: { doneAt: now } }, { upsert: true });
  return (await SeedStep.findById('begun').lean())?.doneAt ?? now;
}
