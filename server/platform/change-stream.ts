import mongoose from 'mongoose';
import { logger } from './logger.ts';

export type ChangeEvent = mongoose.mongo.ChangeStreamDocument;
type Listener = { collections: ReadonlySet<string>; onChange: (event: ChangeEvent) => void; onBreak?: () => void };

const listeners = new Set<Listener>();
let stream: mongoose.mongo.ChangeStream | null = null;
let stopped = true;
let reopening: NodeJS.Timeout | undefined;

/**
 * Listens to changes of some collections through the process's one change stream. `onBreak` is called when the stream breaks: whoever keeps
 * copies drops them, since changes may be missed until it is back. Answers how to stop listening.
 */
export function onCollectionChange(names: string[], onChange: Listener['onChange'], onBreak?: () => void): () => void {
  const listener: Listener = { collections: new Set(names), onChange, ...(onBreak ? { onBreak } : {}) };
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Opens the one stream over the database; it opens itself again after a break. */
export function startChangeHub(): void {
  stopped = false;
  open();
}

export async function stopChangeHub(): Promise<void> {
  stopped = true;
  clearTimeout(reopening);
  await stream?.close();
  stream = null;
}

function open(): void {
  const db = mongoose.connection.db;
  if (stopped || !db) return;
  const names = [...new Set([...listeners].flatMap((listener) => [...listener.collections]))];
  // A stream that nobody listens to has the database look at every write all the same.
  if (names.length === 0) return;
  stream = db.watch([{ $match: { 'ns.coll': { $in: names } } }], { fullDocument: 'default', maxAwaitTimeMS: 1_000 });
  stream.on('change', (event: ChangeEvent) => {
    const name = 'ns' in event && event.ns && 'coll' in event.ns ? event.ns.coll : undefined;
    for (const listener of listeners)
      if (name === undefined || listener.collections.has(name)) listener.onChange(event);
  });
  stream.on('error', (error: unknown) => {
    if (stopped) return;
    logger.warn({ err: error }, 'the change stream broke and will be opened again');
    for (const listener of listeners) listener.onBreak?.();
    void stream?.close().catch(() => undefined);
    reopening = setTimeout(open, 500).unref();
  });
}
