import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { Types } from 'mongoose';
import type { CartLine } from './cart.model.ts';
import { mergedLines } from './merged-lines.policy.ts';

const idOf = (n: number) => n.toString(16).padStart(24, '0');
const line = (n: number, quantity: number, price = 100): CartLine => ({
  product: new Types.ObjectId(idOf(n)),
  quantity,
  price,
  name: `Thing ${n}`,
  uom: 'piece',
});

describe('two carts made one', () => {
  test('own lines come first and keep the price they were put there at', () => {
    const lines = mergedLines([line(1, 2, 90)], [line(2, 1), line(1, 3, 100)], () => 10);
    expect(lines).toEqual([line(1, 5, 90), line(2, 1)]);
  });

  test('more than there is: what is left, and how much was wanted', () => {
    expect(mergedLines([line(1, 3)], [line(1, 4)], () => 5)).toEqual([{ ...line(1, 5), wanted: 7 }]);
  });

  test('nothing left: the line stays with all that was wanted, for its shopper to decide', () => {
    expect(mergedLines([line(1, 3)], [line(1, 4)], () => 0)).toEqual([line(1, 7)]);
  });

  test('a line that was clamped before is no longer marked once all of it can be had', () => {
    expect(mergedLines([{ ...line(1, 3), wanted: 9 }], [line(1, 1)], () => 10)).toEqual([line(1, 4)]);
  });

  test('whatever two carts hold, every product is there once, and never more of it than wanted or available', () => {
    const carts = fc.array(fc.tuple(fc.nat(8), fc.integer({ min: 1, max: 20 }))).map((pairs) => new Map(pairs));
    fc.assert(
      fc.property(carts, carts, fc.array(fc.nat(30), { minLength: 9, maxLength: 9 }), (own, guest, stock) => {
        const lines = mergedLines(
          [...own].map(([n, quantity]) => line(n, quantity)),
          [...guest].map(([n, quantity]) => line(n, quantity)),
          (id) => stock[Number.parseInt(id, 16)] ?? 0,
        );
        expect(lines.map(({ product }) => String(product)).sort()).toEqual(
          [...new Set([...own.keys(), ...guest.keys()])].map(idOf).sort(),
        );
        for (const { product, quantity } of lines) {
          const n = Number.parseInt(String(product), 16);
          const wanted = (own.get(n) ?? 0) + (guest.get(n) ?? 0);
          expect(quantity).toBeGreaterThan(0);
          expect(quantity).toBeLessThanOrEqual(wanted);
          if (guest.has(n) && stock[n]) expect(quantity).toBe(Math.min(wanted, stock[n]));
        }
      }),
    );
  });
});
