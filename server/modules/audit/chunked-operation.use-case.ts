import { clock } from '../../platform/clock.ts';
import { ids } from '../../platform/ids.ts';
import { badRequest } from '../../shared/errors.ts';
import type { RequestContext } from '../../shared/request-context.ts';
import { runOperation } from './operation.service.ts';
import { type FailedItem, Operation } from './operation-journal.model.ts';

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

/** What became of one chunk: how many records are done, and which could not be. */
export type ChunkOutcome = { done: number; failed?: FailedItem[] };

/**
 * Runs `work` over many records as one operation: a transaction for each chunk of at most 500, with its entries and the journal's progress in
 * it. A crash leaves whole chunks done and the journal telling where it stopped. Items that failed are listed, the others are done.
 */
export async function runChunkedOperation(
  ctx: RequestContext,
  spec: ChunkedSpec,
  work: (chunk: string[]) => Promise<ChunkOutcome>,
): Promise<ChunkedResult> {
  const { action, entity, items, input, onProgress } = spec;
  if (items.length > MAX_ITEMS)
    throw badRequest('too_many_records', `Narrow the selection: at most ${MAX_ITEMS} records at once.`);
  const operationId = ids.random();
  const now = clock.now();
  await Operation.create({
    _id: operationId,
    action,
    state: 'running',
    items,
    total: items.length,
    position: 0,
    done: 0,
    failed: [],
    ...(input ? { input } : {}),
    performedBy: { kind: ctx.actor.kind, id: ctx.actor.id, name: ctx.actor.name },
    ...(ctx.reason ? { reason: ctx.reason } : {}),
    startedAt: now,
    touchedAt: now,
  });
  return continueFrom(ctx, { action, entity, items, onProgress }, operationId, 0, work);
}

async function continueFrom(
  ctx: RequestContext,
  spec: Pick<ChunkedSpec, 'action' | 'entity' | 'items' | 'onProgress'>,
  operationId: string,
  start: number,
  work: (chunk: string[]) => Promise<ChunkOutcome>,
): Promise<ChunkedResult> {
  const { action, entity, items, onProgress } = spec;
  let done = 0;
  const failed: FailedItem[] = [];
  for (let position = start; position < items.length; position += CHUNK_SIZE) {
    const chunk = items.slice(position, position + CHUNK_SIZE);
    const outcome = await runOperation(
      ctx,
      { action, ...(entity ? { entity } : {}) },
      async () => {
        const result = await work(chunk);
        await Operation.updateOne(
          { _id: operationId },
          {
            $set: { position: position + chunk.length, touchedAt: clock.now() },
            $inc: { done: result.done },
            $push: { failed: { $each: result.failed ?? [] } },
          },
        );
        return result;
      },
      { operationId },
    );
    done += outcome.done;
    failed.push(...(outcome.failed ?? []));
    onProgress?.(Math.min(position + chunk.length, items.length), items.length);
  }
  await Operation.updateOne({ _id: operationId }, { $set: { state: 'done', touchedAt: clock.now() } });
  return { operationId, done, failed };
}
