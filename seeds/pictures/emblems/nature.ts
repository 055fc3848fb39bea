import { SWATCHES as s } from '../palette.ts';
import { at, body, each, fill, heart, oval, star, stroke, times } from '../shapes.ts';
import type { Emblem } from './emblem.ts';

const petals = (count: number, rx: number, ry: number, reach: number, colour: string) =>
  times(count, (i) => at(0, 0, 1, fill(oval(0, -reach, rx, ry), colour), (360 / count) * i));
const leaf = (x: number, y: number, turn: number, colour: string = s.green.base, size = 1) =>
  at(
    x,
    y,
    size,
    fill('M0 0C-12 -10 -12 -26 0 -36C12 -26 12 -10 0 0Z', colour) + stroke('M0 0V-26', s.green.deep, 1.6),
    turn,
  );

/** Flowers, fruit, plants, sky. */
export const NATURE = {
  rose: (main) => {
    const bloom = ['red', 'berry', 'hotpink', 'purple', 'lilac', 'orange', 'mustard', 'yellow'].includes(main.name)
      ? main
      : s.pink;
    return (
      leaf(-18, 18, -110) +
      leaf(18, 18, 110) +
      leaf(4, 28, 160) +
      fill(
        times(6, (i) => oval(Math.cos(i * 1.047) * 20, Math.sin(i * 1.047) * 20, 19)),
        bloom.base,
      ) +
      fill(
        times(5, (i) => oval(Math.cos(i * 1.257 + 0.5) * 11, Math.sin(i * 1.257 + 0.5) * 11, 13)),
        bloom.light,
      ) +
      stroke('M-3 2C-8 -8 6 -12 9 -2C11 10 -8 14 -14 2C-17 -14 6 -22 18 -8M18 6C12 22 -12 24 -20 12', bloom.dark, 3.6)
    );
  },
  flower: (main, accent) =>
    petals(6, 14, 20, 26, main.base) +
    petals(6, 5, 10, 22, main.light) +
    fill(oval(0, 0, 14), accent.base) +
    fill(oval(-3, -3, 6), accent.light),
  daisy: () =>
    petals(10, 9, 19, 27, '#fbfaf6') + fill(oval(0, 0, 14), s.yellow.base) + fill(oval(3, 3, 8), s.mustard.base),
  blossom: (main) =>
    stroke('M-50 44C-30 30 -20 12 0 4M0 4C20 -4 40 -10 50 -28', s.chocolate.base, 5) +
    at(-14, 10, 0.62, petals(5, 18, 20, 24, main.light) + fill(oval(0, 0, 10), s.berry.base)) +
    at(26, -16, 0.52, petals(5, 18, 20, 24, main.pale) + fill(oval(0, 0, 10), s.berry.base)) +
    fill(oval(-34, 24, 6), main.base),
  leaf: (main) =>
    at(
      0,
      40,
      2.3,
      fill('M0 0C-15 -10 -15 -26 0 -38C15 -26 15 -10 0 0Z', main.base) +
        stroke('M0 0V-28M0 -8l7 -7M0 -8l-7 -7M0 -17l6 -6M0 -17l-6 -6', main.deep, 1.4),
      12,
    ),
  fern: (main) =>
    stroke('M0 48C4 10 0 -20 -6 -48', main.dark, 4) +
    times(
      6,
      (i) =>
        leaf(2 - i * 1.2, 34 - i * 14, -62, main.base, 0.85 - i * 0.08) +
        leaf(2 - i * 1.2, 34 - i * 14, 62, main.base, 0.85 - i * 0.08),
    ),
  lavender: () =>
    times(3, (k) =>
      at(
        (k - 1) * 24,
        0,
        1,
        stroke('M0 48V-10', s.green.base, 4) +
          times(
            5,
            (i) => fill(oval(-6, -8 - i * 9, 7, 6), s.lilac.dark) + fill(oval(6, -8 - i * 9, 7, 6), s.purple.base),
          ),
        (k - 1) * 14,
      ),
    ),
  tree: () =>
    fill('M-6 30H6V48H-6Z', s.brown.base) +
    body('M0 -48L22 -16H14L32 10H22L42 34H-42L-22 10H-32L-14 -16H-22Z', s.green.base, 'soft') +
    each(
      [
        [-8, -14, s.red],
        [10, 2, s.yellow],
        [-14, 18, s.pink],
        [16, 24, s.red],
      ],
      (x, y, c) => fill(oval(x, y, 4.5), c.base),
    ) +
    fill(star(0, -48, 10), s.gold.base),
  toadstool: (main) => {
    const cap = main.name === 'white' || main.name === 'cream' ? s.red : main;
    return (
      body('M-14 0H14C14 20 20 34 20 44H-20C-20 34 -14 20 -14 0Z', '#f8efdc', 'side') +
      body('M-48 4C-48 -30 -24 -46 0 -46C24 -46 48 -30 48 4C30 12 -30 12 -48 4Z', cap.base, 'round') +
      fill(oval(-22, -14, 8, 7), '#fff') +
      fill(oval(4, -30, 9, 7), '#fff') +
      fill(oval(26, -12, 8, 7), '#fff') +
      fill(oval(0, -6, 6, 5), '#fff')
    );
  },
  mushroom: () =>
    body('M-12 4H12C12 20 16 34 16 44H-16C-16 34 -12 20 -12 4Z', s.natural.light, 'side') +
    body('M-46 8C-46 -24 -20 -42 0 -42C20 -42 46 -24 46 8Z', s.wood.base, 'round'),
  strawberry: () =>
    body('M0 48C-26 34 -42 6 -36 -14C-30 -30 30 -30 36 -14C42 6 26 34 0 48Z', s.red.base, 'round') +
    each(
      [
        [-18, -8],
        [0, -10],
        [18, -8],
        [-12, 8],
        [10, 8],
        [0, 24],
      ],
      (x, y) => fill(oval(x, y, 2.6, 4), '#f7d98c'),
    ) +
    fill(
      'M0 -22C-12 -16 -28 -14 -32 -22C-22 -24 -18 -30 -18 -34C-10 -32 -4 -30 0 -36C4 -30 10 -32 18 -34C18 -30 22 -24 32 -22C28 -14 12 -16 0 -22Z',
      s.green.base,
    ) +
    stroke('M0 -34V-46', s.green.dark, 5),
  cherry: () =>
    stroke('M-20 14C-16 -14 0 -34 18 -46M22 18C24 -8 22 -30 18 -46', s.green.dark, 4) +
    leaf(18, -44, 70) +
    body(oval(-22, 24, 20), s.red.base, 'round') +
    body(oval(24, 28, 18), s.berry.base, 'round') +
    fill(oval(-29, 17, 5), '#fff', 0.6) +
    fill(oval(18, 22, 4), '#fff', 0.6),
  apple: (main) => {
    const skin = main.name === 'green' ? s.green : s.red;
    return (
      stroke('M0 -24C0 -34 4 -42 10 -46', s.brown.base, 5) +
      leaf(4, -30, 64) +
      body(
        'M0 -24C-22 -40 -46 -20 -40 8C-36 34 -16 50 0 40C16 50 36 34 40 8C46 -20 22 -40 0 -24Z',
        skin.base,
        'round',
      ) +
      fill(oval(-20, -8, 6, 11), '#fff', 0.4)
    );
  },
  pear: () =>
    stroke('M2 -36C2 -44 6 -48 10 -50', s.brown.base, 5) +
    leaf(4, -40, 66, s.green.base, 0.8) +
    body(
      'M0 -38C14 -38 16 -20 20 -8C26 4 36 10 34 26C32 42 16 48 0 48C-16 48 -32 42 -34 26C-36 10 -26 4 -20 -8C-16 -20 -14 -38 0 -38Z',
      s.sage.base,
      'round',
    ),
  lemon: () =>
    body('M-50 0C-38 -6 -34 -30 0 -30C34 -30 38 -6 50 0C38 6 34 30 0 30C-34 30 -38 6 -50 0Z', s.yellow.base, 'round') +
    leaf(34, -12, 40),
  cactus: (main) =>
    fill('M-10 20V-34C-10 -48 10 -48 10 -34V20Z', s.green.base) +
    stroke('M-10 2H-26V-14M10 -6H26V-22', s.green.base, 13) +
    stroke('M-3 -30V16M4 -30V16', s.green.deep, 1.6) +
    body('M-24 16H24L18 48H-18Z', main.name === 'green' ? s.copper.base : main.base, 'side'),
  snowflake: (main) =>
    times(6, (i) =>
      at(0, 0, 1, stroke('M0 0V-44M0 -28l-11 -10M0 -28l11 -10M0 -14l-8 -7M0 -14l8 -7', main.base, 5), i * 60),
    ),
  star: (main) => body(star(0, 2, 48), main.base, 'soft'),
  heart: (main) =>
    body(heart(0, 0, 92), main.base, 'round') +
    fill('M-30 -14C-30 -26 -22 -30 -16 -28C-24 -22 -26 -14 -26 -8Z', '#fff', 0.45),
  moon: () => fill('M14 -46C-30 -46 -46 -16 -40 10C-34 38 -4 50 22 38C-8 30 -18 -14 14 -46Z', s.gold.base),
  sun: () =>
    times(12, (i) => at(0, 0, 1, fill('M-5 -34L0 -50L5 -34Z', s.mustard.base), i * 30)) +
    fill(oval(0, 0, 28), s.yellow.base),
  cloud: () =>
    fill('M-36 24C-56 20 -52 -8 -32 -8C-30 -34 8 -38 16 -16C36 -26 54 -4 42 12C40 22 30 24 30 24Z', '#fbfaf6'),
  holly: () =>
    at(
      -2,
      12,
      1.25,
      fill(
        'M0 0C-8 -4 -10 4 -16 0C-18 -8 -26 -4 -30 -10C-28 -18 -36 -20 -36 -28C-28 -26 -26 -34 -18 -30C-14 -24 -8 -28 -6 -20C0 -16 -4 -8 0 0Z',
        s.green.base,
      ),
    ) +
    at(
      2,
      12,
      1.25,
      fill(
        'M0 0C8 -4 10 4 16 0C18 -8 26 -4 30 -10C28 -18 36 -20 36 -28C28 -26 26 -34 18 -30C14 -24 8 -28 6 -20C0 -16 4 -8 0 0Z',
        s.green.dark,
      ),
    ) +
    fill(oval(-9, 18, 10), s.red.base) +
    fill(oval(10, 18, 10), s.red.base) +
    fill(oval(0, 32, 10), s.red.dark),
  acorn: () =>
    body('M-26 -8H26C26 22 8 36 0 44C-8 36 -26 22 -26 -8Z', s.wood.base, 'round') +
    body('M-34 -6C-34 -30 -14 -34 0 -34C14 -34 34 -30 34 -6C20 2 -20 2 -34 -6Z', s.brown.base, 'round') +
    stroke('M0 -34V-46', s.brown.dark, 6),
  shell: (main) =>
    body('M-46 -2C-46 -34 46 -34 46 -2C44 18 16 30 10 42H-10C-16 30 -44 18 -46 -2Z', main.base, 'top') +
    stroke('M0 38V-24M-8 36L-24 -18M8 36L24 -18M-12 32L-38 -8M12 32L38 -8', main.dark, 3),
  shamrock: () => times(4, (i) => at(0, 0, 1, fill(heart(0, -24, 38), s.green.base), i * 90)),
  sprig: (main) =>
    stroke('M-2 48C2 20 2 -10 0 -40', s.green.dark, 3.5) +
    leaf(1, 26, -60) +
    leaf(2, 10, 58) +
    leaf(2, -6, -56) +
    times(3, (i) => fill(oval([-10, 10, 0][i] ?? 0, [-30, -34, -46][i] ?? 0, 8), main.base)),
} satisfies Record<string, Emblem>;
