import { ANIMALS } from './animals.ts';
import type { Emblem } from './emblem.ts';
import { NATURE } from './nature.ts';
import { PEOPLE } from './people.ts';
import { THINGS } from './things.ts';
import { WINTER } from './winter.ts';

const ALL = { ...ANIMALS, ...NATURE, ...PEOPLE, ...THINGS, ...WINTER };

export type EmblemName = keyof typeof ALL;

/** Every small drawing by its name. */
export const EMBLEMS: Record<EmblemName, Emblem> = ALL;
