import { PICTURE_WIDTHS, type PictureWidth, widthOfVariant } from './picture.service.ts';

export const PICTURE_CONTENT_TYPE = 'image/webp';
/** The address holds the picture's digest, so what is behind it never changes. */
export const PICTURE_CACHE_CONTROL = 'public, max-age=31536000, immutable';

let baseUrl = '';

/** Sets where pictures are fetched from (a CDN's origin, without a slash at its end); empty for this server itself. */
export function configurePictureUrls(config: { imageBaseUrl?: string | undefined }): void {
  baseUrl = (config.imageBaseUrl ?? '').replace(/\/+$/, '');
}

/** The object's key in the bucket, and its path at the server and at the CDN. */
export const keyOfPicture = (sha256: string, size: PictureWidth): string => `media/${sha256}-${size}.webp`;

/** Where a private picture lies: neither `/media` nor a CDN in front of it looks there. */
export const keyOfPrivatePicture = (id: string, size: PictureWidth): string => `private/${id}-${size}.webp`;

export const pictureUrl = (sha256: string, size: PictureWidth): string => `${baseUrl}/${keyOfPicture(sha256, size)}`;

/** Reads `<sha256>-<width>.webp`; null for any other name. */
export function parsePictureName(name: string): { sha256: string; size: PictureWidth } | null {
  const match = /^([0-9a-f]{64})-(\d{3})\.webp$/.exec(name);
  const size = PICTURE_WIDTHS.find((width) => String(width) === match?.[2]);
  return match?.[1] && size ? { sha256: match[1], size } : null;
}

export type PictureView = {
  alt: string;
  width: number;
  height: number;
  variants: { width: number; url: string }[];
};

/** A picture as it leaves: its variants by their real widths, none of them twice. */
export function presentPicture(picture: { sha256: string; alt: string; width: number; height: number }): PictureView {
  const variants: { width: number; url: string }[] = [];
  for (const size of PICTURE_WIDTHS) {
    const width = widthOfVariant(picture, size);
    if (variants.at(-1)?.width !== width) variants.push({ width, url: pictureUrl(picture.sha256, size) });
  }
  return { alt: picture.alt, width: picture.width, height: picture.height, variants };
}
