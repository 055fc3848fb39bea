import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { attachFirstPictures, productsBySkus, productsOnSale } from '../../server/modules/catalog/index.ts';
import { LARGEST_WIDTH, PICTURE_WIDTHS, storePreparedPicture } from '../../server/modules/media/index.ts';
import type { RequestContext } from '../../server/shared/request-context.ts';
import { DRAWINGS, type Drawing, drawingFile, drawings } from '../data/drawings.ts';
import { kindOf, nearest } from '../pictures/kind.ts';

/** How many products one operation may touch. */
const CHUNK = 500;
const AT_ONCE = 3;

/** The file of a product's drawn picture; of another one where it has none of its own. */
export function pictureOf(sku: string): string {
  const known = drawings();
  return join(DRAWINGS, drawingFile(sku in known ? sku : Object.keys(known)[0]!, LARGEST_WIDTH));
}

export const hasPicture = (sku: string): boolean => sku in drawings();

/** A drawing that is kept as a picture of the shop. */
export type StoredDrawing = Drawing & { sku: string; sha256: string };

/** Stores the drawings in all their sizes. Safe to repeat; those that no product shows within an hour are swept. */
export async function storeDrawings(onProgress: (done: number, total: number) => void): Promise<StoredDrawing[]> {
  const waiting = Object.entries(drawings());
  const total = waiting.length;
  const stored: StoredDrawing[] = [];
  const store = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const [sku, drawing] = next;
      const { sha256 } = await storePreparedPicture(await sizesOf(sku), { alt: drawing.alt });
      stored.push({ sku, sha256, ...drawing });
      onProgress(stored.length, total);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, store));
  return stored;
}

const sizesOf = async (sku: string) =>
  new Map(
    await Promise.all(
      PICTURE_WIDTHS.map(async (width) => [width, await readFile(join(DRAWINGS, drawingFile(sku, width)))] as const),
    ),
  );

/** Hangs the stored drawings on their products, then on others that they show as well. Safe to repeat: products that have a picture keep it. */
export async function hangPictures(ctx: RequestContext, stored: readonly StoredDrawing[]): Promise<void> {
  const bySha256 = stored.toSorted((a, b) => (a.sha256 < b.sha256 ? -1 : 1));
  const own = new Map(stored.map((drawing) => [drawing.sku, drawing]));
  const known = await productsBySkus([...own.keys()]);
  const others = (await productsOnSale()).filter(({ sku }) => !own.has(sku));
  const firsts = [...known, ...others].flatMap(({ id, sku, name }) => {
    // Goods without a picture of their own show one of the same thing in the same colour, where there is one.
    const drawing = own.get(sku) ?? nearest(bySha256, kindOf(name));
    return drawing ? [{ id, sha256: drawing.sha256, alt: drawing.alt }] : [];
  });
  for (let at = 0; at < firsts.length; at += CHUNK) await attachFirstPictures(ctx, firsts.slice(at, at + CHUNK));
}
