import mongoose from 'mongoose';
import { isPassing } from './database-errors.ts';
import { logger } from './logger.ts';
import type { RegisteredCollection } from './model.ts';

type Spec = mongoose.mongo.IndexDescription & { name: string };
/** Where indexes are made that may take long; opened at the first that does. */
export type PatientDatabase = () => mongoose.mongo.Db;

/** The name that MongoDB gives an index by itself. */
const indexName = (keys: Record<string, unknown>): string => Object.entries(keys).flat().join('_');

const declaredBy = ({ model }: RegisteredCollection): Spec[] =>
  model.schema.indexes().map(([key, options]) => {
    const { name = indexName(key as Record<string, unknown>), ...rest } = options as { name?: string };
    return { ...rest, key, name } as Spec;
  });

/**
 * Makes the declared indexes of a collection that it lacks, all in one pass over its records, and answers the names of those that it has
 * beyond them. Of two instances that begin at once the second waits for the first one's work. Indexes that are not declared stay: an older
 * instance beside this one may still need them (docs/decisions/0021).
 */
export async function ensureIndexes(declared: RegisteredCollection, patient: PatientDatabase): Promise<string[]> {
  const { model } = declared;
  const present = new Set((await model.listIndexes()).map(({ name }) => String(name)));
  const specs = declaredBy(declared);
  const isLong = specs.some(({ name }) => !present.has(name)) && (await model.collection.findOne()) !== null;
  const db = isLong ? patient() : model.db.db!;
  // Those that are there are named too: the database tells where one is declared otherwise by now.
  if (specs.length > 0)
    await build(db, declared, specs, isLong).catch(async (error: unknown) => {
      if (!isChangedIndex(error)) throw error;
      await dropChanged(declared);
      await build(patient(), declared, specs, true);
    });
  const names = new Set(specs.map(({ name }) => name));
  return [...present].filter((name) => name !== '_id_' && !names.has(name)).sort();
}

/** An index that a release declares otherwise under the same name is dropped, to be made again. */
async function dropChanged(declared: RegisteredCollection): Promise<void> {
  const { model } = declared;
  const { toCreate } = await model.diffIndexes();
  const changed = new Set(toCreate.map((keys) => indexName(keys as Record<string, unknown>)));
  for (const { name } of await model.listIndexes())
    if (changed.has(String(name))) await model.collection.dropIndex(String(name)).catch(ignoreIndexNotFound);
}

/** Drops one index. The caller has seen that nothing declares it. */
export async function dropIndex(collection: string, name: string): Promise<void> {
  await mongoose.connection.collection(collection).dropIndex(name);
}

const MOST_TRIES = 5;
const TOLD_EVERY_MS = 10_000;

/** Asked for again after the death of a primary: the next one goes on with what has begun, and the answer is waited for anew. */
async function build(
  db: mongoose.mongo.Db,
  { collection }: RegisteredCollection,
  specs: Spec[],
  isLong: boolean,
): Promise<void> {
  const started = performance.now();
  const told = setInterval(() => void tell(db, collection, started), TOLD_EVERY_MS).unref();
  if (isLong) logger.info({ collection }, 'making indexes; the server answers once they are there');
  try {
    for (let tries = 1; ; tries += 1) {
      try {
        await db.collection(collection).createIndexes(specs);
        return;
      } catch (error) {
        if (tries === MOST_TRIES || !isPassing(error)) throw error;
      }
    }
  } finally {
    clearInterval(told);
    if (isLong) logger.info({ collection, seconds: secondsSince(started) }, 'the indexes are there');
  }
}

/** Says how far it is, where the database lets this user see it. */
async function tell(db: mongoose.mongo.Db, collection: string, started: number): Promise<void> {
  const ops = await db.client
    .db('admin')
    .aggregate<{ msg: string; progress: { done: number; total: number } }>([
      { $currentOp: { allUsers: true } },
      { $match: { 'command.createIndexes': collection, 'command.$db': db.databaseName, 'progress.total': { $gt: 0 } } },
    ])
    .toArray()
    .catch(() => []);
  const { done, total } = ops[0]?.progress ?? {};
  logger.info({ collection, seconds: secondsSince(started), done, total }, 'still making indexes');
}

const secondsSince = (started: number): number => Math.round((performance.now() - started) / 1000);

const codeOf = (error: unknown): unknown => (error instanceof mongoose.mongo.MongoServerError ? error.code : undefined);

const INDEX_CHANGED: readonly unknown[] = [85, 86];
const isChangedIndex = (error: unknown): boolean => INDEX_CHANGED.includes(codeOf(error));

function ignoreIndexNotFound(error: unknown): void {
  // Another instance was faster.
  if (codeOf(error) !== 27) throw error;
}
