import { describe, expect, test } from '@jest/globals';
import { isGoodsName, titleCase } from './book-text.policy.ts';

describe('title case', () => {
  test.each([
    ['WHITE HANGING HEART T-LIGHT HOLDER', 'White Hanging Heart T-Light Holder'],
    ['SET OF 6 T-LIGHTS CACTI ', 'Set of 6 T-Lights Cacti'],
    ['RED  HARMONICA IN BOX ', 'Red Harmonica in Box'],
    ['HAND WARMER UNION JACK', 'Hand Warmer Union Jack'],
    ['3D DOG PICTURE PLAYING CARDS', '3D Dog Picture Playing Cards'],
    ['S/6 WOODEN SKITTLES IN COTTON BAG', 'S/6 Wooden Skittles in Cotton Bag'],
    ['SET/2 RED RETROSPOT TEA TOWELS ', 'Set/2 Red Retrospot Tea Towels'],
    ["CHILDREN'S SPACEBOY MUG", "Children's Spaceboy Mug"],
    ["Dad's Cab Electronic Meter", "Dad's Cab Electronic Meter"],
    ["PAPER CHAIN KIT 50'S CHRISTMAS ", "Paper Chain Kit 50's Christmas"],
    ["6 O'CLOCK TEA", "6 O'Clock Tea"],
    ['GOLD M.O.P. ORBIT BRACELET', 'Gold M.O.P. Orbit Bracelet'],
    ['LETTER "A" BLING KEY RING', 'Letter "A" Bling Key Ring'],
    ['FRENCH BLUE METAL DOOR SIGN No', 'French Blue Metal Door Sign No'],
    ['JET BLACK LAS VEGAS NECKLACE 45CM', 'Jet Black Las Vegas Necklace 45cm'],
    ['POLYESTER FILLER PAD 40x40cm', 'Polyester Filler Pad 40x40cm'],
    ['GARLAND, MAGIC GARDEN 1.8M', 'Garland, Magic Garden 1.8m'],
    ['FAIRY CAKE NOTEBOOK A5 SIZE', 'Fairy Cake Notebook A5 Size'],
    ['SPACEBOY TV DINNER TRAY', 'Spaceboy TV Dinner Tray'],
    ['RED TOADSTOOL LED NIGHT LIGHT', 'Red Toadstool LED Night Light'],
    ['DOORMAT I LOVE LONDON', 'Doormat I Love London'],
    ['RETROSPOT TEA SET CERAMIC 11 PC ', 'Retrospot Tea Set Ceramic 11 pc'],
    ['CHARLIE + LOLA BISCUITS TINS', 'Charlie + Lola Biscuits Tins'],
    ['FLOWERS HANDBAG blue and orange', 'Flowers Handbag Blue and Orange'],
    ['3 TRADITIONAl BISCUIT CUTTERS  SET', '3 Traditional Biscuit Cutters Set'],
    ['IN THE GARDEN', 'In the Garden'],
    ['CAFÉ SIGN', 'Café Sign'],
    ['ASS COLOUR GLOWING TIARAS', 'Assorted Colour Glowing Tiaras'],
  ])('%s → %s', (book, shown) => {
    expect(titleCase(book)).toBe(shown);
  });
});

describe('a description on a row without a price', () => {
  test.each([
    '?',
    '??',
    '???missing',
    'check',
    'check?',
    'damages',
    'damaged',
    'Damaged',
    'found',
    'lost',
    'lost??',
    'thrown away',
    'Thrown away.',
    'wrongly marked',
    '20713 wrongly marked',
    'wrongly coded-23343',
    'amazon',
    'AMAZON',
    'Amazon Adjustment',
    'FBA',
    'MIA',
    'FOUND',
    'dotcom',
    'sold as set on dotcom',
    'Unsaleable, destroyed.',
    'wet pallet',
    'rusty thrown away',
    'OOPS ! adjustment',
    'John Lewis',
    '20713',
    '22467',
    'samples/damages',
    'mailout',
    'POSSIBLE DAMAGES OR LOST?',
    'test',
    'counted',
    'incorrectly credited C550456 see 47',
    'crushed ctn',
    'adjustment',
    "can't find",
    'website fixed',
    'Had been put aside',
    'on cargo order',
    'add stock to allocate online orders',
    'MERCHANT CHANDLER CREDIT ERROR, STO',
    'to push order througha s stock was ',
    'historic computer difference?....se',
    'came coded as 20713',
    'alan hodge cant mamage this section',
    '',
  ])('%j is a note, not a name', (text) => {
    expect(isGoodsName(text, false)).toBe(false);
  });

  test.each([
    'CREAM SWEETHEART LETTER RACK',
    'BOX OF 24 COCKTAIL PARASOLS',
    'DOORMAT AIRMAIL ',
    'FRENCH BLUE METAL DOOR SIGN No',
    'ROUND CAKE TIN VINTAGE GREEN',
  ])('%j is a name', (text) => {
    expect(isGoodsName(text, false)).toBe(true);
  });

  test('is a name whatever it looks like where the row has a price', () => {
    expect(isGoodsName('Dads Cab lost and found box', true)).toBe(true);
    expect(isGoodsName('?', true)).toBe(false);
  });
});
