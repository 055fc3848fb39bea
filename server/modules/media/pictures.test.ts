import { beforeEach, describe, expect, it } from '@jest/globals';
import sharp from 'sharp';
import { fixedClock, setClock } from '../../platform/clock.ts';
import { contextOf, useDatabase } from '../../testing/harness.ts';
import { storedKeys, useObjectStore } from '../../testing/object-store.ts';
import { jpegPicture } from '../../testing/pictures.ts';
import { runOperation } from '../audit/index.ts';
import {
  claimPictures,
  claimPrivatePictures,
  onPictureUse,
  preparePicture,
  releasePictures,
  storePicture,
  storePreparedPicture,
  storePrivatePicture,
  sweepOrphans,
} from './index.ts';
import { MediaModel } from './media.model.ts';
import { takeForSweeping } from './media.repository.ts';

useDatabase();
useObjectStore();

const HOUR = 3_600_000;
const time = fixedClock(new Date('2024-05-01T10:00:00Z'));
const shown = new Set<string>();
onPictureUse(async (sha256s) => new Set(sha256s.filter((sha256) => shown.has(sha256))));

beforeEach(async () => {
  setClock(time);
  shown.clear();
  await MediaModel.deleteMany({});
});

const operation = <T>(work: () => Promise<T>) =>
  runOperation(contextOf('inventory'), { action: 'products.edit' }, work);
let shade = 0;
const upload = async () => {
  shade += 1;
  return (await storePicture(await jpegPicture({ width: 200, height: 100, colour: { r: shade, g: 0, b: 0 } }))).sha256;
};
const keysOf = (sha256: string) => [160, 480, 960].map((width) => `media/${sha256}-${width}.webp`);

it('a picture is kept in three widths under its digest', async () => {
  const sha256 = await upload();
  expect(await storedKeys(`media/${sha256}`)).toEqual(keysOf(sha256));
});

describe('a picture whose sizes were made beforehand', () => {
  const source = () => jpegPicture({ width: 1200, height: 600, colour: { r: 9, g: 90, b: 9 } });

  it('is kept like the upload that made them', async () => {
    const { sha256, width, height, variants } = await preparePicture(await source());
    expect(await storePreparedPicture(variants, { alt: 'A field' })).toEqual({ sha256, width, height, alt: 'A field' });
    expect(await storedKeys(`media/${sha256}`)).toEqual(keysOf(sha256));
    expect(await MediaModel.findById(sha256).lean()).toMatchObject({ width, height, state: 'waiting' });
  });

  it('is refused where a size is missing, of another width, damaged, or no WebP without metadata', async () => {
    const { variants } = await preparePicture(await source());
    const withSize = (body: Buffer | undefined) =>
      storePreparedPicture(new Map([...variants, [480, body ?? Buffer.alloc(0)]]));
    const withExif = await sharp(variants.get(480))
      .withExif({ IFD0: { Artist: 'Somebody' } })
      .webp()
      .toBuffer();
    await expect(withSize(undefined)).rejects.toMatchObject({ code: 'picture_empty' });
    for (const wrong of [variants.get(160), Buffer.from('no picture'), await source(), withExif])
      await expect(withSize(wrong)).rejects.toMatchObject({ code: 'picture_unreadable' });
    expect(await MediaModel.countDocuments({})).toBe(0);
  });
});

it('the same picture uploaded ten times at once is kept once', async () => {
  const source = await jpegPicture({ width: 64, height: 64 });
  const stored = await Promise.all(Array.from({ length: 10 }, () => storePicture(source)));
  expect(new Set(stored.map(({ sha256 }) => sha256)).size).toBe(1);
  expect(await MediaModel.countDocuments({})).toBe(1);
});

it('an upload that no record takes is gone after an hour, and not before', async () => {
  const sha256 = await upload();
  time.advance(HOUR - 1_000);
  expect(await sweepOrphans()).toEqual({ swept: 0, kept: 0 });
  time.advance(2_000);
  expect(await sweepOrphans()).toEqual({ swept: 1, kept: 0 });
  expect(await storedKeys(`media/${sha256}`)).toEqual([]);
  expect(await MediaModel.countDocuments({})).toBe(0);
});

