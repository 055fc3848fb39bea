/** Prints and textures: SVG patterns laid over the surfaces of a thing. */
import { EMBLEMS, type EmblemName } from './emblems/index.ts';
import { mix, SWATCHES, type Swatch } from './palette.ts';
import { at, each, fill, heart, oval, poly, star, stroke, times } from './shapes.ts';
import type { PrintName } from './words.ts';

export type PrintColours = { ground: Swatch; figure: Swatch; third: Swatch; emblems: readonly EmblemName[] };

const tile = (id: string, width: number, height: number, markup: string, turn = 0) =>
  `<pattern id="${id}" width="${width}" height="${height}" patternUnits="userSpaceOnUse"${turn ? ` patternTransform="rotate(${turn})"` : ''}>${markup}</pattern>`;
const ground = (colour: string, width: number, height: number) =>
  `<rect width="${width}" height="${height}" fill="${colour}"/>`;

/** A figure in the middle and one in the corners, so that rows are staggered. */
const staggered = (size: number, draw: (x: number, y: number, index: number) => string) =>
  draw(size / 2, size / 2, 1) +
  each(
    [
      [0, 0],
      [size, 0],
      [0, size],
      [size, size],
    ],
    (x, y) => draw(x, y, 0),
  );

const UNION_FLAG =
  '<rect width="100" height="72" fill="#33486b"/><path d="M0 0L100 72M100 0L0 72" stroke="#fbfaf6" stroke-width="14"/>' +
  '<path d="M0 3L50 39M100 75L50 39M100 -3L50 33M0 69L50 33" stroke="#c8403c" stroke-width="4.6"/>' +
  '<path d="M50 0V72M0 36H100" stroke="#fbfaf6" stroke-width="23"/><path d="M50 0V72M0 36H100" stroke="#c8403c" stroke-width="13.5"/>';

type Draw = (id: string, colours: PrintColours) => string;

