import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { attachPictures, productsBySkus } from '../../server/modules/catalog/index.ts';
import { storePicture } from '../../server/modules/media/index.ts';
import type { RequestContext } from '../../server/shared/request-context.ts';

const FOLDER = join(import.meta.dirname, '../data/pictures');
type Index = Record<string, { file: string; alt: string }>;

/** Stores the drawn pictures and puts each on its product, as an upload in the panel would. Safe to repeat: products that have one are left alone. */
export async function hangPictures(
  ctx: RequestContext,
  onProgress: (done: number, total: number) => void,
): Promise<void> {
  const index = JSON.parse(readFileSync(join(FOLDER, 'index.json'), 'utf8')) as Index;
  const products = new Map((await productsBySkus(Object.keys(index))).map((product) => [product.sku, product]));
  const waiting = Object.entries(index).filter(([sku]) => products.has(sku));
  let done = 0;
  const hang = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const [sku, { file, alt }] = next;
      const { id, revision } = products.get(sku)!;
      const { sha256 } = await storePicture(await readFile(join(FOLDER, file)), { alt });
      await attachPictures(ctx, { id, revision, pictures: [{ sha256, alt }] });
      done += 1;
      onProgress(done, index ? Object.keys(index).length : 0);
    }
  };
  // Encoding runs beside the database's work.
  await Promise.all([hang(), hang(), hang()]);
}