it('what a record claimed stays, and goes an hour after the last record let go of it', async () => {
  const sha256 = await upload();
  await operation(() => claimPictures([sha256]));
  shown.add(sha256);
  time.advance(48 * HOUR);
  expect(await sweepOrphans()).toEqual({ swept: 0, kept: 0 });

  await operation(() => releasePictures([sha256]));
  time.advance(HOUR + 1);
  expect(await sweepOrphans()).toEqual({ swept: 0, kept: 1 });
  expect(await storedKeys(`media/${sha256}`)).toHaveLength(3);

  await operation(() => releasePictures([sha256]));
  shown.delete(sha256);
  time.advance(HOUR + 1);
  expect(await sweepOrphans()).toEqual({ swept: 1, kept: 0 });
});

it('an operation that fails neither claims nor releases', async () => {
  const sha256 = await upload();
  const failed = operation(async () => {
    await claimPictures([sha256]);
    throw new Error('no');
  });
  await expect(failed).rejects.toThrow('no');
  expect(await MediaModel.findById(sha256).lean()).toMatchObject({ state: 'waiting' });
});

it('a picture that is not kept cannot be claimed', async () => {
  await expect(operation(() => claimPictures(['f'.repeat(64)]))).rejects.toMatchObject({ code: 'picture_missing' });
});

it('a picture that is being swept cannot be claimed, and an upload of it waits for the sweep to end', async () => {
  const source = await jpegPicture({ width: 80, height: 80 });
  const { sha256 } = await storePicture(source);
  time.advance(HOUR + 1);
  expect((await takeForSweeping())?._id).toBe(sha256);
  await expect(operation(() => claimPictures([sha256]))).rejects.toMatchObject({ code: 'picture_missing' });

  const again = storePicture(source);
  await new Promise((done) => setTimeout(done, 150));
  await MediaModel.deleteOne({ _id: sha256 });
  expect((await again).sha256).toBe(sha256);
  expect(await storedKeys(`media/${sha256}`)).toHaveLength(3);
});

it('a sweep that died halfway is finished by the next one', async () => {
  const sha256 = await upload();
  time.advance(HOUR + 1);
  await takeForSweeping();
  expect(await sweepOrphans()).toEqual({ swept: 0, kept: 0 });
  time.advance(HOUR);
  expect(await sweepOrphans()).toEqual({ swept: 1, kept: 0 });
  expect(await storedKeys(`media/${sha256}`)).toEqual([]);
});

it('two sweeps at once share the work', async () => {
  for (let n = 0; n < 4; n += 1) await upload();
  time.advance(HOUR + 1);
  const [a, b] = await Promise.all([sweepOrphans(), sweepOrphans()]);
  expect(a.swept + b.swept).toBe(4);
});

it('of pictures whose time is up, those that a record shows stay', async () => {
  const kept = await upload();
  const gone = await upload();
  shown.add(kept);
  time.advance(HOUR + 1);
  expect(await sweepOrphans()).toEqual({ swept: 1, kept: 1 });
  expect(await storedKeys(`media/${kept}`)).toHaveLength(3);
  expect(await storedKeys(`media/${gone}`)).toEqual([]);
});

it('a private picture lies apart, is claimed as such only, and is swept like any other', async () => {
  const source = (async function* () {
    yield await jpegPicture({ width: 200, height: 100 });
  })();
  const { id } = await storePrivatePicture(source);
  expect(await storedKeys(`private/${id}`)).toHaveLength(3);
  await expect(operation(() => claimPictures([id]))).rejects.toMatchObject({ code: 'picture_missing' });
  const ofTheShop = await upload();
  await expect(operation(() => claimPrivatePictures([ofTheShop]))).rejects.toMatchObject({ code: 'picture_missing' });

  await operation(() => claimPrivatePictures([id]));
  shown.add(id);
  time.advance(2 * HOUR);
  await sweepOrphans();
  expect(await storedKeys(`private/${id}`)).toHaveLength(3);

  await operation(() => releasePictures([id]));
  shown.delete(id);
  time.advance(2 * HOUR);
  await sweepOrphans();
  expect(await storedKeys('private/')).toEqual([]);
});
