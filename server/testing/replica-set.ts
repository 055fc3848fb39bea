import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll } from '@jest/globals';
import mongoose from 'mongoose';
import { type Child, startChild } from '../embedded/child.ts';
import { mongodBinary } from '../embedded/fetch-parts.ts';
import { freePortBlock } from '../embedded/ports.ts';
import { newTestFolder } from './test-folder.ts';

const { MongoClient } = mongoose.mongo;
const NODES = 3;

export type Node = { port: number; child: Child; directory: string };
export type ReplicaSet = {
  /** The address of the whole set, with this database. */
  uri: (database: string) => string;
  primary: () => Promise<Node>;
  nodes: () => Node[];
  /** Starts a node again that was killed, on its data. */
  restart: (node: Node) => Promise<void>;
};

/** Gives a test file a replica set of three nodes of its own, so that primaries can be killed and roll back. */
export function useReplicaSet(): ReplicaSet {
  let folder = '';
  let binary = '';
  const nodes: Node[] = [];

  const start = (port: number, directory: string): Promise<Child> =>
    startChild({
      name: `the database on ${port}`,
      command: binary,
      args: [
        ...['--dbpath', directory, '--port', String(port), '--bind_ip', '127.0.0.1', '--nounixsocket'],
        ...['--replSet', 'rs3', '--wiredTigerCacheSizeGB', '0.25', '--oplogSize', '64'],
        ...['--setParameter', 'diagnosticDataCollectionEnabled=false'],
        // Lets a test keep a node from copying what the primary writes.
        ...['--setParameter', 'enableTestCommands=1'],
      ],
      logFile: join(folder, `${port}.log`),
      ready: async () => (await ask(port, { ping: 1 }))['ok'] === 1,
      graceMs: 20_000,
    });

  beforeAll(async () => {
    folder = newTestFolder('set-');
    binary = await mongodBinary({ dataDir: '.data' });
    const first = await freePortBlock(NODES);
    for (let port = first; port < first + NODES; port += 1) {
      const directory = join(folder, String(port));
      mkdirSync(directory);
      nodes.push({ port, directory, child: await start(port, directory) });
    }
    const members = nodes.map(({ port }, _id) => ({ _id, host: `127.0.0.1:${port}` }));
    await ask(first, { replSetInitiate: { _id: 'rs3', members } });
    await set.primary();
  }, 120_000);

  afterAll(async () => {
    await Promise.all(nodes.map(({ child }) => child.stop()));
    rmSync(folder, { recursive: true, force: true });
  }, 60_000);

  const set: ReplicaSet = {
    uri: (database) => `mongodb://${nodes.map(({ port }) => `127.0.0.1:${port}`).join(',')}/${database}?replicaSet=rs3`,
    nodes: () => nodes,
    async primary() {
      for (const end = Date.now() + 60_000; Date.now() < end; await sleep(100)) {
        for (const node of nodes) {
          const hello = await ask(node.port, { hello: 1 }).catch(() => null);
          if (hello?.['isWritablePrimary']) return node;
        }
      }
      throw new Error('no node of the set became primary');
    },
    async restart(node) {
      node.child = await start(node.port, node.directory);
    },
  };
  return set;
}

/** Keeps a node from copying what the primary writes, or lets it again. It goes on answering, so that the primary stays one. */
export const holdBack = (node: Node, mode: 'alwaysOn' | 'off'): Promise<unknown> =>
  ask(node.port, { configureFailPoint: 'stopReplProducer', mode });

/** Asks one node, whatever the others say. */
export async function ask(
  port: number,
  command: Record<string, unknown>,
  database = 'admin',
): Promise<Record<string, unknown>> {
  const uri = `mongodb://127.0.0.1:${port}/?directConnection=true`;
  const client = new MongoClient(uri, { serverSelectionTimeoutMS: 1_000, socketTimeoutMS: 5_000 });
  try {
    await client.connect();
    return await client.db(database).command(command);
  } finally {
    await client.close();
  }
}
