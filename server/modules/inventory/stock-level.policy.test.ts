import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { availableOf, crossings } from './stock-level.policy.ts';

const level = (before: number, after: number, lowStockThreshold: number | null = 5) => ({
  productId: '1',
  sku: 'LANTERN',
  name: 'Lantern',
  uom: 'piece' as const,
  lowStockThreshold,
  before: { quantity: before, reserved: 0, held: 0 },
  after: { quantity: after, reserved: 0, held: 0 },
});
const topics = (...args: Parameters<typeof level>) => crossings(level(...args)).map((crossing) => crossing.topic);

describe('crossings', () => {
  test.each([
    [6, 5, ['stock.low']],
    [5, 4, []],
    [6, 0, ['stock.low', 'stock.sold-out']],
    [4, 6, ['stock.recovered']],
    [0, 3, ['stock.back']],
    [0, 30, ['stock.recovered', 'stock.back']],
    [9, 7, []],
  ])('from %d to %d with a threshold of 5: %j', (before, after, expected) => {
    expect(topics(before, after)).toEqual(expected);
  });

  test('without a threshold only sold out and back are told', () => {
    expect(topics(3, 0, null)).toEqual(['stock.sold-out']);
    expect(topics(0, 3, 0)).toEqual(['stock.back']);
  });

  test('what is reserved counts as gone', () => {
    const reserved = { ...level(6, 6), after: { quantity: 6, reserved: 2, held: 1 } };
    expect(availableOf(reserved.after)).toBe(3);
    expect(crossings(reserved).map((c) => c.topic)).toEqual(['stock.low']);
  });

  test('over any walk, low and recovered alternate, and so do sold out and back', () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 12 }), { minLength: 2 }), (walk) => {
        const told = walk.slice(1).flatMap((after, n) => topics(walk[n] ?? 0, after));
        for (const pair of [
          ['stock.low', 'stock.recovered'],
          ['stock.sold-out', 'stock.back'],
        ]) {
          const seen = told.filter((topic) => pair.includes(topic));
          for (let n = 1; n < seen.length; n += 1) expect(seen[n]).not.toBe(seen[n - 1]);
        }
      }),
    );
  });
});
