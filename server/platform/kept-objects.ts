import {
  CreateBucketCommand,
  GetObjectCommand,
  GetObjectLockConfigurationCommand,
  HeadBucketCommand,
  ListObjectVersionsCommand,
  type ListObjectVersionsCommandOutput,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import { bucketName, ignoreOwnBucket, isMissing, reaching, s3Client } from './object-store.ts';

/** One version of an object that is kept. `version` is null where the bucket has no versions. */
export type KeptVersion = { key: string; version: string | null; etag: string };

const DAY = 86_400_000;
const NO_LOCK = ['ObjectLockConfigurationNotFoundError', 'NotImplemented', 'InvalidRequest', 'MethodNotAllowed'];

let kept: { bucket?: string | undefined; days: number } = { days: 0 };
let locks: Promise<boolean> | null = null;

/** Names the bucket for what nobody may replace or delete (the product's own one where it is not set) and for how many days it is locked. */
export function configureKeptObjects(config: { bucket?: string | undefined; days: number }): void {
  kept = config;
  locks = null;
}

const bucket = (): string => kept.bucket ?? bucketName();

/** Makes the bucket where one is named and missing, with Object Lock; throws `object_store_unavailable`. */
export async function ensureKeptBucket(): Promise<void> {
  const Bucket = kept.bucket;
  if (!Bucket) return;
  await reaching(async () => {
    const isThere = await s3Client()
      .send(new HeadBucketCommand({ Bucket }))
      .then(
        () => true,
        (error: unknown) => (isMissing(error) ? false : Promise.reject(error)),
      );
    if (isThere) return;
    const make = new CreateBucketCommand({ Bucket, ObjectLockEnabledForBucket: true });
    await s3Client().send(make).catch(ignoreOwnBucket);
  });
}

/** Whether the bucket has Object Lock: then what is put there can't be deleted before its time, by whomever. */
export function keepsUnderLock(): Promise<boolean> {
  locks ??= reaching(async () => {
    try {
      const answer = await s3Client().send(new GetObjectLockConfigurationCommand({ Bucket: bucket() }));
      return answer.ObjectLockConfiguration?.ObjectLockEnabled === 'Enabled';
    } catch (error) {
      if (error instanceof Error && NO_LOCK.includes(error.name)) return false;
      throw error;
    }
  }).catch((error: unknown) => {
    locks = null;
    throw error;
  });
  return locks;
}

/** Puts a small text where it stays, under Object Lock where the bucket has it. Throws `object_store_unavailable`. */
export async function keepObject(key: string, text: string, now: Date): Promise<void> {
  const isLocked = kept.days > 0 && (await keepsUnderLock());
  const until = new Date(now.getTime() + kept.days * DAY);
  const lock = isLocked ? ({ ObjectLockMode: 'COMPLIANCE', ObjectLockRetainUntilDate: until } as const) : {};
  await reaching(() =>
    s3Client().send(
      new PutObjectCommand({
        Bucket: bucket(),
        Key: key,
        Body: Buffer.from(text),
        ContentType: 'text/plain; charset=utf-8',
        ...lock,
      }),
    ),
  );
}

/** Every version of every object under a prefix, those included that a later one or a deletion hides. */
export async function* keptVersions(prefix: string): AsyncGenerator<KeptVersion> {
  let from: { KeyMarker?: string | undefined; VersionIdMarker?: string | undefined } = {};
  for (;;) {
    const answer = await versionsPage(prefix, from);
    if (!answer) return;
    for (const { Key, VersionId, ETag } of answer.Versions ?? []) {
      const version = VersionId && VersionId !== 'null' ? VersionId : null;
      if (Key) yield { key: Key, version, etag: (ETag ?? '').replaceAll('"', '') };
    }
    if (!answer.IsTruncated) return;
    from = { KeyMarker: answer.NextKeyMarker, VersionIdMarker: answer.NextVersionIdMarker };
  }
}

/** A page of versions; null where there is no bucket yet. */
const versionsPage = (prefix: string, from: object): Promise<ListObjectVersionsCommandOutput | null> =>
  reaching(async () => {
    try {
      return await s3Client().send(new ListObjectVersionsCommand({ Bucket: bucket(), Prefix: prefix, ...from }));
    } catch (error) {
      if (isMissing(error)) return null;
      throw error;
    }
  });

/** The text of one version. */
export async function readKept({ key, version }: KeptVersion): Promise<string> {
  return reaching(async () => {
    const one = { Bucket: bucket(), Key: key, ...(version ? { VersionId: version } : {}) };
    const answer = await s3Client().send(new GetObjectCommand(one));
    return (await answer.Body?.transformToString('utf8')) ?? '';
  });
}
