import { describe, expect, test } from '@jest/globals';
import { kindOf, nearest, suits } from './kind.ts';

const mugs = ['Red Retrospot Mug', 'Pink Mug', 'Tea Time Mug'].map(kindOf);

describe('a picture drawn for one name stands for another', () => {
  test('where the thing and the colour are the same', () => {
    expect(suits(kindOf('Large Pink Mug'), kindOf('Pink Polkadot Mug'))).toBe(true);
  });

  test('where the other name says no colour', () => {
    expect(suits(kindOf('Pink Mug'), kindOf('Mug With Handle'))).toBe(true);
  });

  test('but not in another colour, and not of another thing', () => {
    expect(suits(kindOf('Pink Mug'), kindOf('Blue Mug'))).toBe(false);
    expect(suits(kindOf('Pink Mug'), kindOf('Pink Umbrella'))).toBe(false);
    expect(suits(kindOf('Dinosaur Keyring'), kindOf('Letter "V" Bling Key Ring'))).toBe(false);
  });

  test('and of several the one with the same pattern is taken', () => {
    expect(nearest(mugs, kindOf('Red Spotty Mug'))).toEqual(mugs[0]);
    expect(nearest(mugs, kindOf('Green Mug'))).toBeUndefined();
  });
});
