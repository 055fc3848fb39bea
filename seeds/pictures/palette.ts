/** The colours of the shop's pictures: one calm family, so that three hundred pictures look like one hand. */

export type Swatch = {
  readonly name: string;
  readonly base: string;
  readonly light: string;
  readonly pale: string;
  readonly dark: string;
  readonly deep: string;
};

const BASES = {
  red: '#c8403c',
  berry: '#a83252',
  pink: '#e58fa3',
  hotpink: '#d9588a',
  blush: '#f2c9c4',
  blue: '#4474a8',
  sky: '#8fbbd6',
  navy: '#33486b',
  teal: '#3f8f8c',
  turquoise: '#4db0ab',
  mint: '#a8d3bf',
  green: '#5a9160',
  sage: '#9db48f',
  olive: '#8d8f4e',
  yellow: '#f0c550',
  mustard: '#dba33c',
  orange: '#e58444',
  purple: '#7f5b96',
  lilac: '#b9a4d0',
  cream: '#f4e8cd',
  ivory: '#f6efdd',
  white: '#fbfaf6',
  black: '#35333b',
  grey: '#9b9da5',
  slate: '#4d535c',
  silver: '#c3cad2',
  zinc: '#a9b5ba',
  gold: '#d6b15c',
  copper: '#c27d54',
  brown: '#8b6146',
  chocolate: '#60402f',
  wood: '#cb9d6b',
  wicker: '#c9a16d',
  natural: '#dcc8a4',
  glass: '#d5e7e8',
  amber: '#d8902f',
  skin: '#f3cfb3',
} as const;

export type ColourName = keyof typeof BASES;

function channels(hex: string): [number, number, number] {
  const value = Number.parseInt(hex.slice(1), 16);
  return [value >> 16, (value >> 8) & 255, value & 255];
}

/** A colour on the way from one to another: 0 is the first, 1 the second. */
export function mix(from: string, to: string, share: number): string {
  const end = channels(to);
  const mixed = channels(from).map((channel, i) => Math.round(channel + ((end[i] ?? 0) - channel) * share));
  return `#${mixed.map((channel) => channel.toString(16).padStart(2, '0')).join('')}`;
}

/** Brightness as the eye sees it, 0 (black) to 1 (white). */
export function brightness(hex: string): number {
  const [red, green, blue] = channels(hex);
  return (0.299 * red + 0.587 * green + 0.114 * blue) / 255;
}

function makeSwatch(name: string, base: string): Swatch {
  return {
    name,
    base,
    light: mix(base, '#ffffff', 0.38),
    pale: mix(base, '#fffaf2', 0.74),
    dark: mix(base, '#2b1c38', 0.22),
    deep: mix(base, '#2b1c38', 0.5),
  };
}

/** Every swatch by its name. */
export const SWATCHES = Object.fromEntries(
  Object.entries(BASES).map(([name, base]) => [name, makeSwatch(name, base)]),
) as Record<ColourName, Swatch>;

/** The swatch as if years of sun had been on it, or in a child's pastel. */
export function toned(swatch: Swatch, tone: 'faded' | 'pastel' | null): Swatch {
  if (!tone) return swatch;
  return makeSwatch(
    swatch.name,
    tone === 'faded' ? mix(swatch.base, '#b59f7d', 0.24) : mix(swatch.base, '#ffffff', 0.4),
  );
}

/** The colour of lines and small lettering. */
export const INK = '#4a3f4b';

/** Wall tints: the light ones go behind dark goods, the deeper ones behind white and cream goods. */
export const WALLS = {
  light: ['#f3ece1', '#f6e8e2', '#e8eee4', '#e5eef0', '#ece8f1', '#f7f0da'],
  deep: ['#e6d3bd', '#e9cfc6', '#c9d6c2', '#c3d5da', '#d2c9de', '#e9dcae'],
} as const;
