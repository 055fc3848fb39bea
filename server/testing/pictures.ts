import sharp, { type Sharp } from 'sharp';

type Shape = { width?: number; height?: number; colour?: { r: number; g: number; b: number } };

/** A picture of a gradient, so that it compresses like one and not like an empty sheet. */
function gradient({ width = 640, height = 480, colour = { r: 200, g: 30, b: 60 } }: Shape): Sharp {
  const pixels = Buffer.alloc(width * height * 3);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const at = (y * width + x) * 3;
      pixels[at] = (colour.r + x) % 256;
      pixels[at + 1] = (colour.g + y) % 256;
      pixels[at + 2] = (colour.b + x + y) % 256;
    }
  }
  return sharp(pixels, { raw: { width, height, channels: 3 } });
}

export const jpegPicture = (shape: Shape = {}): Promise<Buffer> => gradient(shape).jpeg().toBuffer();
export const pngPicture = (shape: Shape = {}): Promise<Buffer> => gradient(shape).png().toBuffer();
export const webpPicture = (shape: Shape = {}): Promise<Buffer> => gradient(shape).webp().toBuffer();
export const avifPicture = (shape: Shape = {}): Promise<Buffer> => gradient(shape).avif({ effort: 0 }).toBuffer();

/** An SVG as an attacker would send it. */
export const SVG_WITH_SCRIPT = Buffer.from(
  '<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"><script>alert(1)</script></svg>',
);
export const HTML_PAGE = Buffer.from('<!doctype html><script>alert(1)</script>');

/** A few bytes of PNG that decode to more than 50 million pixels. */
export const pixelBomb = (): Promise<Buffer> =>
  sharp({ create: { width: 9_000, height: 9_000, channels: 3, background: '#fff' }, limitInputPixels: false })
    .png({ compressionLevel: 9 })
    .toBuffer();
