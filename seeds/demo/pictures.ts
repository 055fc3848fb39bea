import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  attachFirstPictures,
  attachPictures,
  productsBySkus,
  productsOnSale,
} from '../../server/modules/catalog/index.ts';
import { storePicture } from '../../server/modules/media/index.ts';
import type { RequestContext } from '../../server/shared/request-context.ts';
import { kindOf, nearest, type PictureKind } from '../pictures/kind.ts';

const FOLDER = join(import.meta.dirname, '../data/pictures');
type Index = Record<string, { file: string; alt: string } & PictureKind>;
type Hung = PictureKind & { sha256: string; alt: string };
/** How many products one operation may touch. */
const CHUNK = 500;

/** The file of a product's drawn picture; of another one where it has none of its own. */
export function pictureOf(sku: string): string {
  const index = readIndex();
  return join(FOLDER, (index[sku] ?? Object.values(index)[0]!).file);
}

export const hasPicture = (sku: string): boolean => sku in readIndex();

let kept: Index | undefined;
function readIndex(): Index {
  kept ??= JSON.parse(readFileSync(join(FOLDER, 'index.json'), 'utf8')) as Index;
  return kept;
}

/** Stores the drawn pictures and puts each on its product, as an upload in the panel would; then on others that it shows as well. Safe to repeat. */
export async function hangPictures(
  ctx: RequestContext,
  onProgress: (done: number, total: number) => void,
): Promise<void> {
  const index = readIndex();
  const products = new Map((await productsBySkus(Object.keys(index))).map((product) => [product.sku, product]));
  const waiting = Object.entries(index).filter(([sku]) => products.has(sku));
  const total = waiting.length;
  const hung: Hung[] = [];
  const hang = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const [sku, { file, ...picture }] = next;
      const { id, revision } = products.get(sku)!;
      const { sha256 } = await storePicture(await readFile(join(FOLDER, file)), { alt: picture.alt });
      await attachPictures(ctx, { id, revision, pictures: [{ sha256, alt: picture.alt }] });
      hung.push({ ...picture, sha256 });
      onProgress(hung.length, total);
    }
  };
  // Encoding runs beside the database's work.
  await Promise.all([hang(), hang(), hang()]);
  await shareAmongOthers(ctx, hung);
}

/** Goods without a picture of their own show one of the same thing in the same colour, where there is one. */
async function shareAmongOthers(ctx: RequestContext, hung: Hung[]): Promise<void> {
  const pictures = hung.toSorted((a, b) => (a.sha256 < b.sha256 ? -1 : 1));
  const bare = (await productsOnSale()).flatMap(({ id, name }) => {
    const picture = nearest(pictures, kindOf(name));
    return picture ? [{ id, sha256: picture.sha256, alt: picture.alt }] : [];
  });
  for (let at = 0; at < bare.length; at += CHUNK) await attachFirstPictures(ctx, bare.slice(at, at + CHUNK));
}
