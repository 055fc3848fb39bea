import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import mongoose from 'mongoose';
import { type Child, type OnLaunch, startChild } from './child.ts';

const { MongoClient } = mongoose.mongo;

export type DatabaseOptions = {
  binary: string;
  dataDir: string;
  logDir: string;
  port: number;
  /** Memory for its cache; 1 GB where it is not set. */
  cacheGb?: number;
  /** How often documents that expire by themselves are looked for; a minute where it is not set. */
  ttlSeconds?: number;
  onLaunch?: OnLaunch;
};

/**
 * A small cache with the usual thresholds begins to write changed pages at a twentieth of it, again and again while they are still being
 * changed: a tenth of the database's work in a large edit. They may stay until the checkpoint; the journal has every change in any case.
 */
const KEEP_CHANGED_PAGES =
  'eviction_dirty_target=40,eviction_dirty_trigger=60,eviction_updates_target=30,eviction_updates_trigger=50';

export type Database = { child: Child; uri: (database: string) => string };

/** Starts mongod as a replica set of one on loopback, and returns when it takes writes. */
export async function startDatabase(options: DatabaseOptions): Promise<Database> {
  const { binary, dataDir, logDir, port, cacheGb = 1, ttlSeconds = 60, onLaunch } = options;
  mkdirSync(dataDir, { recursive: true });
  const child = await startChild({
    name: 'the database',
    command: binary,
    args: [
      ...['--dbpath', dataDir, '--port', String(port), '--bind_ip', '127.0.0.1'],
      ...['--replSet', 'rs0', '--wiredTigerCacheSizeGB', String(cacheGb), '--nounixsocket'],
      ...['--wiredTigerEngineConfigString', KEEP_CHANGED_PAGES],
      // Nobody asks how a record was some minutes ago: keeping all that it was costs a twentieth of the database's work in a large edit.
      ...['--setParameter', 'minSnapshotHistoryWindowInSeconds=5'],
      // Without it a primary waits 15 s for secondaries that do not exist before it stops.
      ...['--setParameter', 'shutdownTimeoutMillisForSignaledShutdown=100'],
      ...['--setParameter', 'diagnosticDataCollectionEnabled=false'],
      ...['--setParameter', `ttlMonitorSleepSecs=${ttlSeconds}`],
    ],
    logFile: join(logDir, 'database.log'),
    ready: () => takesWrites(port),
    graceMs: 20_000,
    onLaunch,
  });
  return { child, uri: (database) => `mongodb://127.0.0.1:${port}/${database}?replicaSet=rs0` };
}

async function takesWrites(port: number): Promise<boolean> {
  const client = new MongoClient(`mongodb://127.0.0.1:${port}/?directConnection=true`, {
    serverSelectionTimeoutMS: 500,
  });
  try {
    await client.connect();
    const admin = client.db('admin');
    const hello = await admin.command({ hello: 1 });
    if (hello.isWritablePrimary) return true;
    if (!hello.setName) await formReplicaSet(admin, port);
    return false;
  } finally {
    await client.close();
  }
}

/** A new data folder gets its replica set; one that was used on another port is told the present one. */
async function formReplicaSet(admin: mongoose.mongo.Db, port: number): Promise<void> {
  const members = [{ _id: 0, host: `127.0.0.1:${port}` }];
  const known = await admin.command({ replSetGetConfig: 1 }).catch(() => null);
  if (!known) {
    await admin.command({ replSetInitiate: { _id: 'rs0', members } });
    return;
  }
  if (known.config.members[0]?.host === members[0]?.host) return;
  const config = {
    ...known.config,
    members: [{ ...known.config.members[0], ...members[0] }],
    version: known.config.version + 1,
  };
  await admin.command({ replSetReconfig: config, force: true });
}
