import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import sharp from 'sharp';
import { drawMotif, drawPicture } from './draw-picture.ts';
import { EMBLEMS } from './emblems/index.ts';
import { motifFor } from './motif-rules.ts';
import { MOTIFS } from './motifs/index.ts';
import { SWATCHES } from './palette.ts';

const attribute = (svg: string, name: string) => new RegExp(`data-${name}="([^"]*)"`).exec(svg)?.[1];

/** What is wrong with a picture's text, apart from what an XML parser would find. */
function faults(svg: string): string[] {
  const ids = [...svg.matchAll(/ id="([^"]+)"/g)].map((match) => match[1] as string);
  const known = new Set(ids);
  const asked = [...svg.matchAll(/url\(#([^)]+)\)/g)].map((match) => match[1] as string);
  return [
    ...ids.filter((id, i) => ids.indexOf(id) !== i).map((id) => `id ${id} twice`),
    ...asked.filter((id) => !known.has(id)).map((id) => `no definition of ${id}`),
    ...(svg.match(/NaN|undefined|Infinity|\[object|="-?\d*\.?\d+e/g) ?? []),
    ...(/<text|font-family|<image|href/.test(svg) ? ['depends on something outside'] : []),
  ];
}

describe('drawing a product from its name', () => {
  test('the same name gives the same picture, another name another one', () => {
    expect(drawPicture('WHITE METAL LANTERN')).toBe(drawPicture('WHITE METAL LANTERN'));
    expect(drawPicture('WHITE METAL LANTERN')).not.toBe(drawPicture('RED METAL LANTERN'));
  });

  test('letters’ case and spaces make no difference to the drawing', () => {
    const drawn = drawPicture('red  retrospot Mug ');
    expect(attribute(drawn, 'motif')).toBe('mug');
    expect(drawn.replace(/<title>.*<\/title>/, '')).toBe(
      drawPicture('RED RETROSPOT MUG').replace(/<title>.*<\/title>/, ''),
    );
  });

  test('signs that XML keeps for itself are written so that the picture stays readable', async () => {
    const svg = drawPicture('BOOZE & WOMEN <"GREETING"> CARD');
    expect(svg).toContain('<title>BOOZE &amp; WOMEN &lt;&quot;GREETING&quot;&gt; CARD</title>');
    expect((await sharp(Buffer.from(svg)).metadata()).width).toBe(960);
  });

  test('a name that no drawing fits gets a card with the name on it', () => {
    expect(attribute(drawPicture('SILICON CUBE 25W'), 'motif')).toBe('name-card');
  });

  test('whatever the name, the picture is sound', () => {
    const words = fc.constantFrom(
      ...Object.values(MOTIFS).flatMap(({ example }) => example.split(' ')),
      'SET OF 3',
      '&',
      '"',
      '<',
    );
    const names = fc.oneof(
      fc.array(words, { maxLength: 6 }).map((list) => list.join(' ')),
      fc.string(),
    );
    fc.assert(
      fc.property(names, (name) => faults(drawPicture(name)).length === 0),
      { numRuns: 300 },
    );
  });
});

describe('motifs', () => {
  const all = Object.entries(MOTIFS);

  test('there are sixty of them and many more', () => {
    expect(all.length).toBeGreaterThanOrEqual(60);
  });

  test.each(all.map(([name, { example }]) => [name, example]))('%s is what "%s" leads to', (name, example) => {
    expect(motifFor(example)).toBe(name);
  });

  test('no two draw the same picture', () => {
    const seen = new Map<string, string>();
    for (const [name, motif] of all) {
      const drawn = drawMotif('any', { ...motif, colours: ['red'], foot: 200, zoom: 1 }, 'THING');
      expect([name, seen.get(drawn)]).toEqual([name, undefined]);
      seen.set(drawn, name);
    }
  });

  test('each draws sound SVG of 960 by 960 for plain, printed and packed goods', async () => {
    for (const [name, motif] of all) {
      const texts = [
        motif.example,
        `RED RETROSPOT ${motif.example}`,
        `SET OF 6 ${motif.example} SPACEBOY DESIGN`,
        'UNION JACK',
      ];
      for (const text of texts) expect([name, text, ...faults(drawMotif(name, motif, text))]).toEqual([name, text]);
      const { format, width, height } = await sharp(Buffer.from(drawMotif(name, motif, motif.example))).metadata();
      expect([name, format, width, height]).toEqual([name, 'svg', 960, 960]);
    }
  }, 120_000);
});

describe('emblems', () => {
  test('no two draw the same', () => {
    const drawn = Object.values(EMBLEMS).map((draw) => draw(SWATCHES.red, SWATCHES.sky, true));
    expect(new Set(drawn).size).toBe(drawn.length);
  });
});

describe('colour words', () => {
  test.each([
    ['RED', 'red'],
    ['PINK', 'pink'],
    ['BLUE', 'blue'],
    ['SKY BLUE', 'sky'],
    ['IVORY', 'ivory'],
    ['CREAM', 'cream'],
    ['BLACK', 'black'],
    ['WHITE', 'white'],
    ['ANTIQUE WHITE', 'cream'],
    ['SILVER', 'silver'],
    ['GOLD', 'gold'],
    ['GREEN', 'green'],
    ['MINT', 'mint'],
    ['YELLOW', 'yellow'],
    ['ORANGE', 'orange'],
    ['PURPLE', 'purple'],
    ['TURQUOISE', 'turquoise'],
    ['CHOCOLATE', 'chocolate'],
    ['GREY', 'grey'],
    ['ZINC', 'zinc'],
  ] as const)('%s is drawn in %s', (word, colour) => {
    const svg = drawPicture(`${word} ALARM CLOCK`);
    expect(attribute(svg, 'colour')).toBe(colour);
    expect(svg).toContain(SWATCHES[colour].base);
  });

  test('vintage things are faded and pastel ones light', () => {
    const plain = drawPicture('RED MUG');
    expect(plain).toContain(SWATCHES.red.base);
    expect(drawPicture('VINTAGE RED MUG')).not.toContain(`fill="${SWATCHES.red.base}"`);
    expect(drawPicture('PASTEL RED MUG')).not.toContain(`fill="${SWATCHES.red.base}"`);
  });

  test('a second colour is used as well', () => {
    const svg = drawPicture('BLACK/BLUE POLKADOT UMBRELLA');
    expect(svg).toContain(SWATCHES.black.base);
    expect(svg).toContain(SWATCHES.blue.base);
  });

  test('words that only look like colours are not taken for them', () => {
    expect(attribute(drawPicture('WOOD BLACK BOARD ANT WHITE FINISH'), 'colour')).not.toBe('black');
    expect(attribute(drawPicture('ORANGE SCENTED SET/9 T-LIGHTS'), 'colour')).not.toBe('orange');
  });
});

describe('pattern words', () => {
  test.each([
    ['RED RETROSPOT LUNCH BAG', 'spot'],
    ['LUNCH BAG PINK POLKADOT', 'spot'],
    ['VINTAGE UNION JACK CUSHION COVER', 'union'],
    ['DOORMAT UNION FLAG', 'union'],
    ['BLUE STRIPE LUNCH BAG', 'stripe'],
    ['JUMBO BAG PINK PAISLEY', 'paisley'],
    ['GINGHAM LUNCH BAG', 'gingham'],
    ['LEOPARD LUNCH BAG', 'leopard'],
    ['CAMOUFLAGE LUNCH BAG', 'camouflage'],
    ['ALPHABET LUNCH BAG', 'alphabet'],
    ['JUMBO BAG BAROQUE BLACK WHITE', 'baroque'],
    ['SCANDINAVIAN LUNCH BAG', 'folk'],
    ['LACE LUNCH BAG', 'lace'],
    ['LUNCH BAG BLACK SKULL', 'motif'],
    ['LUNCH BAG WOODLAND', 'motif'],
    ['JUMBO BAG STRAWBERRY', 'motif'],
    ['ROSE LUNCH BAG', 'motif'],
    ['HEARTS LUNCH BAG', 'motif'],
    ['STARS LUNCH BAG', 'motif'],
    ['CIRCUS PARADE LUNCH BAG', 'motif'],
    ['SPACEBOY LUNCH BAG', 'motif'],
  ])('%s has the print %s on it', (name, print) => {
    const svg = drawPicture(name);
    expect(attribute(svg, 'print')).toBe(print);
    expect(svg).toMatch(new RegExp(`<pattern id="p0-${print}-[^"]*"`));
    expect(svg).toMatch(new RegExp(`fill="url\\(#p0-${print}-`));
  });

  test('a lunch bag of owls has other pictures on it than one of cars', () => {
    expect(drawPicture('LUNCH BAG OWLS')).not.toBe(drawPicture('LUNCH BAG CARS'));
  });
});

describe('sets', () => {
  test('a pack of more than can be shown says how many there are', () => {
    const count = (name: string) => drawPicture(name).includes('translate(838 122)');
    expect(count('PACK OF 72 RETROSPOT CAKE CASES')).toBe(true);
    expect(count('RETROSPOT CAKE STAND')).toBe(false);
  });

  test('a set of three is shown as three', () => {
    const once = drawPicture('PINK POLKADOT MUG').length;
    expect(drawPicture('SET OF 3 PINK POLKADOT MUGS').length).toBeGreaterThan(once * 1.5);
  });
});
