import { describe, expect, test } from '@jest/globals';
import { type PriceWitness, usualName, usualPrice } from './usual-price.policy.ts';

const sales = (...prices: number[]): PriceWitness[] =>
  prices.map((price, at) => ({ at, price, invoice: `${at}`, trade: true }));

describe('the usual price', () => {
  test('is the most frequent of the latest sales', () => {
    expect(usualPrice(sales(255, 255, 210, 255))).toBe(255);
    expect(usualPrice(sales(...new Array(30).fill(255), ...new Array(15).fill(295)))).toBe(295);
  });
  test('is the most recent where several are as frequent', () => {
    expect(usualPrice(sales(255, 295))).toBe(295);
  });
  test('is not that of the web shop, unless there is no other', () => {
    const web = sales(579, 579, 579).map((sale) => ({ ...sale, at: 100, trade: false }));
    expect(usualPrice([...sales(255), ...web])).toBe(255);
    expect(usualPrice(web)).toBe(579);
  });
  test('is none without a sale', () => {
    expect(usualPrice([])).toBeNull();
  });
});

describe('the usual name', () => {
  test('is the most frequent, then the longest, whatever comes first', () => {
    const names = [
      ['HAND WARMER RED POLKA DOT', 18],
      ['HAND WARMER RED RETROSPOT', 71],
    ] as const;
    expect(usualName(new Map(names))).toBe('HAND WARMER RED RETROSPOT');
    expect(usualName(new Map(names.toReversed()))).toBe('HAND WARMER RED RETROSPOT');
    expect(
      usualName(
        new Map([
          ['MUG', 1],
          ['RED MUG', 1],
        ]),
      ),
    ).toBe('RED MUG');
    expect(usualName(new Map())).toBeNull();
  });
});
