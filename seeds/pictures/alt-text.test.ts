import { expect, test } from '@jest/globals';
import { altText } from './alt-text.ts';

test.each([
  ['WHITE METAL LANTERN', 'White metal lantern, drawn'],
  ['ROTATING SILVER ANGELS T-LIGHT HLDR', 'Rotating silver angels t-light holder, drawn'],
  ['SET/5 RED RETROSPOT LID GLASS BOWLS', 'Set of 5 red retrospot lid glass bowls, drawn'],
  ['WOOD S/3 CABINET ANT WHITE FINISH', 'Wood set of 3 cabinet antique white finish, drawn'],
  ['LUNCH BAG I LOVE LONDON', 'Lunch bag I love London, drawn'],
  ['BLACK/BLUE POLKADOT UMBRELLA', 'Black and blue polkadot umbrella, drawn'],
])('%s reads "%s"', (name, text) => {
  expect(altText(name)).toBe(text);
});
