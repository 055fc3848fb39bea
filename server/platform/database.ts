import mongoose from 'mongoose';
import { ensureIndexes } from './indexes.ts';
import { logger } from './logger.ts';
import { collections, type RegisteredCollection } from './model.ts';

mongoose.set('transactionAsyncLocalStorage', true);
mongoose.set('strictQuery', true);
mongoose.set('autoIndex', false);
mongoose.set('autoCreate', false);
mongoose.set('bufferTimeoutMS', 15_000);

type Connecting = { database?: string; appName?: string; socketTimeoutMS?: number };

let connectedTo = '';

/**
 * Connects the process's one connection: majority writes, majority reads, bounded waits. `database` is one other than the address names,
 * `appName` how the server's own lists call this process, `socketTimeoutMS` how long one answer may take.
 */
export async function connectDatabase(
  uri: string,
  { database, appName, socketTimeoutMS = 60_000 }: Connecting = {},
): Promise<void> {
  connectedTo = uri;
  await mongoose.connect(uri, {
    ...(database ? { dbName: database } : {}),
    writeConcern: { w: 'majority' },
    readConcern: { level: 'majority' },
    retryWrites: true,
    // Longer than the election of a new primary takes, so that requests outlive it.
    serverSelectionTimeoutMS: 15_000,
    socketTimeoutMS,
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
 * Makes every declared collection, its validator and its indexes; safe to run twice and by two instances at once. Answers the indexes that
 * nothing declares, as `collection.name`; they stay, and the log names them. Collections are made ahead because a transaction that creates one
 * conflicts with its neighbours.
 */
export async function ensureCollections(): Promise<string[]> {
  const db = mongoose.connection.db;
  if (!db) throw new Error('ensureCollections needs a connection');
  const existing = new Set((await db.listCollections({}, { nameOnly: true }).toArray()).map((c) => c.name));
  const patient = patientDatabase();
  const make = async (declared: RegisteredCollection): Promise<string[]> => {
    const { collection, validator } = declared;
    if (!existing.has(collection)) await db.createCollection(collection).catch(ignoreNamespaceExists);
    if (validator) await db.command({ collMod: collection, validator, validationLevel: 'strict' });
    return (await ensureIndexes(declared, patient.open)).map((name) => `${collection}.${name}`);
  };
  try {
    const undeclared = (await Promise.all(collections().map(make))).flat();
    if (undeclared.length > 0)
      logger.warn({ indexes: undeclared }, 'indexes that this version does not declare; see npm run indexes');
    return undeclared;
  } finally {
    await patient.close();
  }
}

/** The same database over connections that wait as long as an answer takes, such as that of an index over a long trail. */
function patientDatabase() {
  let client: mongoose.mongo.MongoClient | undefined;
  return {
    open: (): mongoose.mongo.Db => {
      client ??= new mongoose.mongo.MongoClient(connectedTo, {
        writeConcern: { w: 'majority' },
        serverSelectionTimeoutMS: 15_000,
        socketTimeoutMS: 0,
        appName: 'counterfoil indexes',
      });
      return client.db(mongoose.connection.name);
    },
    close: async (): Promise<void> => client?.close(),
  };
}

function ignoreNamespaceExists(error: unknown): void {
  if (!(error instanceof mongoose.mongo.MongoServerError && error.code === 48)) throw error;
}

/** Whether the database answers; used by readiness checks. */
export const databaseAnswers = async (): Promise<boolean> =>
  mongoose.connection.readyState === 1 && (await mongoose.connection.db?.admin().ping())?.['ok'] === 1;
