/** Draws a product from its name alone: the same name gives the same picture, always. */

import { CARD } from './card.ts';
import { motifFor } from './motif-rules.ts';
import { MOTIFS } from './motifs/index.ts';
import { hash, type Motif, makePen } from './pen.ts';
import { composeScene } from './scene.ts';
import { at } from './shapes.ts';
import { readName } from './words.ts';

/** Places of the pieces of a set: [x, y, size] of each piece's centre at the foot. */
const PLACES: Record<number, readonly (readonly [number, number, number])[]> = {
  2: [
    [318, 770, 0.66],
    [642, 786, 0.66],
  ],
  3: [
    [268, 726, 0.56],
    [692, 726, 0.56],
    [480, 792, 0.6],
  ],
};

/** The picture of a product as SVG text, 960 by 960. */
export function drawPicture(name: string): string {
  const motifName = motifFor(name);
  return drawMotif(motifName, MOTIFS[motifName] ?? CARD, name);
}

/** A given motif drawn for a name. */
export function drawMotif(motifName: string, motif: Motif, name: string): string {
  const reading = readName(name);
  const first = makePen(reading, motif);
  const places = motif.several ? PLACES[Math.min(reading.count, 3)] : undefined;
  const shops = places ? places.map((_, i) => (i === 0 ? first : makePen(reading, motif, i))) : [first];
  const art = places
    ? places
        .map(([x, y, size], i) => at(x - 480 * size, y - 780 * size, size, motif.draw((shops[i] ?? first).pen)))
        .join('')
    : motif.draw(first.pen);
  const shown = places?.length ?? 1;
  return composeScene({
    title: name.trim(),
    motifName,
    printName: first.pen.printName ?? 'none',
    colourName: first.colourName,
    seed: hash(reading.text),
    mainColour: first.pen.main.base,
    motif: { ...motif, foot: places ? 310 : (motif.foot ?? 220) },
    scale: reading.size === 'small' ? 0.86 : reading.size === 'large' && motif.stance !== 'hang' ? 1.05 : 1,
    definitions: shops.map((shop) => shop.definitions()).join(''),
    art,
    badge: reading.count > 3 && reading.count !== shown ? reading.count : null,
  });
}
