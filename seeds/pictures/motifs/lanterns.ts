import { SWATCHES as s } from '../palette.ts';
import { candle, flame, glass, hangLoop, string, tealight } from '../parts.ts';
import type { Motif } from '../pen.ts';
import { at, body, box, each, fill, heart, oval, star, stroke, times } from '../shapes.ts';

/** Lanterns, tealight holders and candlesticks. */
export const LANTERNS: Record<string, Motif> = {
  lantern: {
    example: 'WHITE METAL LANTERN',
    stance: 'stand',
    colours: ['white', 'zinc', 'green', 'cream'],
    foot: 190,
    zoom: 1,
    draw: (pen) => {
      const m = pen.main;
      return (
        `<circle cx="480" cy="176" r="58" fill="none" stroke="${m.dark}" stroke-width="15"/>` +
        body('M424 272C430 232 448 222 480 222C512 222 530 232 536 272Z', m.dark) +
        body('M300 344C318 272 400 262 480 262C560 262 642 272 660 344Z', m.base) +
        body(box(322, 344, 316, 380, 6), s.yellow.pale, 'none') +
        fill(oval(480, 590, 150, 130), s.yellow.light, 0.5) +
        candle(480, 724, 112, 170, s.ivory) +
        glass(box(322, 344, 316, 380, 6), '#e9f3ee', 0.22) +
        stroke('M360 380L420 560M388 372L420 470', '#ffffff', 9) +
        body(box(306, 336, 30, 404, 6), m.base) +
        body(box(624, 336, 30, 404, 6), m.base) +
        body(box(470, 344, 18, 380), m.base, 'none') +
        fill(box(322, 448, 316, 14), m.dark) +
        body(box(284, 330, 392, 30, 10), m.dark) +
        body(box(278, 720, 404, 44, 10), m.base) +
        fill(box(300, 764, 40, 20, 6), m.dark) +
        fill(box(620, 764, 40, 20, 6), m.dark) +
        times(5, (i) => fill(heart(380 + i * 50, 302, 26), m.pale))
      );
    },
  },
  'hanging-lantern': {
    example: 'HANGING METAL STAR LANTERN',
    stance: 'hang',
    colours: ['zinc', 'copper', 'gold'],
    draw: (pen) => {
      const m = pen.main;
      const hole = pen.says(/HEART/)
        ? (x: number, y: number) => heart(x, y, 34)
        : (x: number, y: number) => star(x, y, 20);
      return (
        hangLoop(480, 176, m) +
        body('M330 330C350 220 420 180 480 176C540 180 610 220 630 330Z', m.base) +
        body(box(310, 322, 340, 36, 12), m.dark) +
        body('M328 358H632L606 700H354Z', m.base) +
        times(3, (row) =>
          times(4 - (row % 2), (i) => fill(hole(366 + i * 76 + (row % 2) * 38, 424 + row * 96), s.yellow.light)),
        ) +
        body('M340 700H620L596 752H364Z', m.dark) +
        fill(oval(480, 770, 20, 24), m.deep)
      );
    },
  },
  'heart-tlight': {
    example: 'WHITE HANGING HEART T-LIGHT HOLDER',
    stance: 'hang',
    colours: ['white', 'red', 'zinc', 'cream'],
    plain: true,
    draw: (pen) => {
      const m = pen.main;
      const wire =
        'M480 800C150 580 160 270 320 262C416 258 470 330 480 384C490 330 544 258 640 262C800 270 810 580 480 800Z';
      return (
        hangLoop(480, 250, m) +
        stroke('M480 250L360 300M480 250L600 300', m.dark, 6) +
        fill(oval(480, 500, 170), s.yellow.pale, 0.6) +
        stroke(wire, m.dark, 32) +
        stroke(wire, m.base, 24) +
        stroke(wire, m.light, 6) +
        times(9, (i) =>
          stroke(
            `M${300 + i * 45} ${620 - Math.abs(i - 4) * 30}L${330 + i * 37} ${690 - Math.abs(i - 4) * 36}`,
            m.base,
            6,
          ),
        ) +
        stroke('M262 560C400 640 560 640 698 560', m.base, 10) +
        tealight(480, 590, 132) +
        body(box(392, 576, 176, 26, 10), m.base)
      );
    },
  },
  'star-tlight': {
    example: 'GLASS STAR FROSTED T-LIGHT HOLDER',
    stance: 'stand',
    colours: ['glass', 'red', 'turquoise'],
    foot: 240,
    plain: true,
    draw: (pen) => {
      const m = pen.main;
      return (
        body(
          star(480, 556, 300, 5, 0.56),
          pen.says(/COLOUR/) ? s.turquoise.base : m.name === 'glass' ? s.sky.base : m.base,
          'round',
        ) +
        stroke(star(480, 556, 262, 5, 0.56), '#ffffff', 7) +
        fill(oval(480, 520, 150), s.yellow.light, 0.7) +
        body(oval(480, 596, 124, 34), m.dark, 'none') +
        tealight(480, 616, 150) +
        body('M356 596C356 650 604 650 604 596C604 630 356 630 356 596Z', m.light, 'none')
      );
    },
  },
  tlight: {
    example: 'VICTORIAN GLASS HANGING T-LIGHT',
    stance: 'stand',
    colours: ['sky', 'pink', 'amber', 'turquoise', 'lilac', 'mint'],
    foot: 170,
    several: true,
    draw: (pen) => {
      const m = pen.main;
      const fluted = pen.says(/FLUTED|ANTIQUE|TALL/);
      const cup = fluted
        ? 'M330 380C350 560 372 640 420 700H540C588 640 610 560 630 380Z'
        : 'M322 420C310 560 330 670 380 740H580C630 670 650 560 638 420Z';
      const [rim, reach] = fluted ? [382, 151] : [420, 158];
      const tints = pen.says(/MULTI|COLOUR |ASSORTED/) ? [s.red, s.amber, s.green, s.sky, s.purple] : [m, m, m, m, m];
      return (
        (pen.says(/HANGING/)
          ? string(480, 170) + stroke(`M480 168L${480 - reach} ${rim}M480 168L${480 + reach} ${rim}`, s.silver.dark, 6)
          : '') +
        fill(cup, m.base, 0.75) +
        pen.clip(
          cup,
          times(5, (i) => fill(box(318 + i * 66, 360, 60, 400), tints[i]?.base ?? m.base, 0.75)),
        ) +
        fill(oval(480, 590, 118, 130), s.yellow.light, 0.75) +
        tealight(480, 706, 150) +
        body(cup, 'rgba(255,255,255,0)') +
        times(4, (i) => stroke(`M${381 + i * 66} 440L${414 + i * 44} 712`, m.light, 5)) +
        (pen.theme && !pen.says(/HEART|STAR|CHRISTMAS/) ? pen.emblem(480, 500, 90, { behind: s.white }) : '') +
        body(oval(480, rim, reach, 20), m.light, 'none') +
        fill(oval(480, rim + 3, reach - 14, 13), m.dark, 0.55) +
        body('M384 704H576L622 776H338Z', m.dark)
      );
    },
  },
  'rotating-tlight': {
    example: 'ROTATING SILVER ANGELS T-LIGHT HLDR',
    stance: 'stand',
    colours: ['silver', 'gold'],
    foot: 200,
    plain: true,
    draw: (pen) => {
      const m = pen.main;
      const figure = pen.says(/LEAVES|LEAF/) ? 'leaf' : 'angel';
      return (
        stroke('M480 180V700', m.dark, 9) +
        body(
          'M330 232C380 190 420 214 480 226C540 214 580 190 630 232C560 262 520 250 480 244C440 250 400 262 330 232Z',
          m.base,
          'top',
        ) +
        stroke('M260 300H700', m.base, 9) +
        [280, 430, 530, 680]
          .map(
            (x, i) =>
              stroke(`M${x} 300V${352 + (i % 2) * 26}`, m.dark, 4) +
              pen.emblem(x, 412 + (i % 2) * 26, 118, { only: figure, behind: m }),
          )
          .join('') +
        fill(oval(480, 170, 16), m.dark) +
        tealight(480, 700, 132) +
        body(box(372, 692, 216, 30, 12), m.base) +
        body('M330 784C340 740 400 722 480 722C560 722 620 740 630 784Z', m.base)
      );
    },
  },
  tealights: {
    example: 'SET OF 6 T-LIGHTS SNOWMEN',
    stance: 'stand',
    colours: ['ivory', 'pink', 'turquoise', 'lilac'],
    foot: 340,
    plain: true,
    draw: (pen) =>
      each(
        [
          [370, 610, 1.15],
          [590, 610, 1.15],
          [250, 780, 1.4],
          [480, 780, 1.4],
          [710, 780, 1.4],
        ],
        (x, y, k) =>
          at(
            x,
            y,
            k,
            (pen.theme && !pen.says(/SCENT/)
              ? stroke('M0 -196V-222', '#4a3f4b', 6) +
                flame(0, -216, 0.42) +
                pen.emblem(0, -124, 150, { behind: s.white })
              : body(box(-62, -90, 124, 60, 8), pen.main.base) + flame(0, -96, 0.66)) +
              body(box(-76, -54, 152, 54, 10), s.silver.base) +
              fill(oval(0, -54, 76, 14), s.silver.light) +
              fill(oval(0, -53, 62, 10), pen.main.pale),
          ),
      ),
  },
  candelabra: {
    example: 'BLACK CANDELABRA T-LIGHT HOLDER',
    stance: 'stand',
    colours: ['black', 'gold'],
    foot: 180,
    plain: true,
    draw: ({ main: m }) =>
      stroke('M480 330V740M480 560C330 590 270 520 270 430M480 560C630 590 690 520 690 430', m.base, 24) +
      body(oval(480, 500, 34), m.base, 'round') +
      body(oval(480, 640, 28), m.base, 'round') +
      each(
        [
          [270, 420],
          [480, 330],
          [690, 420],
        ],
        (x, y) => candle(x, y - 6, 54, 130, s.ivory) + body(box(x - 58, y - 14, 116, 26, 12), m.base),
      ) +
      stroke('M480 560C420 520 430 470 400 470M480 560C540 520 530 470 560 470', m.base, 12) +
      body('M340 784C350 744 420 730 480 730C540 730 610 744 620 784Z', m.base),
  },
  candlestick: {
    example: 'ZINC WILLIE WINKIE CANDLE STICK',
    stance: 'stand',
    colours: ['zinc', 'cream', 'glass', 'blue'],
    foot: 250,
    draw: ({ main: m }) =>
      `<circle cx="708" cy="664" r="62" fill="none" stroke="${m.dark}" stroke-width="24"/>` +
      candle(480, 640, 92, 360, s.ivory) +
      fill('M434 400C434 440 452 444 456 480C460 500 446 510 446 480C446 460 434 450 434 440Z', '#fffaf0') +
      body('M404 624H556L540 700H420Z', m.base) +
      body(oval(480, 626, 76, 14), m.light, 'none') +
      fill(oval(480, 628, 50, 8), m.deep) +
      body('M230 690C250 784 330 784 480 784C630 784 710 784 730 690C640 726 320 726 230 690Z', m.base) +
      body(oval(480, 692, 252, 30), m.light, 'top'),
  },
};
