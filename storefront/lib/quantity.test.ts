import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { formatQuantity, parseQuantity, plainQuantity, quantityStep } from './quantity.ts';

it.each([
  [3, 'piece', '3'],
  [1200, 'set', '1,200'],
  [125, 'm', '1.25 m'],
  [1500, 'kg', '1.5 kg'],
  [250, 'g', '250 g'],
])('writes %i of the unit %s as %s', (quantity, uom, expected) => {
  expect(formatQuantity(quantity, uom, 'en-GB')).toBe(expected);
});

it('reads back every quantity that it puts into a field', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 9_999_999 }), fc.constantFrom('piece', 'm', 'kg', 'g'), (quantity, uom) => {
      expect(parseQuantity(plainQuantity(quantity, uom), uom)).toBe(quantity);
    }),
  );
});

it.each(['', 'two', '-1', '1.5', '1e3'])('does not take "%s" for a number of pieces', (text) => {
  expect(parseQuantity(text, 'piece')).toBeUndefined();
});

it('knows the smallest step of a field', () => {
  expect([quantityStep('piece'), quantityStep('m')]).toEqual(['1', '0.01']);
});