const DRAW: Record<PrintName, Draw> = {
  spot: (id, { ground: g, figure }) =>
    tile(id, 80, 80, ground(g.base, 80, 80) + staggered(80, (x, y) => fill(oval(x, y, 16), figure.base))),
  // Stretched over each surface, so that one flag fills it whatever its shape.
  union: (id) =>
    `<pattern id="${id}" width="1" height="1" viewBox="0 0 100 72" preserveAspectRatio="none">${UNION_FLAG}</pattern>`,
  gingham: (id, { ground: g }) => {
    const [main, paper] = ['white', 'cream', 'ivory'].includes(g.name) ? [SWATCHES.red, g] : [g, SWATCHES.white];
    const half = mix(main.base, paper.base, 0.5);
    return tile(
      id,
      56,
      56,
      `${ground(paper.base, 56, 56)}<path d="M0 0H28V56H0z" fill="${half}"/><path d="M0 0H56V28H0z" fill="${half}"/><path d="M0 0H28V28H0z" fill="${main.base}"/>`,
    );
  },
  stripe: (id, { ground: g, figure }) =>
    tile(id, 60, 60, `${ground(figure.base, 60, 60)}<path d="M0 0H30V60H0z" fill="${g.base}"/>`),
  paisley: (id, { ground: g, figure, third }) =>
    tile(
      id,
      110,
      110,
      ground(g.base, 110, 110) +
        staggered(110, (x, y, i) =>
          at(
            x,
            y,
            0.95,
            fill('M0 34C-28 34 -34 4 -16 -14C-4 -26 14 -24 18 -40C32 -18 36 34 0 34Z', figure.base) +
              fill('M0 24C-18 24 -22 6 -10 -6C-2 -14 8 -12 12 -20C20 0 20 24 0 24Z', third.base) +
              fill(oval(0, 9, 7), g.base) +
              times(5, (k) => fill(oval(-30 + k * 4, 22 - k * 15 + k * k, 2.6), figure.base)),
            i ? 12 : 190,
          ),
        ),
    ),
  baroque: (id, { ground: g, figure }) =>
    tile(
      id,
      120,
      150,
      ground(g.base, 120, 150) +
        each(
          [
            [60, 75],
            [0, 0],
            [120, 0],
            [0, 150],
            [120, 150],
          ],
          (x, y) =>
            at(
              x,
              y,
              1,
              fill(
                'M0 -60C14 -44 10 -34 4 -26C18 -34 36 -28 34 -12C32 0 16 0 16 -10C10 -4 8 4 10 12C24 6 40 14 36 30C30 42 14 38 14 26C10 34 6 44 0 52C-6 44 -10 34 -14 26C-14 38 -30 42 -36 30C-40 14 -24 6 -10 12C-8 4 -10 -4 -16 -10C-16 0 -32 0 -34 -12C-36 -28 -18 -34 -4 -26C-10 -34 -14 -44 0 -60Z',
                figure.base,
              ),
            ),
        ),
    ),
  leopard: (id, { ground: g }) => {
    const fur = ['pink', 'white', 'grey', 'blue'].includes(g.name) ? g : SWATCHES.wood;
    return tile(
      id,
      80,
      80,
      ground(fur.base, 80, 80) +
        staggered(80, (x, y, i) =>
          at(
            x,
            y,
            1,
            fill(oval(0, 0, 12, 9), fur.dark) +
              stroke('M-15 -3C-13 -13 -4 -15 2 -13M10 -9C17 -3 14 8 8 11M-4 13C-11 12 -15 8 -16 4', '#3a2f36', 6),
            i * 70,
          ),
        ),
    );
  },
  camouflage: (id) =>
    tile(
      id,
      140,
      140,
      `${ground('#a7a67c', 140, 140)}${fill('M0 20C30 0 60 30 90 14C120 0 140 20 140 40C110 60 90 40 60 56C30 70 10 50 0 60Z', '#6f7a4e')}${fill('M10 90C40 70 60 100 80 86C110 74 130 90 120 110C90 130 70 116 40 128C14 130 0 104 10 90Z', '#4d5438')}${fill('M70 60C90 50 110 64 100 76C84 84 64 74 70 60Z', '#7b5f43')}`,
    ),
  knit: (id, { ground: g }) =>
    tile(id, 36, 30, ground(g.base, 36, 30) + stroke('M3 -2L18 15L33 -2M3 28L18 45L33 28M3 13L18 30L33 13', g.dark, 5)),
  circles: (id, { ground: g, figure, third }) =>
    tile(
      id,
      100,
      100,
      ground(g.pale, 100, 100) +
        staggered(
          100,
          (x, y, i) =>
            fill(oval(x, y, 34), i ? g.base : figure.base) +
            fill(oval(x, y, 22), i ? third.base : g.light) +
            fill(oval(x, y, 10), i ? figure.base : third.base),
        ),
    ),
  alphabet: (id, { ground: g, figure }) =>
    tile(
      id,
      100,
      100,
      ground(g.pale, 100, 100) +
        staggered(100, (x, y, i) =>
          at(
            x,
            y,
            0.46,
            i
              ? stroke('M-30 40L0 -44L30 40M-18 14H18', g.base, 16)
              : stroke('M-22 -42V42H8C34 42 34 0 8 0H-22M8 0C28 0 28 -42 6 -42H-22', figure.base, 16),
          ),
        ),
    ),
  folk: (id, { ground: g, figure }) => {
    const [back, front] = ['white', 'cream', 'ivory'].includes(g.name)
      ? [g.base, SWATCHES.red.base]
      : [g.base, figure.base];
    return tile(
      id,
      110,
      110,
      ground(back, 110, 110) +
        staggered(110, (x, y, i) =>
          at(
            x,
            y,
            1,
            i
              ? fill(heart(0, 4, 40), front) +
                  fill(heart(0, 2, 18), back) +
                  times(3, (k) => fill(oval(-14 + k * 14, -26 - (k === 1 ? 5 : 0), 4), front))
              : times(6, (k) => at(0, 0, 1, fill('M0 -6C-7 -16 -5 -24 0 -28C5 -24 7 -16 0 -6Z', front), k * 60)) +
                  fill(oval(0, 0, 5), front),
          ),
        ),
    );
  },
  lace: (id, { ground: g }) => {
    const back = ['white', 'cream', 'ivory'].includes(g.name) ? mix(g.base, '#b39c86', 0.3) : g.base;
    return tile(
      id,
      70,
      70,
      ground(back, 70, 70) +
        staggered(70, (x, y) =>
          at(
            x,
            y,
            1,
            times(8, (i) => at(0, 0, 1, fill(oval(0, -17, 6, 9), '#fbfaf6'), i * 45)) + fill(oval(0, 0, 7), '#fbfaf6'),
          ),
        ),
    );
  },
  patchwork: (id, { ground: g, figure, third }) =>
    tile(
      id,
      160,
      160,
      `${ground(g.base, 160, 160)}<path d="M80 0H160V80H80z" fill="${figure.base}"/><path d="M0 80H80V160H0z" fill="${third.base}"/><path d="M80 80H160V160H80z" fill="${g.light}"/>` +
        times(9, (i) => fill(oval(94 + (i % 3) * 26, 14 + Math.floor(i / 3) * 26, 6), g.pale)) +
        stroke('M14 94L66 146M66 94L14 146', third.pale, 5) +
        fill(heart(40, 40, 44), g.pale) +
        fill(star(120, 120, 26), third.base) +
        stroke('M80 4V156M4 80H156', '#fbfaf6', 3, '8 9'),
    ),
  motif: (id, { ground: g, figure, emblems }) => {
    const size = emblems.length > 2 ? 180 : 150;
    const name = (i: number) => emblems[i % Math.max(1, emblems.length)] ?? 'heart';
    const paint = emblemColours(g, figure);
    return tile(
      id,
      size,
      size,
      ground(g.base, size, size) +
        staggered(size, (x, y, i) => at(x, y, 0.66, EMBLEMS[name(i)](...paint), i ? 8 : -6)) +
        (emblems.length > 2
          ? each(
              [
                [size / 2, 0],
                [size / 2, size],
                [0, size / 2],
                [size, size / 2],
              ],
              (x, y, k) => at(x, y, 0.37, EMBLEMS[name(k < 2 ? 2 : 3)](...paint)),
            )
          : ''),
    );
  },
};

