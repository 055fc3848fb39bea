import { describe, expect, test } from '@jest/globals';
import { readName } from './words.ts';

describe('reading a name', () => {
  test('finds colours in the order in which they stand', () => {
    expect(readName('Blue and cream stripe cushion').colours).toEqual(['blue', 'cream']);
    expect(readName('PINKWHITE POLKADOT').colours).toEqual(['pink', 'white']);
    expect(readName('PALE PINK').colours).toEqual(['blush']);
  });

  test.each([
    ['SET OF 3 NOTEBOOKS', 3],
    ['SET/5 BOWLS', 5],
    ['S/15 BAUBLES', 15],
    ['PACK OF 72 CAKE CASES', 72],
    ['60 TEATIME FAIRY CAKE CASES', 60],
    ['PAIR BUTTERFLY HAIR CLIPS', 2],
    ['WOOD 2 DRAWER CABINET', 1],
    ['3 TIER CAKE TIN', 1],
    ['RED MUG', 1],
  ])('%s holds %i', (name, count) => {
    expect(readName(name).count).toBe(count);
  });

  test('knows the pictures that a theme calls for', () => {
    expect(readName('WOODLAND LUNCH BAG').emblems).toContain('toadstool');
    expect(readName('SCOTTIE DOG HOT WATER BOTTLE').emblems).toEqual(['scotty']);
    expect(readName('PLAIN BOX').emblems).toEqual([]);
  });
});
