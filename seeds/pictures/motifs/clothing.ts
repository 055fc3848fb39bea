import { SWATCHES as s } from '../palette.ts';
import { bow } from '../parts.ts';
import type { Motif } from '../pen.ts';
import { at, body, box, each, fill, heart, oval, stroke, times } from '../shapes.ts';

/** Umbrellas and other things to wear. */
export const CLOTHING: Record<string, Motif> = {
  umbrella: {
    example: 'RED RETROSPOT UMBRELLA',
    stance: 'hang',
    colours: ['red', 'black', 'pink', 'sky'],
    draw: (pen) =>
      stroke('M480 180V720C480 810 590 810 590 720', s.wood.base, 24) +
      stroke('M480 180V120', s.slate.base, 14) +
      body(
        'M110 520C110 290 290 180 480 180C670 180 850 290 850 520C810 460 720 460 664 520C620 460 540 460 480 520C420 460 340 460 296 520C240 460 150 460 110 520Z',
        pen.print,
        'round',
      ) +
      stroke('M296 520C310 360 400 230 480 184C560 230 650 360 664 520M480 184V520', 'rgba(43,28,56,.18)', 7),
  },
  parasol: {
    example: 'EDWARDIAN PARASOL RED',
    stance: 'flat',
    colours: ['red', 'natural', 'pink', 'black'],
    draw: (pen) =>
      at(
        430,
        430,
        1,
        stroke('M0 0L330 330', s.wood.base, 20) +
          body(oval(330, 330, 26), s.wood.dark, 'round') +
          times(12, (i) =>
            at(0, 0, 1, fill('M0 0L-82 -306C-40 -340 40 -340 82 -306Z', i % 2 ? pen.main.base : pen.main.dark), i * 30),
          ) +
          stroke(oval(0, 0, 318), pen.says(/BLACK/) ? s.grey.base : '#fffaf2', 9, '4 18') +
          stroke(oval(0, 0, 200), pen.main.light, 5) +
          (pen.theme || pen.says(/PAPER|VINTAGE/)
            ? times(6, (i) => at(0, 0, 1, pen.emblem(0, -220, 90, { or: 'blossom' }), i * 60))
            : '') +
          body(oval(0, 0, 30), s.wood.base, 'round'),
      ),
  },
  'rain-hat': {
    example: 'POLKADOT RAIN HAT',
    stance: 'flat',
    colours: ['red', 'pink', 'sky', 'yellow'],
    draw: (pen) =>
      body(
        'M130 600C130 520 250 500 290 480C290 320 380 230 480 230C580 230 670 320 670 480C710 500 830 520 830 600C830 700 640 740 480 740C320 740 130 700 130 600Z',
        pen.print,
        'round',
      ) +
      stroke('M290 486C360 560 600 560 670 486', pen.main.dark, 20) +
      bow(600, 540, 130, pen.accent) +
      stroke('M150 620C220 700 380 718 480 718C580 718 740 700 810 620', 'rgba(255,255,255,.5)', 6, '16 12'),
  },
  raincoat: {
    example: 'KIDS RAIN MAC PINK',
    stance: 'hang',
    colours: ['pink', 'blue', 'yellow'],
    draw: (pen) =>
      stroke('M480 170C480 110 540 120 540 80C540 40 470 40 470 70', s.silver.dark, 12) +
      body(
        'M400 180C420 150 540 150 560 180L690 240C740 270 790 400 800 540L700 560L680 440L700 810H260L280 440L260 560L160 540C170 400 220 270 270 240Z',
        pen.print,
        'soft',
      ) +
      body('M380 200C370 120 590 120 580 200C560 260 400 260 380 200Z', pen.main.dark, 'top') +
      stroke('M480 250V810', pen.main.dark, 8) +
      [360, 470, 580, 690].map((y) => body(oval(510, y, 18), pen.accent.base, 'round')).join('') +
      body(box(310, 580, 120, 110, 16), pen.main.dark, 'none') +
      body(box(550, 580, 120, 110, 16), pen.main.dark, 'none'),
  },
  sunglasses: {
    example: 'PINK PARTY SUNGLASSES',
    stance: 'flat',
    colours: ['pink', 'red', 'turquoise'],
    plain: true,
    draw: ({ main: m }) =>
      stroke('M170 440L110 300M790 440L850 300', m.dark, 26) +
      stroke('M430 450C450 410 510 410 530 450', m.base, 32) +
      [310, 650]
        .map(
          (x) =>
            body(heart(x, 500, 310), m.base, 'soft') +
            fill(heart(x, 496, 226), '#4a3f57') +
            fill(`M${x - 70} 440L${x - 20} 430L${x - 60} 520Z`, '#ffffff', 0.5),
        )
        .join(''),
  },
  hat: {
    example: 'SOMBRERO',
    stance: 'flat',
    colours: ['mustard', 'red'],
    plain: true,
    draw: ({ main: m }) =>
      body(oval(480, 560, 380, 170), m.base, 'top') +
      stroke(oval(480, 560, 350, 146), s.red.base, 12, '30 24') +
      body('M330 560C330 300 420 210 480 210C540 210 630 300 630 560C600 620 360 620 330 560Z', m.light, 'side') +
      stroke('M334 530C400 590 560 590 626 530', s.red.base, 30) +
      stroke('M338 480C400 530 560 530 622 480', s.green.base, 14) +
      times(9, (i) =>
        body(
          oval(150 + i * 82, 690 - Math.abs(i - 4) * -2 + (i % 2 ? 22 : 0) - Math.abs(i - 4) ** 2 * 6, 18),
          [s.red, s.green, s.yellow][i % 3]?.base ?? '',
          'round',
        ),
      ),
  },
  socks: {
    example: 'AFGHAN SLIPPER SOCK PAIR',
    stance: 'flat',
    colours: ['red', 'natural', 'sky'],
    draw: (pen) =>
      each(
        [
          [300, -6],
          [560, 6],
        ],
        (x, t, i) =>
          at(
            x,
            480,
            1,
            body(
              'M-80 -300H80V100C80 160 240 170 250 260C256 340 120 330 20 330C-70 330 -90 260 -80 160Z',
              pen.texture('knit', i ? pen.main : pen.main),
              'side',
            ) +
              fill(box(-90, -310, 180, 80, 20), pen.texture('rib', pen.accent)) +
              stroke('M-78 -160H78M-78 -90H78', pen.accent.base, 20) +
              fill('M-86 220C-70 330 -20 332 20 330C10 280 -40 230 -86 220Z', pen.accent.base),
            t,
          ),
      ),
  },
  slippers: {
    example: 'COSY SLIPPER SHOES SMALL RED',
    stance: 'flat',
    colours: ['red', 'green', 'natural'],
    draw: (pen) =>
      each(
        [
          [340, 0],
          [620, 0],
        ],
        (x) =>
          body(
            `M${x - 110} 300C${x - 120} 180 ${x + 120} 180 ${x + 110} 300C${x + 130} 480 ${x + 110} 760 ${x} 770C${x - 110} 760 ${x - 130} 480 ${x - 110} 300Z`,
            pen.texture('knit', pen.main),
            'round',
          ) +
          fill(oval(x, 620, 74, 100), '#fbeedb') +
          stroke(oval(x, 620, 74, 100), pen.accent.base, 16) +
          bow(x, 470, 90, pen.accent),
      ),
  },
  scarf: {
    example: 'FRAPPUCINO SCARF KNITTING KIT',
    stance: 'flat',
    colours: ['pink', 'chocolate', 'navy'],
    draw: (pen) =>
      stroke('M150 700L560 250M240 760L640 330', s.wood.base, 18) +
      fill(oval(560, 250, 22) + oval(640, 330, 22), s.red.base) +
      body(oval(620, 600, 200), pen.main.base, 'round') +
      stroke(
        'M450 530C560 460 700 480 800 560M440 600C560 540 720 560 816 640M470 700C560 620 700 620 780 700M520 430C500 540 540 700 620 798M620 402C580 520 620 680 710 776',
        pen.main.dark,
        10,
      ) +
      stroke('M440 640C300 620 200 520 260 430C320 340 240 300 160 330', pen.main.base, 12),
  },
  'shower-cap': {
    example: 'STRIPY DESIGN SHOWER CAP',
    stance: 'flat',
    colours: ['pink', 'sky', 'mint'],
    draw: (pen) =>
      fill(
        times(14, (i) => oval(190 + i * 44.6, 700 + (i % 2) * 14, 44)),
        pen.main.light,
      ) +
      body('M170 690C130 380 280 210 480 210C680 210 830 380 790 690C640 730 320 730 170 690Z', pen.print, 'round') +
      stroke('M172 680C320 716 640 716 788 680', '#fffdf8', 12) +
      bow(480, 700, 150, pen.accent),
  },
  headphones: {
    example: 'BLACK EAR MUFF HEADPHONES',
    stance: 'flat',
    colours: ['black', 'pink', 'gold'],
    draw: (pen) =>
      stroke('M230 560C200 100 760 100 730 560', pen.main.dark, 44) +
      stroke('M230 560C200 100 760 100 730 560', pen.main.light, 10) +
      [236, 724]
        .map(
          (x) =>
            body(oval(x, 600, 120, 150), pen.print, 'round') +
            times(14, (i) => at(x, 600, 1, stroke('M0 -140V-170', pen.main.base, 16), i * 25.7)) +
            body(oval(x, 600, 60, 80), pen.accent.base, 'round'),
        )
        .join(''),
  },
};
