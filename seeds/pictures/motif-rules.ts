import { BAGS, BATH, CHRISTMAS, GARDEN_AND_PARTY, ORNAMENTS, PAPER, PLAY, WORN } from './rules/gifts.ts';
import { HOME, KITCHEN, LIGHTING, WARM_AND_SOFT } from './rules/house.ts';
import type { Rule } from './rules/rule.ts';

/**
 * Which motif a name gets: the first row that matches. Particular things stand above general ones, and within a
 * family the thing stands above what it is decorated with ("hand warmer bird design" is a hand warmer).
 */
const RULES: readonly Rule[] = [
  ...WARM_AND_SOFT,
  ...KITCHEN,
  ...LIGHTING,
  ...BAGS,
  ...CHRISTMAS,
  ...HOME,
  ...GARDEN_AND_PARTY,
  ...WORN,
  ...PAPER,
  ...PLAY,
  ...BATH,
  ...ORNAMENTS,
];

/** The motif for a product's name, `name-card` when none fits. */
export function motifFor(name: string): string {
  const text = name.toUpperCase().replace(/\s+/g, ' ').trim();
  return RULES.find(([pattern]) => pattern.test(text))?.[1] ?? 'name-card';
}
