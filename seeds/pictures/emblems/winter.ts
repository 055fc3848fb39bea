import { SWATCHES as s } from '../palette.ts';
import { at, body, box, each, fill, heart, oval, star, stroke, times } from '../shapes.ts';
import type { Emblem } from './emblem.ts';

const DARK = '#3a2f36';
const notWhite = <T extends { name: string }>(main: T, other: T): T =>
  ['white', 'cream', 'ivory'].includes(main.name) ? other : main;

/** What Christmas is decorated with. */
export const WINTER = {
  santa: () =>
    fill(oval(0, 0, 34), s.skin.base) +
    fill('M-36 0C-30 10 30 10 36 0C44 38 18 50 0 50C-18 50 -44 38 -36 0Z', '#fbfaf6') +
    fill('M-36 -8C-34 -44 10 -56 44 -34C48 -30 46 -26 42 -28C30 -30 32 -16 36 -8Z', s.red.base) +
    fill(box(-42, -14, 84, 16, 8), '#fbfaf6') +
    fill(oval(46, -28, 9), '#fbfaf6') +
    fill(oval(-12, 6, 4), DARK) +
    fill(oval(12, 6, 4), DARK) +
    fill(oval(0, 15, 7, 6), s.pink.dark) +
    fill('M0 22C-8 16 -20 20 -22 28C-12 32 -4 30 0 25C4 30 12 32 22 28C20 20 8 16 0 22Z', '#e6e3dc'),
  snowman: (_, accent) =>
    body(oval(0, 22, 32, 28), '#fbfaf6', 'round') +
    body(oval(0, -18, 23, 22), '#fbfaf6', 'round') +
    fill(box(-16, -52, 32, 20, 4), DARK) +
    fill(box(-24, -36, 48, 7, 3), DARK) +
    fill('M-20 -4C-8 4 8 4 20 -4L22 6C8 14 -8 14 -22 6Z', notWhite(accent, s.red).base) +
    fill('M10 4L24 2L22 26L10 24Z', notWhite(accent, s.red).dark) +
    fill(oval(-7, -22, 3), DARK) +
    fill(oval(7, -22, 3), DARK) +
    fill('M0 -18L20 -13L0 -10Z', s.orange.base) +
    fill(oval(0, 20, 3), DARK) +
    fill(oval(0, 32, 3), DARK),
  bauble: (main, accent) =>
    fill(box(-9, -50, 18, 14, 3), s.gold.base) +
    body(oval(0, 6, 42), main.base, 'round') +
    fill('M-41 -2C-20 10 20 10 41 -2L42 12C20 24 -20 24 -42 12Z', accent.base) +
    fill(oval(-16, -18, 7, 10), '#fff', 0.5),
  bell: (main) => {
    const metal = notWhite(main, s.gold);
    return (
      fill(oval(0, 38, 10), metal.deep) +
      body(
        'M0 -44C22 -44 26 -20 28 0C30 18 38 22 42 32H-42C-38 22 -30 18 -28 0C-26 -20 -22 -44 0 -44Z',
        metal.base,
        'side',
      ) +
      fill(box(-44, 28, 88, 9, 4), metal.dark) +
      `<circle cx="0" cy="-46" r="6" fill="none" stroke="${metal.dark}" stroke-width="4"/>`
    );
  },
  stocking: (main, accent) => {
    const wool = notWhite(main, s.red);
    return (
      body('M-22 -28H16V8C16 14 44 12 46 28C46 46 20 48 2 46C-22 46 -22 28 -22 20Z', wool.base, 'side') +
      fill(box(-28, -46, 50, 20, 8), '#fbfaf6') +
      fill('M26 16C44 14 50 26 46 34C44 44 34 46 30 46C24 38 22 26 26 16Z', accent.base) +
      fill(heart(-3, -6, 20), '#fbfaf6')
    );
  },
  present: (main, accent) =>
    body(box(-38, -16, 76, 62, 4), main.base, 'side') +
    fill(box(-44, -26, 88, 18, 4), main.dark) +
    fill(box(-8, -26, 16, 72), accent.base) +
    fill(
      'M0 -26C-10 -50 -38 -48 -30 -32C-26 -24 -10 -26 0 -26C10 -50 38 -48 30 -32C26 -24 10 -26 0 -26Z',
      accent.base,
    ) +
    fill(oval(0, -27, 6), accent.dark),
  mitten: (main, accent) => {
    const wool = notWhite(main, s.red);
    return (
      body('M-24 20V-20C-24 -52 22 -52 22 -18V-8C28 -18 44 -14 42 -2C40 8 28 14 22 20Z', wool.base, 'side') +
      fill(box(-30, 16, 56, 24, 8), '#fbfaf6') +
      fill(star(-1, -12, 15, 6, 0.5), accent.pale)
    );
  },
  pudding: () =>
    body('M-42 0C-42 -54 42 -54 42 0C42 54 -42 54 -42 0Z', s.chocolate.base, 'round') +
    fill(
      'M-40 -6C-40 -54 40 -54 40 -6C34 8 28 -6 20 -2C14 14 6 4 0 0C-8 -4 -10 14 -18 10C-24 2 -32 6 -40 -6Z',
      '#fbf3e4',
    ) +
    fill(oval(-6, -42, 7), s.red.base) +
    fill(oval(7, -42, 7), s.red.dark) +
    fill('M10 -44C20 -54 30 -48 34 -40C24 -36 16 -38 10 -44Z', s.green.base) +
    fill(oval(-18, 24, 4), s.amber.base) +
    fill(oval(10, 20, 4), s.amber.base) +
    fill(oval(22, 30, 4), s.amber.base),
  wreath: (main) =>
    times(14, (i) => at(0, 0, 1, fill(oval(0, -34, 9, 14), i % 2 ? s.green.base : s.green.dark), (360 / 14) * i + 20)) +
    times(5, (i) => fill(oval(Math.sin(i * 1.257) * 34, -Math.cos(i * 1.257) * 34, 5), s.red.base)) +
    fill('M0 34L-22 24V48ZM0 34L22 24V48Z', notWhite(main, s.red).base) +
    fill(oval(0, 35, 6), s.red.dark),
  candycane: () =>
    stroke('M14 48V-18C14 -46 -28 -46 -28 -18', '#fbfaf6', 14) +
    stroke('M14 48V-18C14 -46 -28 -46 -28 -18', s.red.base, 14, '9 17').replaceAll('round', 'butt'),
  village: (main) =>
    fill(oval(0, 46, 54, 10), '#fbfaf6') +
    each(
      [
        [-32, -4, s.red],
        [0, -20, notWhite(main, s.sky)],
        [32, 0, s.mustard],
      ],
      (x, y, c) => {
        const [left, top, paint] = [x, y, c];
        return (
          body(box(left - 15, top, 30, 46 - top), paint.base, 'side') +
          fill(`M${left - 20} ${top + 2}L${left} ${top - 22}L${left + 20} ${top + 2}Z`, s.chocolate.base) +
          stroke(`M${left - 19} ${top}L${left} ${top - 22}L${left + 19} ${top}`, '#fbfaf6', 7) +
          fill(box(left - 6, top + 12, 12, 13, 2), s.yellow.light)
        );
      },
    ),
  sleigh: (main) =>
    stroke('M-48 40H34C48 40 52 26 44 20', s.gold.base, 5) +
    stroke('M-24 24V40M20 24V40', s.gold.base, 5) +
    body(
      'M-46 -20C-34 -22 -30 -4 -20 -4H16C28 -4 32 -20 42 -22C46 4 34 24 18 24H-22C-40 24 -48 4 -46 -20Z',
      notWhite(main, s.red).base,
      'top',
    ),
  motorbike: () =>
    `<g fill="none" stroke="${DARK}" stroke-width="9"><circle cx="-32" cy="28" r="16"/><circle cx="34" cy="28" r="16"/></g>` +
    stroke('M-32 28L-8 8H18L34 28M18 8L10 -12H22', s.slate.base, 6) +
    fill('M-24 -2C-10 -6 6 -4 16 4L10 18H-20Z', s.red.base) +
    at(
      -6,
      -26,
      0.42,
      fill(oval(0, 0, 34), s.skin.base) +
        fill('M-36 0C-30 10 30 10 36 0C44 38 18 50 0 50C-18 50 -44 38 -36 0Z', '#fbfaf6') +
        fill('M-36 -8C-34 -50 30 -50 36 -8Z', s.red.base) +
        fill(box(-42, -16, 84, 16, 8), '#fbfaf6') +
        fill(oval(-12, 5, 5), DARK) +
        fill(oval(12, 5, 5), DARK),
    ),
} satisfies Record<string, Emblem>;
