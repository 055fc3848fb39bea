import { expect, test } from '@jest/globals';
import { country } from './formats.ts';

test('a country is called by its name; what is no code, or no country’s, stands as it is stored', () => {
  expect(['GB', 'DE', 'IE'].map(country)).toEqual(['United Kingdom', 'Germany', 'Ireland']);
  expect(['EIRE', 'Channel Islands', 'G•••', 'QX', ''].map(country)).toEqual([
    'EIRE',
    'Channel Islands',
    'G•••',
    'QX',
    '',
  ]);
  expect(country(undefined)).toBe('');
});
