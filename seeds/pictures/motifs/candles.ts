import { line } from '../lettering.ts';
import { SWATCHES as s } from '../palette.ts';
import { bow, candle, flame, glass } from '../parts.ts';
import type { Motif } from '../pen.ts';
import { at, body, box, each, fill, oval, poly, stroke, times } from '../shapes.ts';

/** Candles, incense and matches. */
export const CANDLES: Record<string, Motif> = {
  'dinner-candles': {
    example: '4 IVORY DINNER CANDLES SILVER FLOCK',
    stance: 'flat',
    colours: ['ivory', 'berry', 'sky', 'pink'],
    draw: (pen) =>
      times(
        4,
        (i) =>
          stroke(`M${300 + i * 120} 196v-44`, '#8b7b74', 7) +
          body(
            `M${276 + i * 120} 200C${284 + i * 120} 180 ${316 + i * 120} 180 ${324 + i * 120} 200L${338 + i * 120} 800H${262 + i * 120}Z`,
            pen.printName ? pen.print : pen.main.base,
          ),
      ) +
      body(box(230, 500, 500, 130, 4), pen.accent.base, 'soft') +
      pen.emblem(480, 565, 96, { or: 'flower', behind: pen.accent }) +
      stroke('M230 514H730M230 616H730', pen.main.dark, 4),
  },
  'party-candles': {
    example: 'SET/10 RED POLKADOT PARTY CANDLES',
    stance: 'stand',
    colours: ['red', 'pink', 'blue', 'yellow'],
    foot: 300,
    draw: (pen) =>
      times(5, (i) =>
        candle(
          264 + i * 108,
          640,
          44,
          220 + (i % 2) * 40,
          i % 2 ? pen.accent : pen.main,
          true,
          i % 2 ? pen.accent.base : pen.print,
        ),
      ) +
      body('M180 640H780V760C780 784 180 784 180 760Z', s.pink.base) +
      fill(
        'M180 640H780C780 700 740 706 726 670C700 730 660 700 650 680C630 740 560 730 548 680C520 720 480 710 470 676C450 730 390 730 376 680C350 730 300 710 290 676C270 720 180 720 180 640Z',
        '#fffaf2',
      ) +
      body(oval(480, 640, 300, 26), '#fffaf2', 'top'),
  },
  'pillar-candle': {
    example: 'IVORY PILLAR CANDLE GOLD FLOCK',
    stance: 'stand',
    colours: ['ivory', 'red', 'chocolate', 'lilac'],
    foot: 200,
    several: true,
    draw: (pen) =>
      candle(480, 780, 290, 400, pen.main, true, pen.print) +
      (pen.printName
        ? ''
        : fill(
            'M335 384C336 470 360 470 364 430C372 400 384 420 388 440C394 500 412 500 414 430C416 400 335 384 335 384Z',
            pen.main.light,
          )) +
      body(box(335, 560, 290, 110), pen.accent.base) +
      pen.emblem(480, 615, 92, { behind: pen.accent }),
  },
  'jar-candle': {
    example: 'HOMEMADE JAM SCENTED CANDLES',
    stance: 'stand',
    colours: ['berry', 'red', 'amber', 'pink', 'lilac'],
    foot: 180,
    several: true,
    plain: true,
    draw: (pen) =>
      fill(box(320, 420, 320, 350, 40), pen.main.base) +
      fill(box(320, 420, 320, 40, 12), pen.main.light) +
      flame(480, 428, 0.9) +
      stroke('M480 440V424', '#4a3f4b', 5) +
      glass(
        'M352 330H608V372C650 392 656 420 656 460V730C656 768 640 784 600 784H360C320 784 304 768 304 730V460C304 420 310 392 352 372Z',
        '#e9f3f2',
        0.25,
      ) +
      body(box(338, 300, 284, 36, 12), s.silver.base) +
      body(box(352, 530, 256, 150, 10), '#fffaf0', 'none') +
      pen.emblem(480, 586, 84, { behind: s.cream, or: 'flower' }) +
      stroke('M390 656H570', pen.main.base, 9) +
      bow(480, 366, 130, s.red),
  },
  'candle-box': {
    example: 'VANILLA SCENT CANDLE JEWELLED BOX',
    stance: 'stand',
    colours: ['ivory', 'pink', 'chocolate', 'lilac'],
    foot: 270,
    draw: (pen) =>
      candle(480, 560, 250, 130, pen.main) +
      body(box(230, 500, 500, 284, 10), pen.printName ? pen.print : s.gold.base) +
      fill(box(230, 500, 500, 26, 8), s.gold.light) +
      stroke('M266 560H694V744H266Z', s.gold.pale, 6) +
      times(5, (i) =>
        body(
          poly([306 + i * 87, 652], [328 + i * 87, 620], [350 + i * 87, 652], [328 + i * 87, 684]),
          [s.red, s.teal, s.purple, s.amber, s.blue][i]?.base ?? '#fff',
          'soft',
        ),
      ) +
      stroke('M290 600H670M290 704H670', s.gold.deep, 5, '2 16'),
  },
  incense: {
    example: 'LAVENDER INCENSE IN TIN',
    stance: 'stand',
    colours: ['lilac', 'ivory', 'red', 'orange'],
    foot: 240,
    draw: (pen) =>
      stroke('M360 170C320 120 420 90 370 30M480 140C440 90 540 60 490 0', 'rgba(255,255,255,.85)', 12) +
      each(
        [
          [360, 180],
          [480, 150],
          [600, 200],
        ],
        (x, y, i) =>
          stroke(`M${x} ${y}L${440 + i * 40} 520`, s.chocolate.base, 13) + fill(oval(x, y, 9), s.orange.base),
      ) +
      body(box(250, 480, 460, 304, 20), pen.printName && pen.printName !== 'motif' ? pen.print : pen.main.base) +
      body(box(236, 440, 488, 70, 16), s.gold.base) +
      fill(oval(480, 650, 150, 96), '#fffaf2') +
      pen.emblem(480, 650, 150, { behind: s.cream, or: 'lavender' }),
  },
  'oil-burner': {
    example: 'WHITE AND BLUE CERAMIC OIL BURNER',
    stance: 'stand',
    colours: ['white', 'sky', 'pink'],
    foot: 180,
    plain: true,
    draw: (pen) =>
      stroke('M440 230C400 170 500 150 460 90M520 230C480 170 580 150 540 90', 'rgba(255,255,255,.85)', 12) +
      body('M290 290H670C660 380 580 410 480 410C380 410 300 380 290 290Z', pen.main.base) +
      body('M360 400H600L660 784H300Z', pen.main.base) +
      fill('M390 784C390 580 570 580 570 784Z', s.yellow.light) +
      flame(480, 740, 1) +
      body(box(420, 736, 120, 48, 8), s.silver.base) +
      pen.emblem(480, 500, 110, { or: 'flower' }) +
      fill(oval(480, 290, 190, 24), pen.main.dark),
  },
  matches: {
    example: 'COSY HOUR GIANT TUBE MATCHES',
    stance: 'stand',
    colours: ['red', 'cream', 'navy'],
    foot: 130,
    draw: (pen) =>
      pen.says(/CIGAR|BOX/)
        ? at(
            480,
            784,
            1,
            times(
              6,
              (i) =>
                stroke(`M${-160 + i * 60} -220V-${420 + (i % 2) * 40}`, s.natural.base, 20) +
                body(oval(-160 + i * 60, -(430 + (i % 2) * 40), 22, 28), s.red.base, 'round'),
            ) +
              body(box(-260, -300, 520, 300, 12), pen.printName === 'motif' ? pen.main.base : pen.print) +
              fill(box(-260, -70, 520, 70, 12), s.slate.base) +
              fill(box(-180, -250, 360, 140, 12), '#fffaf2') +
              line('MATCHES', 0, -156, 56, s.red.dark, 0.17),
          )
        : times(
            6,
            (i) =>
              stroke(`M${388 + i * 37} 420V${250 - (i % 3) * 36}`, s.natural.base, 19) +
              body(oval(388 + i * 37, 236 - (i % 3) * 36, 20, 26), s.red.base, 'round'),
          ) +
          body(box(350, 360, 260, 424, 12), pen.printName === 'motif' ? pen.main.base : pen.print) +
          fill(box(350, 690, 260, 94, 12), s.slate.base) +
          fill(box(380, 440, 200, 190, 16), '#fffaf2') +
          line('MATCHES', 480, 610, 30, s.red.dark, 0.17) +
          pen.emblem(480, 510, 96, { behind: s.cream, or: 'star' }),
  },
};
