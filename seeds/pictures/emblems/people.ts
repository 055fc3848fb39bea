import { SWATCHES as s } from '../palette.ts';
import { at, body, box, fill, heart, oval, star, stroke, times } from '../shapes.ts';
import type { Emblem } from './emblem.ts';

const DARK = '#3a2f36';
const face = (x: number, y: number, r: number) =>
  fill(oval(x, y, r), s.skin.base) +
  fill(oval(x - r * 0.36, y, r * 0.1, r * 0.13), DARK) +
  fill(oval(x + r * 0.36, y, r * 0.1, r * 0.13), DARK) +
  fill(oval(x - r * 0.55, y + r * 0.3, r * 0.19, r * 0.14), s.pink.base, 0.7) +
  fill(oval(x + r * 0.55, y + r * 0.3, r * 0.19, r * 0.14), s.pink.base, 0.7) +
  stroke(
    `M${x - r * 0.18} ${y + r * 0.36}C${x - r * 0.08} ${y + r * 0.5} ${x + r * 0.08} ${y + r * 0.5} ${x + r * 0.18} ${y + r * 0.36}`,
    s.berry.base,
    r * 0.1,
  );

/** Dolls, spacemen, soldiers, faces and other figures. */
export const PEOPLE = {
  babushka: (main, accent) => {
    const shawl = main.name === 'white' || main.name === 'cream' ? s.red : main;
    return (
      body(
        'M0 -50C22 -50 30 -34 28 -18C42 0 42 34 28 48C14 52 -14 52 -28 48C-42 34 -42 0 -28 -18C-30 -34 -22 -50 0 -50Z',
        shawl.base,
        'side',
      ) +
      face(0, -24, 17) +
      fill('M-17 -26C-16 -42 16 -42 17 -26C8 -30 4 -36 0 -38C-4 -36 -8 -30 -17 -26Z', s.chocolate.base) +
      fill(oval(0, 20, 24, 25), accent.pale) +
      at(
        0,
        18,
        0.34,
        fill(
          times(5, (i) => oval(Math.sin(i * 1.257) * 24, -Math.cos(i * 1.257) * 24, 19)),
          s.red.base,
        ) + fill(oval(0, 0, 15), s.yellow.base),
      ) +
      fill('M-10 34C-4 26 -4 34 0 40C4 34 4 26 10 34C6 40 2 42 0 42C-2 42 -6 40 -10 34Z', s.green.base) +
      fill('M-5 -8L0 -4L5 -8L8 0L0 -2L-8 0Z', accent.dark)
    );
  },
  spaceboy: (main) =>
    body(oval(0, -6, 44, 42), '#fbfaf6', 'round') +
    fill(oval(0, -2, 32, 29), s.navy.base) +
    face(0, 0, 25) +
    fill('M-24 -6C-22 -30 22 -30 24 -6C10 -10 -4 -12 -8 -18C-12 -10 -18 -6 -24 -6Z', s.mustard.base) +
    fill(box(-52, -16, 12, 24, 6), s.red.base) +
    fill(box(40, -16, 12, 24, 6), s.red.base) +
    fill('M-30 36C-20 28 20 28 30 36L34 50H-34Z', main.name === 'white' ? s.sky.base : main.base) +
    fill(star(0, 42, 8), s.yellow.base),
  dollygirl: (main) =>
    fill('M-40 8C-48 -34 -24 -50 0 -50C24 -50 48 -34 40 8C36 24 24 16 0 16C-24 16 -36 24 -40 8Z', s.chocolate.base) +
    face(0, -6, 28) +
    fill('M-30 -8C-28 -40 28 -40 30 -8C16 -14 4 -20 -6 -28C-10 -18 -20 -10 -30 -8Z', s.chocolate.base) +
    fill(
      'M-28 24C-14 16 14 16 28 24L38 50H-38Z',
      main.name === 'white' || main.name === 'cream' ? s.pink.base : main.base,
    ) +
    at(
      26,
      -36,
      0.3,
      times(5, (i) => at(0, 0, 1, fill(oval(0, -24, 17, 20), s.red.base), i * 72)) +
        fill(oval(0, 0, 14), s.yellow.base),
    ) +
    fill(heart(0, 38, 18), '#fbfaf6'),
  suki: (main, accent) =>
    fill(oval(0, -44, 13, 10), DARK) +
    fill(oval(0, -16, 36, 32), DARK) +
    face(0, -10, 26) +
    fill('M-28 -12C-26 -36 26 -36 28 -12C14 -18 -14 -18 -28 -12Z', DARK) +
    fill('M-32 22C-16 12 16 12 32 22L40 50H-40Z', main.base) +
    fill('M-12 15L0 34L12 15L18 18L0 44L-18 18Z', accent.light) +
    at(
      24,
      -34,
      0.26,
      times(5, (i) => at(0, 0, 1, fill(oval(0, -24, 17, 20), s.pink.base), i * 72)) +
        fill(oval(0, 0, 12), s.yellow.base),
    ),
  skull: (_main, _accent, onPale) => {
    const [bone, hole] = onPale ? ['#3a3740', '#fbfaf6'] : ['#fbfaf6', '#3a3740'];
    return (
      stroke('M-44 22L44 48M44 22L-44 48', bone, 9) +
      fill('M-36 -10C-36 -54 36 -54 36 -10C36 4 30 10 24 14V28H-24V14C-30 10 -36 4 -36 -10Z', bone) +
      fill(oval(-15, -8, 10, 11), hole) +
      fill(oval(15, -8, 10, 11), hole) +
      fill('M0 4L6 14H-6Z', hole) +
      stroke('M-9 20V27M0 20V27M9 20V27', hole, 3)
    );
  },
  soldier: (_, accent) =>
    fill(box(-16, -50, 32, 26, 8), DARK) +
    fill(box(-18, -28, 36, 6, 3), s.gold.base) +
    face(0, -12, 15) +
    body(box(-22, 2, 44, 30, 6), s.red.base, 'side') +
    stroke('M-14 6L14 28M14 6L-14 28', '#fbfaf6', 5) +
    fill(box(-20, 30, 17, 20, 3), s.navy.base) +
    fill(box(3, 30, 17, 20, 3), s.navy.base) +
    fill(oval(0, 17, 4), accent.name === 'red' ? s.gold.base : accent.base) +
    fill(box(-30, 4, 9, 24, 4), s.red.dark) +
    fill(box(21, 4, 9, 24, 4), s.red.dark),
  gingerbread: () =>
    body(
      'M0 -48C16 -48 22 -36 18 -24C16 -18 18 -16 24 -16H38C52 -16 52 6 38 6H24C20 10 24 24 34 38C38 50 18 54 12 44L0 26L-12 44C-18 54 -38 50 -34 38C-24 24 -20 10 -24 6H-38C-52 6 -52 -16 -38 -16H-24C-18 -16 -16 -18 -18 -24C-22 -36 -16 -48 0 -48Z',
      s.wood.dark,
      'soft',
    ) +
    fill(oval(-7, -34, 3), '#fff') +
    fill(oval(7, -34, 3), '#fff') +
    stroke('M-7 -26C-3 -22 3 -22 7 -26', '#fff', 3) +
    fill(oval(0, -10, 4), s.red.base) +
    fill(oval(0, 6, 4), s.red.base) +
    stroke('M-42 -12v14M42 -12v14M-32 38l10 6M32 38l-10 6', '#fff', 3.4),
  robot: (main, accent) =>
    stroke('M0 -34V-46', s.slate.base, 4) +
    fill(oval(0, -47, 5), s.red.base) +
    body(box(-28, -36, 56, 38, 8), main.base, 'side') +
    fill(oval(-12, -18, 9), '#fbfaf6') +
    fill(oval(12, -18, 9), '#fbfaf6') +
    fill(oval(-12, -18, 4), DARK) +
    fill(oval(12, -18, 4), DARK) +
    stroke('M-10 -6H10', s.slate.base, 3) +
    body(box(-22, 6, 44, 34, 6), accent.base, 'side') +
    fill(oval(-8, 18, 5), s.yellow.base) +
    fill(oval(8, 18, 5), s.red.base) +
    stroke('M-24 14L-38 28M24 14L38 28M-10 40V50M10 40V50', s.slate.base, 6),
  monster: (main, accent) =>
    body('M-36 44C-46 -10 -34 -42 0 -42C34 -42 46 -10 36 44L24 34L12 46L0 34L-12 46L-24 34Z', main.base, 'round') +
    fill('M-26 -32L-32 -50L-12 -40ZM26 -32L32 -50L12 -40Z', accent.base) +
    fill(oval(0, -12, 17), '#fbfaf6') +
    fill(oval(2, -10, 8), DARK) +
    fill('M-20 12H20C18 28 -18 28 -20 12Z', DARK) +
    fill('M-12 12l5 8 5 -8ZM4 12l5 8 5 -8Z', '#fff'),
  ghost: () =>
    body('M-34 44C-40 -10 -34 -46 0 -46C34 -46 40 -10 34 44L22 34L11 44L0 34L-11 44L-22 34Z', '#fbfaf6', 'round') +
    fill(oval(-12, -12, 5, 7), DARK) +
    fill(oval(12, -12, 5, 7), DARK) +
    fill(oval(0, 6, 6, 8), DARK),
  fairy: (main) =>
    fill(oval(-26, 0, 22, 14), '#e5eef7') +
    fill(oval(26, 0, 22, 14), '#e5eef7') +
    fill('M0 -8L30 44C14 50 -14 50 -30 44Z', main.name === 'white' || main.name === 'cream' ? s.pink.base : main.base) +
    fill('M-19 -26C-20 -48 20 -48 19 -26C18 -14 -18 -14 -19 -26Z', s.mustard.base) +
    face(0, -22, 16) +
    stroke('M14 4L34 -14', s.wood.base, 3.4) +
    fill(star(38, -20, 12), s.gold.base) +
    fill(heart(0, 18, 16), '#fff', 0.8),
  angel: (main) =>
    fill('M-10 -4C-30 -24 -54 -14 -50 6C-46 22 -22 22 -10 10ZM10 -4C30 -24 54 -14 50 6C46 22 22 22 10 10Z', '#e9eef2') +
    body('M0 -10L30 46C14 52 -14 52 -30 46Z', main.base, 'side') +
    fill('M-17 -22C-18 -42 18 -42 17 -22C16 -10 -16 -10 -17 -22Z', s.mustard.base) +
    face(0, -20, 15) +
    `<ellipse cx="0" cy="-45" rx="16" ry="5" fill="none" stroke="${s.gold.base}" stroke-width="4"/>` +
    fill(star(0, 22, 10), s.gold.base),
  cowboy: () =>
    face(0, 10, 26) +
    fill('M-26 6C-20 -6 20 -6 26 6C20 2 -20 2 -26 6Z', s.chocolate.base) +
    fill(
      'M-52 -6C-40 -2 -28 -2 -22 -6C-24 -44 -8 -40 0 -36C8 -40 24 -44 22 -6C28 -2 40 -2 52 -6C44 12 -44 12 -52 -6Z',
      s.brown.base,
    ) +
    fill('M-22 -12H22L23 -4H-23Z', s.red.base) +
    fill('M-20 36L0 50L20 36Z', s.red.base),
  pirate: () =>
    fill(oval(0, 6, 34), s.skin.base) +
    fill('M-36 0C-36 -44 36 -44 36 0C10 -12 -10 -12 -36 0Z', s.red.base) +
    fill(oval(-12, -24, 3), '#fff') +
    fill(oval(8, -22, 3), '#fff') +
    fill(oval(22, -14, 3), '#fff') +
    fill(oval(-12, 6, 10), DARK) +
    stroke('M-34 -2L-12 4', DARK, 3) +
    fill(oval(13, 6, 4), DARK) +
    stroke('M-12 24C-4 30 8 28 14 22', s.berry.base, 4),
  moustache: () =>
    fill(
      'M0 -4C-10 -18 -34 -16 -38 0C-42 8 -50 6 -52 0C-50 24 -14 26 0 8C14 26 50 24 52 0C50 6 42 8 38 0C34 -16 10 -18 0 -4Z',
      DARK,
    ),
  lady: (main) =>
    fill(oval(0, -36, 16, 14), DARK) +
    fill('M-24 -14C-26 -40 26 -40 24 -14C22 4 -22 4 -24 -14Z', DARK) +
    face(0, -10, 20) +
    fill('M-12 10H12L34 50H-34Z', main.name === 'white' || main.name === 'cream' ? s.berry.base : main.base) +
    fill('M-12 10L0 22L12 10Z', s.skin.base),
  strongman: () =>
    face(0, -32, 17) +
    fill('M-10 -24C-4 -30 4 -30 10 -24C6 -20 2 -22 0 -24C-2 -22 -6 -20 -10 -24Z', DARK) +
    fill('M-20 -12H20L16 30H-16Z', s.red.base) +
    stroke('M-18 -4H18M-17 12H17', '#fff', 5) +
    stroke('M-20 -8L-36 -2L-36 -26M20 -8L36 -2L36 -26', s.skin.base, 10) +
    stroke('M-46 -32H46', s.slate.base, 5) +
    fill(oval(-48, -32, 10), DARK) +
    fill(oval(48, -32, 10), DARK) +
    fill(box(-15, 30, 12, 18, 3), s.navy.base) +
    fill(box(3, 30, 12, 18, 3), s.navy.base),
  geisha: (main) =>
    fill(oval(0, -40, 18, 12), DARK) +
    fill(oval(0, -22, 24, 20), DARK) +
    face(0, -18, 17) +
    body('M-14 0H14L40 48H-40Z', main.base, 'side') +
    fill(box(-18, 14, 36, 12, 3), s.mustard.base) +
    fill('M-10 0L0 14L10 0Z', '#fff') +
    stroke('M-24 -46L24 -38', s.gold.base, 3),
  buddha: (main) =>
    fill(oval(0, -36, 14, 12), main.dark) +
    body('M-34 -2C-38 -44 38 -44 34 -2C34 26 18 40 0 40C-18 40 -34 26 -34 -2Z', main.base, 'round') +
    stroke('M-20 -2C-16 4 -10 4 -6 -2M20 -2C16 4 10 4 6 -2M-10 22C-4 27 4 27 10 22M0 2V12', main.deep, 3) +
    fill(oval(-37, 6, 6, 15), main.dark) +
    fill(oval(37, 6, 6, 15), main.dark),
} satisfies Record<string, Emblem>;
