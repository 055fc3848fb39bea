import { type Swatch, SWATCHES as s } from '../palette.ts';
import { body, box, each, fill, heart, oval, stroke, times } from '../shapes.ts';
import type { Emblem } from './emblem.ts';

/** Fur in a colour that animals have: strong colours turn into a soft grey or brown. */
const fur = (main: Swatch, onPale: boolean): Swatch =>
  ['white', 'cream', 'ivory'].includes(main.name) && onPale
    ? s.grey
    : ['red', 'berry', 'navy', 'blue', 'green', 'purple', 'black', 'teal'].includes(main.name)
      ? onPale
        ? s.natural
        : s.ivory
      : main;

const eye = (x: number, y: number, r = 4) => fill(oval(x, y, r), '#2f2a33');
const eyes = (x: number, y: number, r = 4) => eye(-x, y, r) + eye(x, y, r);
const blush = (x: number, y: number, r = 6) =>
  fill(oval(-x, y, r, r * 0.7), '#e58fa3', 0.55) + fill(oval(x, y, r, r * 0.7), '#e58fa3', 0.55);

/** Birds, pets, wild animals and insects. */
export const ANIMALS = {
  bird: (main, accent) =>
    fill('M28 10L58 -6L50 22Z', main.dark) +
    body(
      'M-44 -10C-44 -34 -22 -40 -6 -30C10 -20 30 -12 38 6C30 34 0 44 -20 32C-38 22 -44 6 -44 -10Z',
      main.base,
      'round',
    ) +
    fill('M-12 0C8 -8 26 2 30 14C16 28 -6 24 -12 0Z', accent.base) +
    stroke('M-6 8C6 8 16 12 22 14', accent.dark, 3) +
    fill('M-43 -14L-60 -6L-42 -2Z', s.mustard.base) +
    eye(-27, -15, 4.5) +
    stroke('M-10 37L-12 50M4 37L4 50', s.brown.base, 3.5),
  owl: (main, accent) =>
    fill(
      'M-36 -44L-18 -34H18L36 -44C40 -20 42 0 38 20C34 40 18 48 0 48C-18 48 -34 40 -38 20C-42 0 -40 -20 -36 -44Z',
      main.base,
    ) +
    fill('M-26 6C-26 -4 26 -4 26 6C28 30 16 42 0 42C-16 42 -28 30 -26 6Z', main.pale) +
    stroke('M-12 16l5 6 5 -6M2 16l5 6 5 -6M-5 28l5 6 5 -6', main.dark, 3) +
    fill('M-38 -2C-48 14 -42 34 -30 40C-34 26 -34 10 -38 -2ZM38 -2C48 14 42 34 30 40C34 26 34 10 38 -2Z', accent.base) +
    fill(oval(-16, -16, 17), '#fbfaf6') +
    fill(oval(16, -16, 17), '#fbfaf6') +
    fill(oval(-14, -15, 8), '#2f2a33') +
    fill(oval(14, -15, 8), '#2f2a33') +
    fill(oval(-11, -18, 3), '#fff') +
    fill(oval(17, -18, 3), '#fff') +
    fill('M-6 -6H6L0 6Z', s.mustard.base) +
    stroke('M-12 48v4M-4 48v4M12 48v4M4 48v4', s.mustard.base, 4),
  scotty: (_, accent) =>
    fill(
      'M-46 -2C-42 -10 -38 -6 -34 0H6V-14C6 -22 8 -26 12 -30V-44L22 -34L36 -32L52 -22V-10C46 -4 38 -4 34 -4L32 14V40H20V24C8 28 -8 28 -18 24V40H-32V14C-44 12 -52 2 -46 -2Z',
      '#3a3740',
    ) +
    fill('M6 -2L33 -6L32 4L6 8Z', accent.base) +
    fill(oval(18, 8, 4), s.gold.base) +
    fill(oval(28, -24, 2.6), '#fff'),
  dog: (main, accent) =>
    fill(
      'M-30 -30C-46 -34 -54 -10 -44 12C-34 12 -30 -4 -28 -14ZM30 -30C46 -34 54 -10 44 12C34 12 30 -4 28 -14Z',
      s.brown.base,
    ) +
    body('M-32 -16C-32 -44 32 -44 32 -16C36 10 26 38 0 38C-26 38 -36 10 -32 -16Z', s.natural.base, 'round') +
    fill(oval(14, -12, 13, 15), s.brown.light) +
    eyes(13, -12, 4.5) +
    fill(oval(0, 14, 19, 16), '#fbf3e4') +
    fill(oval(0, 5, 8, 6), '#2f2a33') +
    stroke('M0 10V18M0 18C-4 24 -12 22 -12 16M0 18C4 24 12 22 12 16', '#2f2a33', 2.6) +
    fill('M-5 22H5C6 32 -6 32 -5 22Z', s.pink.base) +
    fill(box(-24, 36, 48, 8, 4), accent.base) +
    fill(oval(0, 45, 5), main.light),
  cat: (main, accent, onPale) =>
    fill(
      'M-36 -44L-12 -30H12L36 -44C40 -24 42 -2 36 12C28 32 12 36 0 36C-12 36 -28 32 -36 12C-42 -2 -40 -24 -36 -44Z',
      fur(main, onPale).name === 'natural' ? s.orange.base : fur(main, onPale).base,
    ) +
    fill('M-31 -34L-18 -26L-30 -16ZM31 -34L18 -26L30 -16Z', accent.light) +
    eyes(16, -4, 5) +
    fill(oval(-14.5, -6, 1.6), '#fff') +
    fill(oval(17.5, -6, 1.6), '#fff') +
    fill('M-5 8H5L0 14Z', s.pink.base) +
    stroke('M0 14C-3 21 -10 20 -12 16M0 14C3 21 10 20 12 16', '#2f2a33', 2.4) +
    stroke('M-22 10L-44 6M-22 15L-42 18M22 10L44 6M22 15L42 18', '#2f2a33', 1.8),
  rabbit: (main, accent, onPale) =>
    fill(oval(-14, -34, 9, 26), fur(main, onPale).base) +
    fill(oval(14, -34, 9, 26), fur(main, onPale).base) +
    fill(oval(-14, -32, 4, 18), s.pink.light) +
    fill(oval(14, -32, 4, 18), s.pink.light) +
    body(oval(0, 10, 34, 32), fur(main, onPale).base, 'round') +
    eyes(13, 4, 4.5) +
    blush(22, 14) +
    fill('M-4 12H4L0 17Z', s.pink.dark) +
    stroke('M0 17C-2 23 -8 23 -10 20M0 17C2 23 8 23 10 20', '#2f2a33', 2.2) +
    fill('M0 40L-20 30V50ZM0 40L20 30V50Z', accent.base) +
    fill(oval(0, 40, 5), accent.dark),
  mouse: (main, accent, onPale) =>
    fill(oval(-30, -22, 22), fur(main, onPale).base) +
    fill(oval(30, -22, 22), fur(main, onPale).base) +
    fill(oval(-30, -22, 13), s.pink.light) +
    fill(oval(30, -22, 13), s.pink.light) +
    body('M-34 0C-34 -26 34 -26 34 0C34 20 14 42 0 42C-14 42 -34 20 -34 0Z', fur(main, onPale).base, 'round') +
    eyes(14, 2, 4.5) +
    fill(oval(0, 36, 7, 6), accent.base) +
    stroke('M-10 30L-34 26M-10 34L-32 38M10 30L34 26M10 34L32 38', '#2f2a33', 1.6),
  butterfly: (main, accent) =>
    fill('M-4 -4C-20 -48 -56 -44 -48 -14C-46 0 -24 6 -4 2ZM4 -4C20 -48 56 -44 48 -14C46 0 24 6 4 2Z', main.base) +
    fill('M-4 4C-30 4 -44 20 -34 36C-22 48 -6 28 -4 10ZM4 4C30 4 44 20 34 36C22 48 6 28 4 10Z', accent.base) +
    fill(oval(-31, -22, 8), accent.pale) +
    fill(oval(31, -22, 8), accent.pale) +
    fill(oval(-22, 24, 6), main.pale) +
    fill(oval(22, 24, 6), main.pale) +
    stroke('M0 -20V30', '#4a3f4b', 7) +
    stroke('M-1 -22C-4 -36 -12 -40 -16 -38M1 -22C4 -36 12 -40 16 -38', '#4a3f4b', 2.4),
  dragonfly: (main, accent) =>
    fill(oval(-26, -16, 26, 8), accent.light, 0.9) +
    fill(oval(26, -16, 26, 8), accent.light, 0.9) +
    fill(oval(-24, 2, 23, 7), accent.base, 0.8) +
    fill(oval(24, 2, 23, 7), accent.base, 0.8) +
    stroke('M0 -18V44', main.dark, 8) +
    fill(oval(0, -26, 10), main.deep),
  elephant: (main, accent, onPale) =>
    body(
      'M-46 40V2C-46 -26 -24 -34 0 -32C26 -30 34 -16 34 0V8C42 8 44 0 50 4C54 14 44 22 34 20L30 40H14V20H-18V40Z',
      fur(main, onPale).base,
      'top',
    ) +
    fill(oval(8, -10, 16, 19), fur(main, onPale).dark, 0.55) +
    fill('M-42 -12C-30 -26 -10 -30 -4 -18V6H-42Z', accent.base) +
    fill(oval(28, -14, 3), '#2f2a33') +
    stroke('M-46 4C-54 8 -52 18 -54 22', fur(main, onPale).dark, 3),
  dinosaur: (main, accent) =>
    fill('M-18 -30L-8 -46L0 -30ZM2 -28L14 -42L18 -24ZM18 -20L32 -30L32 -10Z', accent.base) +
    body(
      'M-54 -22C-52 -38 -28 -42 -14 -30C8 -34 34 -24 40 2C46 20 54 22 58 30C44 34 34 28 28 22L24 42H10L6 24H-8L-14 42H-28L-24 14C-28 4 -26 -4 -30 -8C-42 -6 -56 -8 -54 -22Z',
      main.base,
      'top',
    ) +
    eye(-38, -24, 4) +
    stroke('M-52 -14C-46 -12 -40 -12 -36 -14', main.deep, 2.4) +
    fill(oval(2, 0, 6), main.light) +
    fill(oval(20, 4, 5), main.light),
  frog: () =>
    fill(oval(-20, -26, 16), s.green.base) +
    fill(oval(20, -26, 16), s.green.base) +
    body(oval(0, 6, 44, 34), s.green.base, 'round') +
    fill(oval(-20, -26, 10), '#fff') +
    fill(oval(20, -26, 10), '#fff') +
    eyes(19, -25, 5.5) +
    stroke('M-24 12C-10 28 10 28 24 12', s.green.deep, 3.5) +
    blush(32, 10),
  chick: (_, accent) =>
    body('M-36 10C-36 -34 36 -34 36 10C36 34 20 42 0 42C-20 42 -36 34 -36 10Z', s.yellow.base, 'round') +
    fill('M-36 8C-48 8 -48 26 -34 26ZM36 8C48 8 48 26 34 26Z', s.mustard.base) +
    eyes(13, -2, 4.5) +
    fill('M-8 6H8L0 16Z', s.orange.base) +
    fill('M0 -24C-12 -40 0 -46 2 -34C8 -44 16 -36 4 -24Z', accent.base) +
    stroke('M-10 42V50M10 42V50', s.orange.base, 4),
  hen: (main, accent) =>
    fill('M-34 -26C-44 -34 -36 -46 -28 -40C-24 -50 -12 -46 -16 -34Z', s.red.base) +
    body(
      'M-42 -16C-40 -38 -10 -40 -6 -12C4 -2 16 -6 30 -14C42 -24 54 -22 50 -4C48 28 24 40 0 40C-30 40 -40 12 -42 -16Z',
      main.base,
      'round',
    ) +
    fill('M-8 8C8 0 26 4 30 12C18 28 -4 26 -8 8Z', accent.base) +
    fill('M-42 -18L-56 -10L-40 -8Z', s.mustard.base) +
    eye(-26, -18, 4) +
    fill('M-38 -6C-44 2 -38 10 -33 2Z', s.red.base) +
    stroke('M-4 40V50M10 40V50', s.mustard.base, 4),
  duck: (main, accent) =>
    body(
      'M-20 -8C-36 -14 -36 -44 -10 -44C10 -44 14 -26 8 -12C24 -4 40 -10 52 -18C54 16 40 40 2 40C-30 40 -40 8 -20 -8Z',
      main.name === 'pink' ? main.base : s.yellow.base,
      'round',
    ) +
    fill('M-29 -32L-50 -26L-30 -18Z', s.orange.base) +
    eye(-16, -29, 4) +
    fill('M-2 6C14 0 30 4 34 10C22 28 0 26 -2 6Z', accent.base),
  reindeer: (_, accent) =>
    stroke(
      'M-12 -26C-22 -34 -34 -34 -36 -48M-26 -33C-30 -40 -24 -44 -24 -50M12 -26C22 -34 34 -34 36 -48M26 -33C30 -40 24 -44 24 -50',
      s.chocolate.base,
      4.5,
    ) +
    fill('M-22 -18C-42 -24 -44 -10 -28 -6ZM22 -18C42 -24 44 -10 28 -6Z', s.brown.base) +
    body(
      'M-24 -14C-24 -34 24 -34 24 -14C24 2 18 12 18 24C18 40 -18 40 -18 24C-18 12 -24 2 -24 -14Z',
      s.brown.light,
      'round',
    ) +
    eyes(11, -8, 4) +
    fill(oval(0, 22, 10, 9), s.red.base) +
    fill(oval(-3, 19, 3), '#fff', 0.7) +
    fill(box(-18, 38, 36, 10, 5), accent.base),
  horse: (main, accent) =>
    body(
      'M-46 44C-44 20 -40 -2 -30 -18C-22 -32 -10 -44 8 -48L10 -38C24 -30 36 -12 44 4C46 14 38 20 30 16C22 10 14 6 4 8C4 24 12 36 14 44Z',
      main.base,
      'top',
    ) +
    fill('M-46 44C-54 10 -44 -30 6 -48L8 -40C-20 -26 -34 0 -34 44Z', accent.base) +
    eye(16, -16, 4) +
    stroke('M6 8L24 -10M24 -10C30 -4 36 4 38 10M24 -10L-10 4', s.chocolate.base, 3.5) +
    fill(oval(24, -10, 4), s.gold.base),
  monkey: (main) =>
    fill(oval(-38, -6, 16), s.brown.base) +
    fill(oval(38, -6, 16), s.brown.base) +
    fill(oval(-38, -6, 9), s.skin.base) +
    fill(oval(38, -6, 9), s.skin.base) +
    body(oval(0, 0, 38, 40), s.brown.base, 'round') +
    fill(oval(-12, -8, 15), s.skin.base) +
    fill(oval(12, -8, 15), s.skin.base) +
    fill(oval(0, 16, 27, 19), s.skin.base) +
    eyes(11, -8, 4.5) +
    stroke('M-14 18C-6 28 6 28 14 18', s.chocolate.base, 3.4) +
    fill('M-10 -40L0 -52L12 -40Z', main.base),
  hedgehog: () =>
    fill('M-42 30C-52 -4 -34 -40 4 -40C36 -40 50 -10 46 30Z', s.brown.base) +
    stroke(
      Array.from({ length: 9 }, (_, i) => `M${-32 + i * 9} ${-6 - (i % 3) * 10}l-5 -9`).join(''),
      s.chocolate.base,
      4,
    ) +
    body('M-52 30C-46 8 -24 -8 -2 2C16 10 20 24 20 30Z', s.natural.base, 'top') +
    fill(oval(-52, 28, 6), '#2f2a33') +
    eye(-24, 12, 4),
  fox: () =>
    fill('M-44 -42L-14 -26H14L44 -42C46 -12 38 6 0 40C-38 6 -46 -12 -44 -42Z', s.orange.base) +
    fill('M-42 -4C-30 -6 -14 4 0 40C-24 22 -40 10 -42 -4ZM42 -4C30 -6 14 4 0 40C24 22 40 10 42 -4Z', '#fbf3e4') +
    eyes(17, -6, 4.5) +
    fill(oval(0, 36, 7, 6), '#2f2a33') +
    fill('M-38 -32L-22 -24L-36 -16ZM38 -32L22 -24L36 -16Z', s.chocolate.base),
  teddy: (main, accent) =>
    fill(oval(-28, -30, 15), s.brown.base) +
    fill(oval(28, -30, 15), s.brown.base) +
    fill(oval(-28, -30, 8), s.natural.base) +
    fill(oval(28, -30, 8), s.natural.base) +
    body(oval(0, 0, 40, 38), s.brown.light, 'round') +
    eyes(15, -6, 4.5) +
    fill(oval(0, 14, 17, 14), s.natural.base) +
    fill(oval(0, 7, 7, 5), '#2f2a33') +
    stroke('M0 12V18M-8 20C-4 24 4 24 8 20', '#2f2a33', 2.4) +
    fill('M0 40L-22 30V50ZM0 40L22 30V50Z', accent.base) +
    fill(oval(0, 40, 5), main.dark),
  ladybird: () =>
    fill(oval(0, -28, 16, 14), '#2f2a33') +
    body(oval(0, 6, 38, 36), s.red.base, 'round') +
    stroke('M0 -30V42', '#2f2a33', 4) +
    each(
      [
        [-18, -8],
        [18, -8],
        [-18, 16],
        [18, 16],
        [-8, 30],
        [8, 30],
      ],
      (x, y) => fill(oval(x, y, 6), '#2f2a33'),
    ) +
    stroke('M-8 -40L-16 -50M8 -40L16 -50', '#2f2a33', 3),
  bug: (main) =>
    stroke('M-26 -6L-48 -20M-28 8L-52 8M-26 22L-46 36M26 -6L48 -20M28 8L52 8M26 22L46 36', '#3a3740', 5) +
    fill(oval(0, -22, 18, 16), '#3a3740') +
    body(oval(0, 14, 28, 32), main.base, 'round') +
    fill(oval(-7, -26, 4), '#fff') +
    fill(oval(7, -26, 4), '#fff') +
    stroke('M0 -14V46', '#3a3740', 3),
  snake: (main, accent) =>
    stroke('M-42 36C-10 50 -8 10 14 14C40 18 40 46 16 42', main.base, 13) +
    stroke('M-42 36C-50 10 -18 -2 -2 -14C12 -26 2 -38 -12 -34', main.base, 13) +
    stroke('M-42 36C-50 10 -18 -2 -2 -14', accent.light, 4, '2 14') +
    fill(oval(-16, -34, 14, 11), main.base) +
    eye(-19, -37, 3) +
    stroke('M-29 -33l-12 3', s.red.base, 3),
  pig: () =>
    fill('M-36 -40L-8 -30L-30 -10ZM36 -40L8 -30L30 -10Z', s.pink.dark) +
    body(oval(0, 2, 42, 38), s.pink.base, 'round') +
    eyes(18, -6, 4.5) +
    fill(oval(0, 12, 18, 13), s.pink.dark) +
    fill(oval(-6, 12, 3, 5), '#8a3a52') +
    fill(oval(6, 12, 3, 5), '#8a3a52'),
  sheep: () =>
    times(9, (i) => fill(oval(Math.cos(i * 0.7) * 30, -4 + Math.sin(i * 0.7) * 24, 18), '#fbfaf6')) +
    fill(oval(0, -4, 32, 26), '#fbfaf6') +
    fill('M-22 -14C-22 -26 22 -26 22 -14C22 14 12 24 0 24C-12 24 -22 14 -22 -14Z', '#4d4650') +
    fill(oval(-8, -4, 4), '#fff') +
    fill(oval(8, -4, 4), '#fff') +
    stroke('M-14 28V44M14 28V44', '#4d4650', 6),
  fish: (main, accent) =>
    fill('M22 0L52 -26V26Z', accent.base) +
    body('M-50 0C-34 -36 12 -36 30 0C12 36 -34 36 -50 0Z', main.base, 'round') +
    eye(-28, -6, 5) +
    stroke('M-12 -18C-2 -6 -2 6 -12 18M4 -18C14 -6 14 6 4 18', accent.light, 4),
  dove: (main, accent) =>
    fill('M20 12L56 4L50 32Z', main.dark) +
    body(
      'M-48 -14C-44 -32 -20 -32 -10 -18C4 -8 30 4 34 20C18 40 -18 36 -30 14C-34 6 -46 -2 -48 -14Z',
      main.base,
      'round',
    ) +
    fill('M-12 -4C-14 -34 6 -50 30 -50C24 -38 32 -30 26 -18C22 -2 4 8 -12 -4Z', main.light) +
    eye(-32, -14, 3.6) +
    fill('M-48 -16L-60 -10L-46 -8Z', s.mustard.base) +
    stroke('M-56 -8C-58 2 -52 8 -50 14', s.green.base, 3) +
    fill(heart(-48, 16, 12), accent.base),
  pumpkin: () =>
    fill(oval(-24, 6, 22, 32), s.orange.dark) +
    fill(oval(24, 6, 22, 32), s.orange.dark) +
    body(oval(0, 6, 24, 35), s.orange.base, 'round') +
    stroke('M0 -28C0 -40 6 -44 12 -46', s.green.deep, 7),
  paw: (main) =>
    body('M0 0C18 0 30 18 26 32C20 44 8 36 0 36C-8 36 -20 44 -26 32C-30 18 -18 0 0 0Z', main.base, 'none') +
    each(
      [
        [-32, -6],
        [-13, -26],
        [13, -26],
        [32, -6],
      ],
      (x, y) => fill(oval(x, y, 9, 13), main.base),
    ),
  spiderweb: () =>
    stroke('M0 -46V46M-46 0H46M-32 -32L32 32M32 -32L-32 32', '#6a6472', 2) +
    stroke('M0 -30L21 -21L30 0L21 21L0 30L-21 21L-30 0L-21 -21Z', '#6a6472', 2) +
    fill(oval(10, 8, 8), '#3a3740'),
} satisfies Record<string, Emblem>;
