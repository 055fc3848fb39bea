/**
 * Capital letters drawn as strokes, so that no picture needs a font. Each letter stands on a grid 100 high;
 * the first number is its width.
 */
import { stroke } from './shapes.ts';

const ROUND = 'M72 24C65 8 53 0 39 0C15 0 0 20 0 50C0 80 15 100 39 100C53 100 65 92 72 76';

const GLYPHS: Record<string, readonly [width: number, path: string]> = {
  A: [74, 'M0 100L37 0L74 100M13 66H61'],
  B: [62, 'M0 0V100H34C50 100 62 90 62 73C62 57 50 48 34 48H0M0 0H31C46 0 56 9 56 24C56 39 46 48 31 48'],
  C: [72, ROUND],
  D: [70, 'M0 0V100H26C54 100 70 81 70 50C70 19 54 0 26 0Z'],
  E: [54, 'M54 0H0V100H54M0 49H44'],
  F: [52, 'M52 0H0V100M0 50H42'],
  G: [74, `${ROUND}L74 53H44`],
  H: [64, 'M0 0V100M64 0V100M0 49H64'],
  I: [0, 'M0 0V100'],
  J: [40, 'M40 0V70C40 90 32 100 19 100C8 100 1 93 0 80'],
  K: [60, 'M0 0V100M57 0L0 60M21 38L60 100'],
  L: [50, 'M0 0V100H50'],
  M: [84, 'M0 100V0L42 66L84 0V100'],
  N: [66, 'M0 100V0L66 100V0'],
  O: [80, 'M40 0C64 0 80 20 80 50C80 80 64 100 40 100C16 100 0 80 0 50C0 20 16 0 40 0Z'],
  P: [58, 'M0 100V0H31C48 0 58 11 58 28C58 45 48 56 31 56H0'],
  Q: [80, 'M40 0C64 0 80 20 80 50C80 80 64 100 40 100C16 100 0 80 0 50C0 20 16 0 40 0ZM50 74L80 106'],
  R: [60, 'M0 100V0H31C48 0 58 11 58 28C58 45 48 56 31 56H0M31 56L60 100'],
  S: [58, 'M55 20C51 8 42 0 29 0C13 0 3 10 3 25C3 59 58 41 58 74C58 90 46 100 29 100C14 100 4 92 0 78'],
  T: [66, 'M0 0H66M33 0V100'],
  U: [64, 'M0 0V65C0 88 12 100 32 100C52 100 64 88 64 65V0'],
  V: [70, 'M0 0L35 100L70 0'],
  W: [102, 'M0 0L26 100L51 14L76 100L102 0'],
  X: [64, 'M0 0L64 100M64 0L0 100'],
  Y: [66, 'M0 0L33 52L66 0M33 52V100'],
  Z: [60, 'M0 0H60L0 100H60'],
  0: [64, 'M32 0C52 0 64 20 64 50C64 80 52 100 32 100C12 100 0 80 0 50C0 20 12 0 32 0Z'],
  1: [26, 'M0 18L26 0V100'],
  2: [58, 'M2 26C4 10 14 0 30 0C46 0 56 10 56 26C56 50 20 64 0 100H58'],
  3: [
    58,
    'M3 18C8 6 17 0 29 0C45 0 54 10 54 25C54 40 43 48 26 48M26 48C46 48 58 57 58 74C58 90 46 100 28 100C14 100 4 93 0 80',
  ],
  4: [64, 'M48 100V0L0 70H64'],
  5: [56, 'M52 0H8L4 46C10 41 18 38 28 38C45 38 56 50 56 68C56 87 44 100 26 100C14 100 5 95 0 86'],
  6: [60, 'M50 4C20 6 0 30 0 66C0 87 11 100 30 100C48 100 60 88 60 70C60 53 48 42 31 42C14 42 1 53 0 68'],
  7: [56, 'M0 0H56L20 100'],
  8: [
    60,
    'M30 0C46 0 55 10 55 24C55 38 46 47 30 47C14 47 5 38 5 24C5 10 14 0 30 0ZM30 47C49 47 60 57 60 74C60 90 48 100 30 100C12 100 0 90 0 74C0 57 11 47 30 47Z',
  ],
  9: [60, 'M10 96C40 94 60 70 60 34C60 13 49 0 30 0C12 0 0 12 0 30C0 47 12 58 29 58C46 58 59 47 60 32'],
  '&': [76, 'M76 100L20 36C10 24 12 0 34 0C54 0 58 28 40 38C16 50 0 56 0 76C0 92 12 100 28 100C48 100 66 84 72 56'],
  '+': [50, 'M25 28V80M0 54H50'],
  '×': [44, 'M0 34L44 78M44 34L0 78'],
  '-': [36, 'M0 54H36'],
  '!': [0, 'M0 0V68M0 96V98'],
  "'": [0, 'M0 0V20'],
  '.': [0, 'M0 97V99'],
  ',': [8, 'M8 92L0 114'],
  '?': [52, 'M0 22C2 8 12 0 27 0C42 0 52 9 52 24C52 44 27 44 27 68M27 96V98'],
  '/': [40, 'M40 0L0 100'],
  '"': [18, 'M0 0V20M18 0V20'],
};