/** The colours in which an emblem stands out from the surface behind it. */
export function emblemColours(behind: Swatch, accent: Swatch): [main: Swatch, accent: Swatch, onPale: boolean] {
  const pale = ['white', 'cream', 'ivory', 'blush', 'natural', 'glass', 'silver', 'yellow', 'mint', 'sky'].includes(
    behind.name,
  );
  if (!pale) return [accent.name === behind.name ? SWATCHES.cream : accent, SWATCHES.mustard, false];
  const strong = ['white', 'cream', 'ivory', 'blush', 'natural', 'glass', behind.name].includes(accent.name)
    ? SWATCHES.red
    : accent;
  return [strong, behind.name === 'sky' ? SWATCHES.cream : SWATCHES.sky, true];
}

/** The definition of a print. */
export function printPattern(id: string, print: PrintName, colours: PrintColours): string {
  return DRAW[print](id, colours);
}

export type TextureName = 'weave' | 'grain' | 'knit' | 'felt' | 'rib' | 'honeycomb';

/** The definition of a material's texture, in shades of one colour. */
export function texturePattern(id: string, texture: TextureName, { base, light, dark }: Swatch): string {
  switch (texture) {
    case 'weave':
      return tile(
        id,
        56,
        40,
        `${ground(dark, 56, 40)}${each(
          [
            [0, 0],
            [28, 20],
          ],
          (x, y) =>
            `<rect x="${x + 1}" y="${y + 1}" width="26" height="18" rx="7" fill="${base}"/><rect x="${x + 4}" y="${y + 4}" width="20" height="5" rx="2.5" fill="${light}"/>`,
        )}<rect x="29" y="1" width="26" height="18" rx="7" fill="${mix(base, dark, 0.45)}"/><rect x="1" y="21" width="26" height="18" rx="7" fill="${mix(base, dark, 0.45)}"/>`,
      );
    case 'grain':
      return tile(
        id,
        220,
        90,
        ground(base, 220, 90) +
          stroke(
            'M-5 14C60 4 120 26 225 14M-5 44C50 54 140 34 225 44M-5 74C80 66 130 84 225 74',
            mix(base, dark, 0.5),
            3,
          ),
      );
    case 'knit':
      return tile(
        id,
        36,
        30,
        ground(base, 36, 30) + stroke('M3 -2L18 15L33 -2M3 28L18 45L33 28M3 13L18 30L33 13', mix(base, dark, 0.7), 5),
      );
    case 'rib':
      return tile(id, 26, 20, `${ground(base, 26, 20)}<path d="M0 0H7V20H0z" fill="${mix(base, dark, 0.6)}"/>`);
    case 'felt':
      return tile(id, 30, 30, ground(base, 30, 30) + fill(oval(7, 8, 2), light) + fill(oval(22, 21, 2), dark, 0.5));
    case 'honeycomb':
      return tile(
        id,
        40,
        24,
        ground(base, 40, 24) +
          stroke('M0 12L20 0L40 12L20 24Z', dark, 2.5) +
          fill(poly([12, 12], [20, 7], [28, 12], [20, 17]), light),
      );
  }
}
