import { SWATCHES as s } from '../palette.ts';
import { glass } from '../parts.ts';
import type { Motif, Pen } from '../pen.ts';
import { at, body, box, each, fill, heart, oval, stroke, times } from '../shapes.ts';

const egg = (x: number, y: number, k = 1) =>
  at(
    x,
    y,
    k,
    body(
      'M0 -150C60 -150 96 -60 96 0C96 60 50 90 0 90C-50 90 -96 60 -96 0C-96 -60 -60 -150 0 -150Z',
      '#f6dcc0',
      'round',
    ),
  );

const onPlate = (pen: Pen, x: number, y: number, size: number) =>
  pen.printName && pen.printName !== 'motif' ? '' : pen.emblem(x, y, size, { behind: s.cream, or: 'flower' });

/** Plates, bowls, trays and what stands on the table. */
export const PLATES: Record<string, Motif> = {
  plate: {
    example: 'RED RETROSPOT PLATE',
    stance: 'flat',
    colours: ['sky', 'pink', 'mint', 'cream'],
    draw: (pen) =>
      body(oval(480, 480, 350), pen.printName && pen.printName !== 'motif' ? pen.print : pen.main.base, 'soft') +
      stroke(oval(480, 480, 344), pen.main.dark, 6) +
      fill(oval(480, 488, 236), pen.main.dark, 0.4) +
      body(oval(480, 480, 232), '#fffaf2', 'soft') +
      onPlate(pen, 480, 480, 280) +
      (pen.printName && pen.printName !== 'motif' ? fill(heart(480, 486, 130), pen.main.base) : ''),
  },
  'breakfast-plate': {
    example: 'FULL ENGLISH BREAKFAST PLATE',
    stance: 'flat',
    colours: ['white'],
    plain: true,
    draw: () =>
      body(oval(480, 480, 350), '#fffdf8', 'soft') +
      stroke(oval(480, 480, 326), s.blue.base, 9) +
      stroke(oval(480, 480, 306), s.blue.base, 3) +
      body('M340 360C400 300 520 330 520 420C520 500 430 520 360 490C300 460 290 400 340 360Z', '#fffaf0', 'none') +
      stroke('M340 360C400 300 520 330 520 420C520 500 430 520 360 490C300 460 290 400 340 360Z', '#eadfc8', 5) +
      body(oval(412, 420, 48), s.yellow.base, 'round') +
      stroke('M560 330C620 400 560 440 620 520', s.berry.light, 52) +
      stroke('M560 330C620 400 560 440 620 520', '#f6d9cf', 12) +
      at(430, 612, 1, stroke('M-90 20C-40 50 40 50 90 10', s.brown.base, 56)) +
      fill('M560 590C640 540 700 600 660 660C610 700 540 660 560 590Z', s.orange.dark) +
      times(7, (i) => body(oval(584 + (i % 3) * 34, 600 + Math.floor(i / 3) * 26, 17, 13), s.orange.base, 'round')) +
      body(oval(306, 560, 44), s.red.base, 'round') +
      body(oval(306, 560, 28), s.red.light, 'none'),
  },
  'pizza-plate': {
    example: 'PIZZA PLATE IN BOX',
    stance: 'flat',
    colours: ['cream', 'red', 'green'],
    draw: (pen) =>
      body(oval(480, 480, 350), pen.printName && pen.printName !== 'motif' ? pen.print : s.cream.base, 'soft') +
      body(oval(480, 480, 280), s.wood.base, 'round') +
      fill(oval(480, 480, 248), s.red.base) +
      fill(oval(480, 480, 238), s.yellow.base) +
      each(
        [
          [380, 380],
          [560, 360],
          [620, 500],
          [500, 620],
          [360, 560],
          [480, 480],
        ],
        (x, y) => body(oval(x, y, 40), s.red.base, 'round') + fill(oval(x - 10, y - 8, 6), s.red.light),
      ) +
      each(
        [
          [470, 330],
          [420, 470],
          [590, 430],
          [560, 580],
          [400, 650],
          [320, 460],
        ],
        (x, y, i) => at(x, y, 0.9, fill('M0 -26C-22 -14 -22 14 0 26C22 14 22 -14 0 -26Z', s.green.base), i * 40),
      ) +
      stroke('M480 232V728M266 356L694 604M694 356L266 604', '#e0b04a', 5),
  },
  'tea-plate': {
    example: 'TEA BAG PLATE RED RETROSPOT',
    stance: 'flat',
    colours: ['red', 'pink', 'sky'],
    draw: (pen) => {
      const pot =
        'M230 500C230 380 330 310 450 310C560 310 630 350 660 430C740 380 780 330 800 330C840 330 850 370 820 400C780 440 730 480 690 540C670 660 580 720 450 720C310 720 230 640 230 500Z';
      return (
        stroke('M250 400C130 360 110 560 246 590', pen.main.base, 44) +
        body(pot, pen.print, 'soft') +
        body('M340 330C350 280 400 262 450 262C500 262 550 280 560 330C490 300 410 300 340 330Z', pen.main.base) +
        body(oval(450, 246, 28), pen.main.dark, 'round') +
        stroke(pot, pen.main.dark, 6) +
        fill(
          'M300 520C300 430 370 390 450 390C540 390 600 430 600 520C600 600 540 650 450 650C360 650 300 600 300 520Z',
          '#fffaf2',
        ) +
        body(box(396, 466, 110, 120, 12), s.natural.base, 'soft') +
        stroke('M450 466C450 420 540 420 560 380', '#fffaf2', 5) +
        fill(heart(451, 526, 48), s.red.base)
      );
    },
  },
  bowl: {
    example: 'RED RETROSPOT BIG BOWL',
    stance: 'stand',
    colours: ['sky', 'mint', 'pink', 'cream', 'yellow'],
    foot: 170,
    zoom: 1.18,
    draw: (pen) =>
      body(
        'M180 470H780C776 640 660 740 480 740C300 740 184 640 180 470Z',
        pen.printName === 'motif' ? pen.main.base : pen.print,
      ) +
      fill(oval(480, 470, 300, 44), pen.main.dark) +
      fill(oval(480, 476, 282, 34), '#fffaf2') +
      (pen.printName === 'motif' || !pen.printName
        ? times(3, (i) => pen.emblem(310 + i * 170, 590 + (i === 1 ? 20 : 0), 116, { or: 'flower' }))
        : '') +
      body('M370 736H590L604 784H356Z', pen.main.dark),
  },
  'bowl-set': {
    example: 'SET/5 RED RETROSPOT LID GLASS BOWLS',
    stance: 'stand',
    colours: ['red', 'sky', 'mint'],
    foot: 290,
    draw: (pen) =>
      times(4, (i) => {
        const w = 560 - i * 86;
        const y = 784 - i * 146;
        return (
          body(
            `M${480 - w / 2} ${y - 110}H${480 + w / 2}L${480 + w / 2 - 40} ${y}H${480 - w / 2 + 40}Z`,
            s.glass.base,
          ) +
          glass(
            `M${480 - w / 2} ${y - 110}H${480 + w / 2}L${480 + w / 2 - 40} ${y}H${480 - w / 2 + 40}Z`,
            '#dfeef0',
            0.3,
          ) +
          body(box(480 - w / 2 - 14, y - 146, w + 28, 42, 18), pen.print)
        );
      }),
  },
  'egg-cup': {
    example: 'SOLDIERS EGG CUP',
    stance: 'stand',
    colours: ['sky', 'pink', 'cream', 'red'],
    foot: 150,
    draw: (pen) =>
      egg(480, 420, 1.4) +
      body(
        'M310 430H650C650 560 590 620 540 640C530 690 560 730 610 784H350C400 730 430 690 420 640C370 620 310 560 310 430Z',
        pen.printName && pen.printName !== 'motif' ? pen.print : pen.main.base,
      ) +
      fill(box(300, 420, 360, 26, 13), pen.main.dark) +
      (pen.theme ? pen.emblem(480, 524, 140) : ''),
  },
  'breakfast-set': {
    example: 'CHILDS BREAKFAST SET SPACEBOY',
    stance: 'stand',
    colours: ['sky', 'pink', 'mint'],
    foot: 360,
    zoom: 1.06,
    draw: (pen) => {
      const m = pen.main;
      return (
        body(oval(480, 470, 270), m.base, 'soft') +
        body(oval(480, 470, 190), '#fffaf2', 'soft') +
        pen.emblem(480, 470, 250, { behind: s.cream }) +
        stroke('M300 620C210 610 210 740 300 730', m.dark, 24) +
        body('M120 600H310V740C310 770 290 784 270 784H160C140 784 120 770 120 740Z', m.base) +
        pen.emblem(215, 696, 110, { only: pen.themes[1] ?? 'star' }) +
        egg(735, 610, 0.62) +
        body('M670 620H800C800 680 780 710 750 720L770 784H700L720 720C690 710 670 680 670 620Z', m.base) +
        body('M360 680H620C616 750 570 784 490 784C410 784 364 750 360 680Z', pen.accent.base) +
        fill(oval(490, 680, 130, 18), '#fffaf2') +
        pen.emblem(490, 735, 64, { only: pen.themes[1] ?? 'star', behind: pen.accent })
      );
    },
  },
  tray: {
    example: 'SPACEBOY TV DINNER TRAY',
    stance: 'flat',
    colours: ['sky', 'red', 'mint', 'cream'],
    draw: (pen) =>
      body(box(120, 250, 720, 460, 60), pen.main.dark, 'soft') +
      body(box(146, 276, 668, 408, 44), pen.print, 'soft') +
      stroke(box(146, 276, 668, 408, 44), pen.main.light, 8) +
      fill(box(112, 400, 46, 160, 23), pen.main.deep) +
      fill(box(802, 400, 46, 160, 23), pen.main.deep) +
      (pen.printName === 'motif' || !pen.printName ? pen.emblem(480, 480, 250, { or: 'flower' }) : ''),
  },
  placemat: {
    example: 'SET OF 4 FAIRY CAKE PLACEMATS',
    stance: 'flat',
    colours: ['cream', 'sky', 'red'],
    draw: (pen) =>
      body(box(130, 260, 700, 440, 24), pen.main.base, 'soft') +
      stroke(box(158, 288, 644, 384, 14), pen.accent.base, 8, '26 18') +
      pen.clip(box(180, 310, 600, 340, 8), fill(box(180, 310, 600, 340), pen.print)) +
      body(oval(480, 480, 140), '#fffaf2', 'none') +
      pen.emblem(480, 480, 190, { behind: s.cream, or: 'flower' }),
  },
  coaster: {
    example: 'SET OF 4 POLKADOT COASTERS',
    stance: 'flat',
    colours: ['sky', 'pink', 'red', 'mint'],
    draw: (pen) =>
      each(
        [
          [310, 320],
          [650, 320],
          [310, 650],
          [650, 650],
        ],
        (x, y, i) =>
          body(box(x - 150, y - 150, 300, 300, 46), i % 3 ? pen.accent.base : pen.print, 'soft') +
          (pen.printName === 'motif' || i % 3
            ? pen.emblem(x, y, 190, { behind: i % 3 ? pen.accent : pen.main, or: 'flower' })
            : ''),
      ),
  },
  'butter-dish': {
    example: 'RED RETROSPOT BUTTER DISH',
    stance: 'stand',
    colours: ['red', 'cream', 'glass'],
    foot: 290,
    zoom: 1.16,
    draw: (pen) =>
      body('M250 720V520C250 440 300 410 360 410H600C660 410 710 440 710 520V720Z', pen.print) +
      body(oval(480, 390, 54, 26), pen.main.dark, 'round') +
      body('M150 716H810C800 770 720 784 480 784C240 784 160 770 150 716Z', '#fbfaf6') +
      (pen.printName ? '' : pen.emblem(480, 570, 150, { or: 'flower' })),
  },
  'toast-rack': {
    example: 'DAIRY MAID TOASTRACK',
    stance: 'stand',
    colours: ['cream', 'sky', 'silver'],
    foot: 280,
    draw: (pen) =>
      times(
        4,
        (i) =>
          body(
            `M${236 + i * 120} 740V470C${210 + i * 120} 400 ${300 + i * 120} 390 ${306 + i * 120} 400C${360 + i * 120} 390 ${390 + i * 120} 440 ${360 + i * 120} 480V740Z`,
            i % 2 ? s.wood.base : s.wood.light,
          ) +
          stroke(
            `M${232 + i * 120} 740V430C${232 + i * 120} 380 ${300 + i * 120} 380 ${300 + i * 120} 430V740`,
            pen.main.dark,
            14,
          ),
      ) + body('M160 724H800C800 780 700 784 480 784C260 784 160 780 160 724Z', pen.main.base),
  },
  'food-cover': {
    example: 'CHERRY CROCHET FOOD COVER',
    stance: 'stand',
    colours: ['white', 'pink', 'natural'],
    foot: 300,
    draw: (pen) =>
      body(oval(480, 770, 330, 40), s.wood.base, 'top') +
      at(
        480,
        740,
        1.5,
        body('M-90 0H90L70 40H-70Z', s.wood.light) + body('M-100 0C-100 -100 100 -100 100 0Z', s.pink.base, 'round'),
      ) +
      fill('M170 750C170 470 320 340 480 340C640 340 790 470 790 750Z', '#fffdf8', 0.62) +
      pen.clip(
        'M170 750C170 470 320 340 480 340C640 340 790 470 790 750Z',
        stroke(
          times(12, (i) => `M${120 + i * 66} 760L480 300M${170} ${400 + i * 34}H790`),
          'rgba(255,255,255,.8)',
          4,
        ),
      ) +
      stroke('M170 750C250 790 710 790 790 750', pen.main.name === 'white' ? s.red.base : pen.main.base, 16) +
      [310, 480, 650]
        .map((x, i) => pen.emblem(x, 590 - (i === 1 ? 70 : 0), 110, { or: 'flower', behind: s.white }))
        .join('') +
      body(oval(480, 326, 26), s.wood.base, 'round'),
  },
  'fruit-bowl': {
    example: 'SWEETHEART WIRE FRUIT BOWL',
    stance: 'stand',
    colours: ['cream', 'black'],
    foot: 170,
    plain: true,
    draw: (pen) =>
      pen.emblem(360, 420, 190, { only: 'apple', behind: s.white }) +
      pen.emblem(600, 420, 200, { only: 'pear', behind: s.white }) +
      pen.emblem(480, 380, 190, { only: 'lemon', behind: s.white }) +
      stroke('M170 470C200 660 340 720 480 720C620 720 760 660 790 470Z', pen.main.base, 18) +
      times(7, (i) =>
        stroke(`M${220 + i * 87} 476C${250 + i * 76} 620 ${390 + i * 30} 700 ${420 + i * 20} 718`, pen.main.base, 8),
      ) +
      times(5, (i) => stroke(heart(270 + i * 105, 560 + (i === 2 ? 24 : i % 2 ? 18 : 0), 70), pen.main.light, 10)) +
      stroke('M340 780H620M400 720L360 780M560 720L600 780', pen.main.base, 16),
  },
};
