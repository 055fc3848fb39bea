import mongoose from 'mongoose';
import { collections, type RegisteredCollection } from './model.ts';

mongoose.set('transactionAsyncLocalStorage', true);
mongoose.set('strictQuery', true);
mongoose.set('autoIndex', false);
mongoose.set('autoCreate', false);
mongoose.set('bufferTimeoutMS', 15_000);

type Connecting = { database?: string; appName?: string };

let connectedTo = '';

/**
 * Connects the process's one connection: majority writes, majority reads, bounded waits. `database` is one other than the address names,
 * `appName` how the server's own lists call this process.
 */
export async function connectDatabase(uri: string, { database, appName }: Connecting = {}): Promise<void> {
  connectedTo = uri;
  await mongoose.connect(uri, {
    ...(database ? { dbName: database } : {}),
    writeConcern: { w: 'majority' },
    readConcern: { level: 'majority' },
    retryWrites: true,
    // Longer than the election of a new primary takes, so that requests outlive it.
    serverSelectionTimeoutMS: 15_000,
    socketTimeoutMS: 60_000,
    maxPoolSize: 50,
    appName: appName ?? 'counterfoil',
  });
}

/** What this process is connected to, for another one that shall work beside it. */
export const databaseAddress = (): { uri: string; database: string } => ({
  uri: connectedTo,
  database: mongoose.connection.name,
});

export async function disconnectDatabase(): Promise<void> {
  await mongoose.disconnect();
}

/**
 * Makes every declared collection, its validator and its indexes; safe to run twice and by two instances at once.
 * Collections are made ahead because a transaction that creates one conflicts with its neighbours.
 */
export async function ensureCollections(): Promise<void> {
  const db = mongoose.connection.db;
  if (!db) throw new Error('ensureCollections needs a connection');
  const existing = new Set((await db.listCollections({}, { nameOnly: true }).toArray()).map((c) => c.name));
  const make = async ({ model, collection, validator }: RegisteredCollection) => {
    if (!existing.has(collection)) await db.createCollection(collection).catch(ignoreNamespaceExists);
    if (validator) await db.command({ collMod: collection, validator, validationLevel: 'strict' });
    await model.createIndexes().catch((error) => replaceChangedIndexes(model, error));
  };
  await Promise.all(collections().map(make));
}

const INDEX_CHANGED = new Set([85, 86]);

/** An index that a release declares otherwise under the same name is dropped and made again; those it does not know stay. */
async function replaceChangedIndexes(model: RegisteredCollection['model'], error: unknown): Promise<void> {
  if (!(error instanceof mongoose.mongo.MongoServerError && INDEX_CHANGED.has(Number(error.code)))) throw error;
  const declared = new Set(
    (await model.diffIndexes()).toCreate.map((keys) => indexName(keys as Record<string, unknown>)),
  );
  for (const { name } of await model.listIndexes()) if (declared.has(name)) await model.collection.dropIndex(name);
  await model.createIndexes();
}

/** The name that MongoDB gives an index by itself. */
const indexName = (keys: Record<string, unknown>): string => Object.entries(keys).flat().join('_');

function ignoreNamespaceExists(error: unknown): void {
  if (!(error instanceof mongoose.mongo.MongoServerError && error.code === 48)) throw error;
}

/** Whether the database answers; used by readiness checks. */
export const databaseAnswers = async (): Promise<boolean> =>
  mongoose.connection.readyState === 1 && (await mongoose.connection.db?.admin().ping())?.['ok'] === 1;
