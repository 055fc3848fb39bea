import { expect, test } from '@jest/globals';
import { addressLines, isCountryCode } from './address-lines.ts';

const somebody = { name: 'Gus Guest', line1: '12 Ledger Lane', city: 'London', postcode: 'N1 7AA', country: 'GB' };

test('a British address ends on town, postcode and country, each on a line of its own', () => {
  expect(addressLines(somebody)).toEqual(['Gus Guest', '12 Ledger Lane', 'London', 'N1 7AA', 'United Kingdom']);
});

test('elsewhere the postcode stands before the town, and a second line has its place', () => {
  const abroad = { ...somebody, line2: 'Hinterhaus', city: 'Berlin', postcode: '10115', country: 'DE' };
  expect(addressLines(abroad)).toEqual(['Gus Guest', '12 Ledger Lane', 'Hinterhaus', '10115 Berlin', 'Germany']);
});

test('a masked address stays masked, line by line', () => {
  const masked = { name: 'G•••', line1: '1•••', city: 'L•••', postcode: 'N•••', country: 'G•••' };
  expect(addressLines(masked)).toEqual(['G•••', '1•••', 'N••• L•••', 'G•••']);
});

test('only codes of countries that there are count as one', () => {
  for (const code of ['GB', 'DE', 'IE', 'XK', 'IM']) expect([code, isCountryCode(code)]).toEqual([code, true]);
  for (const code of ['UK', 'XX', 'ZZ', 'EU', 'SU', 'gb', 'G', 'GBR', ''])
    expect([code, isCountryCode(code)]).toEqual([code, false]);
});
