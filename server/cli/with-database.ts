import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { connect } from 'node:net';
import { join, resolve } from 'node:path';
import mongoose from 'mongoose';
import { newCrew } from '../embedded/crew.ts';
import { mongodBinary } from '../embedded/fetch-parts.ts';
import { startDatabase } from '../embedded/mongod.ts';
import { SetupProblem } from '../embedded/problem.ts';
import { connectDatabase, disconnectDatabase, ensureCollections } from '../platform/database.ts';
import { step } from './progress.cjs';
import { type Plan, planFrom } from './start/environment.ts';

/**
 * Runs a command's work on the configured database: MONGODB_URI, or the embedded one, which is started for as long as the work takes where
 * `npm start` has not done so. Throws a sentence where it can't be reached.
 */
export const withDatabase = <T>(work: () => Promise<T>): Promise<T> => onServer(work);

/**
 * Runs work in an empty database of its own on the configured server, and drops it when the work has ended or is broken off. The shop's own
 * database is not touched. Throws a sentence where the server can't be reached.
 */
export function withScratchDatabase<T>(purpose: string, work: () => Promise<T>): Promise<T> {
  return onServer(work, `counterfoil_${purpose}_${randomBytes(4).toString('hex')}`);
}

async function onServer<T>(work: () => Promise<T>, scratch?: string): Promise<T> {
  process.chdir(resolve(import.meta.dirname, '../..'));
  if (existsSync('.env')) process.loadEnvFile('.env');
  const plan = planFrom(process.env);
  if (plan.production && !plan.replaced.database) {
    throw new SetupProblem('NODE_ENV=production starts no embedded database: set MONGODB_URI to a replica set.');
  }
  const crew = newCrew();
  const clearUp = async (): Promise<void> => {
    if (scratch && mongoose.connection.name === scratch) await mongoose.connection.db?.dropDatabase();
  };
  const stop = (): void => void clearUp().finally(() => crew.stop().finally(() => process.exit(130)));
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, stop);
  try {
    await connectTo(process.env.MONGODB_URI || (await embeddedDatabase(plan, crew.join)), scratch);
    await ensureCollections();
    return await work();
  } finally {
    await clearUp();
    await disconnectDatabase();
    await crew.stop();
  }
}

async function embeddedDatabase(
  { ports, dataDir, logDir }: Plan,
  onLaunch: ReturnType<typeof newCrew>['join'],
): Promise<string> {
  const uri = `mongodb://127.0.0.1:${ports.database}/counterfoil?replicaSet=rs0`;
  if (await answers(ports.database)) return uri;
  const shown = step('Starting the database');
  try {
    const binary = await mongodBinary({ dataDir });
    await startDatabase({ binary, port: ports.database, dataDir: join(dataDir, 'mongo'), logDir, onLaunch });
    shown.done('Database');
    return uri;
  } finally {
    shown.fail();
  }
}

async function connectTo(uri: string, database: string | undefined): Promise<void> {
  try {
    await connectDatabase(uri, database ? { database } : {});
  } catch (error) {
    const said = error instanceof Error ? error.message.split('\n')[0] : String(error);
    throw new SetupProblem(`The database does not answer (${said}): start it, or set MONGODB_URI to another one.`);
  }
}

function answers(port: number): Promise<boolean> {
  return new Promise((done) => {
    const socket = connect(port, '127.0.0.1');
    const end = (open: boolean): void => {
      socket.destroy();
      done(open);
    };
    socket.once('connect', () => end(true));
    socket.once('error', () => end(false));
  });
}
