import { expect, it } from '@jest/globals';
import { countryChoices, countryName } from './countries.ts';

it('calls a country by its name, and what is no code as it stands', () => {
  expect(countryName('GB')).toBe('United Kingdom');
  expect(['Channel Islands', '9Z', '', '<b>'].map(countryName)).toEqual(['Channel Islands', '9Z', '', '<b>']);
});

it('offers the shop’s own country first', () => {
  expect(countryChoices()[0]).toEqual({ code: 'GB', name: 'United Kingdom' });
});

it('keeps the country of an order that staff took down for somewhere else', () => {
  const codes = (present?: string) => countryChoices(present).map(({ code }) => code);
  expect(codes()).not.toContain('US');
  expect(codes('US')).toEqual(expect.arrayContaining(['US', 'GB', 'DE']));
  expect(codes('DE')).toEqual(codes());
  expect(codes('nonsense')).toEqual(codes());
});
