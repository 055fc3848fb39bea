import { randomBytes } from 'node:crypto';
import { DeleteObjectCommand } from '@aws-sdk/client-s3';
import { describe, expect, it } from '@jest/globals';
import { useObjectStore } from '../testing/object-store.ts';
import {
  configureKeptObjects,
  ensureKeptBucket,
  keepObject,
  keepsUnderLock,
  keptVersions,
  readKept,
} from './kept-objects.ts';
import { s3Client } from './object-store.ts';

useObjectStore();

async function versionsOf(prefix: string) {
  const found = [];
  for await (const version of keptVersions(prefix)) found.push(version);
  return found;
}

describe('objects that are kept', () => {
  it('are stored as they are where the bucket has no lock', async () => {
    configureKeptObjects({ days: 1 });
    expect(await keepsUnderLock()).toBe(false);
    await keepObject('plain/1', 'one', new Date());
    const [only] = await versionsOf('plain/');
    expect(only).toMatchObject({ key: 'plain/1', version: null });
    expect(await readKept(only!)).toBe('one');
  });

  it('can’t be deleted, and stay readable behind what hides them, where the bucket has one', async () => {
    const bucket = `cf-locked-${randomBytes(6).toString('hex')}`;
    configureKeptObjects({ bucket, days: 1 });
    await Promise.all([ensureKeptBucket(), ensureKeptBucket()]);
    expect(await keepsUnderLock()).toBe(true);
    await keepObject('locked/1', 'one', new Date());
    const [first] = await versionsOf('locked/');
    const hard = new DeleteObjectCommand({ Bucket: bucket, Key: 'locked/1', VersionId: first!.version! });
    await expect(s3Client().send(hard)).rejects.toMatchObject({ name: 'AccessDenied' });

    await keepObject('locked/1', 'forged', new Date());
    await s3Client().send(new DeleteObjectCommand({ Bucket: bucket, Key: 'locked/1' }));
    const texts = await Promise.all((await versionsOf('locked/')).map(readKept));
    expect(texts.sort()).toEqual(['forged', 'one']);
  });
});
