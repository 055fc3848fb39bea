import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import mongoose, { Schema } from 'mongoose';
import { connectDatabase, disconnectDatabase, ensureCollections } from './database.ts';
import { defineModel } from './model.ts';

/* Indexes at the start of a server, beside records that are there already. */
const SOCKET_TIMEOUT = 700;
const schema = new Schema<{ n: number; name: string }>({ n: Number, name: String });
schema.index({ n: 1 }, { unique: true });
schema.index({ name: 1, n: -1 });
const Thing = defineModel('IndexedThing', 'indexedThings', schema, { class: 'technical', shardKey: '_id' });

const uri = new URL(process.env['TEST_MONGODB_URI'] ?? '');
uri.pathname = `/cf_test_${randomBytes(6).toString('hex')}`;
beforeAll(() => connectDatabase(String(uri), { socketTimeoutMS: SOCKET_TIMEOUT }));
afterAll(async () => {
  await mongoose.connection.db?.dropDatabase();
  await disconnectDatabase();
});
beforeEach(async () => {
  await mongoose.connection.db?.dropDatabase();
  await Thing.collection.insertMany(Array.from({ length: 20 }, (_, n) => ({ n, name: `thing ${n}` })));
});
const names = async () => (await Thing.listIndexes()).map(({ name }) => name).sort();
const ALL = ['_id_', 'n_1', 'name_1_n_-1'];

describe('a server that starts on a database with records', () => {
  test('waits for an index for longer than for any other answer', async () => {
    const session = await mongoose.connection.startSession();
    session.startTransaction();
    await Thing.collection.insertOne({ n: 100, name: 'open' } as never, { session });
    // An index waits for the transactions that wrote its collection.
    const made = ensureCollections().then(() => performance.now());
    const started = performance.now();
    await sleep(SOCKET_TIMEOUT * 3);
    await session.commitTransaction();
    expect((await made) - started).toBeGreaterThan(SOCKET_TIMEOUT * 2);
    await session.endSession();
    expect(await names()).toEqual(ALL);
  });

  test('makes each index once where three begin at the same time', async () => {
    await Promise.all([ensureCollections(), ensureCollections(), ensureCollections()]);
    expect(await names()).toEqual(ALL);
    await expect(Thing.collection.insertOne({ n: 1 } as never)).rejects.toMatchObject({ code: 11000 });
  });

  test('makes an index anew that is declared otherwise by now', async () => {
    await Thing.collection.createIndex({ n: 1 });
    await Promise.all([ensureCollections(), ensureCollections()]);
    expect(await names()).toEqual(ALL);
    await expect(Thing.collection.insertOne({ n: 1 } as never)).rejects.toMatchObject({ code: 11000 });
  });

  test('does not start on records that break a unique index, and says which', async () => {
    await Thing.collection.insertOne({ n: 1, name: 'again' } as never);
    await expect(ensureCollections()).rejects.toMatchObject({ code: 11000 });
  });
});

describe('an index that nothing declares', () => {
  const command = (...args: string[]) => {
    const env = { ...process.env, NODE_OPTIONS: '', NODE_ENV: 'test', MONGODB_URI: String(uri) };
    const script = fileURLToPath(new URL('../cli/indexes.ts', import.meta.url));
    const { status, stdout, stderr } = spawnSync(process.execPath, [script, ...args], { env, encoding: 'utf8' });
    return { status, stdout, stderr };
  };

  test('stays, since an older instance may need it, and is named', async () => {
    await Thing.collection.createIndex({ name: 1 });
    expect(await ensureCollections()).toEqual(['indexedThings.name_1']);
    expect(await names()).toEqual([...ALL, 'name_1'].sort());
  });

  test('is listed and dropped by the command, which drops no other', async () => {
    const suppliers = mongoose.connection.collection('suppliers');
    await suppliers.createIndex({ 'old.field': 1 });
    const listed = command();
    expect(listed.stdout).toMatch(/suppliers\.old\.field_1: used 0 times since/);
    expect(command('--drop')).toMatchObject({ status: 2, stderr: expect.stringContaining('Usage: npm run indexes') });
    const [declared = ''] = (await suppliers.indexes()).flatMap(({ name }) =>
      /_id_$|old/.test(String(name)) ? [] : [String(name)],
    );
    expect(command('--drop', `suppliers.${declared}`)).toMatchObject({ status: 2 });
    expect(command('--drop', 'suppliers.old.field_1')).toMatchObject({ status: 0, stderr: '' });
    const left = (await suppliers.indexes()).map(({ name }) => name);
    expect(left).toContain(declared);
    expect(left).not.toContain('old.field_1');
    expect(command().stdout).toContain('All indexes are declared');
  }, 60_000);
});
