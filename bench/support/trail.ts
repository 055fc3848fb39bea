import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { isEverythingSequenced, loadLogKey, sequencerJob, startWatcher } from '../../server/modules/audit/index.ts';
import { startJobs } from '../../server/platform/jobs.ts';

/** Sequencer and watcher, as the server runs them beside the requests; answers how to stop them. */
export function startTrailKeepers(folder: string): { stop(): Promise<void> } {
  const key = loadLogKey({ publicUrl: 'http://localhost:4000', signingKey: undefined, dataDir: join(folder, 'key') });
  const jobs = startJobs([sequencerJob(key)]);
  const watcher = startWatcher();
  return { stop: async () => void (await Promise.all([jobs.stop(), watcher.stop()])) };
}

/** Waits until everything that was written has its place in the log, so that a measurement does not pay for the one before. */
export async function untilSequenced(): Promise<void> {
  while (!(await isEverythingSequenced())) await sleep(100);
}
