import { markAttached, markReleased, sizesOf } from './media.repository.ts';
import { pictureMissing } from './picture.errors.ts';

/** Says that a record now shows these pictures, and answers their sizes. Runs in the record's operation; throws `picture_missing`. */
export async function claimPictures(
  sha256s: readonly string[],
): Promise<Map<string, { width: number; height: number }>> {
  const wanted = [...new Set(sha256s)];
  if (wanted.length === 0) return new Map();
  if (!(await markAttached(wanted, 'public'))) throw pictureMissing();
  return sizesOf(wanted);
}

/** The same for private pictures. Runs in the record's operation; throws `picture_missing`. */
export async function claimPrivatePictures(ids: readonly string[]): Promise<void> {
  const wanted = [...new Set(ids)];
  if (wanted.length > 0 && !(await markAttached(wanted, 'private'))) throw pictureMissing();
}

/** Says that a record shows these no longer. The sweep deletes those that no other record shows. */
export async function releasePictures(sha256s: readonly string[]): Promise<void> {
  const dropped = [...new Set(sha256s)];
  if (dropped.length > 0) await markReleased(dropped);
}
