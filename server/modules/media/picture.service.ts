import { createHash } from 'node:crypto';
import sharp, { type Sharp } from 'sharp';
import { isAppError, unavailable } from '../../shared/errors.ts';
import {
  MAX_PICTURE_BYTES,
  MAX_PICTURE_PIXELS,
  pictureEmpty,
  pictureNotSupported,
  pictureTooLarge,
  pictureTooManyPixels,
  pictureUnreadable,
} from './picture.errors.ts';

/** The widths every picture is kept in; a smaller source is stored in its own size under each of them. */
export const PICTURE_WIDTHS = [160, 480, 960] as const;
export type PictureWidth = (typeof PICTURE_WIDTHS)[number];
export const LARGEST_WIDTH: PictureWidth = 960;

/** A picture after checking and re-encoding; width and height are those of its largest variant. */
export type PreparedPicture = {
  sha256: string;
  width: number;
  height: number;
  variants: Map<PictureWidth, Buffer>;
};

/** A banner may be wide, a scroll of wallpaper tall: beyond twice its width a picture is narrowed instead. */
const TALLEST = 2;
/** Of 0 to 6. Four takes half as long again for files that are a twelfth smaller. */
const ENCODING_EFFORT = 2;
const DECODING_AT_ONCE = 2;
const MOST_WAITING = 40;

/** Reads a stream whole, at most 10 MB of it; throws `picture_too_large` past that, or what broke the stream off. */
export async function readBounded(stream: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of stream) {
    size += chunk.length;
    if (size > MAX_PICTURE_BYTES) throw pictureTooLarge();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/**
 * Checks a picture by decoding it and makes its WebP sizes, upright, in sRGB and without metadata (a phone's position included).
 * Throws `picture_empty`, `picture_too_large`, `picture_not_supported`, `picture_unreadable`, `picture_too_many_pixels`.
 */
export async function preparePicture(source: Buffer): Promise<PreparedPicture> {
  if (source.length === 0) throw pictureEmpty();
  if (source.length > MAX_PICTURE_BYTES) throw pictureTooLarge();
  // The decoder would also take SVG, PDF and more: those never reach it.
  if (!looksSupported(source)) throw pictureNotSupported();
  return oneOfFew(async () => {
    try {
      return await reencode(source);
    } catch (error) {
      if (isAppError(error)) throw error;
      if (error instanceof Error && error.message.includes('pixel limit')) throw pictureTooManyPixels();
      throw pictureUnreadable(error);
    }
  });
}

async function reencode(source: Buffer): Promise<PreparedPicture> {
  const image = sharp(source, { limitInputPixels: MAX_PICTURE_PIXELS, failOn: 'warning', pages: 1 });
  const { format, compression } = await image.metadata();
  const isAvif = format === 'heif' && compression === 'av1';
  if (!isAvif && !['jpeg', 'png', 'webp'].includes(format)) throw pictureNotSupported();

  const { data, info } = await fitted(image.autoOrient(), LARGEST_WIDTH)
    .toColourspace('srgb')
    .raw()
    .toBuffer({ resolveWithObject: true });

  const variants = new Map<PictureWidth, Buffer>();
  for (const size of PICTURE_WIDTHS) {
    const base = sharp(data, { raw: { width: info.width, height: info.height, channels: info.channels } });
    variants.set(size, await fitted(base, size).webp({ quality: 82, effort: ENCODING_EFFORT }).toBuffer());
  }
  const largest = variants.get(LARGEST_WIDTH) ?? data;
  return {
    sha256: digestOf(largest),
    width: info.width,
    height: info.height,
    variants,
  };
}

/**
 * Looks whether sizes that were made beforehand are what an upload would have brought: WebP of the right widths without metadata. Cheap, since
 * nothing is decoded: for pictures of our own only. Throws `picture_unreadable`.
 */
export async function asPrepared(variants: ReadonlyMap<PictureWidth, Buffer>): Promise<PreparedPicture> {
  const largest = variants.get(LARGEST_WIDTH) ?? Buffer.alloc(0);
  const { width, height } = await sizeOfVariant(largest);
  for (const size of PICTURE_WIDTHS) {
    const found = await sizeOfVariant(variants.get(size) ?? Buffer.alloc(0));
    const wanted = widthOfVariant({ width, height }, size);
    if (found.width !== wanted) throw pictureUnreadable(new Error(`the size ${size} is ${found.width} wide`));
  }
  return { sha256: digestOf(largest), width, height, variants: new Map(variants) };
}

async function sizeOfVariant(body: Buffer): Promise<{ width: number; height: number }> {
  if (body.length === 0) throw pictureEmpty();
  const {
    format,
    width,
    height,
    exif,
    xmp,
    icc,
    pages = 1,
  } = await sharp(body)
    .metadata()
    .catch((error: unknown) => Promise.reject(pictureUnreadable(error)));
  if (format !== 'webp' || exif || xmp || icc || pages > 1)
    throw pictureUnreadable(new Error(`a ${format} not of ours`));
  return { width, height };
}

const digestOf = (largest: Buffer): string => createHash('sha256').update(largest).digest('hex');

const fitted = (image: Sharp, width: number): Sharp =>
  image.resize({ width, height: width * TALLEST, fit: 'inside', withoutEnlargement: true });

/** The width that a variant really has, from the size of the largest one. */
export function widthOfVariant(picture: { width: number; height: number }, size: PictureWidth): number {
  const scale = Math.min(1, size / picture.width, (size * TALLEST) / picture.height);
  return Math.max(1, Math.round(picture.width * scale));
}

/** The first bytes of the four formats (ISO/IEC 10918-1, 15948, RFC 9649, AV1 image file format). */
function looksSupported(source: Buffer): boolean {
  const text = (from: number, to: number) => source.subarray(from, to).toString('latin1');
  if (text(0, 3) === '\xff\xd8\xff') return true;
  if (text(0, 8) === '\x89PNG\r\n\x1a\n') return true;
  if (text(0, 4) === 'RIFF' && text(8, 12) === 'WEBP') return true;
  return text(4, 8) === 'ftyp' && /avi[fs]/.test(text(8, 64));
}

let decoding = 0;
const waiting: (() => void)[] = [];

/** Decoding takes memory by the pixel, so that a rush of uploads queues here; throws `pictures_busy` when the queue is full. */
async function oneOfFew<T>(work: () => Promise<T>): Promise<T> {
  if (decoding >= DECODING_AT_ONCE) {
    if (waiting.length >= MOST_WAITING) {
      throw unavailable('pictures_busy', 'Many pictures are being uploaded right now. Try again in a moment.');
    }
    await new Promise<void>((go) => waiting.push(go));
  } else {
    decoding += 1;
  }
  try {
    return await work();
  } finally {
    const next = waiting.shift();
    if (next) next();
    else decoding -= 1;
  }
}
