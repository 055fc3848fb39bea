import { clock } from '../../platform/clock.ts';
import { ids } from '../../platform/ids.ts';
import { type AppError, badRequest, isAppError } from '../../shared/errors.ts';
import type { RequestContext } from '../../shared/request-context.ts';
import { type ChunkHandler, type ChunkOutcome, chunkHandlerOf } from './chunk-handlers.service.ts';
import { runOperation } from './operation.service.ts';
import { type FailedItem, Operation, type OperationJournal } from './operation-journal.model.ts';
import { forgetLanes, lanesOf, type OpenLane, ownJournal, reachedBy, takenOver } from './operation-lanes.service.ts';

/** The most records one transaction of an operation may touch (design: §4). */
export const CHUNK_SIZE = 500;
/** The journal holds the ids of all records, which makes each write of it as dear as those of some ten records. */
const REPEATED_EVERY = 1_000;
const MAX_ITEMS = 200_000;

export type ChunkedSpec = {
  action: string;
  entity?: string;
  /** The ids of the records, in the order in which they are worked on. */
  items: string[];
  /** What was asked for; kept in the journal so that a stopped operation can go on. */
  input?: Record<string, unknown>;
  onProgress?: (done: number, total: number) => void;
  /**
   * Set where no chunk minds what becomes of another, nor in which order: two are worked on at a time. Not where a rule looks at other
   * records than the chunk's own, such as "the last one must stay".
   */
  sideBySide?: boolean;
};

export type ChunkedResult = { operationId: string; done: number; failed: FailedItem[] };

/**
 * Works on many records as one operation: a transaction for each chunk of at most 500, with its entries and how far it came in it. A
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
  return continueOperation(ctx, journal, handler, spec);
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
  return () => continueOperation(ctx, journal, handler, spec);
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

/**
 * Goes on with a journalled operation from where it is. What stops it is in the journal, and thrown; of two chunks under way the other one is
 * brought to its end first.
 */
export async function continueOperation(
  ctx: RequestContext,
  journal: OperationJournal,
  handler: ChunkHandler,
  { onProgress, sideBySide }: Pick<ChunkedSpec, 'onProgress' | 'sideBySide'> = {},
): Promise<ChunkedResult> {
  const { _id: operationId, items } = journal;
  const mine = ownJournal(journal);
  let lanes: OpenLane[] = [];
  // Lanes of their own tell how far they came; the journal repeats it for whoever looks.
  const repeated = () => (lanes.length > 1 ? reachedBy(lanes, items.length) : {});
  let repeatedAt = performance.now();
  const moved = async () => {
    if (lanes.length > 1 && performance.now() - repeatedAt > REPEATED_EVERY) {
      repeatedAt = performance.now();
      await Operation.updateOne(mine, { $set: repeated(), $currentDate: { touchedAt: true } }).catch(() => undefined);
    }
    onProgress?.(reachedBy(lanes, items.length).position, items.length);
  };
  try {
    lanes = await lanesOf(ctx, journal, { chunk: CHUNK_SIZE, sideBySide });
    await untilOneFails(lanes, (lane, goesOn) => workOn(lane, { ctx, journal, handler, goesOn, moved }));
    const done = { $set: { state: 'done', ...repeated() }, $currentDate: { touchedAt: true } } as const;
    if ((await Operation.updateOne(mine, done)).matchedCount !== 1) throw takenOver();
  } catch (error) {
    const stoppedBy = isAppError(error) ? error.code : 'failed';
    // Where even that can't be written, the journal is found abandoned a little later.
    await Operation.updateOne(mine, { $set: { state: 'stopped', stoppedBy, ...repeated() } }).catch(() => undefined);
    throw error;
  }
  if (lanes.length > 1) await forgetLanes(operationId);
  await handler.finish?.(operationId);
  const { done, failed } = reachedBy(lanes, items.length);
  return { operationId, done, failed };
}

async function untilOneFails<T>(all: T[], work: (one: T, goesOn: () => boolean) => Promise<void>): Promise<void> {
  let failure: { error: unknown } | undefined;
  const noting = (error: unknown) => {
    failure ??= { error };
  };
  await Promise.all(all.map((one) => work(one, () => !failure).catch(noting)));
  if (failure) throw failure.error;
}

type Work = {
  ctx: RequestContext;
  journal: OperationJournal;
  handler: ChunkHandler;
  goesOn: () => boolean;
  moved: () => Promise<void>;
};

async function workOn(lane: OpenLane, { ctx, journal, handler, goesOn, moved }: Work): Promise<void> {
  let size = CHUNK_SIZE;
  while (lane.position < lane.end && goesOn()) {
    const chunk = journal.items.slice(lane.position, Math.min(lane.position + size, lane.end));
    let outcome = await runChunk(ctx, journal, handler, lane, chunk).catch((error: unknown) => {
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
      outcome = await runChunk(ctx, journal, skip, lane, chunk);
    }
    lane.done += outcome.done;
    lane.failed.push(...(outcome.failed ?? []));
    lane.position += chunk.length;
    size = Math.min(CHUNK_SIZE, size * 2);
    await moved();
  }
}

/** The records' own fault, as opposed to a database that does not answer or somebody who is faster. */
const isItemsFault = (error: unknown): error is AppError =>
  isAppError(error) && error.status < 500 && error.code !== 'operation_taken_over';

async function runChunk(
  ctx: RequestContext,
  { _id: operationId, action, entity, undoes, input = {} }: OperationJournal,
  handler: ChunkHandler,
  lane: OpenLane,
  chunk: string[],
): Promise<ChunkOutcome> {
  const spec = { action, ...(entity ? { entity } : {}), ...(undoes ? { detail: { undoes } } : {}) };
  const work = async () => {
    const result = await handler.work(ctx, chunk, input);
    await lane.advance(chunk.length, result);
    return result;
  };
  const inTransaction = () => runOperation(ctx, spec, work, { operationId });
  return handler.inTurn ? handler.inTurn(chunk, input, inTransaction) : inTransaction();
}
