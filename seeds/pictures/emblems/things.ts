import { SWATCHES as s } from '../palette.ts';
import { at, body, box, each, fill, heart, oval, poly, star, stroke, times } from '../shapes.ts';
import type { Emblem } from './emblem.ts';

const DARK = '#3a2f36';
const strong = <T extends { name: string }>(main: T, other: T): T =>
  ['white', 'cream', 'ivory', 'glass'].includes(main.name) ? other : main;

/** Food, vehicles, buildings and other things. */
export const THINGS = {
  rocket: (main) =>
    at(
      0,
      0,
      1,
      fill('M-14 28L0 54L14 28Z', s.orange.base) +
        fill('M-7 28L0 44L7 28Z', s.yellow.base) +
        fill('M-20 4L-38 32H-14ZM20 4L38 32H14Z', s.red.base) +
        body('M0 -52C22 -30 24 4 16 30H-16C-24 4 -22 -30 0 -52Z', strong(main, s.silver).light, 'side') +
        fill('M0 -52C8 -44 13 -34 16 -24H-16C-13 -34 -8 -44 0 -52Z', s.red.base) +
        fill(oval(0, -6, 10), s.navy.base) +
        fill(oval(0, -6, 6), s.sky.base),
      24,
    ),
  planet: (main, accent) =>
    body(oval(0, 0, 30), main.base, 'round') +
    stroke('M-46 14C-30 24 36 -4 46 -16', accent.base, 6) +
    fill(oval(-8, -10, 6), main.light),
  cupcake: (main, accent) => {
    const icing = strong(main, s.pink);
    return (
      body('M-30 6H30L22 46H-22Z', strong(accent, s.sky).base, 'side') +
      stroke('M-16 8L-12 44M0 8V44M16 8L12 44', '#fff', 2.4) +
      body(
        'M-38 8C-50 -12 -26 -18 -26 -22C-26 -38 -8 -36 -6 -42C0 -50 12 -46 12 -36C28 -38 30 -22 28 -18C46 -14 48 4 38 8Z',
        icing.base,
        'round',
      ) +
      fill(oval(2, -44, 8), s.red.base) +
      stroke('M-20 -8l6 4M4 -18l6 -3M16 -4l6 4M-6 -2l6 -4', '#fff', 3.4)
    );
  },
  cake: (main) =>
    body(box(-42, 2, 84, 40, 6), s.wood.base, 'side') +
    fill(
      'M-42 6C-42 -14 42 -14 42 6C36 18 30 4 22 10C14 18 8 6 0 12C-8 20 -14 6 -22 10C-30 16 -36 16 -42 6Z',
      strong(main, s.pink).base,
    ) +
    stroke('M-20 -8V-28M0 -10V-30M20 -8V-28', s.sky.base, 5) +
    times(3, (i) => fill(`M${i * 20 - 20} ${i === 1 ? -46 : -44}c8 10 4 14 0 14c-4 0 -8 -4 0 -14Z`, s.mustard.base)),
  teapot: (main, accent) =>
    stroke('M30 -4C54 -12 54 26 28 24', main.dark, 8) +
    fill('M-28 14C-40 10 -44 -4 -54 -12L-44 -18C-34 -10 -30 -4 -24 -6Z', main.base) +
    body('M-34 8C-34 -26 34 -26 34 8C34 30 20 40 0 40C-20 40 -34 30 -34 8Z', main.base, 'round') +
    fill('M-20 -18C-14 -30 14 -30 20 -18C8 -14 -8 -14 -20 -18Z', accent.base) +
    fill(oval(0, -32, 6), accent.base) +
    fill(heart(0, 10, 24), accent.pale),
  teacup: (main, accent) =>
    stroke('M26 -8C50 -14 48 20 20 16', main.dark, 7) +
    body('M-36 -18H32C32 12 20 30 -2 30C-24 30 -36 12 -36 -18Z', main.base, 'side') +
    fill(oval(-2, 38, 44, 8), accent.base) +
    fill(heart(-2, 2, 24), accent.light) +
    stroke('M-14 -30C-18 -38 -8 -40 -12 -48M6 -30C2 -38 12 -40 8 -48', '#cfc5c0', 3),
  balloon: (main, accent) =>
    stroke('M-16 8C-10 30 -4 36 0 50M18 4C12 26 4 36 0 50', '#7a707a', 2) +
    body(oval(-16, -18, 24, 29), main.base, 'round') +
    body(oval(20, -20, 21, 26), accent.base, 'round') +
    fill(oval(-24, -28, 5, 8), '#fff', 0.5),
  tent: (main) => {
    const cloth = strong(main, s.red);
    return (
      fill('M-44 -2L0 -38L44 -2V44H-44Z', '#fbf3e4') +
      fill('M0 -38L-44 -2H-26ZM0 -38L-9 -2H9ZM0 -38L44 -2H26Z', cloth.base) +
      fill('M-44 -2H-26V44H-44ZM26 -2H44V44H26Z', cloth.base) +
      fill('M-9 -2H9L14 44H-14Z', s.navy.base) +
      stroke('M0 -38V-52', s.brown.base, 3) +
      fill('M0 -52L18 -46L0 -40Z', s.mustard.base) +
      stroke('M-46 -1C-36 8 -30 8 -22 -1C-14 8 -8 8 0 -1C8 8 14 8 22 -1C30 8 36 8 46 -1', s.mustard.base, 4)
    );
  },
  house: (main, accent) =>
    body(box(-32, -10, 64, 54, 2), main.base, 'side') +
    fill('M-44 -6L0 -46L44 -6Z', accent.dark) +
    fill(box(14, -44, 12, 22), s.brown.base) +
    fill(box(-8, 14, 18, 30, 3), accent.base) +
    fill(box(-26, 4, 13, 14, 2), s.yellow.light) +
    fill(box(16, 4, 13, 14, 2), s.yellow.light),
  birdhouse: (main, accent) =>
    fill(box(-4, 28, 8, 24), s.brown.base) +
    body('M-30 -12H30L24 34H-24Z', main.base, 'side') +
    fill('M-44 -6L0 -46L44 -6L36 2L0 -30L-36 2Z', accent.base) +
    fill(oval(0, 0, 12), s.chocolate.base) +
    stroke('M0 18V28', s.brown.base, 5) +
    fill(heart(0, -20, 12), accent.pale),
  bus: () =>
    body(box(-46, -36, 92, 70, 8), s.red.base, 'top') +
    times(4, (i) => fill(box(-39 + i * 20, -28, 15, 17, 3), '#dcebee')) +
    times(3, (i) => fill(box(-39 + i * 20, -2, 15, 17, 3), '#dcebee')) +
    fill(box(22, -2, 18, 34, 3), s.red.deep) +
    fill('M-46 -9H46V-6H-46Z', '#fff', 0.8) +
    fill(oval(-24, 36, 12), DARK) +
    fill(oval(22, 36, 12), DARK) +
    fill(oval(-24, 36, 5), '#c3cad2') +
    fill(oval(22, 36, 5), '#c3cad2'),
  car: (main) =>
    body('M-52 10C-52 -4 -40 -6 -32 -8L-18 -30H18L32 -8C46 -6 52 0 52 14V24H-52Z', strong(main, s.red).base, 'top') +
    fill('M-22 -8L-13 -24H-2V-8ZM4 -8V-24H14L24 -8Z', '#dcebee') +
    fill(oval(-28, 24, 13), DARK) +
    fill(oval(28, 24, 13), DARK) +
    fill(oval(-28, 24, 6), '#c3cad2') +
    fill(oval(28, 24, 6), '#c3cad2') +
    fill(oval(47, 8, 4), s.yellow.base),
  racingcar: (main) =>
    body('M-54 14C-40 -6 -20 -8 -4 -8L8 -22H20L24 -8C38 -6 52 4 54 16V22H-54Z', strong(main, s.red).base, 'top') +
    fill(oval(4, 4, 12), '#fff') +
    stroke('M2 -1L6 -3V11', DARK, 3.4) +
    fill(oval(-30, 22, 14), DARK) +
    fill(oval(30, 22, 14), DARK) +
    fill(oval(-30, 22, 5), s.silver.base) +
    fill(oval(30, 22, 5), s.silver.base) +
    fill(box(-58, -8, 14, 8, 2), s.navy.base),
  caravan: (main, accent) =>
    body('M-46 30V-8C-46 -28 -34 -36 -16 -36H20C38 -36 46 -22 46 0V30Z', '#fbf3e4', 'side') +
    fill('M-46 8H46V30H-46Z', strong(main, s.mint).base) +
    fill(box(-34, -22, 28, 20, 5), '#dcebee') +
    fill(box(8, -24, 20, 54, 5), strong(accent, s.red).base) +
    fill(oval(-18, 32, 12), DARK) +
    fill(oval(-18, 32, 5), s.silver.base) +
    stroke('M46 28H56', s.slate.base, 5),
  plane: (main) =>
    at(
      0,
      0,
      1,
      fill('M-6 -2L-34 -34H-18L18 -2ZM-6 4L-34 36H-18L18 4Z', strong(main, s.blue).dark) +
        fill('M-40 0L-54 -18H-42L-28 0Z', strong(main, s.blue).dark) +
        body('M-48 -6C-20 -14 30 -14 46 -6C56 -2 56 4 46 8C30 14 -20 14 -48 6Z', strong(main, s.blue).light, 'top') +
        times(4, (i) => fill(oval(-12 + i * 12, -2, 3.4), '#fff')),
      -18,
    ),
  boat: (main, accent) =>
    fill('M-4 -46V14H-36Z', '#fbfaf6') +
    fill('M4 -34V14H30Z', accent.base) +
    stroke('M0 -50V20', s.brown.base, 5) +
    body('M-46 16H46C42 34 32 40 20 40H-20C-32 40 -42 34 -46 16Z', strong(main, s.blue).base, 'top'),
  anchor: (main) =>
    stroke('M0 -28V42M-18 -14H18M-38 12C-38 48 38 48 38 12', strong(main, s.navy).base, 8) +
    `<circle cx="0" cy="-37" r="9" fill="none" stroke="${strong(main, s.navy).base}" stroke-width="7"/>`,
  train: (main, accent) =>
    body(box(-44, -8, 62, 34, 6), main.base, 'top') +
    body(box(10, -34, 34, 60, 5), accent.base, 'side') +
    fill(box(18, -26, 18, 20, 3), '#dcebee') +
    fill(box(-34, -32, 14, 26, 3), DARK) +
    fill(oval(-26, -44, 9), '#fff') +
    times(3, (i) => fill(oval(-28 + i * 28, 32, 12), DARK) + fill(oval(-28 + i * 28, 32, 5), s.yellow.base)),
  tower: () =>
    fill('M-4 -50H4L10 -6L30 48H16C10 30 -10 30 -16 48H-30L-10 -6Z', '#5d5560') +
    fill(box(-16, -10, 32, 6), '#5d5560') +
    fill(box(-22, 14, 44, 6), '#5d5560') +
    fill('M-6 -2H6L9 12H-9Z', '#cfc5c0'),
  bigben: () =>
    fill(box(-13, -24, 26, 72), s.natural.dark) +
    fill('M-16 -26L0 -52L16 -26Z', s.slate.base) +
    fill(oval(0, -10, 10), '#fff') +
    stroke('M0 -10V-17M0 -10L5 -8', DARK, 2.4) +
    stroke('M-6 12V42M0 12V42M6 12V42', s.brown.light, 2.4),
  crown: (main) =>
    body('M-44 30L-48 -20L-22 2L0 -34L22 2L48 -20L44 30Z', strong(main, s.gold).base, 'soft') +
    fill(box(-44, 26, 88, 14, 4), strong(main, s.gold).dark) +
    fill(oval(-48, -22, 6), s.red.base) +
    fill(oval(0, -36, 7), s.red.base) +
    fill(oval(48, -22, 6), s.red.base) +
    fill(heart(0, 8, 18), s.red.base),
  umbrella: (main, accent) =>
    stroke('M0 -44V36C0 48 16 48 16 38', s.brown.base, 4) +
    body('M-46 2C-44 -56 44 -56 46 2C38 -8 24 -8 16 2C10 -8 -10 -8 -16 2C-24 -8 -38 -8 -46 2Z', main.base, 'round') +
    fill('M-16 2C-12 -30 -4 -40 0 -42C4 -40 12 -30 16 2C10 -8 -10 -8 -16 2Z', accent.base),
  sweet: (main, accent) =>
    fill('M-22 0L-50 -20V20ZM22 0L50 -20V20Z', accent.base) +
    body(oval(0, 0, 28), main.base, 'round') +
    stroke('M-14 -22C-4 -8 -4 8 -14 22M6 -27C16 -10 16 10 6 27', accent.pale, 5),
  lollipop: (main, accent) =>
    stroke('M0 14V50', '#fbf3e4', 6) +
    body(oval(0, -14, 32), strong(main, s.red).base, 'none') +
    stroke('M0 -14C4 -22 14 -16 10 -6C4 8 -18 4 -18 -14C-18 -36 20 -38 24 -12', '#fff', 5) +
    fill(oval(20, 2, 4), accent.base),
  icecream: (main, accent) =>
    fill('M-24 2H24L0 52Z', s.wood.base) +
    stroke('M-16 10L8 32M16 10L-8 32', s.wood.dark, 2.4) +
    fill(oval(-14, -6, 19), strong(main, s.pink).base) +
    fill(oval(14, -6, 19), '#fbf3e4') +
    fill(oval(0, -26, 19), accent.base) +
    fill(oval(2, -46, 6), s.red.base),
  biscuit: () =>
    body(oval(0, 0, 42), s.wood.base, 'round') +
    each(
      [
        [-16, -14],
        [12, -20],
        [20, 8],
        [-8, 14],
        [0, -4],
        [-26, 8],
        [8, 28],
      ],
      (x, y) => fill(oval(x, y, 6, 5), s.chocolate.base),
    ),
  doughnut: (main) =>
    body(oval(0, 0, 44), s.wood.base, 'round') +
    fill(oval(0, -3, 38, 36), strong(main, s.pink).base) +
    fill(oval(0, -2, 13), s.wood.dark) +
    fill(oval(0, 1, 12), '#fbf3e4') +
    stroke('M-24 -14l7 4M10 -26l6 5M24 6l-7 3M-18 16l7 -3M6 22l6 3', '#fff', 4),
  jam: (main) =>
    body(box(-30, -18, 60, 62, 12), strong(main, s.berry).base, 'side') +
    fill('M-36 -16L-30 -40H30L36 -16C24 -8 -24 -8 -36 -16Z', '#fbfaf6') +
    stroke('M-32 -28H32M-20 -40V-12M0 -40V-10M20 -40V-12', s.red.base, 4) +
    fill(box(-20, 4, 40, 24, 4), '#fbf3e4') +
    fill(heart(0, 16, 14), s.red.base),
  cocktail: (main) =>
    fill('M-40 -30H40L4 8H-4Z', '#e4f0f0') +
    fill('M-28 -18H28L4 8H-4Z', strong(main, s.pink).light) +
    stroke('M0 8V40M-18 44H18', '#b9cdd0', 5) +
    fill(oval(24, -32, 14), s.yellow.base) +
    fill(oval(24, -32, 9), s.yellow.light) +
    stroke('M-6 -14L-20 -48', s.red.base, 4),
  pint: () =>
    body(box(-26, -38, 48, 84, 6), s.amber.base, 'side') +
    fill(box(-30, -46, 56, 20, 10), '#fbf3e4') +
    stroke('M24 -12C46 -16 46 24 24 20', '#d9dfe2', 7),
  football: () =>
    body(oval(0, 0, 42), '#fbfaf6', 'round') +
    fill(star(0, 0, 17, 5, 0.82), DARK) +
    times(5, (i) =>
      at(0, 0, 1, fill('M-10 -40C-4 -43 4 -43 10 -40L7 -30H-7Z', DARK) + stroke('M0 -17V-30', DARK, 2.6), i * 72),
    ),
  key: (main) =>
    `<circle cx="0" cy="-26" r="17" fill="none" stroke="${strong(main, s.gold).base}" stroke-width="9"/>` +
    stroke('M0 -8V46M0 30H16M0 42H12', strong(main, s.gold).base, 8),
  button: (main) =>
    body(oval(0, 0, 40), main.base, 'round') +
    fill(oval(0, 0, 28), main.light) +
    each(
      [
        [-9, -9],
        [9, -9],
        [-9, 9],
        [9, 9],
      ],
      (x, y) => fill(oval(x, y, 5), main.deep),
    ),
  envelope: (main) =>
    body(box(-46, -30, 92, 62, 5), main.pale, 'soft') +
    stroke('M-44 -28L0 8L44 -28', main.dark, 4) +
    fill(heart(0, 8, 22), s.red.base),
  letterA: (main, accent) =>
    body(box(-38, -38, 76, 76, 8), main.base, 'soft') + stroke('M-18 22L0 -24L18 22M-11 6H11', accent.pale, 8),
  note: (main) =>
    stroke('M-18 26V-34L26 -42V18', main.dark, 7) +
    fill(oval(-28, 28, 13, 10), main.dark) +
    fill(oval(16, 20, 13, 10), main.dark),
  bow: (main) =>
    fill('M0 0C-14 -30 -50 -30 -48 -4C-48 20 -16 16 0 0ZM0 0C14 -30 50 -30 48 -4C48 20 16 16 0 0Z', main.base) +
    fill('M-4 4L-24 46L-8 40L4 6ZM4 4L24 46L8 40L-4 6Z', main.dark) +
    fill(oval(0, 0, 11), main.dark),
  diamond: (main) =>
    body('M-24 -34H24L48 -8L0 42L-48 -8Z', main.light, 'soft') +
    stroke('M-48 -8H48M-24 -34L-16 -8L0 42L16 -8L24 -34M-16 -8L0 -34L16 -8', main.base, 3),
  disc: (main, accent) =>
    fill(oval(0, 0, 46), DARK) +
    stroke(oval(0, 0, 34), '#5a5560', 2) +
    stroke(oval(0, 0, 26), '#5a5560', 2) +
    fill(oval(0, 0, 16), strong(main, s.red).base) +
    fill(oval(0, 0, 4), accent.pale),
  spoon: (main) => body(oval(0, -26, 18, 24), main.base, 'round') + stroke('M0 -4V46', main.base, 9),
  shoe: (main) =>
    body(
      'M-48 -24C-40 -26 -36 -10 -20 0C0 14 32 12 46 30H10C-8 30 -18 18 -34 14L-38 40H-46Z',
      strong(main, s.red).base,
      'top',
    ),
  tool: (main) =>
    at(
      0,
      0,
      1,
      fill(box(-5, -6, 10, 54, 4), s.wood.base) + body(box(-28, -34, 56, 24, 5), strong(main, s.slate).base, 'top'),
      24,
    ),
  cross: () => fill('M-14 -40H14V-14H40V14H14V40H-14V14H-40V-14H-14Z', s.red.base),
  target: (main, accent) =>
    fill(oval(0, 0, 46), main.base) + fill(oval(0, 0, 32), accent.pale) + fill(oval(0, 0, 18), accent.base),
  globe: () =>
    body(oval(0, 0, 44), s.sky.base, 'round') +
    fill(
      'M-30 -22C-16 -38 4 -30 0 -16C-6 -8 -18 -8 -20 4C-22 14 -36 4 -38 -4ZM8 0C22 -10 36 -4 34 8C28 26 14 34 8 22C12 14 0 8 8 0Z',
      s.green.base,
    ),
  shirt: (main) =>
    body(
      'M-20 -40C-10 -30 10 -30 20 -40L48 -22L36 2L26 -4V44H-26V-4L-36 2L-48 -22Z',
      strong(main, s.sky).base,
      'soft',
    ) + stroke('M0 -30V44', strong(main, s.sky).dark, 2.6),
  polygon: (main) => fill(poly([0, -44], [42, 0], [0, 44], [-42, 0]), main.base),
} satisfies Record<string, Emblem>;
