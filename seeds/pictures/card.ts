/** The typographic card: what a product gets when no drawing fits its name. */
import { block } from './lettering.ts';
import type { Motif } from './pen.ts';
import { body, box, fill, stroke } from './shapes.ts';

export const CARD: Motif = {
  example: 'ASSORTED CURIOSITIES',
  stance: 'flat',
  colours: ['sky', 'mint', 'blush', 'lilac', 'mustard', 'sage'],
  draw: (pen) => {
    const words = pen.name
      .replace(/[^A-Z0-9&+' -]/g, ' ')
      .replace(/\s+/g, ' ')
      .trim();
    return (
      body(box(170, 170, 620, 620, 18), '#fffaf2', 'none') +
      pen.clip(
        box(170, 170, 620, 620, 18),
        fill(box(170, 170, 620, 150), pen.print) + fill(box(170, 640, 620, 150), pen.print),
      ) +
      stroke(box(196, 196, 568, 568, 8), pen.main.pale, 5) +
      fill(box(232, 250, 496, 460, 14), '#fffaf2') +
      stroke(box(232, 250, 496, 460, 14), pen.main.dark, 4) +
      block(words, { x: 272, y: 290, width: 416, height: 290 }, pen.main.deep, { weight: 0.14, largest: 74 }) +
      stroke('M420 618H450M510 618H540', pen.main.dark, 4) +
      pen.emblem(480, 634, 76, { or: 'flower', behind: { ...pen.main, name: 'white' } })
    );
  },
};
