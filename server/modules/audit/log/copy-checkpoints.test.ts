import { randomBytes } from 'node:crypto';
import { beforeEach, describe, expect, it } from '@jest/globals';
import mongoose from 'mongoose';
import { configureKeptObjects, keptVersions, readKept } from '../../../platform/kept-objects.ts';
import { bucketName, configureObjectStore } from '../../../platform/object-store.ts';
import { useDatabase } from '../../../testing/harness.ts';
import { useObjectStore } from '../../../testing/object-store.ts';
import { COPIES, copyCheckpoints } from './copy-checkpoints.service.ts';
import { LogCheckpointModel } from './log.model.ts';

useDatabase();
useObjectStore();

const reachable = () => ({
  endpoint: process.env['TEST_S3_ENDPOINT'],
  region: 'us-east-1',
  bucket: bucketName(),
  accessKeyId: process.env['TEST_S3_ACCESS_KEY_ID'],
  secretAccessKey: process.env['TEST_S3_SECRET_ACCESS_KEY'],
  forcePathStyle: true,
});

beforeEach(async () => {
  configureKeptObjects({ bucket: undefined, days: 0 });
  for (const name of ['logCheckpoints', 'logMarks']) await mongoose.connection.collection(name).deleteMany({});
});

const sign = (sizes: number[]) =>
  LogCheckpointModel.insertMany(sizes.map((size) => ({ _id: size, note: `note ${size}`, createdAt: new Date() })));

async function copies(): Promise<string[]> {
  const texts = [];
  for await (const version of keptVersions(COPIES)) texts.push(await readKept(version));
  return texts.sort();
}

describe('copies of checkpoints', () => {
  it('are made of each checkpoint once, and go on from where they were', async () => {
    const prefix = randomBytes(2).readUInt16BE() * 1_000;
    await sign(Array.from({ length: 20 }, (_, n) => prefix + n));
    expect(await copyCheckpoints()).toBe(20);
    expect(await copyCheckpoints()).toBe(0);
    await sign([prefix + 500]);
    expect(await copyCheckpoints()).toBe(1);
    expect(await copies()).toHaveLength(21);
    expect(await copies()).toContain(`note ${prefix + 500}`);
  });

  it('wait while the store does not answer, and are made once it does', async () => {
    await sign([70_000_000]);
    const store = reachable();
    configureObjectStore({ ...store, endpoint: 'http://127.0.0.1:9' });
    try {
      await expect(copyCheckpoints()).rejects.toMatchObject({ code: 'object_store_unavailable' });
    } finally {
      configureObjectStore(store);
    }
    expect(await copyCheckpoints()).toBe(1);
    expect(await copies()).toContain('note 70000000');
  });
});
