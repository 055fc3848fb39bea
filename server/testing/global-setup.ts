import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Child } from '../embedded/child.ts';
import { mongodBinary, objectStoreBinary } from '../embedded/fetch-parts.ts';
import { startDatabase } from '../embedded/mongod.ts';
import { startObjectStore } from '../embedded/object-store.ts';
import { OBJECT_STORE_PORTS } from '../embedded/object-store-ports.ts';
import { freePortBlock } from '../embedded/ports.ts';
import { isAlive } from '../embedded/process.ts';

const CREDENTIALS = { accessKeyId: 'counterfoil', secretAccessKey: 'counterfoil-secret' };

export type TestParts = { children: Child[]; folder: string | null };

/** One database and one object store for the whole run, unless TEST_MONGODB_URI and TEST_S3_ENDPOINT name others. */
export default async function startTestParts(): Promise<void> {
  const parts: TestParts = { children: [], folder: null };
  (globalThis as { testParts?: TestParts }).testParts = parts;
  const folder = (): string => {
    parts.folder ??= newFolder();
    return parts.folder;
  };
  await Promise.all([
    process.env.TEST_MONGODB_URI ? undefined : bringDatabase(parts, folder),
    process.env.TEST_S3_ENDPOINT ? undefined : bringObjectStore(parts, folder),
  ]);
  process.env.TEST_S3_ACCESS_KEY_ID ??= CREDENTIALS.accessKeyId;
  process.env.TEST_S3_SECRET_ACCESS_KEY ??= CREDENTIALS.secretAccessKey;
}

async function bringDatabase(parts: TestParts, folder: () => string): Promise<void> {
  const [binary, port] = [await mongodBinary({ dataDir: '.data' }), await freePortBlock(1)];
  const dataDir = join(folder(), 'mongo');
  const { child, uri } = await startDatabase({ binary, port, dataDir, logDir: folder(), ttlSeconds: 1 });
  parts.children.push(child);
  process.env.TEST_MONGODB_URI = uri('');
}

async function bringObjectStore(parts: TestParts, folder: () => string): Promise<void> {
  const [binary, port] = [await objectStoreBinary({ dataDir: '.data' }), await freePortBlock(OBJECT_STORE_PORTS)];
  const dataDir = join(folder(), 'objects');
  const { child, endpoint } = await startObjectStore({ binary, port, dataDir, logDir: folder(), ...CREDENTIALS });
  parts.children.push(child);
  process.env.TEST_S3_ENDPOINT = endpoint;
}

/** A folder for this run; those of runs that were killed are cleared away. */
function newFolder(): string {
  const home = resolve('.data/tmp');
  mkdirSync(home, { recursive: true });
  for (const name of readdirSync(home)) {
    const pid = Number(/^jest-(\d+)-/.exec(name)?.[1]);
    if (pid && !isAlive(pid)) rmSync(join(home, name), { recursive: true, force: true });
  }
  return mkdtempSync(join(home, `jest-${process.pid}-`));
}
