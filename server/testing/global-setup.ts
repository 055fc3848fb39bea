import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { Child } from '../embedded/child.ts';
import { mongodBinary, objectStoreBinary } from '../embedded/fetch-parts.ts';
import { startDatabase } from '../embedded/mongod.ts';
import { startObjectStore } from '../embedded/object-store.ts';
import { OBJECT_STORE_PORTS } from '../embedded/object-store-ports.ts';
import { freePortBlock } from '../embedded/ports.ts';
import { newTestFolder } from './test-folder.ts';

const CREDENTIALS = { accessKeyId: 'counterfoil', secretAccessKey: 'counterfoil-secret' };

/** `own` names the variables that tell the tests of parts of this run alone. */
export type TestParts = { children: Child[]; folder: string | null; own: string[] };

/** One database and one object store for the whole run, unless TEST_MONGODB_URI and TEST_S3_ENDPOINT name others. */
export default async function startTestParts(): Promise<void> {
  const parts: TestParts = { children: [], folder: null, own: [] };
  (globalThis as { testParts?: TestParts }).testParts = parts;
  const folder = (): string => {
    parts.folder ??= newTestFolder();
    return parts.folder;
  };
  await Promise.all([
    process.env.TEST_MONGODB_URI ? undefined : bringDatabase(parts, folder),
    process.env.TEST_S3_ENDPOINT ? undefined : bringObjectStore(parts, folder),
  ]);
  // Tests start some fifty programs that load the same files; NODE_COMPILE_CACHE is passed on to them.
  if (!process.env.NODE_COMPILE_CACHE) {
    process.env.NODE_COMPILE_CACHE = join(folder(), 'compiled');
    parts.own.push('NODE_COMPILE_CACHE');
  }
  process.env.TEST_DATABASES = `cf_test_${randomBytes(6).toString('hex')}_`;
  process.env.TEST_S3_ACCESS_KEY_ID ??= CREDENTIALS.accessKeyId;
  process.env.TEST_S3_SECRET_ACCESS_KEY ??= CREDENTIALS.secretAccessKey;
}

async function bringDatabase(parts: TestParts, folder: () => string): Promise<void> {
  const [binary, port] = [await mongodBinary({ dataDir: '.data' }), await freePortBlock(1)];
  const dataDir = join(folder(), 'mongo');
  const { child, uri } = await startDatabase({ binary, port, dataDir, logDir: folder(), ttlSeconds: 1 });
  parts.children.push(child);
  process.env.TEST_MONGODB_URI = uri('');
  parts.own.push('TEST_MONGODB_URI');
}

async function bringObjectStore(parts: TestParts, folder: () => string): Promise<void> {
  const [binary, port] = [await objectStoreBinary({ dataDir: '.data' }), await freePortBlock(OBJECT_STORE_PORTS)];
  const dataDir = join(folder(), 'objects');
  const { child, endpoint } = await startObjectStore({ binary, port, dataDir, logDir: folder(), ...CREDENTIALS });
  parts.children.push(child);
  process.env.TEST_S3_ENDPOINT = endpoint;
  parts.own.push('TEST_S3_ENDPOINT');
}
