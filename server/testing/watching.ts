import { setTimeout as sleep } from 'node:timers/promises';
import mongoose from 'mongoose';
import { AuditLog } from '../modules/audit/admin.ts';
import { startWatcher, type Watcher } from '../modules/audit/outside/watcher.service.ts';

/* What tests of the watcher share: writing past the application, and waiting for what is told of it. */

export const bare = (name: string) => mongoose.connection.collection(name);

export const outsideEntries = () => AuditLog.find({ kind: 'outside' }).sort({ createdAt: 1, _id: 1 }).lean();

/** Throws where it has not come about within the 5 s that are promised. */
export async function until(holds: () => Promise<boolean>): Promise<void> {
  for (const end = Date.now() + 5_000; Date.now() < end; await sleep(50)) if (await holds()) return;
  throw new Error('did not come about within 5 s');
}

export const untilFound = (count: number): Promise<void> =>
  until(async () => (await AuditLog.countDocuments({ kind: 'outside' })) >= count);

const OF_THE_TRAIL = ['auditLogs', 'logState', 'logBundles', 'logTiles', 'logCheckpoints', 'logQueue'];

/** Empties these collections and the trail, and watches from then on. */
export async function watchFromNothing(...collections: string[]): Promise<Watcher> {
  for (const name of [...collections, ...OF_THE_TRAIL, 'watcherState', 'leases']) await bare(name).deleteMany({});
  const watcher = startWatcher();
  await until(async () => (await bare('watcherState').countDocuments()) === 1);
  return watcher;
}
