import { describe, expect, test } from '@jest/globals';
import { bestSellers } from '../data/best-sellers.ts';
import { categoryFor } from './categories.ts';
import type { Category } from './tree.ts';

const path = (category: Category): string =>
  category.parent ? `${path(category.parent)} > ${category.name}` : category.name;

describe('the category of a product', () => {
  test.each([
    ['WHITE HANGING HEART T-LIGHT HOLDER', 'Lighting & candles > T-light holders & lanterns'],
    ['HOMEMADE JAM SCENTED CANDLES', 'Lighting & candles > Candles & incense'],
    ['CHILLI LIGHTS', 'Lighting & candles > Lamps & light strings'],
    ['CHRISTMAS LIGHTS 10 REINDEER', 'Christmas > Christmas lights & candles'],
    ['RIBBON REEL MAKING SNOWMEN', 'Christmas > Christmas cards & ribbon'],
    ['60 CAKE CASES VINTAGE CHRISTMAS', 'Christmas > Christmas table & treats'],
    ['ROCKING HORSE RED CHRISTMAS', 'Christmas > Tree & hanging decorations'],
    ['REGENCY CAKESTAND 3 TIER', 'Kitchen & dining > Baking & cakes'],
    ['GREEN REGENCY TEACUP AND SAUCER', 'Kitchen & dining > Mugs, cups & tea'],
    ['LUNCH BAG RED RETROSPOT', 'Kitchen & dining > Lunch & picnic'],
    ['SET/2 RED RETROSPOT TEA TOWELS', 'Kitchen & dining > Aprons & kitchen linen'],
    ['JUMBO BAG RED RETROSPOT', 'Bags & purses > Shopping & tote bags'],
    ['JUMBO BAG TOYS', 'Bags & purses > Shopping & tote bags'],
    ['RED RETROSPOT CHARLOTTE BAG', 'Bags & purses > Handbags & purses'],
    ['ALARM CLOCK BAKELIKE RED', 'Home decor > Clocks'],
    ['DOORMAT RESPECTABLE HOUSE', 'Home decor > Doormats & doorstops'],
    ['FRENCH TOILET SIGN BLUE METAL', 'Home decor > Signs & letters'],
    ['HEART OF WICKER SMALL', 'Home decor > Hearts & ornaments'],
    ['PINK PAINTED KASHMIRI CHAIR', 'Storage & furniture > Cabinets & furniture'],
    ['STRAWBERRY CERAMIC TRINKET BOX', 'Storage & furniture > Trinket & jewellery boxes'],
    ['HAND WARMER OWL DESIGN', 'Textiles > Hot water bottles & warmers'],
    ['PIN CUSHION BABUSHKA RED', 'Textiles > Sewing & knitting'],
    ['GROW YOUR OWN BASIL IN ENAMEL MUG', 'Garden > Pots, tools & seeds'],
    ['FELTCRAFT PRINCESS LOLA DOLL', 'Children > Dolls & soft toys'],
    ['VINTAGE SNAP CARDS', 'Children > Toys & games'],
    ['CARD CIRCUS PARADE', 'Stationery & cards > Cards & invitations'],
    ['SPACEBOY GIFT WRAP', 'Stationery & cards > Gift wrap & ribbon'],
    ['LILAC DIAMANTE PEN IN GIFT BOX', 'Stationery & cards > Notebooks & pens'],
    ['PARTY BUNTING', 'Party > Bunting, garlands & balloons'],
    ['AMBER DROP EARRINGS W LONG BEADS', 'Jewellery & accessories > Earrings, rings & brooches'],
    ['RED RETROSPOT UMBRELLA', 'Jewellery & accessories > Umbrellas & rainwear'],
    ['PLASTERS IN TIN SKULLS', 'Bath & wellbeing > Tissues & first aid'],
    ['STRAWBERRY BATH SPONGE', 'Bath & wellbeing > Bathroom'],
  ])('%s lies in %s', (name, category) => {
    expect(path(categoryFor(name))).toBe(category);
  });

  test('does not depend on the case of the letters', () => {
    expect(categoryFor('Red Retrospot Umbrella')).toEqual(categoryFor('RED RETROSPOT UMBRELLA'));
  });

  test('a name that says nothing is a curiosity', () => {
    expect(categoryFor('SILICON CUBE 25W, BLUE').slug).toBe('gifts');
  });

  test('of the goods of the trade days at least 97 in a hundred find a shelf of their own', () => {
    const goods = bestSellers();
    const lost = goods.filter(({ name }) => categoryFor(name).slug === 'gifts');
    expect(goods.length).toBeGreaterThan(2000);
    expect(lost.length / goods.length).toBeLessThan(0.03);
  });

  test('no shelf stands nearly empty, and none holds a tenth of the shop', () => {
    const counts = new Map<string, number>();
    const goods = bestSellers();
    for (const { name } of goods) counts.set(categoryFor(name).slug, (counts.get(categoryFor(name).slug) ?? 0) + 1);
    counts.delete('gifts');
    expect(Math.min(...counts.values())).toBeGreaterThanOrEqual(5);
    expect(Math.max(...counts.values())).toBeLessThan(goods.length / 10);
  });
});
