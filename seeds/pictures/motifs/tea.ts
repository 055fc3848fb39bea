import { SWATCHES as s } from '../palette.ts';
import { glass, steam } from '../parts.ts';
import type { Motif, Pen } from '../pen.ts';
import { at, body, box, fill, heart, oval, stroke, times } from '../shapes.ts';

/** What remains of a mug's name once colours and kinds are taken out, if it is a saying. */
const NOT_A_SAYING = /\b(MUGS?|COFFEE|VINTAGE|BILLBOARD|ASSORTED|RETRO|IN BOX|GIFT|BOX|W|SET OF \d+|SET)\b/g;

const SAYINGS = /PLANET|PLEASE|LOVE\/HATE|DRINK ME|GIN|POTT|HOME SWEET|HEAT|GLAMOROUS|LOCAL CAFE|KINGS CHOICE/;

function onMug(pen: Pen, x: number, y: number, width: number): string {
  if (pen.says(SAYINGS))
    return pen.lettering(NOT_A_SAYING, { x: x - width / 2, y: y - width / 2, width, height: width }, pen.ink, 0.17);
  if (!pen.printName) return fill(heart(x, y, width * 0.62), pen.accent.base);
  return pen.printName === 'motif' ? pen.emblem(x, y, width * 1.1) : '';
}

