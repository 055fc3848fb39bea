import sharp from 'sharp';

export type Upload = { name: string; mimeType: string; buffer: Buffer };

/** A real PNG, of one colour with a frame, so that it is told apart on the page. */
export async function pngUpload(name: string, colour: string): Promise<Upload> {
  const frame = await sharp({ create: { width: 900, height: 700, channels: 3, background: '#ffffff' } })
    .composite([{ input: { create: { width: 820, height: 620, channels: 3, background: colour } } }])
    .png()
    .toBuffer();
  return { name, mimeType: 'image/png', buffer: frame };
}

/** More than all photos of a return may have together. */
export const hugePhoto: Upload = {
  name: 'poster.jpg',
  mimeType: 'image/jpeg',
  buffer: Buffer.alloc(13 * 1024 * 1024, 1),
};

/** A page with a script that calls itself a picture. */
export const disguisedPage: Upload = {
  name: 'holiday.png',
  mimeType: 'image/png',
  buffer: Buffer.from('<!doctype html><script>alert(1)</script>'),
};
