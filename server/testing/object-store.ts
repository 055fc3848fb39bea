import { randomBytes } from 'node:crypto';
import { DeleteBucketCommand } from '@aws-sdk/client-s3';
import { afterAll, beforeAll } from '@jest/globals';
import {
  bucketName,
  configureObjectStore,
  deleteObjects,
  ensureBucket,
  listObjects,
  s3Client,
} from '../platform/object-store.ts';

/** Points the object store of this test file at a bucket of its own in the run's real store; emptied and removed at the end. */
export function useObjectStore(): void {
  configureObjectStore({
    endpoint: process.env['TEST_S3_ENDPOINT'],
    region: 'us-east-1',
    bucket: `cf-test-${randomBytes(6).toString('hex')}`,
    accessKeyId: process.env['TEST_S3_ACCESS_KEY_ID'],
    secretAccessKey: process.env['TEST_S3_SECRET_ACCESS_KEY'],
    forcePathStyle: true,
  });
  beforeAll(async () => {
    await ensureBucket();
  }, 30_000);
  afterAll(async () => {
    await deleteObjects(await storedKeys());
    await s3Client().send(new DeleteBucketCommand({ Bucket: bucketName() }));
    s3Client().destroy();
  });
}

/** The keys that are stored, in order. */
export async function storedKeys(prefix = ''): Promise<string[]> {
  const keys: string[] = [];
  for await (const { key } of listObjects(prefix)) keys.push(key);
  return keys.sort();
}
