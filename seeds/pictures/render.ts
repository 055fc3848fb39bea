// node seeds/pictures/render.ts: draws the best-selling goods of the trade days, and one of each kind that several others
// share, and writes the demo shop's pictures, which are committed, so that nobody has to run this unless a drawing has changed.
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { bestSellers, type Goods } from '../data/best-sellers.ts';
import { altText } from './alt-text.ts';
import { drawPicture } from './draw-picture.ts';
import { kindOf, type PictureKind, suits } from './kind.ts';

const FOLDER = join(import.meta.dirname, '../data/pictures');
/** So many goods get a picture of their own. */
const OWN = 360;
/** Beyond those a picture is drawn where it stands for at least so many goods. */
const WORTH_DRAWING = 2;
/** Tried one after the other until the file is small enough; flat art looks the same at all of them. */
const QUALITIES = [48, 36, 28];
const SMALL_ENOUGH = 9 * 1024;

async function render(name: string): Promise<Buffer> {
  const pixels = await sharp(Buffer.from(drawPicture(name)))
    .flatten()
    .raw()
    .toBuffer({ resolveWithObject: true });
  const { width, height, channels } = pixels.info;
  for (const quality of QUALITIES) {
    const file = await sharp(pixels.data, { raw: { width, height, channels } }).webp({ quality, effort: 6 }).toBuffer();
    if (file.length <= SMALL_ENOUGH || quality === QUALITIES.at(-1)) return file;
  }
  throw new Error('no quality to render with');
}

/** Goods whose picture stands for at least so many of the others, those that serve most first. */
function mostUseful(others: Goods[], drawn: PictureKind[]): Goods[] {
  const chosen: Goods[] = [];
  let left = others.map((goods) => ({ goods, kind: kindOf(goods.name) }));
  const drop = (picture: PictureKind) => {
    left = left.filter(({ kind }) => !suits(picture, kind));
  };
  left = left.filter(({ kind }) => kind.motif !== 'name-card');
  drawn.forEach(drop);
  for (;;) {
    const kinds = new Map(left.map((one) => [JSON.stringify(one.kind), one]));
    const served = [...kinds.values()].map((one) => ({
      ...one,
      count: left.filter(({ kind }) => suits(one.kind, kind)).length,
    }));
    const [best] = served.sort((a, b) => b.count - a.count);
    if (!best || best.count < WORTH_DRAWING) return chosen;
    chosen.push(best.goods);
    drop(best.kind);
  }
}

const sellers = bestSellers();
const own = sellers.slice(0, OWN);
const goods = [
  ...own,
  ...mostUseful(
    sellers.slice(OWN),
    own.map(({ name }) => kindOf(name)),
  ),
];
mkdirSync(FOLDER, { recursive: true });
console.log(`drawing ${goods.length} goods into ${FOLDER}`);

const index: Record<string, { file: string; alt: string } & PictureKind> = {};
let bytes = 0;
for (const [done, { sku, name }] of goods.entries()) {
  const picture = await render(name);
  const file = `${sku}.webp`;
  writeFileSync(join(FOLDER, file), picture);
  index[sku] = { file, alt: altText(name), ...kindOf(name) };
  bytes += picture.length;
  if ((done + 1) % 40 === 0) console.log(`${done + 1} of ${goods.length} drawn, ${Math.round(bytes / 1024)} KB`);
}
const current = new Set(Object.values(index).map(({ file }) => file));
for (const old of readdirSync(FOLDER)) if (old.endsWith('.webp') && !current.has(old)) rmSync(join(FOLDER, old));
const sorted = Object.fromEntries(Object.entries(index).sort(([a], [b]) => (a < b ? -1 : 1)));
writeFileSync(join(FOLDER, 'index.json'), `${JSON.stringify(sorted, null, 1)}\n`);

const drawn = Object.values(index).filter(({ motif }) => motif !== 'name-card').length;
console.log(
  `${goods.length} pictures, ${Math.round(bytes / 1024)} KB together, ${Math.round(bytes / goods.length / 102.4) / 10} KB each`,
);
console.log(`${drawn} of them show the thing itself, ${goods.length - drawn} are cards with its name`);
