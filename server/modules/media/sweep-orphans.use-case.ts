import { deleteObjects } from '../../platform/object-store.ts';
import type { MediaRow } from './media.model.ts';
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

/** For so many pictures at a time is asked whether they are shown, since that reads through the whole catalogue. */
const ASKED_AT_ONCE = 100;

/** Deletes pictures that no record has shown for an hour: uploads never attached, and those removed from their last record. */
export async function sweepOrphans({ atMost = 1000 } = {}): Promise<{ swept: number; kept: number }> {
  if (users.size === 0) throw new Error('sweepOrphans would delete everything: nobody has bound onPictureUse');
  let swept = 0;
  let kept = 0;
  while (swept + kept < atMost) {
    const rows = await takeSome(Math.min(ASKED_AT_ONCE, atMost - swept - kept));
    if (rows.length === 0) break;
    const used = await usedOf(rows);
    for (const { _id: sha256, private: isPrivate } of rows) {
      if (used.has(sha256)) {
        await keepSwept(sha256);
        kept += 1;
        continue;
      }
      await deleteObjects(PICTURE_WIDTHS.map((size) => (isPrivate ? keyOfPrivatePicture : keyOfPicture)(sha256, size)));
      await forgetSwept(sha256);
      swept += 1;
    }
  }
  return { swept, kept };
}

async function takeSome(most: number): Promise<MediaRow[]> {
  const rows: MediaRow[] = [];
  while (rows.length < most) {
    const row = await takeForSweeping();
    if (!row) break;
    rows.push(row);
  }
  return rows;
}

async function usedOf(rows: MediaRow[]): Promise<ReadonlySet<string>> {
  const sha256s = rows.map(({ _id }) => _id);
  const used = new Set<string>();
  for (const use of users) for (const sha256 of await use(sha256s)) used.add(sha256);
  return used;
}
