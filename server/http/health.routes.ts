import { setTimeout as wait } from 'node:timers/promises';
import express, { type Router } from 'express';
import { logger } from '../platform/logger.ts';

export type HealthOptions = {
  /** What the server needs to be of use; each throws when it is out of reach. */
  checks: Record<string, () => Promise<unknown>>;
  /** True once the process is shutting down, so that a load balancer sends no more requests. */
  isStopping?: () => boolean;
};

const CHECK_TAKES_AT_MOST_MS = 2_000;
/** Asking more often asks the parts no more often. */
const KEPT_MS = 1_000;

type Readiness = { ready: boolean; checks: Record<string, 'ok' | 'unreachable'> };

/** `/healthz`: the process answers. `/readyz`: so do the parts it needs. Neither says more to the outside than that. */
export function healthRoutes({ checks, isStopping = () => false }: HealthOptions): Router {
  const router = express.Router();
  let kept: { at: number; readiness: Promise<Readiness> } | null = null;

  router.get('/healthz', (_req, res) => {
    res.set('Cache-Control', 'no-store').json({ status: 'ok' });
  });
  router.get('/readyz', async (_req, res) => {
    const now = performance.now();
    if (!kept || now - kept.at > KEPT_MS) kept = { at: now, readiness: askAll(checks) };
    const { ready, checks: found } = await kept.readiness;
    const stopping = isStopping();
    res
      .status(ready && !stopping ? 200 : 503)
      .set('Cache-Control', 'no-store')
      .json({ status: stopping ? 'stopping' : ready ? 'ready' : 'not ready', checks: found });
  });
  return router;
}

async function askAll(checks: HealthOptions['checks']): Promise<Readiness> {
  const found = await Promise.all(
    Object.entries(checks).map(async ([name, check]) => [name, await reaches(name, check)] as const),
  );
  return { ready: found.every(([, state]) => state === 'ok'), checks: Object.fromEntries(found) };
}

async function reaches(name: string, check: () => Promise<unknown>): Promise<'ok' | 'unreachable'> {
  const giveUp = new AbortController();
  try {
    const late = wait(CHECK_TAKES_AT_MOST_MS, undefined, { signal: giveUp.signal }).then(() => {
      throw new Error(`no answer within ${CHECK_TAKES_AT_MOST_MS} ms`);
    });
    await Promise.race([check(), late]);
    return 'ok';
  } catch (error) {
    logger.warn({ err: error, check: name }, 'a readiness check failed');
    return 'unreachable';
  } finally {
    giveUp.abort();
  }
}
