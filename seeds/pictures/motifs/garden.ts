import { line } from '../lettering.ts';
import { SWATCHES as s } from '../palette.ts';
import { hangLoop } from '../parts.ts';
import type { Motif } from '../pen.ts';
import { at, body, box, each, fill, heart, oval, stroke, times } from '../shapes.ts';

const sprout = (x: number, y: number, k = 1) =>
  at(
    x,
    y,
    k,
    stroke('M0 0C-4 -60 6 -110 0 -170', s.green.dark, 11) +
      fill(
        'M0 -70C-70 -70 -90 -130 -80 -160C-20 -160 4 -120 0 -70ZM0 -110C70 -110 90 -170 80 -200C20 -200 -4 -160 0 -110Z',
        s.green.base,
      ) +
      fill('M0 -160C-40 -180 -40 -230 0 -260C40 -230 40 -180 0 -160Z', s.sage.base),
  );

/** Things for the garden. */
export const GARDEN: Record<string, Motif> = {
  'watering-can': {
    example: 'ENAMEL WATERING CAN CREAM',
    stance: 'stand',
    colours: ['mint', 'sky', 'cream', 'pink'],
    foot: 210,
    zoom: 1.08,
    draw: (pen) => {
      const m = pen.main;
      return (
        stroke('M560 400C800 380 820 700 620 700', m.dark, 36) +
        stroke('M560 394C800 374 820 694 620 694', m.base, 28) +
        body('M330 640L150 330L196 306L380 540Z', m.base) +
        body('M110 350L220 270L240 300L140 376Z', m.dark) +
        body('M300 460H640L660 784H280Z', pen.printName && pen.printName !== 'motif' ? pen.print : m.base) +
        body('M320 460C330 400 400 370 480 370H640V460Z', m.light, 'top') +
        pen.emblem(470, 620, 190, { or: 'flower' }) +
        times(4, (i) =>
          fill('M0 0C-8 14 -8 22 0 26C8 22 8 14 0 0Z', s.sky.base).replace(
            '<path',
            `<path transform="translate(${90 + i * 28} ${390 + (i % 2) * 46})"`,
          ),
        )
      );
    },
  },
  'plant-pot': {
    example: 'DECORATIVE PLANT POT WITH FRIEZE',
    stance: 'stand',
    colours: ['copper', 'zinc', 'cream', 'mint'],
    foot: 180,
    several: true,
    draw: (pen) =>
      sprout(420, 460, 0.9) +
      sprout(540, 460, 0.8) +
      sprout(480, 440, 1.2) +
      body('M290 480H670L630 784H330Z', pen.printName && pen.printName !== 'motif' ? pen.print : pen.main.base) +
      body(box(266, 430, 428, 80, 16), pen.main.dark) +
      (pen.says(/HEART/)
        ? fill(heart(480, 640, 150), pen.main.dark)
        : stroke(
            'M310 600C350 560 390 640 430 600C470 560 510 640 550 600C590 560 620 620 648 600',
            pen.main.light,
            12,
          )),
  },
  'grow-kit': {
    example: 'GROW YOUR OWN PLANT IN A CAN',
    stance: 'stand',
    colours: ['green', 'sage', 'yellow'],
    foot: 180,
    zoom: 0.94,
    plain: true,
    draw: (pen) =>
      sprout(480, 330, 1.1) +
      body('M300 330H660V760C660 776 650 784 630 784H330C310 784 300 776 300 760Z', s.silver.base) +
      fill('M300 390H660V724H300Z', pen.main.base) +
      body('M300 390H660V724H300Z', 'rgba(255,255,255,0)') +
      fill(oval(480, 330, 180, 34), s.silver.dark) +
      fill(oval(480, 334, 160, 26), s.chocolate.base) +
      stroke(box(292, 322, 376, 20, 10), s.silver.light, 8) +
      fill(box(340, 450, 280, 210, 20), '#fffaf2') +
      line('GROW', 480, 530, 46, s.green.dark, 0.17) +
      pen.emblem(480, 600, 90, { behind: s.cream, or: 'sprig' }),
  },
  'plant-marker': {
    example: 'HERB MARKER BASIL',
    stance: 'stand',
    colours: ['zinc', 'cream', 'sage'],
    foot: 210,
    zoom: 1.04,
    draw: (pen) =>
      stroke('M480 560V780', s.silver.dark, 22) +
      body(
        'M240 300C240 230 400 210 480 210C560 210 720 230 720 300V520C720 590 560 610 480 610C400 610 240 590 240 520Z',
        pen.main.base,
        'soft',
      ) +
      stroke(
        'M262 306C262 250 410 232 480 232C550 232 698 250 698 306V514C698 570 550 588 480 588C410 588 262 570 262 514Z',
        pen.main.dark,
        6,
      ) +
      (pen.theme && !pen.says(/HERB/)
        ? pen.emblem(480, 410, 260)
        : pen.lettering(/HERB|MARKER|GARDEN/g, { x: 290, y: 350, width: 380, height: 120 }, s.green.deep, 0.16)) +
      body(
        'M220 784C240 740 320 740 340 770C380 720 460 730 480 764C520 720 600 730 620 770C650 740 720 740 740 784Z',
        s.chocolate.base,
        'top',
      ) +
      sprout(300, 764, 0.5) +
      sprout(670, 764, 0.46),
  },
  'bird-house': {
    example: 'BLUE BIRDHOUSE DECORATION',
    stance: 'hang',
    colours: ['sky', 'green', 'red', 'natural'],
    draw: (pen) =>
      hangLoop(480, 190, s.silver) +
      body('M290 420H670L640 780H320Z', pen.texture('grain', pen.main), 'side') +
      body(
        'M210 440L480 190L750 440L700 470L480 270L260 470Z',
        pen.accent.name === 'cream' ? s.red.base : pen.accent.base,
        'top',
      ) +
      fill(oval(480, 540, 76), s.chocolate.base) +
      body(box(466, 640, 28, 70, 10), s.wood.base) +
      pen.emblem(480, 642, 120, { only: 'bird', behind: s.white }) +
      fill(heart(480, 370, 70), pen.accent.base) +
      fill(box(300, 764, 360, 30, 10), pen.main.dark),
  },
  'garden-tools': {
    example: 'CHILDS GARDEN TROWEL PINK',
    stance: 'flat',
    colours: ['pink', 'blue', 'green', 'red'],
    draw: (pen) => {
      const m = pen.main;
      const head = pen.says(/FORK|RAKE/)
        ? body('M-110 60H110V110H-110Z', m.dark) +
          [-94, -31, 31, 94].map((x) => body(`M${x - 16} 100H${x + 16}L${x} 330Z`, m.base)).join('')
        : pen.says(/BRUSH/)
          ? body(box(-130, 50, 260, 80, 20), m.base) +
            times(13, (i) => stroke(`M${-116 + i * 19} 130V${270 + (i % 2) * 14}`, s.natural.dark, 12))
          : body('M-110 60H110V200C110 300 40 350 0 380C-40 350 -110 300 -110 200Z', m.base) +
            stroke('M0 90V320', m.dark, 12);
      const tool =
        body(box(-24, -330, 48, 300, 22), s.wood.base) +
        fill('M-25 -250H25V-210H-25Z', m.base) +
        body('M-18 -40H18L30 70H-30Z', s.silver.base) +
        head +
        fill(oval(0, -300, 9), '#fffaf2');
      return pen.says(/SET|TOOLS/)
        ? at(310, 460, 0.86, tool, -14) + at(640, 460, 0.86, tool.replaceAll(m.base, s.red.base), 12)
        : at(480, 470, 1, tool, 28);
    },
  },
  'garden-gloves': {
    example: 'CHILDRENS GARDEN GLOVES PINK',
    stance: 'flat',
    colours: ['pink', 'blue', 'sage'],
    draw: (pen) => {
      const hand =
        body(
          'M-110 180V-40C-160 -70 -190 -130 -160 -150C-130 -160 -104 -120 -90 -100V-250C-90 -290 -42 -290 -40 -250V-150V-280C-40 -320 8 -320 10 -280V-150V-260C10 -300 56 -300 58 -260V-130V-210C58 -246 100 -246 102 -210V180Z',
          pen.main.base,
          'soft',
        ) +
        pen.emblem(0, 0, 120, { or: 'flower' }) +
        body(box(-124, 150, 240, 130, 24), pen.accent.base) +
        stroke('M-112 186H104M-112 240H104', pen.main.base, 6, '16 12');
      return `${at(340, 490, 0.98, hand, -8)}<g transform="translate(640 490) rotate(8) scale(-.98 .98)">${hand}</g>`;
    },
  },
  'wind-chime': {
    example: 'METAL TUBE CHIME ON BAMBOO',
    stance: 'hang',
    colours: ['silver', 'gold'],
    plain: true,
    draw: (pen) =>
      hangLoop(480, 160, s.silver) +
      stroke('M480 170L330 260M480 170L630 260', '#a08b7c', 6) +
      body(box(290, 250, 380, 56, 28), s.wood.base) +
      times(
        5,
        (i) =>
          stroke(`M${330 + i * 75} 300V350`, '#a08b7c', 5) +
          body(box(308 + i * 75, 350, 44, [330, 410, 260, 380, 300][i] ?? 300, 20), pen.main.base),
      ) +
      stroke('M480 300V720', '#a08b7c', 5) +
      body(oval(480, 540, 44), s.wood.base, 'round') +
      body('M440 720H520L500 820H460Z', s.wood.dark),
  },
  windsock: {
    example: 'UNION FLAG WINDSOCK',
    stance: 'hang',
    colours: ['red', 'sky'],
    draw: (pen) =>
      stroke('M140 140V860', s.wood.base, 22) +
      stroke('M150 260L260 250M150 420L260 430', '#a08b7c', 6) +
      body('M250 220C280 220 280 460 250 460L700 420C720 400 720 300 700 280Z', pen.print, 'top') +
      body(oval(256, 340, 34, 120), pen.main.dark, 'none') +
      times(6, (i) =>
        stroke(
          `M690 ${296 + i * 22}C740 ${280 + i * 30} 790 ${320 + i * 30} 870 ${290 + i * 40}`,
          i % 2 ? pen.main.base : pen.accent.base,
          18,
        ),
      ),
  },
  seeds: {
    example: 'POTTING SHED SEED ENVELOPES',
    stance: 'flat',
    colours: ['natural', 'cream'],
    plain: true,
    draw: (pen) =>
      each(
        [
          [320, 460, -12, s.natural, 'sprig'],
          [490, 440, 2, s.cream, 'daisy'],
          [670, 480, 13, s.sage, 'strawberry'],
        ],
        (x, y, t, c, e) =>
          at(
            x,
            y,
            1,
            body(box(-130, -220, 260, 440, 8), c.base, 'soft') +
              fill('M-130 -220H130V-160L0 -130L-130 -160Z', c.dark) +
              fill(box(-96, -90, 192, 190, 10), '#fffdf8') +
              pen.emblem(0, 4, 150, { only: e, behind: s.white }) +
              line('SEEDS', 0, 176, 36, s.green.deep, 0.16),
            t,
          ),
      ) + times(9, (i) => fill(oval(350 + i * 34, 770 + (i % 3) * 18, 9, 6), s.chocolate.base)),
  },
  twine: {
    example: 'POTTING SHED TWINE',
    stance: 'stand',
    colours: ['natural', 'green'],
    foot: 190,
    plain: true,
    draw: ({ main: m }) =>
      body(box(300, 360, 360, 424, 60), m.base) +
      times(13, (i) =>
        stroke(`M304 ${390 + i * 30}C400 ${410 + i * 30} 560 ${376 + i * 30} 656 ${396 + i * 30}`, m.dark, 6),
      ) +
      fill(box(300, 500, 360, 150), '#fffaf2') +
      line('TWINE', 480, 604, 58, s.green.deep, 0.17) +
      stroke('M640 420C760 440 720 600 760 680C780 730 740 780 700 770', m.dark, 11),
  },
  'kneeling-pad': {
    example: 'GARDENERS KNEELING PAD',
    stance: 'flat',
    colours: ['green', 'sage'],
    draw: (pen) =>
      body(box(130, 300, 700, 380, 110), pen.print, 'soft') +
      stroke(box(160, 330, 640, 320, 90), pen.main.light, 7, '22 16') +
      fill(box(390, 316, 180, 60, 30), pen.main.deep) +
      pen.emblem(480, 520, 200, { or: 'flower' }),
  },
  vase: {
    example: 'RIDGED GLASS POSY VASE',
    stance: 'stand',
    colours: ['glass', 'sky', 'pink', 'mint'],
    foot: 140,
    draw: (pen) =>
      stroke('M460 480L390 300M480 480V250M500 480L580 310', s.green.dark, 9) +
      pen.emblem(380, 280, 150, { only: pen.says(/ROSE/) ? 'rose' : 'flower', behind: s.white }) +
      pen.emblem(486, 210, 160, { only: pen.says(/ROSE/) ? 'rose' : 'daisy', behind: s.white }) +
      pen.emblem(596, 300, 140, { only: pen.says(/ROSE/) ? 'rose' : 'flower', behind: s.sky }) +
      body(
        'M400 440H560C560 500 660 560 650 680C644 760 590 784 540 784H420C370 784 316 760 310 680C300 560 400 500 400 440Z',
        pen.main.base,
      ) +
      times(6, (i) =>
        stroke(`M${420 + i * 24} 460C${400 + i * 30} 560 ${360 + i * 46} 680 ${400 + i * 32} 776`, pen.main.light, 6),
      ),
  },
  'art-flower': {
    example: 'WHITE CHRYSANTHEMUMS ART FLOWER',
    stance: 'flat',
    colours: ['white', 'pink', 'blush'],
    plain: true,
    draw: ({ main: m }) =>
      stroke('M480 480C500 640 560 740 640 840', s.green.dark, 20) +
      fill('M540 680C640 620 720 660 750 720C670 770 590 750 540 680Z', s.green.base) +
      times(16, (i) =>
        at(450, 410, 1, fill('M0 0C-46 -120 -36 -220 0 -270C36 -220 46 -120 0 0Z', i % 2 ? m.base : m.light), i * 22.5),
      ) +
      times(12, (i) =>
        at(450, 410, 1, fill('M0 0C-34 -80 -26 -140 0 -180C26 -140 34 -80 0 0Z', i % 2 ? m.dark : m.base), i * 30 + 8),
      ) +
      body(oval(450, 410, 46), s.mustard.base, 'round'),
  },
  gnome: {
    example: 'GOLD FISHING GNOME',
    stance: 'stand',
    colours: ['gold', 'red'],
    foot: 170,
    plain: true,
    draw: ({ main: m }) =>
      stroke('M610 500C700 420 780 320 840 300V560', s.wood.base, 10) +
      body('M360 784C340 620 380 540 480 540C580 540 620 620 600 784Z', m.base, 'side') +
      body(oval(480, 450, 110), s.skin.base, 'round') +
      body('M350 430C400 380 560 380 610 430L500 160C490 140 470 140 460 160Z', m.dark, 'side') +
      body('M380 460C380 620 440 680 480 690C520 680 580 620 580 460C540 510 420 510 380 460Z', '#fffdf8') +
      body(oval(480, 474, 30, 24), s.pink.base, 'round') +
      fill(oval(440, 440, 9) + oval(520, 440, 9), '#3a2f36') +
      fill(box(370, 700, 220, 34), s.chocolate.base) +
      body(box(450, 692, 60, 50, 8), s.gold.light),
  },
};
