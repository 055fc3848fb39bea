// One of the threads of `startThreads`: it checks the parts it is given, one after the other. Loads no more than that takes.
import { parentPort, workerData } from 'node:worker_threads';
import { Schema } from 'mongoose';
import { connectDatabase } from '../../platform/database.ts';
import { collectionByName } from '../../platform/model.ts';
import { auditedModel } from './audited-model.service.ts';
import { ledgerModel } from './ledger-model.service.ts';
import { verifyLeaves } from './log/verify-leaves.service.ts';
import { compareFolds } from './verify-folds.use-case.ts';
import type { Described, Said, Task, ThreadData } from './verify-threads.service.ts';

const SAID_EVERY = 200;

const { uri, database, described } = workerData as ThreadData;
for (const one of described) declare(one);
const connected = connectDatabase(uri, { database });
connected.catch(() => undefined);
parentPort?.on('message', (task: Task) => void work(task));

function declare({ name, collection, class: own, idType, ownedByLedger }: Described): void {
  if (collectionByName(collection)) return;
  const schema = new Schema({ _id: idType } as never);
  if (own === 'audited') auditedModel(name, collection, schema, { shardKey: '_id', ownedByLedger });
  if (own === 'ledger') ledgerModel(name, collection, schema, { shardKey: '_id' });
}

async function work(task: Task): Promise<void> {
  const say = (said: Said): void => parentPort?.postMessage(said);
  const tell = (...words: string[]): void => say({ tell: words });
  let saidAt = 0;
  const onProgress = (checked: number): void => {
    if (Date.now() - saidAt < SAID_EVERY) return;
    saidAt = Date.now();
    say({ checked });
  };
  try {
    await connected;
    const result =
      task.kind === 'folds'
        ? await compareFolds(task.range, tell, onProgress)
        : await verifyLeaves(task.range, tell, onProgress);
    say({ result });
  } catch (error) {
    say({ error: error instanceof Error ? (error.stack ?? error.message) : String(error) });
  }
}
