import { line } from '../lettering.ts';
import { SWATCHES as s } from '../palette.ts';
import { bow, hangLoop } from '../parts.ts';
import type { Motif } from '../pen.ts';
import { at, body, box, each, fill, heart, oval, stroke, times } from '../shapes.ts';

/** First aid, money boxes, bath things and oddments. */
export const BATH: Record<string, Motif> = {
  plasters: {
    example: 'PLASTERS IN TIN SKULLS',
    stance: 'flat',
    colours: ['red', 'sky', 'cream'],
    draw: (pen) =>
      each(
        [
          [250, 300, -34],
          [720, 300, 28],
        ],
        (x, y, t, i) =>
          at(
            x,
            y,
            1,
            body(box(-150, -52, 300, 104, 52), i ? pen.main.base : '#f0c9a4', 'soft') +
              fill(box(-50, -44, 100, 88, 8), '#fbe6d2') +
              times(12, (k) =>
                fill(
                  oval(-120 + (k % 3) * 22 + (k > 5 ? 178 : 0), -22 + Math.floor((k % 6) / 3) * 44, 5),
                  i ? pen.main.dark : '#d9a97e',
                ),
              ),
            t,
          ),
      ) +
      body(box(190, 380, 580, 400, 40), s.silver.base, 'soft') +
      body(box(206, 396, 548, 368, 30), pen.main.base, 'soft') +
      stroke(box(226, 416, 508, 328, 20), 'rgba(255,255,255,.75)', 5) +
      (pen.printName && pen.printName !== 'motif'
        ? pen.clip(box(206, 396, 548, 368, 30), fill(box(206, 396, 548, 368), pen.print)) +
          fill(oval(480, 580, 120), '#fffaf2') +
          pen.emblem(480, 580, 150, { only: 'cross', behind: s.white })
        : pen.emblem(480, 570, 250, { or: 'cross' }) +
          pen.emblem(300, 670, 100, { only: pen.themes[1] ?? 'star' }) +
          pen.emblem(660, 480, 100, { only: pen.themes[2] ?? pen.themes[1] ?? 'star' })) +
      at(
        690,
        700,
        1,
        fill(oval(0, 0, 50), '#fffdf8') + fill('M-12 -32H12V-12H32V12H12V32H-12V12H-32V-12H-12Z', s.red.base),
      ),
  },
  'first-aid': {
    example: 'PHARMACIE FIRST AID TIN',
    stance: 'stand',
    colours: ['cream', 'mint', 'sky', 'white'],
    foot: 290,
    draw: (pen) =>
      stroke('M400 400C400 320 560 320 560 400', pen.main.dark, 26) +
      body(box(190, 390, 580, 394, 34), pen.main.base) +
      fill('M190 520H770V532H190Z', pen.main.dark) +
      body(box(440, 496, 80, 60, 10), s.silver.base) +
      fill(oval(480, 640, 116), '#fffdf8') +
      fill('M-30 -80H30V-30H80V30H30V80H-30V30H-80V-30H-30Z', s.red.base).replace(
        '<path',
        '<path transform="translate(480 640)"',
      ) +
      line('FIRST AID', 480, 472, 42, s.red.base, 0.17),
  },
  'money-bank': {
    example: 'CERAMIC STRAWBERRY CAKE MONEY BANK',
    stance: 'stand',
    colours: ['pink', 'cream', 'sky'],
    foot: 230,
    plain: true,
    draw: (pen) =>
      pen.says(/CAKE/)
        ? body('M290 560H670L630 784H330Z', s.sky.base) +
          times(9, (i) => stroke(`M${312 + i * 42} 570L${340 + i * 35} 776`, s.sky.light, 9)) +
          body(
            'M250 560C200 470 270 440 280 420C290 340 350 330 370 310C400 240 560 240 590 310C610 330 670 340 680 420C690 440 760 470 710 560C620 590 340 590 250 560Z',
            pen.says(/HEART/) ? s.cream.base : s.pink.base,
            'round',
          ) +
          fill(box(410, 380, 140, 22, 11), '#4a3f4b') +
          stroke('M330 480l20 12M420 500l22 -8M560 490l18 12M620 460l18 -10M390 430l14 12', '#fffdf8', 10) +
          pen.emblem(480, 250, 170, {
            or: 'cherry',
            behind: s.white,
            only: pen.says(/STRAWB/)
              ? 'strawberry'
              : pen.says(/CHERRY/)
                ? 'cherry'
                : pen.says(/HEART/)
                  ? 'heart'
                  : 'strawberry',
          })
        : pen.says(/STRAWB|TOADSTOOL|HEART/)
          ? pen.emblem(480, 500, 590, { behind: s.white }) + fill(box(400, 360, 160, 24, 12), '#3a2f36')
          : body('M260 380H700V744C700 770 680 784 650 784H310C280 784 260 770 260 744Z', pen.main.base) +
            body(oval(480, 380, 220, 50), pen.main.light, 'top') +
            fill(box(400, 370, 160, 20, 10), '#4a3f4b') +
            fill(oval(480, 590, 140), '#fffaf2') +
            pen.emblem(480, 590, 190, { behind: s.cream, or: 'crown' }) +
            body(oval(760, 740, 44), s.gold.base, 'round'),
  },
  'piggy-bank': {
    example: 'PIGGY BANK RETROSPOT',
    stance: 'stand',
    colours: ['pink', 'red', 'sky'],
    foot: 250,
    draw: (pen) => {
      const m = pen.main;
      return (
        stroke('M740 540C800 500 820 560 780 590C740 600 760 550 800 560', m.dark, 14) +
        [330, 430, 570, 660].map((x) => body(box(x - 36, 660, 72, 124, 20), m.dark)).join('') +
        body(
          'M200 560C180 400 330 330 480 330C650 330 770 420 770 550C770 680 660 740 480 740C340 740 220 700 200 560Z',
          pen.print,
          'round',
        ) +
        body('M290 400L270 290C330 290 380 320 400 370Z', m.dark, 'soft') +
        body(oval(206, 560, 70, 60), m.base, 'round') +
        fill(oval(188, 556, 10, 17) + oval(226, 556, 10, 17), m.deep) +
        fill(oval(300, 480, 15), '#3a2f36') +
        fill(oval(304, 475, 5), '#fff') +
        fill(box(440, 346, 130, 20, 10), '#3a2f36') +
        body(oval(505, 262, 56), s.gold.base, 'round') +
        stroke(oval(505, 262, 38), s.gold.dark, 6)
      );
    },
  },
  soap: {
    example: 'FAIRY SOAP SOAP HOLDER',
    stance: 'stand',
    colours: ['pink', 'mint', 'white', 'sky'],
    foot: 290,
    zoom: 1.16,
    draw: (pen) =>
      times(6, (i) =>
        body(
          oval(
            [300, 380, 640, 700, 560, 240][i] ?? 0,
            [420, 340, 350, 450, 290, 500][i] ?? 0,
            [34, 46, 40, 28, 26, 22][i] ?? 20,
          ),
          '#eaf4f7',
          'round',
        ),
      ) +
      body(box(280, 540, 400, 150, 70), pen.says(/BLUE/) ? s.sky.base : s.pink.light, 'top') +
      line('SOAP', 480, 636, 52, pen.says(/BLUE/) ? s.blue.base : s.berry.base, 0.17) +
      body(
        'M170 660H790C780 760 660 784 480 784C300 784 180 760 170 660Z',
        pen.main.name === 'pink' ? '#fffdf8' : pen.main.base,
        'top',
      ) +
      stroke('M180 664H780', pen.main.dark, 8),
  },
  'soap-rack': {
    example: 'HOT BATHS SOAP HOLDER',
    stance: 'hang',
    colours: ['cream', 'blue'],
    draw: (pen) =>
      body('M240 240C300 200 660 200 720 240V560H240Z', pen.main.base, 'soft') +
      stroke('M264 260C320 230 640 230 696 260V536H264Z', pen.ink, 6) +
      pen.lettering(/SOAP HOLDER|BLUE/g, { x: 310, y: 300, width: 340, height: 190 }, pen.ink, 0.17) +
      body('M200 560H760C760 680 660 700 480 700C300 700 200 680 200 560Z', pen.main.dark, 'top') +
      body(box(340, 500, 280, 90, 44), s.pink.base, 'top'),
  },
  'bath-scales': {
    example: 'BATHROOM SCALES RUBBER DUCKS',
    stance: 'flat',
    colours: ['sky', 'cream'],
    draw: (pen) =>
      body(box(170, 170, 620, 620, 60), pen.print, 'soft') +
      body('M320 170H640V300C640 350 320 350 320 300Z', '#fffdf8', 'none') +
      stroke('M350 290C400 230 560 230 610 290', s.slate.base, 6) +
      stroke('M480 310L520 236', s.red.base, 9) +
      pen.emblem(480, 570, 320, { or: 'duck' }),
  },
  'scented-sachet': {
    example: 'FRENCH LAVENDER SCENT HEART',
    stance: 'hang',
    colours: ['lilac', 'cream', 'pink'],
    draw: (pen) =>
      hangLoop(480, 330, s.silver) +
      body(heart(480, 560, 560), pen.print, 'round') +
      stroke(heart(480, 556, 490), '#fffaf2', 6, '16 14') +
      pen.emblem(480, 530, 200, { or: 'lavender' }) +
      bow(480, 380, 180, pen.accent),
  },
  doorbell: {
    example: 'HEART SHAPE WIRELESS DOORBELL',
    stance: 'hang',
    colours: ['red', 'pink'],
    plain: true,
    draw: (pen) =>
      body(heart(480, 500, 620), pen.main.base, 'soft') +
      stroke(heart(480, 496, 540), pen.main.light, 8) +
      body(oval(480, 470, 96), s.silver.base, 'round') +
      body(oval(480, 470, 66), '#fffdf8', 'round') +
      fill(heart(480, 474, 50), pen.main.base) +
      stroke('M640 220C690 200 740 230 750 280M660 150C750 120 820 180 820 260', pen.main.light, 14),
  },
  calculator: {
    example: 'CHOCOLATE CALCULATOR',
    stance: 'flat',
    colours: ['chocolate', 'pink', 'sky'],
    draw: (pen) =>
      body(pen.says(/HEART/) ? heart(480, 500, 760) : box(250, 130, 460, 700, 40), pen.main.base, 'soft') +
      fill(box(320, 220, 320, 100, 14), '#d7e4d4') +
      line('123.45', 500, 296, 48, '#4d5a4d', 0.15) +
      times(12, (i) =>
        body(
          box(326 + (i % 4) * 80, 370 + Math.floor(i / 4) * 84, 66, 66, 14),
          i % 4 === 3 ? s.red.base : pen.main.light,
          'soft',
        ),
      ) +
      (pen.says(/HEART/)
        ? ''
        : times(4, (i) => body(box(326 + i * 80, 630, 66, 66, 14), i === 3 ? s.red.base : pen.main.light, 'soft'))),
  },
  'pet-bowl': {
    example: 'PINK CAT BOWL',
    stance: 'stand',
    colours: ['pink', 'cream', 'sky'],
    foot: 320,
    zoom: 1.14,
    draw: (pen) =>
      body('M240 560H720L800 784H160Z', pen.main.base) +
      fill(oval(480, 560, 240, 44), pen.main.dark) +
      fill(oval(480, 566, 214, 32), s.brown.base) +
      times(14, (i) => body(oval(310 + i * 26, 556 + (i % 3) * 10, 22, 15), s.wood.dark, 'round')) +
      pen.emblem(480, 690, 140, { behind: pen.main, only: pen.says(/CAT/) ? 'cat' : 'dog' }),
  },
  'tool-set': {
    example: 'GIRLY PINK TOOL SET',
    stance: 'flat',
    colours: ['pink', 'red'],
    plain: true,
    draw: ({ main: m }) =>
      body(box(160, 260, 640, 460, 40), m.pale, 'soft') +
      at(
        300,
        480,
        1,
        body(box(-22, -60, 44, 230, 18), m.base) + body(box(-90, -150, 180, 80, 16), s.slate.base, 'top'),
        -12,
      ) +
      at(480, 480, 1, body(box(-34, 0, 68, 180, 30), m.base) + body(box(-11, -190, 22, 200, 6), s.silver.base), 4) +
      at(
        660,
        480,
        1,
        body('M-50 -160C-80 -110 -40 -60 0 -60C40 -60 80 -110 50 -160L30 -120H-30Z', s.silver.base, 'top') +
          body(box(-26, -70, 52, 250, 22), m.base),
        12,
      ),
  },
  'spirit-level': {
    example: 'ENGLISH ROSE SPIRIT LEVEL',
    stance: 'flat',
    colours: ['cream', 'pink'],
    draw: (pen) =>
      at(
        480,
        480,
        1,
        body(box(-370, -80, 740, 160, 30), pen.print, 'top') +
          body(box(-110, -44, 220, 88, 40), '#dff0c6', 'top') +
          fill(oval(10, 0, 40, 26), '#f6ffe4') +
          stroke('M-40 -40V40M50 -40V40', '#4a3f4b', 5) +
          fill(oval(-270, 0, 40) + oval(270, 0, 40), '#fffaf2'),
        -10,
      ),
  },
};
