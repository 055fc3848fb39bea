import {
  CreateBucketCommand,
  DeleteObjectsCommand,
  GetObjectCommand,
  HeadBucketCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { AppError } from '../shared/errors.ts';

export type ObjectStoreConfig = {
  /** Unset for Amazon's own S3. */
  endpoint?: string | undefined;
  region: string;
  bucket: string;
  /** Unset where the machine's own role gives access. */
  accessKeyId?: string | undefined;
  secretAccessKey?: string | undefined;
  forcePathStyle?: boolean | undefined;
};

export type ObjectFacts = { contentType: string; etag: string; size: number };
export type StoredObject = ObjectFacts & { body: Buffer };

const MOST_KEYS_A_CALL = 1000;

let client: S3Client | null = null;
let bucket = '';

/** Names the process's one bucket and how to reach it; called once by the composition root, and by tests. */
export function configureObjectStore(config: ObjectStoreConfig): void {
  client?.destroy();
  bucket = config.bucket;
  client = new S3Client({
    region: config.region,
    ...(config.endpoint ? { endpoint: config.endpoint } : {}),
    forcePathStyle: config.forcePathStyle ?? config.endpoint !== undefined,
    ...(config.accessKeyId && config.secretAccessKey
      ? { credentials: { accessKeyId: config.accessKeyId, secretAccessKey: config.secretAccessKey } }
      : {}),
    maxAttempts: 3,
    requestHandler: { connectionTimeout: 3_000, requestTimeout: 20_000 },
  });
}

export function s3Client(): S3Client {
  if (!client) throw new Error('configureObjectStore has not been called');
  return client;
}

export const bucketName = (): string => bucket;

/** Makes the bucket where it is missing; throws `object_store_unavailable`. */
export async function ensureBucket(): Promise<void> {
  await reaching(async () => {
    try {
      await s3Client().send(new HeadBucketCommand({ Bucket: bucket }));
    } catch (error) {
      if (!isMissing(error)) throw error;
      await s3Client()
        .send(new CreateBucketCommand({ Bucket: bucket }))
        .catch(ignoreOwnBucket);
    }
  });
}

/** Stores a whole buffer under a key, replacing what was there. Streams are not taken: the SDK stores some of them wrongly. */
export async function putObject(
  key: string,
  body: Buffer,
  facts: { contentType: string; cacheControl?: string },
): Promise<void> {
  await reaching(() =>
    s3Client().send(
      new PutObjectCommand({
        Bucket: bucket,
        Key: key,
        Body: body,
        ContentType: facts.contentType,
        ...(facts.cacheControl ? { CacheControl: facts.cacheControl } : {}),
      }),
    ),
  );
}

/** The object as stored, or null. Meant for small objects: the body is read whole. */
export async function getObject(key: string): Promise<StoredObject | null> {
  return orNull(async () => {
    const answer = await s3Client().send(new GetObjectCommand({ Bucket: bucket, Key: key }));
    if (!answer.Body) return null;
    const body = Buffer.from(await answer.Body.transformToByteArray());
    return { ...factsOf(answer), size: body.length, body };
  });
}

/** What is known of an object without reading it, or null. */
export async function headObject(key: string): Promise<ObjectFacts | null> {
  return orNull(async () => factsOf(await s3Client().send(new HeadObjectCommand({ Bucket: bucket, Key: key }))));
}

/** Deletes the keys; those that don't exist are no error. Throws when the store kept one of them. */
export async function deleteObjects(keys: readonly string[]): Promise<void> {
  for (let at = 0; at < keys.length; at += MOST_KEYS_A_CALL) {
    const Objects = keys.slice(at, at + MOST_KEYS_A_CALL).map((Key) => ({ Key }));
    const answer = await reaching(() =>
      s3Client().send(new DeleteObjectsCommand({ Bucket: bucket, Delete: { Objects, Quiet: true } })),
    );
    const kept = answer.Errors?.filter((error) => error.Code !== 'NoSuchKey') ?? [];
    if (kept.length > 0)
      throw objectStoreUnavailable(new Error(`${kept.length} objects were not deleted: ${kept[0]?.Code}`));
  }
}

/** Every key under a prefix, page by page. */
export async function* listObjects(prefix: string): AsyncGenerator<{ key: string; size: number; lastModified: Date }> {
  let token: string | undefined;
  do {
    const page = await reaching(() =>
      s3Client().send(new ListObjectsV2Command({ Bucket: bucket, Prefix: prefix, ContinuationToken: token })),
    );
    for (const object of page.Contents ?? []) {
      if (!object.Key) continue;
      yield { key: object.Key, size: object.Size ?? 0, lastModified: object.LastModified ?? new Date(0) };
    }
    token = page.NextContinuationToken;
  } while (token);
}

/** Answers when the bucket can be reached; throws `object_store_unavailable`. For readiness checks. */
export async function pingObjectStore(): Promise<void> {
  await reaching(() => s3Client().send(new HeadBucketCommand({ Bucket: bucket })));
}

function factsOf(answer: {
  ContentType?: string | undefined;
  ETag?: string | undefined;
  ContentLength?: number | undefined;
}): ObjectFacts {
  return {
    contentType: answer.ContentType ?? 'application/octet-stream',
    etag: answer.ETag ?? '',
    size: answer.ContentLength ?? 0,
  };
}

async function orNull<T>(read: () => Promise<T | null>): Promise<T | null> {
  return reaching(async () => {
    try {
      return await read();
    } catch (error) {
      if (isMissing(error)) return null;
      throw error;
    }
  });
}

export async function reaching<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    throw objectStoreUnavailable(error);
  }
}

/** What the caller is told when the store fails; the cause is for the log. */
export function objectStoreUnavailable(cause: unknown): AppError {
  return new AppError(
    'object_store_unavailable',
    503,
    'The store that keeps pictures does not answer. Try again shortly.',
    { cause },
  );
}

const nameOf = (error: unknown): string => (error instanceof Error ? error.name : '');

export const isMissing = (error: unknown): boolean => ['NoSuchKey', 'NotFound', 'NoSuchBucket'].includes(nameOf(error));

export function ignoreOwnBucket(error: unknown): void {
  if (!['BucketAlreadyOwnedByYou', 'BucketAlreadyExists'].includes(nameOf(error))) throw error;
}
