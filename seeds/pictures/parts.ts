/** Pieces that several motifs share: flames, strings, bows, tags. */
import { mix, SWATCHES, type Swatch } from './palette.ts';
import { at, body, box, fill, oval, stroke } from './shapes.ts';

/** A flame standing on its point. */
export function flame(x: number, y: number, size = 1): string {
  return at(
    x,
    y,
    size,
    fill(oval(0, -34, 62), '#f7d98c', 0.28) +
      fill(oval(0, -34, 38), '#f7d98c', 0.35) +
      fill('M0 0C-24 -4 -24 -34 0 -72C24 -34 24 -4 0 0Z', '#eda23f') +
      fill('M0 -2C-13 -6 -12 -24 0 -44C12 -24 13 -6 0 -2Z', '#fbe7a4'),
  );
}

/** A candle of wax with its wick, standing on y. */
export function candle(
  x: number,
  y: number,
  width: number,
  height: number,
  wax: Swatch,
  lit = true,
  paint = wax.base,
): string {
  return (
    body(box(x - width / 2, y - height, width, height, Math.min(10, width / 4)), paint) +
    fill(oval(x, y - height + 4, width / 2 - 1, Math.max(4, width * 0.09)), wax.light) +
    stroke(`M${x} ${y - height + 4}v-16`, '#4a3f4b', Math.max(3, width * 0.06)) +
    (lit ? flame(x, y - height - 8, Math.max(0.5, Math.min(1.1, width / 70))) : '')
  );
}

/** A metal tealight cup with a flame, standing on y. */
export function tealight(x: number, y: number, width: number): string {
  return (
    flame(x, y - width * 0.34, width / 110) +
    body(box(x - width / 2, y - width * 0.34, width, width * 0.34, 6), SWATCHES.silver.base) +
    fill(oval(x, y - width * 0.34, width / 2, width * 0.07), '#f6efdd')
  );
}

/** A string from the top edge down to y, and the nail it hangs from when `nail` is given. */
export function string(x: number, y: number, colour = '#a08b7c', from = 0): string {
  return stroke(`M${x} ${from}V${y}`, colour, 5);
}

/** A ribbon bow centred on its knot. */
export function bow(x: number, y: number, width: number, ribbon: Swatch): string {
  return at(
    x,
    y,
    width / 100,
    fill('M-3 4L-26 50L-10 44L0 54L6 6ZM3 4L26 50L12 44L2 54L-6 6Z', ribbon.dark) +
      fill('M0 0C-12 -30 -52 -32 -50 -4C-50 20 -16 16 0 0ZM0 0C12 -30 52 -32 50 -4C50 20 16 16 0 0Z', ribbon.base) +
      fill(
        'M-8 -4C-20 -14 -38 -16 -40 -6C-34 -10 -20 -6 -8 -4ZM8 -4C20 -14 38 -16 40 -6C34 -10 20 -6 8 -4Z',
        ribbon.dark,
        0.5,
      ) +
      body(oval(0, 0, 11, 12), ribbon.base, 'round'),
  );
}

/** Steam above a cup. */
export function steam(x: number, y: number): string {
  return stroke(
    `M${x - 46} ${y}c-22 -34 22 -48 0 -84M${x} ${y - 6}c-24 -40 24 -56 0 -98M${x + 46} ${y}c-22 -34 22 -48 0 -84`,
    'rgba(255,255,255,.75)',
    12,
  );
}

/** Clear glass over whatever was drawn before. */
export function glass(path: string, tint = '#dfeef0', strength = 0.42): string {
  return (
    fill(path, tint, strength) +
    body(path, 'rgba(255,255,255,.06)', 'side') +
    stroke(path, mix(tint, '#5f7f86', 0.4), 4)
  );
}

/** A loop of thread with a small metal ring at its end, for things hung up. */
export function hangLoop(x: number, y: number, metal: Swatch = SWATCHES.gold): string {
  return `${string(x, y - 18)}<circle cx="${x}" cy="${y - 8}" r="12" fill="none" stroke="${metal.base}" stroke-width="6"/>`;
}

/** A screw head or a nail. */
export function screw(x: number, y: number, r = 9): string {
  return body(oval(x, y, r), SWATCHES.silver.dark, 'round');
}

/** The outline of a fir tree without its trunk. */
export const FIR = 'M480 150L590 320H546L650 470H576L700 650H260L384 470H310L414 320H370Z';
