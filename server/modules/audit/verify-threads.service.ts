import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import mongoose from 'mongoose';
import { type CollectionClass, collections } from '../../platform/model.ts';
import { ownedByLedgerOf } from './audited-model.service.ts';
import type { LeafRange } from './log/verify-leaves.service.ts';
import type { FoldCount, FoldRange } from './verify-folds.use-case.ts';

/** A part of the work that a thread does. */
export type Task = { kind: 'folds'; range: FoldRange } | { kind: 'leaves'; range: LeafRange };
/** What it says of it: what is wrong, how far it is, what it counted, or why it broke off. */
export type Said = { tell: string[] } | { checked: number } | { result: FoldCount | number } | { error: string };
/** All that a thread knows of a collection, so that it need not load the whole product. */
export type Described = {
  name: string;
  collection: string;
  class: CollectionClass;
  idType: string;
  ownedByLedger: string[];
};
export type ThreadData = { uri: string; database: string; described: Described[] };

type Hear = { tell: (...words: string[]) => void; onProgress: (checked: number) => void };

export type Threads = {
  size: number;
  /** Has the next free thread do a part. Throws what it broke off with. */
  run(task: Task, hear: Hear): Promise<FoldCount | number>;
  stop(): Promise<void>;
};

const MOST = 8;
/**
 * A thread keeps a batch of entries and no more; left to itself it would take what the machine has before it clears up. With less room for what
 * is old it would clear up all the time: that took a sixth of the processor.
 */
const resourceLimits = { maxYoungGenerationSizeMb: 32, maxOldGenerationSizeMb: 512 };

/** Threads that check parts of the trail, with a connection each to the database that this process is connected to. */
export function startThreads(uri: string): Threads {
  const described = collections().map(
    ({ name, collection, class: own, model }): Described => ({
      ...{ name, collection, class: own, idType: model.schema.path('_id').instance },
      ownedByLedger: [...ownedByLedgerOf(collection)],
    }),
  );
  const workerData: ThreadData = { uri, database: mongoose.connection.name, described };
  const size = Math.min(MOST, availableParallelism());
  const thread = new URL('./verify-thread.service.ts', import.meta.url);
  const all = Array.from({ length: size }, () => new Worker(thread, { workerData, resourceLimits }));
  const free = [...all];
  const waiting: ((worker: Worker) => void)[] = [];
  const take = (): Promise<Worker> => {
    const worker = free.pop();
    return worker ? Promise.resolve(worker) : new Promise((given) => waiting.push(given));
  };
  const giveBack = (worker: Worker): void => {
    const next = waiting.shift();
    if (next) next(worker);
    else free.push(worker);
  };
  return {
    size,
    async run(task, hear) {
      const worker = await take();
      try {
        return await runOn(worker, task, hear);
      } finally {
        giveBack(worker);
      }
    },
    async stop() {
      await Promise.all(all.map((worker) => worker.terminate()));
    },
  };
}

function runOn(worker: Worker, task: Task, { tell, onProgress }: Hear): Promise<FoldCount | number> {
  return new Promise((done, fail) => {
    const listen = (said: Said): void => {
      if ('tell' in said) tell(...said.tell);
      else if ('checked' in said) onProgress(said.checked);
      else {
        end();
        if ('error' in said) fail(new Error(said.error));
        else done(said.result);
      }
    };
    const broken = (error: Error): void => {
      end();
      fail(error);
    };
    const end = (): void => {
      worker.off('message', listen);
      worker.off('error', broken);
    };
    worker.on('message', listen);
    worker.on('error', broken);
    worker.postMessage(task);
  });
}
