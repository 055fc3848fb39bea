import { describe, expect, it } from '@jest/globals';
import sharp from 'sharp';
import {
  avifPicture,
  HTML_PAGE,
  jpegPicture,
  pixelBomb,
  pngPicture,
  SVG_WITH_SCRIPT,
  webpPicture,
} from '../../testing/pictures.ts';
import { PICTURE_WIDTHS, type PreparedPicture, preparePicture, presentPicture, readBounded } from './index.ts';
import { MAX_PICTURE_BYTES } from './picture.errors.ts';

const sizes = async (picture: PreparedPicture) => {
  const found: (string | undefined)[] = [];
  for (const width of PICTURE_WIDTHS) {
    const { format, width: w, height: h } = await sharp(picture.variants.get(width)).metadata();
    found.push(`${format} ${w}x${h}`);
  }
  return found;
};

describe('a good picture', () => {
  it.each([
    ['JPEG', jpegPicture],
    ['PNG', pngPicture],
    ['WebP', webpPicture],
    ['AVIF', avifPicture],
  ])('of %s becomes WebP in three widths', async (_name, make) => {
    const picture = await preparePicture(await make({ width: 1_200, height: 900 }));
    expect(picture).toMatchObject({ width: 960, height: 720, sha256: expect.stringMatching(/^[0-9a-f]{64}$/) });
    expect(await sizes(picture)).toEqual(['webp 160x120', 'webp 480x360', 'webp 960x720']);
  });

  it('is not enlarged, and its page lists no width twice', async () => {
    const picture = await preparePicture(await pngPicture({ width: 300, height: 300 }));
    expect(await sizes(picture)).toEqual(['webp 160x160', 'webp 300x300', 'webp 300x300']);
    const { variants } = presentPicture({ ...picture, alt: '' });
    expect(variants.map(({ width }) => width)).toEqual([160, 300]);
  });

  it('that is very tall is narrowed instead', async () => {
    const picture = await preparePicture(await jpegPicture({ width: 400, height: 4_000 }));
    expect(await sizes(picture)).toEqual(['webp 32x320', 'webp 96x960', 'webp 192x1920']);
    const { variants } = presentPicture({ ...picture, alt: '' });
    expect(variants.map(({ width }) => width)).toEqual([32, 96, 192]);
  });

  it('has the same digest each time, whatever it was called', async () => {
    const source = await jpegPicture();
    expect((await preparePicture(source)).sha256).toBe((await preparePicture(source)).sha256);
  });

  it('is turned upright and loses what a camera wrote into it', async () => {
    const turned = await sharp(await jpegPicture({ width: 600, height: 200 }))
      .withExif({ IFD0: { Copyright: 'somebody' } })
      .withMetadata({ orientation: 6 })
      .jpeg()
      .toBuffer();
    const picture = await preparePicture(turned);
    expect(picture).toMatchObject({ width: 200, height: 600 });
    const { exif, icc, orientation } = await sharp(picture.variants.get(960)).metadata();
    expect({ exif, icc, orientation }).toEqual({ exif: undefined, icc: undefined, orientation: undefined });
  });

  it.each([
    [
      'with transparency',
      () => sharp({ create: { width: 50, height: 50, channels: 4, background: '#ff000080' } }).png(),
    ],
    [
      'in grey',
      () =>
        sharp({ create: { width: 50, height: 50, channels: 3, background: '#888' } })
          .greyscale()
          .jpeg(),
    ],
    [
      'with 16 bits a channel',
      () =>
        sharp({ create: { width: 50, height: 50, channels: 3, background: '#c81e3c' } })
          .toColourspace('rgb16')
          .png(),
    ],
    [
      'in CMYK',
      () =>
        sharp({ create: { width: 50, height: 50, channels: 3, background: '#c81e3c' } })
          .toColourspace('cmyk')
          .jpeg(),
    ],
  ])('%s is understood', async (_name, make) => {
    const picture = await preparePicture(await make().toBuffer());
    expect(await sizes(picture)).toEqual(['webp 50x50', 'webp 50x50', 'webp 50x50']);
  });

  it('keeps its colour from 16 bits a channel', async () => {
    const source = sharp({ create: { width: 50, height: 50, channels: 3, background: '#c81e3c' } }).toColourspace(
      'rgb16',
    );
    const picture = await preparePicture(await source.png().toBuffer());
    const { data } = await sharp(picture.variants.get(160)).raw().toBuffer({ resolveWithObject: true });
    expect([...data.subarray(0, 3)].map((value, n) => Math.abs(value - [200, 30, 60][n]!) < 6)).toEqual([
      true,
      true,
      true,
    ]);
  });
});

describe('a bad file is refused in plain words', () => {
  it.each([
    ['an empty file', async () => Buffer.alloc(0), 'picture_empty', 422],
    ['an SVG with a script', async () => SVG_WITH_SCRIPT, 'picture_not_supported', 415],
    ['an HTML page', async () => HTML_PAGE, 'picture_not_supported', 415],
    [
      'a GIF',
      async () =>
        sharp(await pngPicture())
          .gif()
          .toBuffer(),
      'picture_not_supported',
      415,
    ],
    [
      'a TIFF',
      async () =>
        sharp(await pngPicture())
          .tiff()
          .toBuffer(),
      'picture_not_supported',
      415,
    ],
    [
      'the beginning of a PNG and then a page',
      async () => Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), HTML_PAGE]),
      'picture_unreadable',
      422,
    ],
    ['a cut JPEG', async () => (await jpegPicture()).subarray(0, 5_000), 'picture_unreadable', 422],
    ['a cut PNG', async () => (await pngPicture()).subarray(0, 2_000), 'picture_unreadable', 422],
    ['a cut WebP', async () => (await webpPicture()).subarray(0, 900), 'picture_unreadable', 422],
    ['more pixels than fit', pixelBomb, 'picture_too_many_pixels', 422],
    ['more than 10 MB', async () => Buffer.alloc(MAX_PICTURE_BYTES + 1), 'picture_too_large', 413],
  ])('%s', async (_name, make, code, status) => {
    await expect(preparePicture(await make())).rejects.toMatchObject({
      code,
      status,
      fields: { picture: expect.stringMatching(/^[A-Z].*\.$/) },
    });
  });

  it('a stream past 10 MB is not read to its end', async () => {
    let sent = 0;
    async function* endless() {
      for (;;) {
        sent += 1;
        yield Buffer.alloc(1024 * 1024);
      }
    }
    await expect(readBounded(endless())).rejects.toMatchObject({ code: 'picture_too_large' });
    expect(sent).toBe(11);
  });
});

it('many pictures at once all come through, and a rush beyond that is told to wait', async () => {
  const source = await pngPicture({ width: 32, height: 32 });
  const outcomes = await Promise.allSettled(Array.from({ length: 60 }, () => preparePicture(source)));
  const refused = outcomes.filter((outcome) => outcome.status === 'rejected');
  expect(refused).toHaveLength(18);
  expect(refused[0]).toMatchObject({ reason: { code: 'pictures_busy', status: 503 } });
});
