import { randomBytes } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { getObject, putObject } from '../../platform/object-store.ts';
import { notePrivateUpload, noteUpload } from './media.repository.ts';
import { pictureBusy } from './picture.errors.ts';
import { keyOfPicture, keyOfPrivatePicture, PICTURE_CACHE_CONTROL, PICTURE_CONTENT_TYPE } from './picture.presenter.ts';
import { asPrepared, type PictureWidth, type PreparedPicture, preparePicture, readBounded } from './picture.service.ts';

export type StoredPicture = { sha256: string; width: number; height: number; alt: string };

/**
 * Checks a picture, makes its sizes and keeps them; the same picture again is kept once. Not for the inside of an operation.
 * Throws the errors of `preparePicture`, `picture_busy`, `object_store_unavailable`.
 */
export async function storePicture(
  source: Buffer | AsyncIterable<Uint8Array>,
  { alt = '' }: { alt?: string } = {},
): Promise<StoredPicture> {
  const picture = await preparePicture(Buffer.isBuffer(source) ? source : await readBounded(source));
  await keepPicture(picture);
  return { sha256: picture.sha256, width: picture.width, height: picture.height, alt };
}

/**
 * Keeps a picture of our own whose sizes were made beforehand, as an upload of it would be kept, but encodes nothing. Not for the inside of an
 * operation, and not for what comes from people. Throws `picture_unreadable`, `picture_busy`, `object_store_unavailable`.
 */
export async function storePreparedPicture(
  variants: ReadonlyMap<PictureWidth, Buffer>,
  { alt = '' }: { alt?: string } = {},
): Promise<StoredPicture> {
  const picture = await asPrepared(variants);
  await keepPicture(picture);
  return { sha256: picture.sha256, width: picture.width, height: picture.height, alt };
}

/**
 * Checks and re-encodes a picture in the same way and keeps it for few eyes, under a name that nobody can guess and apart from those of the
 * shop. Its reader asks who may see it. Not for the inside of an operation. Throws the errors of `preparePicture`, `object_store_unavailable`.
 */
export async function storePrivatePicture(source: AsyncIterable<Uint8Array>): Promise<{ id: string }> {
  const { width, height, variants } = await preparePicture(await readBounded(source));
  const id = randomBytes(32).toString('hex');
  await notePrivateUpload({ id, width, height });
  for (const [size, body] of variants) {
    await putObject(keyOfPrivatePicture(id, size), body, { contentType: PICTURE_CONTENT_TYPE });
  }
  return { id };
}

/** A private picture's bytes, or null. Whether the caller may have them is the caller's question. */
export async function readPrivatePicture(id: string, size: PictureWidth): Promise<Buffer | null> {
  return (await getObject(keyOfPrivatePicture(id, size)))?.body ?? null;
}

/** Stores the sizes of a prepared picture, but for those that the caller stores itself. */
export async function keepPicture(
  picture: PreparedPicture,
  { except }: { except?: PictureWidth | undefined } = {},
): Promise<void> {
  await notedOnceFree(picture);
  for (const [size, body] of picture.variants) {
    if (size === except) continue;
    await putObject(keyOfPicture(picture.sha256, size), body, {
      contentType: PICTURE_CONTENT_TYPE,
      cacheControl: PICTURE_CACHE_CONTROL,
    });
  }
}

/** A sweep of the same picture takes well under a second; storing beside it would lose the new objects to it. */
async function notedOnceFree(picture: PreparedPicture): Promise<void> {
  for (let attempt = 0; attempt < 20; attempt += 1) {
    if (await noteUpload(picture)) return;
    await wait(100);
  }
  throw pictureBusy();
}
