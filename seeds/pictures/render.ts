// node seeds/pictures/render.ts: draws the best-selling goods of the trade days, and one of each kind that several others
// share, and writes the demo shop's pictures, which are committed, so that nobody has to run this unless a drawing has changed.
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { LARGEST_WIDTH, PICTURE_WIDTHS, type PictureWidth } from '../../server/modules/media/index.ts';
import { bestSellers, type Goods } from '../data/best-sellers.ts';
import { DRAWINGS, type Drawing, drawingFile } from '../data/drawings.ts';
import { altText } from './alt-text.ts';
import { drawPicture } from './draw-picture.ts';
import { kindOf, type PictureKind, suits } from './kind.ts';

/** So many goods get a picture of their own. */
const OWN = 360;
/** Beyond those a picture is drawn where it stands for at least so many goods. */
const WORTH_DRAWING = 2;
/** Tried one after the other until the file is small enough; flat art looks the same at all of them. */
const QUALITIES = [48, 36, 28];
const SMALL_ENOUGH = 9 * 1024;
/** Small pictures need better ones for edges as clean. */
const QUALITY_OF_SMALLER = { 480: 60, 160: 70 };

/** The files of one drawing by their width: the shop's pictures in all their sizes, so that filling it encodes none. */
async function render(name: string): Promise<Map<PictureWidth, Buffer>> {
  const { data, info } = await sharp(Buffer.from(drawPicture(name)))
    .flatten()
    .raw()
    .toBuffer({ resolveWithObject: true });
  const { width, height, channels } = info;
  const drawing = () => sharp(data, { raw: { width, height, channels } });
  const files = new Map<PictureWidth, Buffer>();
  for (const quality of QUALITIES) {
    const file = await drawing().webp({ quality, effort: 6 }).toBuffer();
    files.set(LARGEST_WIDTH, file);
    if (file.length <= SMALL_ENOUGH) break;
  }
  for (const smaller of [480, 160] as const) {
    const quality = QUALITY_OF_SMALLER[smaller];
    files.set(smaller, await drawing().resize({ width: smaller }).webp({ quality, effort: 6 }).toBuffer());
  }
  return files;
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
mkdirSync(DRAWINGS, { recursive: true });
console.log(`drawing ${goods.length} goods into ${DRAWINGS}`);

const index: Record<string, Drawing> = {};
let bytes = 0;
for (const [done, { sku, name }] of goods.entries()) {
  for (const [width, picture] of await render(name)) {
    writeFileSync(join(DRAWINGS, drawingFile(sku, width)), picture);
    bytes += picture.length;
  }
  index[sku] = { alt: altText(name), ...kindOf(name) };
  if ((done + 1) % 40 === 0) console.log(`${done + 1} of ${goods.length} drawn, ${Math.round(bytes / 1024)} KB`);
}
const current = new Set(Object.keys(index).flatMap((sku) => PICTURE_WIDTHS.map((width) => drawingFile(sku, width))));
for (const old of readdirSync(DRAWINGS)) if (old.endsWith('.webp') && !current.has(old)) rmSync(join(DRAWINGS, old));
const sorted = Object.fromEntries(Object.entries(index).sort(([a], [b]) => (a < b ? -1 : 1)));
writeFileSync(join(DRAWINGS, 'index.json'), `${JSON.stringify(sorted, null, 1)}\n`);

const drawn = Object.values(index).filter(({ motif }) => motif !== 'name-card').length;
console.log(
  `${goods.length} pictures, ${Math.round(bytes / 1024)} KB together, ${Math.round(bytes / goods.length / 102.4) / 10} KB each in all sizes`,
);
console.log(`${drawn} of them show the thing itself, ${goods.length - drawn} are cards with its name`);
