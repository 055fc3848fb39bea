import { releaseLease, takeLease } from './lease.ts';
import { logger } from './logger.ts';

export type Job = {
  name: string;
  everyMilliseconds: number;
  /** The interval counts from the beginning of a run instead of its end: one that took longer is followed by the next at once. */
  steady?: boolean;
  /** It sees to it by itself that it runs on one instance only. */
  ownLease?: boolean;
  run: () => Promise<void>;
};

/** How long a run may take before another instance may begin one. */
const LEASE_MILLISECONDS = 60_000;

export type RunningJobs = { stop(): Promise<void> };

/** Runs each job by its interval, once across all instances: whoever holds the job's lease, or its own. Errors are logged and the job runs again. */
export function startJobs(jobs: Job[]): RunningJobs {
  let stopping = false;
  const timers = new Map<string, NodeJS.Timeout>();
  const underWay = new Set<Promise<void>>();

  const schedule = (job: Job, delay: number) => {
    if (stopping) return;
    timers.set(
      job.name,
      setTimeout(() => {
        const started = performance.now();
        const run = runOnce(job).finally(() => {
          underWay.delete(run);
          const spent = job.steady ? performance.now() - started : 0;
          schedule(job, Math.max(0, job.everyMilliseconds - spent));
        });
        underWay.add(run);
      }, delay).unref(),
    );
  };
  for (const job of jobs) schedule(job, Math.min(1_000, job.everyMilliseconds));

  return {
    async stop() {
      stopping = true;
      for (const timer of timers.values()) clearTimeout(timer);
      await Promise.allSettled(underWay);
    },
  };
}

/** Runs a job now if no other instance does. */
export async function runOnce(job: Job): Promise<void> {
  try {
    if (job.ownLease) return await job.run();
    const lease = await takeLease(`job:${job.name}`, LEASE_MILLISECONDS);
    if (!lease) return;
    try {
      await job.run();
    } finally {
      await releaseLease(lease);
    }
  } catch (error) {
    logger.error({ err: error, job: job.name }, 'a job failed and will run again');
  }
}
