import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { currencySign, formatMoney, parseAmount, plainAmount } from './money.ts';

describe('formatMoney', () => {
  it.each([
    [255, 'GBP', 'en-GB', '£2.55'],
    [100, 'GBP', 'en-GB', '£1.00'],
    [123_456_789, 'GBP', 'en-GB', '£1,234,567.89'],
    [255, 'EUR', 'de-DE', '2,55\u00a0€'],
    [255, 'JPY', 'en-GB', 'JP¥255'],
  ])('writes %i %s in %s as %s', (amount, currency, locale, expected) => {
    expect(formatMoney({ amount, currency }, locale)).toBe(expected);
  });
});

it('reads back every amount that it writes', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 999_999_999 }), fc.constantFrom('GBP', 'JPY', 'KWD'), (amount, currency) => {
      expect(parseAmount(plainAmount({ amount, currency }), currency)).toBe(amount);
    }),
  );
});

it.each([
  ['2.5', 250],
  ['£2.55', 255],
  ['2,50', 250],
  [' 3 ', 300],
  ['3.', 300],
  ['0.07', 7],
])('takes "%s" as %i pence', (text, expected) => {
  expect(parseAmount(text, 'GBP')).toBe(expected);
});

it.each(['', 'cheap', '-1', '2.555', '1,000.00', '1e3', '9999999999'])('does not take "%s" for a price', (text) => {
  expect(parseAmount(text, 'GBP')).toBeUndefined();
});

it('knows the sign of a currency', () => {
  expect(currencySign('GBP', 'en-GB')).toBe('£');
});
