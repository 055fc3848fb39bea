import type { Job } from '../../platform/jobs.ts';
import { AppError, illegalMove, isAppError, notFound } from '../../shared/errors.ts';
import { assertCan } from '../../shared/permissions.policy.ts';
import { type RequestContext, systemContext } from '../../shared/request-context.ts';
import { chunkHandlerOf } from './chunk-handlers.service.ts';
import { type ChunkedResult, continueOperation } from './chunked-operation.use-case.ts';
import { runOperation } from './operation.service.ts';
import { Operation, type OperationJournal } from './operation-journal.model.ts';
import { handOverLanes, stopLanes } from './operation-lanes.service.ts';

const MINUTE = 60_000;
/** A chunk is one transaction, which MongoDB ends after a minute: a journal untouched for longer has nobody any more. */
const ABANDONED_AFTER = 3 * MINUTE;

/** Marks operations whose process went away as stopped, each on record with where it stopped. Answers how many. */
export async function stopAbandoned(after: number = ABANDONED_AFTER): Promise<number> {
  const untouched = { $lt: ['$touchedAt', { $subtract: ['$$NOW', after] }] };
  const abandoned = await Operation.find({ state: 'running', $expr: untouched }, { items: 0 }).lean();
  let stopped = 0;
  for (const { _id, run, action, total, ...journal } of abandoned) {
    const ctx = systemContext('abandoned operations', { source: 'job' });
    const lanes = await stopLanes(_id, total);
    const { position } = lanes.reached ?? journal;
    const detail = { of: action, position, total };
    const spec = { action: 'operations.stop', entity: 'operations', entityId: _id, detail };
    const marked = runOperation(ctx, spec, async () => {
      const still = { _id, run, state: 'running', $expr: untouched } as const;
      const stop = { $set: { state: 'stopped', stoppedBy: 'abandoned', ...lanes.reached } } as const;
      const { modifiedCount } = await Operation.updateOne(still, stop);
      if (modifiedCount !== 1 || !(await lanes.close())) throw goesOn();
    });
    stopped += await marked.then(
      () => 1,
      (error: unknown) => (isAppError(error) && error.code === goesOn().code ? 0 : Promise.reject(error)),
    );
  }
  return stopped;
}

const goesOn = () => new AppError('operation_goes_on', 409, 'This operation goes on after all.');

/** Looks for abandoned operations once a minute. */
export const abandonedOperationsJob: Job = {
  name: 'abandoned-operations',
  everyMilliseconds: MINUTE,
  run: async () => void (await stopAbandoned()),
};

/**
 * Goes on with an operation that stopped half-way, from its first chunk that is not done; on record. Throws `not_found`, `forbidden`,
 * `illegal_move` unless it is stopped, `not_resumable` where this version of the product does not know how.
 */
export async function resumeOperation(ctx: RequestContext, operationId: string): Promise<ChunkedResult> {
  const journal = await Operation.findById(operationId).lean<OperationJournal>();
  if (!journal) throw notFound('operation', operationId);
  assertCan(ctx, 'operations', 'resume', { entity: journal.entity });
  const handler = chunkHandlerOf(journal.action);
  if (!handler) throw new AppError('not_resumable', 409, `"${journal.action}" can't be resumed; undo it instead.`);
  const claimed = await takeOn(ctx, journal, 'stopped');
  return continueOperation(ctx, claimed, handler);
}

/** Makes a journal the caller's own to go on with, on record. Throws `illegal_move` where it is no longer as it was seen. */
export function takeOn(
  ctx: RequestContext,
  { _id, position, total, run }: Pick<OperationJournal, '_id' | 'position' | 'total' | 'run'>,
  state: 'stopped' | 'running',
): Promise<OperationJournal> {
  const spec = { action: 'operations.resume', entity: 'operations', entityId: _id, detail: { position, total } };
  return runOperation(ctx, spec, async () => {
    const now = await Operation.findOneAndUpdate(
      { _id, state, run },
      { $set: { state: 'running' }, $inc: { run: 1 }, $unset: { stoppedBy: 1 }, $currentDate: { touchedAt: true } },
      { returnDocument: 'after' },
    ).lean<OperationJournal>();
    if (now) {
      await handOverLanes(_id, now.run);
      return now;
    }
    const { state: found = 'gone' } = (await Operation.findById(_id).lean<OperationJournal>()) ?? {};
    throw illegalMove('This operation', found, 'running');
  });
}
