/** What a motif draws with: the colours, the print and the emblem that the product's name asks for. */
import { EMBLEMS, type EmblemName } from './emblems/index.ts';
import { block } from './lettering.ts';
import { brightness, type ColourName, INK, SWATCHES, type Swatch, toned } from './palette.ts';
import { emblemColours, printPattern, type TextureName, texturePattern } from './prints.ts';
import { at } from './shapes.ts';
import type { PrintName, Reading } from './words.ts';

type Stance = 'stand' | 'hang' | 'flat';

export type Motif = {
  /** A name that leads to this motif. */
  readonly example: string;
  /** On a table, hanging on a wall, or lying seen from above. */
  readonly stance: Stance;
  /** Colours it may have when the name gives none. */
  readonly colours: readonly ColourName[];
  /** Half the width of what touches the table, for the shadow. */
  readonly foot?: number;
  /** How much it is enlarged about its foot; 1.12 for what stands, 1 for the rest. */
  readonly zoom?: number;
  /** Sets of this are shown as several side by side. */
  readonly several?: boolean;
  /** Made of one material: prints of the name do not cover it. */
  readonly plain?: boolean;
  draw(pen: Pen): string;
};

export type Pen = {
  readonly name: string;
  readonly main: Swatch;
  readonly accent: Swatch;
  readonly trim: Swatch;
  /** Paint of the main surface: the print if the name has one, otherwise the main colour. */
  readonly print: string;
  readonly printName: PrintName | null;
  /** Lines and lettering that can be read on the main colour. */
  readonly ink: string;
  readonly count: number;
  readonly theme: EmblemName | null;
  readonly themes: readonly EmblemName[];
  says(pattern: RegExp): boolean;
  random(): number;
  pick<T>(options: readonly [T, ...T[]]): T;
  /** The theme's drawing (or the one given) about `size` wide, in colours that stand out from `behind`. */
  emblem(
    x: number,
    y: number,
    size: number,
    options?: { or?: EmblemName; only?: EmblemName; behind?: Swatch; turn?: number },
  ): string;
  /** The inside shown only within the path. */
  clip(path: string, inside: string): string;
  texture(texture: TextureName, swatch: Swatch): string;
  /** The print of the name in other colours. */
  printIn(print: PrintName, ground: Swatch, figure: Swatch): string;
  /** The name without the words that a pattern takes out, lettered into a box. */
  lettering(
    without: RegExp,
    area: { x: number; y: number; width: number; height: number },
    colour: string,
    weight?: number,
  ): string;
};

const PARTNERS: Partial<Record<ColourName, ColourName>> = {
  red: 'cream',
  berry: 'blush',
  pink: 'cream',
  hotpink: 'blush',
  blush: 'red',
  blue: 'cream',
  sky: 'cream',
  navy: 'cream',
  teal: 'cream',
  turquoise: 'cream',
  mint: 'red',
  green: 'cream',
  sage: 'cream',
  olive: 'cream',
  yellow: 'red',
  mustard: 'cream',
  orange: 'cream',
  purple: 'lilac',
  lilac: 'purple',
  cream: 'red',
  ivory: 'sky',
  white: 'red',
  black: 'cream',
  grey: 'pink',
  slate: 'cream',
  silver: 'red',
  zinc: 'cream',
  gold: 'cream',
  copper: 'turquoise',
  brown: 'cream',
  chocolate: 'pink',
  wood: 'cream',
  wicker: 'red',
  natural: 'red',
  glass: 'sky',
  amber: 'cream',
};
const TRIMS: Partial<Record<ColourName, ColourName>> = {
  red: 'sky',
  pink: 'mint',
  sky: 'red',
  cream: 'sky',
  blue: 'mustard',
  green: 'red',
  mint: 'pink',
  black: 'red',
  white: 'mint',
  navy: 'red',
  yellow: 'sky',
};

/** A number from a text, the same on every machine (FNV-1a). */
export function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193);
  return value >>> 0;
}

/** Random numbers that follow from the seed alone (mulberry32). */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

export type Workshop = { readonly pen: Pen; definitions(): string; readonly colourName: ColourName };

/** A pen for one drawing. `variant` > 0 gives the further pieces of an assorted set their own colours. */
export function makePen(reading: Reading, motif: Pick<Motif, 'colours' | 'plain'>, variant = 0): Workshop {
  const seed = hash(reading.text);
  const random = randomFrom(seed + variant);
  const ids = `p${variant}`;
  const definitions = new Map<string, string>();
  const palette = motif.colours;
  const fallback = palette[(seed + variant) % palette.length] ?? 'red';
  const spotted = reading.print === 'spot' ? (/RETRO/.test(reading.text) ? 'red' : 'pink') : null;
  const mainName =
    reading.colours[variant > 0 && reading.colours.length === 0 ? variant : 0] ??
    (motif.plain ? null : (spotted ?? (reading.print === 'motif' ? reading.ground : null))) ??
    fallback;
  const tone = (name: ColourName) => toned(SWATCHES[name], reading.tone);
  const main = tone(mainName);
  const accent = tone(reading.colours.find((name) => name !== mainName) ?? PARTNERS[mainName] ?? 'cream');
  const trim = tone(reading.colours.filter((name) => name !== mainName)[1] ?? TRIMS[mainName] ?? 'mustard');

  const define = (id: string, markup: () => string): string => {
    if (!definitions.has(id)) definitions.set(id, markup());
    return id;
  };
  const figure =
    reading.print === 'spot' && reading.colours.length < 2 && !['white', 'ivory', 'cream'].includes(mainName)
      ? SWATCHES.white
      : accent;
  const printIn = (print: PrintName, ground: Swatch, figureSwatch: Swatch): string => {
    const id = `${ids}-${print}-${ground.name}-${figureSwatch.name}`;
    return `url(#${define(id, () => printPattern(id, print, { ground, figure: figureSwatch, third: trim, emblems: reading.emblems }))})`;
  };

  const pen: Pen = {
    name: reading.text,
    main,
    accent,
    trim,
    get print() {
      return reading.print && !motif.plain ? printIn(reading.print, main, figure) : main.base;
    },
    printName: motif.plain ? null : reading.print,
    ink: brightness(main.base) < 0.62 ? '#fdf8ee' : INK,
    count: reading.count,
    theme: reading.emblems[0] ?? null,
    themes: reading.emblems,
    says: (pattern) => pattern.test(reading.text),
    random,
    pick: (options) => options[Math.floor(random() * options.length)] ?? options[0],
    emblem: (x, y, size, { or = 'heart', only, behind = main, turn = 0 } = {}) =>
      at(
        x,
        y,
        size / 100,
        EMBLEMS[only ?? reading.emblems[0] ?? or](...emblemColours(behind, behind.name === main.name ? accent : main)),
        turn,
      ),
    clip: (path, inside) => {
      const id = define(
        `${ids}-c${hash(path).toString(36)}`,
        () => `<clipPath id="${ids}-c${hash(path).toString(36)}"><path d="${path}"/></clipPath>`,
      );
      return `<g clip-path="url(#${id})">${inside}</g>`;
    },
    texture: (texture, swatch) => {
      const id = `${ids}-${texture}-${swatch.name}`;
      return `url(#${define(id, () => texturePattern(id, texture, swatch))})`;
    },
    printIn,
    lettering: (without, area, colour, weight = 0.15) =>
      block(reading.text.replace(without, ' ').replace(/\s+/g, ' ').trim(), area, colour, { weight }),
  };
  return { pen, definitions: () => [...definitions.values()].join(''), colourName: mainName };
}
