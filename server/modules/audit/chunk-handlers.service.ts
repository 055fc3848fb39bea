import type { RequestContext } from '../../shared/request-context.ts';
import type { FailedItem } from './operation-journal.model.ts';

/** What became of one chunk: how many records are done, and which could not be. */
export type ChunkOutcome = { done: number; failed?: FailedItem[] };

export type ChunkHandler = {
  /** Works on some of the items, inside one transaction; `input` is what was asked for, from the journal. */
  work: (ctx: RequestContext, chunk: string[], input: Record<string, unknown>) => Promise<ChunkOutcome>;
  /** Called once all chunks are through, also after a resumption; may run twice. */
  finish?: (operationId: string) => Promise<void>;
  /** Waits for its turn before the chunk's transaction opens, where others want the same things. */
  inTurn?: <T>(chunk: string[], input: Record<string, unknown>, run: () => Promise<T>) => Promise<T>;
  /** Set where a refusal of the database (a duplicate) is one item's failure, not the end of all; see `runChunkedOperation`. */
  isolateFailures?: boolean;
};

const handlers = new Map<string, ChunkHandler>();

/** Says how chunks of an action are worked on, so that an operation that was killed can go on in another process. */
export function registerChunkHandler(action: string, handler: ChunkHandler | ChunkHandler['work']): void {
  if (handlers.has(action)) throw new Error(`${action} has a chunk handler already`);
  handlers.set(action, typeof handler === 'function' ? { work: handler } : handler);
}

/** How chunks of an action are worked on; undefined where nobody said. */
export const chunkHandlerOf = (action: string): ChunkHandler | undefined => handlers.get(action);

/** Whether this version of the product knows how to carry such an operation on. */
export const isResumable = (action: string): boolean => handlers.has(action);
