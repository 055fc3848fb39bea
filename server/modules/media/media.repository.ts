import { clock } from '../../platform/clock.ts';
import { isDuplicateKey } from '../../platform/database-errors.ts';
import { MediaModel, type MediaRow, type MediaState } from './media.model.ts';

/** How long a picture that is on no record is kept: while its form is still open, or for an undo of its removal. */
export const UNUSED_PICTURE_KEPT_MS = 60 * 60 * 1000;
/** After this a sweep that did not finish is taken to have died, and another goes on with it. */
const SWEEP_TAKES_AT_MOST_MS = 5 * 60 * 1000;

const inMilliseconds = (milliseconds: number): Date => new Date(clock.now().getTime() + milliseconds);

/** Notes a picture before its objects are stored, so that none can be there without a row. False while it is being swept. */
export async function noteUpload(picture: { sha256: string; width: number; height: number }): Promise<boolean> {
  const { sha256, width, height } = picture;
  try {
    await MediaModel.updateOne(
      { _id: sha256, state: 'waiting' },
      {
        $set: { sweepAfter: inMilliseconds(UNUSED_PICTURE_KEPT_MS) },
        $setOnInsert: { width, height, createdAt: clock.now() },
      },
      { upsert: true },
    );
    return true;
  } catch (error) {
    if (!isDuplicateKey(error)) throw error;
    const row = await MediaModel.findById(sha256, { state: 1 }).lean();
    return row?.state === 'attached';
  }
}

/** Notes a private picture before its objects are stored. */
export async function notePrivateUpload({ id, width, height }: { id: string; width: number; height: number }) {
  const sweepAfter = inMilliseconds(UNUSED_PICTURE_KEPT_MS);
  await MediaModel.create([
    { _id: id, private: true, width, height, state: 'waiting', sweepAfter, createdAt: clock.now() },
  ]);
}

/** Marks pictures as used by a record; false when one of them is not kept, or not of that kind. Runs inside the record's operation. */
export async function markAttached(ids: readonly string[], kind: 'public' | 'private'): Promise<boolean> {
  const result = await MediaModel.updateMany(
    {
      _id: { $in: [...ids] },
      state: { $in: ['waiting', 'attached'] satisfies MediaState[] },
      private: kind === 'private' ? true : { $ne: true },
    },
    { $set: { state: 'attached' }, $unset: { sweepAfter: 1 } },
  );
  return result.matchedCount === ids.length;
}

/** Gives pictures the hour after which a sweep looks whether another record still shows them. */
export async function markReleased(sha256s: readonly string[]): Promise<void> {
  await MediaModel.updateMany(
    { _id: { $in: [...sha256s] }, state: 'attached' satisfies MediaState },
    { $set: { state: 'waiting', sweepAfter: inMilliseconds(UNUSED_PICTURE_KEPT_MS) } },
  );
}

/** Takes one picture whose time is up; null when there is none. Two sweepers never get the same one. */
export async function takeForSweeping(): Promise<MediaRow | null> {
  return MediaModel.findOneAndUpdate(
    { sweepAfter: { $lte: clock.now() } },
    { $set: { state: 'sweeping' satisfies MediaState, sweepAfter: inMilliseconds(SWEEP_TAKES_AT_MOST_MS) } },
    { sort: { sweepAfter: 1 }, returnDocument: 'after' },
  ).lean<MediaRow>();
}

/** Ends a sweep of a picture that turned out to be in use. */
export async function keepSwept(sha256: string): Promise<void> {
  await MediaModel.updateOne(
    { _id: sha256, state: 'sweeping' satisfies MediaState },
    { $set: { state: 'attached' satisfies MediaState }, $unset: { sweepAfter: 1 } },
  );
}

/** Ends a sweep whose objects are gone. */
export async function forgetSwept(sha256: string): Promise<void> {
  await MediaModel.deleteOne({ _id: sha256, state: 'sweeping' satisfies MediaState });
}

/** Sizes of pictures that are kept, by their digest. */
export async function sizesOf(sha256s: readonly string[]): Promise<Map<string, { width: number; height: number }>> {
  const rows = await MediaModel.find({ _id: { $in: [...sha256s] } }, { width: 1, height: 1 }).lean();
  return new Map(rows.map(({ _id, width, height }) => [_id, { width, height }]));
}
