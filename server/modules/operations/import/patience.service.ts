import { setTimeout as sleep } from 'node:timers/promises';
import { isAppError } from '../../../shared/errors.ts';
import type { RequestContext } from '../../../shared/request-context.ts';
import { runOperation } from '../../audit/index.ts';

const PATIENCE_MS = 90_000;
const PAUSE_MS = 500;

/**
 * Tries again while others keep the database busy, for a minute and a half: so long, and a little longer, MongoDB keeps the open transactions
 * of a process that was killed.
 */
export async function patiently<T>(work: () => Promise<T>): Promise<T> {
  for (const until = performance.now() + PATIENCE_MS; ; await sleep(PAUSE_MS)) {
    try {
      return await work();
    } catch (error) {
      if (!isAppError(error) || error.code !== 'busy' || performance.now() > until) throw error;
    }
  }
}

/** One transaction of an import: all of an import's transactions are one operation in the trail. */
export const importStep = <T>(
  ctx: RequestContext,
  spec: { entity: string; entityId?: string; operationId: string },
  work: () => Promise<T>,
): Promise<T> => {
  const { operationId, ...named } = spec;
  return patiently(() => runOperation(ctx, { action: 'operations.import', ...named }, work, { operationId }));
};