const GAP = 26;
const SPACE = 44;

/** The width of a line of letters, as a multiple of their height. */
export function measure(text: string): number {
  let width = 0;
  for (const letter of text.toUpperCase()) {
    const glyph = GLYPHS[letter];
    width += letter === ' ' ? SPACE : glyph ? glyph[0] + GAP : 0;
  }
  return Math.max(0, width - GAP) / 100;
}

/** One line of letters centred on x, standing on y. `weight` is the stroke's share of the height. */
export function line(text: string, x: number, y: number, height: number, colour: string, weight = 0.15): string {
  const scale = height / 100;
  let pen = x - (measure(text) * height) / 2;
  let path = '';
  for (const letter of text.toUpperCase()) {
    const glyph = GLYPHS[letter];
    if (letter === ' ') pen += SPACE * scale;
    if (!glyph) continue;
    path += place(glyph[1], pen, y - height, scale);
    pen += (glyph[0] + GAP) * scale;
  }
  return stroke(path, colour, height * weight);
}

/** Breaks words into the given number of lines so that the longest is as short as can be. */
function breakInto(words: readonly string[], count: number): string[] {
  if (count <= 1 || words.length <= 1) return [words.join(' ')];
  let best: string[] = [words.join(' ')];
  let bestWidth = Number.POSITIVE_INFINITY;
  for (let cut = 1; cut <= words.length - count + 1; cut++) {
    const lines = [words.slice(0, cut).join(' '), ...breakInto(words.slice(cut), count - 1)];
    const width = Math.max(...lines.map(measure));
    if (width < bestWidth) [best, bestWidth] = [lines, width];
  }
  return best;
}

/** Words set as large as a box allows, in up to five lines, centred in it. */
export function block(
  text: string,
  area: { x: number; y: number; width: number; height: number },
  colour: string,
  { weight = 0.15, largest = 200 } = {},
): string {
  const words = text.split(/\s+/).filter((word) => measure(word) > 0 || word.toUpperCase() === 'I');
  if (words.length === 0) return '';
  let lines: string[] = [];
  let size = 0;
  for (let count = 1; count <= Math.min(5, words.length); count++) {
    const candidate = breakInto(words, count);
    const widest = Math.max(...candidate.map(measure), 0.3);
    const fits = Math.min(area.width / (widest + weight), area.height / (count * 1.5 - 0.5 + weight), largest);
    if (fits > size * 1.04) [lines, size] = [candidate, fits];
  }
  const tall = lines.length * size * 1.5 - size * 0.5;
  const top = area.y + (area.height - tall) / 2;
  return lines
    .map((words, i) => line(words, area.x + area.width / 2, top + size + i * size * 1.5, size, colour, weight))
    .join('');
}

function place(path: string, x: number, y: number, scale: number): string {
  return path.replace(/([MLCHVZ])([^A-Z]*)/g, (_, command: string, numbers: string) => {
    const values = numbers.match(/-?[\d.]+/g) ?? [];
    const shifted = values.map((text, i) => {
      const vertical = command === 'V' || (command !== 'H' && i % 2 === 1);
      return Math.round((Number(text) * scale + (vertical ? y : x)) * 10) / 10;
    });
    return command + shifted.join(' ');
  });
}
