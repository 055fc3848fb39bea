import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { LARGEST_WIDTH, type PictureWidth } from '../../server/modules/media/index.ts';
import type { PictureKind } from '../pictures/kind.ts';

/** Where `render.ts` leaves the drawings, each in every size that the shop shows. */
export const DRAWINGS = join(import.meta.dirname, 'pictures');

export type Drawing = { alt: string } & PictureKind;

/** A drawing's file in one of its sizes, in the folder of the drawings. */
export const drawingFile = (sku: string, width: PictureWidth): string =>
  `${sku}${width === LARGEST_WIDTH ? '' : `-${width}`}.webp`;

let kept: Record<string, Drawing> | undefined;

/** What there is a drawing of, by SKU. */
export function drawings(): Record<string, Drawing> {
  kept ??= JSON.parse(readFileSync(join(DRAWINGS, 'index.json'), 'utf8')) as Record<string, Drawing>;
  return kept;
}
