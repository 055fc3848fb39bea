import { SWATCHES as s } from '../palette.ts';
import { string } from '../parts.ts';
import type { Motif } from '../pen.ts';
import { at, body, box, each, fill, oval, poly, stroke, times } from '../shapes.ts';

/** Night lights, lamps and light strings. */
export const LAMPS: Record<string, Motif> = {
  'night-light': {
    example: 'RED TOADSTOOL LED NIGHT LIGHT',
    stance: 'stand',
    colours: ['red', 'pink'],
    foot: 170,
    plain: true,
    draw: ({ main: m }) =>
      fill(oval(480, 430, 350, 290), s.yellow.light, 0.35) +
      body('M396 480H564C566 620 590 700 622 784H338C370 700 394 620 396 480Z', '#fff3d6') +
      fill('M370 520C400 560 560 560 590 520V470H370Z', '#ead7b6') +
      body('M170 500C170 300 320 180 480 180C640 180 790 300 790 500C700 546 260 546 170 500Z', m.base, 'round') +
      each(
        [
          [300, 390, 50, 42],
          [470, 270, 56, 46],
          [640, 370, 50, 44],
          [480, 440, 40, 32],
          [380, 300, 24, 20],
          [574, 270, 24, 20],
          [230, 476, 26, 20],
          [720, 466, 28, 22],
        ],
        (x, y, a, b) => fill(oval(x, y, a, b), '#fff6e2'),
      ) +
      fill(oval(440, 620, 12, 15), '#4a3f4b') +
      fill(oval(520, 620, 12, 15), '#4a3f4b') +
      stroke('M456 660C470 676 490 676 504 660', s.berry.base, 7),
  },
  cottage: {
    example: 'FAIRY TALE COTTAGE NIGHTLIGHT',
    stance: 'stand',
    colours: ['mint', 'blush', 'sky'],
    foot: 240,
    draw: ({ main: m, accent: a }) =>
      fill(oval(480, 520, 320), s.yellow.light, 0.3) +
      body(box(280, 460, 400, 324, 8), m.light) +
      body(
        'M210 480C330 420 400 300 480 190C560 300 630 420 750 480C690 510 640 490 600 510C560 490 520 520 480 500C440 520 400 490 360 510C320 490 270 510 210 480Z',
        a.name === 'cream' ? s.red.base : a.dark,
        'top',
      ) +
      fill(box(580, 226, 58, 130, 6), s.copper.base) +
      body('M424 784V650C424 590 536 590 536 650V784Z', s.wood.base) +
      fill(oval(514, 700, 8), s.gold.base) +
      [330, 582]
        .map(
          (x) =>
            fill(box(x, 570, 70, 84, 34), s.yellow.base) + stroke(`M${x + 35} 570V654M${x} 612H${x + 70}`, '#fff', 6),
        )
        .join('') +
      fill(oval(480, 390, 40), s.yellow.base) +
      stroke('M480 350V430M440 390H520', '#fff', 6) +
      times(4, (i) =>
        at(
          300 + i * 120,
          772,
          0.7,
          fill(oval(0, 0, 44, 34), s.green.base) +
            fill(oval(-14, -8, 8), s.red.light) +
            fill(oval(16, 2, 8), s.yellow.base),
        ),
      ),
  },
  'string-lights': {
    example: 'BABUSHKA LIGHTS STRING OF 10',
    stance: 'hang',
    colours: ['red', 'green', 'pink'],
    plain: true,
    draw: (pen) => {
      const bulbs: [number, number][] = [
        [150, 262],
        [300, 366],
        [480, 400],
        [660, 366],
        [810, 262],
        [220, 566],
        [394, 640],
        [566, 640],
        [740, 566],
      ];
      const cable =
        'M0 130C180 300 320 360 480 362C640 360 780 300 960 130M0 420C200 560 340 602 480 604C620 602 760 560 960 420';
      return (
        stroke(cable, s.green.deep, 8) +
        bulbs
          .map(
            ([x, y], i) =>
              stroke(`M${x} ${y - 62}v40`, s.green.deep, 7) +
              fill(box(x - 15, y - 50, 30, 30, 6), s.green.deep) +
              fill(oval(x, y + 26, 92), s.yellow.light, 0.4) +
              (pen.theme && pen.theme !== 'tree'
                ? pen.emblem(x, y + 34, 150, { behind: s.white, turn: ((i % 3) - 1) * 7 })
                : body(
                    `M${x - 22} ${y - 22}C${x - 54} ${y + 30} ${x - 20} ${y + 70} ${x} ${y + 92}C${x + 20} ${y + 70} ${x + 54} ${y + 30} ${x + 22} ${y - 22}Z`,
                    [s.red, s.mustard, s.green, s.blue, s.pink][i % 5]?.base ?? '',
                    'round',
                  )),
          )
          .join('')
      );
    },
  },
  'chilli-lights': {
    example: 'CHILLI LIGHTS',
    stance: 'hang',
    colours: ['red'],
    plain: true,
    draw: () =>
      stroke('M0 150C200 330 340 360 480 362C640 360 780 300 960 130', s.green.deep, 9) +
      each(
        [
          [110, 236, -8],
          [240, 318, 6],
          [370, 352, -5],
          [500, 362, 8],
          [630, 350, -6],
          [750, 306, 4],
          [860, 224, -8],
        ],
        (x, y, t) =>
          at(
            x,
            y,
            1,
            fill(oval(4, 120, 92, 140), s.yellow.light, 0.35) +
              body('M-36 40C-52 140 -30 240 34 310C22 230 48 130 36 40C20 20 -20 20 -36 40Z', s.red.base, 'side') +
              fill('M-40 46C-40 14 -16 8 -8 6V-4H8V6C18 8 40 14 40 46C20 30 -20 30 -40 46Z', s.green.base),
            t,
          ),
      ),
  },
  lights: {
    example: '15CM CHRISTMAS GLASS BALL 20 LIGHTS',
    stance: 'stand',
    colours: ['glass'],
    foot: 210,
    plain: true,
    draw: () =>
      fill(oval(480, 500, 380), s.yellow.light, 0.35) +
      body(oval(480, 500, 280), '#e6eef0', 'round') +
      stroke('M300 560C400 400 560 660 660 480C640 380 400 420 380 560C420 680 600 640 620 560', s.green.dark, 6) +
      each(
        [
          [320, 540],
          [390, 480],
          [450, 540],
          [520, 590],
          [600, 560],
          [650, 480],
          [560, 420],
          [450, 430],
          [400, 600],
          [480, 650],
          [570, 640],
        ],
        (x, y) => fill(oval(x, y, 34), s.yellow.light, 0.6) + fill(oval(x, y, 13), '#fff6d0'),
      ) +
      fill('M280 440C300 340 380 270 450 256C370 310 320 380 312 470C298 480 284 460 280 440Z', '#ffffff', 0.7) +
      body('M400 762H560L580 784H380Z', s.silver.base),
  },
  lamp: {
    example: 'TABLE LAMP WHITE SHADE WOOD BASE',
    stance: 'stand',
    colours: ['cream', 'red', 'sky'],
    foot: 160,
    draw: (pen) =>
      fill(oval(480, 420, 360, 300), s.yellow.light, 0.3) +
      body('M462 500H498V590C560 610 570 700 540 740H420C390 700 400 610 462 590Z', s.wood.base) +
      body(box(380, 736, 200, 46, 14), s.wood.dark) +
      body('M362 190H598L720 500H240Z', pen.print) +
      fill('M362 190H598L603 204H357Z', pen.main.dark) +
      fill('M234 486H726L732 514H228Z', pen.accent.base) +
      stroke('M600 510V590', s.gold.dark, 4) +
      fill(oval(600, 600, 11), s.gold.base),
  },
  torch: {
    example: 'CAMOUFLAGE LED TORCH',
    stance: 'flat',
    colours: ['red', 'black', 'blue'],
    draw: (pen) =>
      at(
        480,
        480,
        1.08,
        fill(poly([-90, -160], [90, -160], [190, -390], [-190, -390]), s.yellow.light, 0.6) +
          body(box(-64, -40, 128, 400, 24), pen.print) +
          body('M-110 -180H110L70 -30H-70Z', pen.print) +
          body(box(-118, -196, 236, 40, 16), s.slate.base) +
          body(oval(0, 90, 32, 44), s.red.base, 'round') +
          body(box(-64, 318, 128, 44, 18), s.slate.base) +
          stroke('M-58 200H58M-58 226H58M-58 252H58', 'rgba(0,0,0,.25)', 7),
        38,
      ),
  },
  bulb: {
    example: 'PAINTED LIGHTBULB RAINBOW DESIGN',
    stance: 'hang',
    colours: ['sky', 'yellow', 'pink'],
    draw: (pen) =>
      stroke('M480 0V170', '#4a3f4b', 12) +
      body(box(410, 160, 140, 130, 20), s.gold.base) +
      stroke('M412 206H548M412 246H548', s.gold.deep, 8) +
      fill(oval(480, 520, 330), s.yellow.light, 0.35) +
      body(
        'M420 290C400 380 270 400 270 560C270 690 370 770 480 770C590 770 690 690 690 560C690 400 560 380 540 290Z',
        pen.main.light,
        'round',
      ) +
      (pen.says(/RAINBOW/)
        ? [s.red, s.orange, s.yellow, s.green, s.blue]
            .map((c, i) =>
              stroke(
                `M${330 + i * 28} 640C${330 + i * 28} ${440 + i * 28} ${630 - i * 28} ${440 + i * 28} ${630 - i * 28} 640`,
                c.base,
                26,
              ),
            )
            .join('')
        : pen.emblem(480, 560, 240, { or: 'star' })),
  },
  'paper-lantern': {
    example: 'CHINESE DRAGON PAPER LANTERNS',
    stance: 'hang',
    colours: ['red', 'pink', 'yellow'],
    several: true,
    draw: ({ main: m, accent: a }) =>
      string(480, 200) +
      body(box(420, 190, 120, 40, 8), m.deep) +
      body(
        'M430 230H530C690 250 740 380 740 460C740 540 690 670 530 690H430C270 670 220 540 220 460C220 380 270 250 430 230Z',
        m.base,
        'round',
      ) +
      stroke(
        'M440 232C380 320 380 600 440 688M520 232C580 320 580 600 520 688M480 230V690M232 400H728M232 520H728',
        m.dark,
        5,
      ) +
      body(box(420, 686, 120, 38, 8), m.deep) +
      times(5, (i) =>
        stroke(`M${440 + i * 20} 724v${90 + (i % 2) * 14}`, a.name === 'cream' ? s.gold.base : a.base, 8),
      ),
  },
};
