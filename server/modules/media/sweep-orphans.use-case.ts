import { deleteObjects } from '../../platform/object-store.ts';
import { forgetSwept, keepSwept, takeForSweeping } from './media.repository.ts';
import { keyOfPicture, keyOfPrivatePicture } from './picture.presenter.ts';
import { PICTURE_WIDTHS } from './picture.service.ts';

/** Says which of these pictures some record shows. */
export type PictureUse = (sha256s: readonly string[]) => Promise<ReadonlySet<string>>;

const users = new Set<PictureUse>();

/** A module that shows pictures answers here for its records; bound by the composition root. */
export function onPictureUse(use: PictureUse): void {
  users.add(use);
}

/** Deletes pictures that no record has shown for an hour: uploads never attached, and those removed from their last record. */
export async function sweepOrphans({ atMost = 1000 } = {}): Promise<{ swept: number; kept: number }> {
  if (users.size === 0) throw new Error('sweepOrphans would delete everything: nobody has bound onPictureUse');
  let swept = 0;
  let kept = 0;
  while (swept + kept < atMost) {
    const row = await takeForSweeping();
    if (!row) break;
    if (await isUsed(row._id)) {
      await keepSwept(row._id);
      kept += 1;
    } else {
      await deleteObjects(
        PICTURE_WIDTHS.map((size) => (row.private ? keyOfPrivatePicture : keyOfPicture)(row._id, size)),
      );
      await forgetSwept(row._id);
      swept += 1;
    }
  }
  return { swept, kept };
}

async function isUsed(sha256: string): Promise<boolean> {
  for (const use of users) {
    if ((await use([sha256])).has(sha256)) return true;
  }
  return false;
}
