import { fileURLToPath } from 'node:url';
import mongoose, { Schema } from 'mongoose';
import { auditedModel, sequencerJob } from '../modules/audit/index.ts';
import { logKey } from '../modules/audit/log/signed-note.policy.ts';
import { connectDatabase } from '../platform/database.ts';
import { startJobs } from '../platform/jobs.ts';

/*
 * An instance that does nothing but stand by as the log's writer, to be killed. It tells on its standard output each time it has begun to
 * grow the log, so that it can be killed in the middle of that.
 */
export const SequencedThing = auditedModel(
  'SequencedThing',
  'sequencedThings',
  new Schema<{ n: number; text?: string }>({ n: Number, text: String }),
  { shardKey: '_id' },
);

export const testLogKey = (seed: string) => logKey('test/audit/log', Buffer.from(seed, 'base64'));

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await connectDatabase(process.env['MONGODB_URI'] ?? '');
  mongoose.connection.getClient().on('commandStarted', ({ commandName, command }) => {
    if (commandName === 'update' && command['update'] === 'logState') console.log('grows');
  });
  startJobs([sequencerJob(testLogKey(process.env['LOG_SEED'] ?? ''))]);
  setInterval(() => undefined, 1_000);
}