/** Cups, mugs, pots and glasses. */
export const TEA: Record<string, Motif> = {
  mug: {
    example: 'RED RETROSPOT MUG',
    stance: 'stand',
    colours: ['cream', 'sky', 'red', 'mint', 'yellow', 'pink'],
    foot: 200,
    several: true,
    draw: (pen) => {
      const cup = 'M264 330H636V700C636 752 600 780 550 780H350C300 780 264 752 264 700Z';
      const paint = pen.printName === 'motif' || pen.says(SAYINGS) ? pen.main.base : pen.print;
      return (
        steam(450, 282) +
        stroke('M630 420C790 400 790 660 626 650', pen.main.dark, 54) +
        stroke('M630 414C790 394 790 654 626 644', pen.main.base, 46) +
        body(cup, paint) +
        fill(oval(450, 330, 186, 30), pen.main.light) +
        fill(oval(450, 334, 168, 22), s.chocolate.base) +
        onMug(pen, 450, 560, 240)
      );
    },
  },
  'enamel-mug': {
    example: 'GROW YOUR OWN BASIL IN ENAMEL MUG',
    stance: 'stand',
    colours: ['cream', 'white', 'mint'],
    foot: 190,
    plain: true,
    draw: (pen) =>
      times(5, (i) =>
        at(
          340 + i * 66,
          380 - (i % 2) * 40,
          1,
          stroke('M0 60C0 20 2 -10 0 -60', s.green.dark, 8) +
            fill(
              'M0 -20C-50 -20 -56 -70 -40 -86C-6 -84 2 -50 0 -20ZM0 -50C40 -50 52 -96 40 -116C6 -112 -4 -80 0 -50Z',
              i % 2 ? s.green.base : s.sage.base,
            ),
          (i - 2) * 9,
        ),
      ) +
      stroke('M640 480C770 470 770 680 636 672', s.navy.base, 34) +
      stroke('M640 480C770 470 770 680 636 672', pen.main.base, 22) +
      body('M280 420H640V736C640 766 620 784 590 784H330C300 784 280 766 280 736Z', pen.main.base) +
      fill(box(268, 408, 384, 26, 13), s.navy.base) +
      pen.lettering(
        /GROW YOUR OWN|IN ENAMEL MUG|SET OF 3|IN|ENAMEL|MUG/g,
        { x: 340, y: 540, width: 240, height: 130 },
        s.green.dark,
      ),
  },
  'mug-warmer': {
    example: 'OFFICE MUG WARMER POLKADOT',
    stance: 'stand',
    colours: ['pink', 'chocolate', 'black'],
    foot: 250,
    draw: (pen) =>
      body(box(220, 716, 480, 68, 24), s.slate.base) +
      fill(oval(640, 750, 12), s.red.base) +
      stroke('M700 752C800 760 820 720 900 730', s.slate.base, 14) +
      at(480 - 450 * 0.84, 716 - 780 * 0.84, 0.84, TEA.mug?.draw(pen) ?? ''),
  },
  'mug-cosy': {
    example: 'IVORY KNITTED MUG COSY',
    stance: 'stand',
    colours: ['ivory', 'red'],
    foot: 200,
    plain: true,
    draw: (pen) =>
      steam(450, 282) +
      stroke('M630 420C790 400 790 660 626 650', '#e9e2d6', 46) +
      body('M264 330H636V700C636 752 600 780 550 780H350C300 780 264 752 264 700Z', '#fbfaf6') +
      fill(oval(450, 332, 180, 26), s.chocolate.base) +
      body('M250 420H650V690H250Z', pen.texture('knit', pen.main)) +
      fill(box(240, 404, 420, 40, 16), pen.texture('rib', pen.main)) +
      fill(box(240, 670, 420, 40, 16), pen.texture('rib', pen.main)) +
      [500, 560, 620]
        .map(
          (y) =>
            body(oval(610, y, 20), s.wood.base, 'round') +
            fill(oval(605, y, 3), s.chocolate.base) +
            fill(oval(615, y, 3), s.chocolate.base),
        )
        .join(''),
  },
  teacup: {
    example: 'GREEN REGENCY TEACUP AND SAUCER',
    stance: 'stand',
    colours: ['pink', 'mint', 'sky', 'cream'],
    foot: 250,
    zoom: 1.2,
    draw: (pen) => {
      const cup = 'M230 420H650C646 600 580 700 440 700C300 700 234 600 230 420Z';
      return (
        steam(440, 376) +
        stroke('M636 478C780 450 772 640 588 628', s.gold.base, 26) +
        body(cup, pen.printName === 'spot' || pen.printName === 'union' ? pen.print : '#fbfaf6') +
        (pen.printName === 'spot' || pen.printName === 'union'
          ? ''
          : pen.clip(
              cup,
              fill(
                'M220 420H660V500C620 520 600 470 560 500C520 530 500 480 440 506C380 530 360 480 320 500C280 520 260 480 220 500Z',
                pen.main.base,
              ) +
                [330, 440, 550]
                  .map((x, i) => pen.emblem(x, 592 - (i === 1 ? -16 : 0), 104, { or: 'rose', behind: s.white }))
                  .join(''),
            )) +
        fill(oval(440, 420, 210, 30), s.gold.base) +
        fill(oval(440, 420, 203, 26), '#fffaf2') +
        fill(oval(440, 426, 182, 18), s.amber.dark) +
        body('M356 690H524L544 724H336Z', pen.main.base) +
        body('M130 724C200 790 680 790 750 724C640 740 240 740 130 724Z', pen.main.base, 'side') +
        body(oval(440, 724, 310, 26), '#fbfaf6', 'top') +
        `<ellipse cx="440" cy="724" rx="292" ry="21" fill="none" stroke="${s.gold.base}" stroke-width="5"/>`
      );
    },
  },
  'tea-glass': {
    example: 'ANTIQUE SILVER TEA GLASS ETCHED',
    stance: 'stand',
    colours: ['silver', 'gold', 'turquoise'],
    foot: 140,
    plain: true,
    draw: ({ main: m }) => {
      const cup =
        'M340 250H620C600 380 560 440 566 540C572 660 600 700 590 780H370C360 700 388 660 394 540C400 440 360 380 340 250Z';
      return (
        fill(
          'M350 330H610C596 420 560 450 566 540C572 650 596 690 588 766H372C364 690 388 650 394 540C400 450 364 420 350 330Z',
          s.amber.base,
          0.75,
        ) +
        fill(cup, m.light, 0.3) +
        glass(cup, m.light, 0.25) +
        stroke('M344 270H616M352 310H608', m.dark, 7) +
        times(6, (i) =>
          stroke(`M${376 + i * 42} 320C${380 + i * 40} 360 ${390 + i * 36} 380 ${390 + i * 36} 410`, m.dark, 5),
        ) +
        times(3, (i) =>
          at(430 + i * 50, 620, 0.8, stroke('M0 -70C-34 -40 -34 20 0 60C34 20 34 -40 0 -70ZM0 -40V40', m.dark, 6)),
        ) +
        stroke('M380 740H580', m.dark, 7) +
        fill(
          'M470 380C440 360 420 330 440 300C470 310 484 340 470 380ZM480 384C490 350 520 340 540 344C536 374 510 392 480 384Z',
          s.green.base,
        )
      );
    },
  },
  'wine-glass': {
    example: 'BLACK WINE GLASS',
    stance: 'stand',
    colours: ['glass', 'pink', 'black'],
    foot: 150,
    several: true,
    draw: ({ main: m, says }) => {
      const bowl = says(/SUNDAE|MILKSHAKE/)
        ? 'M320 240H640C620 420 580 560 500 600H460C380 560 340 420 320 240Z'
        : 'M330 220H630C660 400 600 540 500 560H460C360 540 300 400 330 220Z';
      return (
        stroke('M480 560V740', m.base, 24) +
        fill(bowl, m.base, 0.62) +
        glass(bowl, m.light, 0.3) +
        body(oval(480, 220, 150, 18), m.light, 'none') +
        stroke('M372 280C366 380 390 460 430 500', '#fff', 10) +
        body('M330 780C340 744 440 736 480 736C520 736 620 744 630 780Z', m.base)
      );
    },
  },
  tumbler: {
    example: 'SET OF 6 FUNKY BEAKERS',
    stance: 'stand',
    colours: ['sky', 'pink', 'mint', 'yellow'],
    foot: 150,
    several: true,
    draw: (pen) =>
      body('M320 280H640L604 780H356Z', pen.print) +
      glass('M320 280H640L604 780H356Z', '#ffffff', 0.12) +
      fill(oval(480, 280, 160, 24), pen.main.pale) +
      stroke('M366 360L390 700', '#fff', 12),
  },
  teapot: {
    example: 'RED RETROSPOT TRADITIONAL TEAPOT',
    stance: 'stand',
    colours: ['sky', 'mint', 'pink', 'cream', 'red'],
    foot: 190,
    zoom: 1.06,
    draw: (pen) => {
      const { main: m, accent: a } = pen;
      const pot =
        'M270 560C270 420 370 360 480 360C590 360 690 420 690 560C690 700 600 770 480 770C360 770 270 700 270 560Z';
      return (
        stroke('M676 460C840 420 850 680 660 670', m.dark, 50) +
        stroke('M676 454C840 414 850 674 660 664', m.base, 42) +
        body('M296 620C210 600 190 500 130 430L176 392C230 440 250 500 310 500Z', m.base) +
        body(oval(152, 410, 34, 16), m.dark, 'none') +
        body(pot, pen.printName === 'motif' ? m.base : pen.print, 'round') +
        (pen.printName === 'motif' || !pen.printName ? pen.emblem(480, 570, 220, { or: 'rose' }) : '') +
        body('M352 386C380 320 430 304 480 304C530 304 580 320 608 386C540 360 420 360 352 386Z', a.base, 'round') +
        body(oval(480, 286, 30), a.base, 'round') +
        body('M380 756H580L600 784H360Z', m.dark)
      );
    },
  },
  'tea-set': {
    example: 'TEA TIME TEA SET IN GIFT BOX',
    stance: 'stand',
    colours: ['sky', 'red', 'pink'],
    foot: 350,
    zoom: 1,
    draw: (pen) =>
      at(300 - 480 * 0.72, 780 - 780 * 0.72, 0.72, TEA.teapot?.draw(pen) ?? '') +
      at(700 - 450 * 0.5, 784 - 780 * 0.5, 0.5, TEA.mug?.draw(pen) ?? '').replaceAll(
        '255,255,255,.75',
        '255,255,255,0',
      ),
  },
  'coffee-set': {
    example: 'KENSINGTON COFFEE SET',
    stance: 'stand',
    colours: ['navy', 'red', 'teal'],
    foot: 300,
    draw: ({ main: m, accent: a }) =>
      stroke('M560 400C700 390 700 640 556 640', m.dark, 38) +
      body('M350 300H570L600 780H320Z', m.base) +
      body('M350 340L270 290L300 260L370 300Z', m.base) +
      body('M346 300C360 250 560 250 574 300Z', a.base) +
      body(oval(460, 250, 22), a.base, 'round') +
      fill(box(326, 640, 270, 34), a.base) +
      body('M650 660H800C798 740 770 780 724 780C680 780 654 740 650 660Z', a.base) +
      fill(oval(725, 660, 75, 12), s.chocolate.base),
  },
  'milk-bottle': {
    example: 'MILK BOTTLE WITH GLASS STOPPER',
    stance: 'stand',
    colours: ['white', 'glass'],
    foot: 130,
    plain: true,
    draw: () =>
      fill(
        'M372 470C390 440 402 420 408 400H552C558 420 570 440 588 470V740C588 760 576 774 556 774H404C384 774 372 760 372 740Z',
        '#fffdf6',
      ) +
      glass(
        'M410 230H550V330C556 400 604 420 604 500V740C604 770 584 784 556 784H404C376 784 356 770 356 740V500C356 420 404 400 410 330Z',
        '#e4eef0',
        0.3,
      ) +
      body(box(396, 206, 168, 38, 16), s.silver.base) +
      body(oval(480, 178, 40, 34), s.sky.light, 'round') +
      stroke('M396 540V700', '#fff', 12) +
      stroke('M440 600C460 570 500 570 520 600C500 640 460 640 440 600Z', s.sky.dark, 7),
  },
  bottle: {
    example: 'DECORATIVE ROSE BATHROOM BOTTLE',
    stance: 'stand',
    colours: ['mint', 'sky', 'blush', 'lilac'],
    foot: 170,
    draw: (pen) =>
      body(box(440, 200, 80, 76, 14), s.wood.base) +
      body(
        'M436 270H524V370C524 410 660 420 660 520V720C660 760 640 784 600 784H360C320 784 300 760 300 720V520C300 420 436 410 436 370Z',
        pen.main.base,
      ) +
      body(box(424, 262, 112, 28, 12), pen.main.dark) +
      body(oval(480, 610, 124, 124), '#fffaf0', 'none') +
      pen.emblem(480, 610, 180, { behind: s.cream, or: 'flower' }),
  },
  jug: {
    example: 'ENAMEL FLOWER JUG CREAM',
    stance: 'stand',
    colours: ['cream', 'mint', 'sky'],
    foot: 190,
    draw: (pen) => {
      const jug =
        'M340 260L290 230H640L610 300C660 420 690 520 670 640C660 720 620 784 560 784H380C320 784 290 720 280 640C260 520 320 400 340 260Z';
      return (
        stroke('M620 330C800 300 800 620 650 640', pen.main.dark, 42) +
        stroke('M620 324C800 294 800 614 650 634', pen.main.base, 34) +
        body(jug, pen.printName === 'motif' ? pen.main.base : pen.print) +
        fill('M290 230H640L634 250H324Z', pen.main.dark) +
        (pen.says(/MEASUR/)
          ? times(6, (i) => stroke(`M340 ${420 + i * 52}H${i % 2 ? 400 : 440}`, s.navy.base, 8))
          : pen.emblem(478, 560, 240, { or: 'daisy' })) +
        stroke('M300 246H628', s.navy.base, 9)
      );
    },
  },
};
