import { clock } from '../../platform/clock.ts';
import { ids } from '../../platform/ids.ts';
import { AppError, badRequest, isAppError } from '../../shared/errors.ts';
import type { RequestContext } from '../../shared/request-context.ts';
import { type ChunkHandler, type ChunkOutcome, chunkHandlerOf } from './chunk-handlers.service.ts';
import { runOperation } from './operation.service.ts';
import { type FailedItem, Operation, type OperationJournal } from './operation-journal.model.ts';

/** The most records one transaction of an operation may touch (design: §4). */
export const CHUNK_SIZE = 500;
const MAX_ITEMS = 200_000;

export type ChunkedSpec = {
  action: string;
  entity?: string;
  /** The ids of the records, in the order in which they are worked on. */
  items: string[];
  /** What was asked for; kept in the journal so that a stopped operation can go on. */
  input?: Record<string, unknown>;
  onProgress?: (done: number, total: number) => void;
};

export type ChunkedResult = { operationId: string; done: number; failed: FailedItem[] };

/**
 * Works on many records as one operation: a transaction for each chunk of at most 500, with its entries and the journal's progress in it. A
 * crash leaves whole chunks done and the journal telling where it stopped. Items that failed are listed, the others are done. Without `work`
 * the action's registered handler does it, and a stopped operation can be resumed. With `isolateFailures` a chunk that the database refuses
 * is halved until the culprit is found; otherwise the operation stops there.
 */
export async function runChunkedOperation(
  ctx: RequestContext,
  spec: ChunkedSpec,
  work?: (chunk: string[]) => Promise<ChunkOutcome>,
): Promise<ChunkedResult> {
  const handler: ChunkHandler | undefined = work ? { work: (_ctx, chunk) => work(chunk) } : chunkHandlerOf(spec.action);
  if (!handler) throw new Error(`${spec.action} has neither work nor a chunk handler`);
  const journal = await openJournal(ctx, spec);
  return continueOperation(ctx, journal, handler, spec.onProgress);
}

/**
 * Writes the journal of an operation as part of the current one, so that the decision to do it and its beginning are one; what this answers
 * does the work, once that one has committed. Whatever happens between, the journal tells and it can be carried on.
 */
export async function prepareChunkedOperation(
  ctx: RequestContext,
  spec: ChunkedSpec,
): Promise<() => Promise<ChunkedResult>> {
  const handler = chunkHandlerOf(spec.action);
  if (!handler) throw new Error(`${spec.action} has no chunk handler`);
  const journal = await openJournal(ctx, spec);
  return () => continueOperation(ctx, journal, handler);
}

/** Writes the journal of an operation that is about to begin. Inside another operation it is part of that one. */
export async function openJournal(
  ctx: RequestContext,
  spec: ChunkedSpec & { undoes?: string } & Partial<Pick<OperationJournal, 'total' | 'byCommand'>>,
): Promise<OperationJournal> {
  const { action, entity, items, total = items.length, byCommand, input, undoes } = spec;
  if (items.length > MAX_ITEMS)
    throw badRequest('too_many_records', `Narrow the selection: at most ${MAX_ITEMS} records at once.`);
  const { actor, reason } = ctx;
  const journal: Omit<OperationJournal, 'touchedAt'> = {
    _id: ids.random(),
    action,
    ...(entity ? { entity } : {}),
    state: 'running',
    run: 1,
    items,
    total,
    position: 0,
    done: 0,
    failed: [],
    ...(input ? { input } : {}),
    ...(undoes ? { undoes } : {}),
    ...(byCommand ? { byCommand } : {}),
    performedBy: { kind: actor.kind, id: actor.id, name: actor.name },
    ...(reason ? { reason } : {}),
    startedAt: clock.now(),
  };
  // Timed by the database: whether it was abandoned is judged by another process.
  const write = { $setOnInsert: journal, $currentDate: { touchedAt: true } } as const;
  await Operation.updateOne({ _id: journal._id }, write, { upsert: true });
  return { ...journal, touchedAt: journal.startedAt };
}

export const takenOver = (): AppError =>
  new AppError('operation_taken_over', 409, 'This operation was stopped, or somebody else has taken it on.');

/** Goes on with a journalled operation from where it is. What stops it is in the journal, and thrown. */
export async function continueOperation(
  ctx: RequestContext,
  journal: OperationJournal,
  handler: ChunkHandler,
  onProgress?: ChunkedSpec['onProgress'],
): Promise<ChunkedResult> {
  const { _id: operationId, run, items } = journal;
  const mine = { _id: operationId, run, state: 'running' } as const;
  let [position, done, size] = [journal.position, journal.done, CHUNK_SIZE];
  const failed: FailedItem[] = [...journal.failed];
  try {
    while (position < items.length) {
      const chunk = items.slice(position, position + size);
      const outcome = await runChunk(ctx, journal, handler, position, chunk).catch((error: unknown) => {
        if (!handler.isolateFailures || !isItemsFault(error)) throw error;
        return error;
      });
      if (isAppError(outcome)) {
        if (chunk.length > 1) {
          size = Math.ceil(chunk.length / 2);
          continue;
        }
        const failure = { id: chunk[0]!, code: outcome.code, message: outcome.message };
        const skip = { work: async () => ({ done: 0, failed: [failure] }) };
        await runChunk(ctx, journal, skip, position, chunk);
        failed.push(failure);
      } else {
        done += outcome.done;
        failed.push(...(outcome.failed ?? []));
      }
      position += chunk.length;
      size = Math.min(CHUNK_SIZE, size * 2);
      onProgress?.(position, items.length);
    }
    const ended = await Operation.updateOne(mine, { $set: { state: 'done' }, $currentDate: { touchedAt: true } });
    if (ended.matchedCount !== 1) throw takenOver();
  } catch (error) {
    const stoppedBy = isAppError(error) ? error.code : 'failed';
    // Where even that can't be written, the journal is found abandoned a little later.
    await Operation.updateOne(mine, { $set: { state: 'stopped', stoppedBy } }).catch(() => undefined);
    throw error;
  }
  await handler.finish?.(operationId);
  return { operationId, done, failed };
}

/** The records' own fault, as opposed to a database that does not answer or somebody who is faster. */
const isItemsFault = (error: unknown): error is AppError =>
  isAppError(error) && error.status < 500 && error.code !== 'operation_taken_over';

async function runChunk(
  ctx: RequestContext,
  { _id: operationId, action, entity, run, undoes, input = {} }: OperationJournal,
  handler: ChunkHandler,
  position: number,
  chunk: string[],
): Promise<ChunkOutcome> {
  const spec = { action, ...(entity ? { entity } : {}), ...(undoes ? { detail: { undoes } } : {}) };
  const work = async () => {
    const result = await handler.work(ctx, chunk, input);
    const moved = await Operation.updateOne(
      { _id: operationId, run, state: 'running', position },
      {
        $set: { position: position + chunk.length },
        $inc: { done: result.done },
        $push: { failed: { $each: result.failed ?? [] } },
        $currentDate: { touchedAt: true },
      },
    );
    if (moved.matchedCount !== 1) throw takenOver();
    return result;
  };
  const inTransaction = () => runOperation(ctx, spec, work, { operationId });
  return handler.inTurn ? handler.inTurn(chunk, input, inTransaction) : inTransaction();
}
