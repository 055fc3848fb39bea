import { line } from '../lettering.ts';
import { SWATCHES as s } from '../palette.ts';
import type { Motif } from '../pen.ts';
import { at, body, box, each, fill, oval, star, stroke, times } from '../shapes.ts';

/** Drawing, making and music. */
export const CRAFTS: Record<string, Motif> = {
  slate: {
    example: 'MAGIC DRAWING SLATE SPACEBOY',
    stance: 'flat',
    colours: ['red', 'sky', 'pink', 'yellow'],
    draw: (pen) =>
      body(box(200, 150, 560, 660, 30), pen.main.base, 'soft') +
      fill(box(250, 200, 460, 300, 14), pen.main.pale) +
      pen.emblem(480, 350, 250, { or: 'star', behind: s.white }) +
      fill(box(250, 526, 460, 230, 14), '#dfe5e3') +
      stroke(
        'M310 680C340 580 400 580 420 660C440 720 480 700 500 640C520 590 580 590 600 650L640 610',
        '#6a7a84',
        10,
      ) +
      body(box(600, 770, 200, 26, 13), s.wood.base) +
      fill('M800 770L836 783L800 796Z', '#4a3f4b') +
      body(box(450, 140, 60, 40, 10), pen.accent.base),
  },
  chalk: {
    example: 'SET 12 KIDS COLOUR CHALK STICKS',
    stance: 'flat',
    colours: ['sky', 'red', 'slate'],
    draw: (pen) => {
      const white = pen.says(/WHITE/);
      return (
        body(box(190, 470, 580, 330, 18), white ? s.slate.base : s.sky.base, 'soft') +
        times(7, (i) =>
          body(
            box(214 + i * 78, 210 + (i % 3) * 26, 62, 360, 20),
            white ? '#f3f1ea' : ([s.red, s.orange, s.yellow, s.green, s.sky, s.lilac, s.pink][i]?.light ?? ''),
            'side',
          ),
        ) +
        body(box(180, 520, 600, 290, 18), white ? s.slate.base : s.blue.base, 'soft') +
        fill(box(240, 580, 480, 160, 14), '#fffaf2') +
        line('CHALK', 480, 692, 66, white ? s.slate.base : s.red.base, 0.18)
      );
    },
  },
  'paint-set': {
    example: 'MINI PAINT SET VINTAGE',
    stance: 'flat',
    colours: ['red', 'sky', 'cream'],
    draw: (pen) =>
      body(box(150, 170, 660, 300, 24), pen.print, 'soft') +
      body(box(150, 470, 660, 320, 24), '#f4f1ea', 'soft') +
      pen.emblem(480, 320, 200, { or: 'rocket' }) +
      times(
        10,
        (i) =>
          fill(box(186 + (i % 5) * 120, 500 + Math.floor(i / 5) * 108, 104, 92, 16), '#d9d4c9') +
          body(
            oval(238 + (i % 5) * 120, 546 + Math.floor(i / 5) * 108, 40, 36),
            [s.red, s.orange, s.yellow, s.green, s.teal, s.sky, s.blue, s.purple, s.pink, s.chocolate][i]?.base ?? '',
            'round',
          ),
      ) +
      body(box(190, 724, 460, 30, 15), s.wood.base) +
      fill('M650 720L770 739L650 758Z', s.chocolate.base),
  },
  'colouring-set': {
    example: 'WOODEN SCHOOL COLOURING SET',
    stance: 'flat',
    colours: ['wood'],
    plain: true,
    draw: (pen) =>
      body(box(150, 230, 660, 500, 20), pen.texture('grain', s.wood), 'soft') +
      fill(box(190, 270, 580, 200, 10), s.brown.base) +
      times(9, (i) =>
        at(
          226 + i * 64,
          370,
          1,
          body(
            box(-22, -80, 44, 176, 4),
            [s.red, s.orange, s.yellow, s.green, s.teal, s.sky, s.blue, s.purple, s.pink][i]?.base ?? '',
          ) + fill('M-22 -80L0 -96L22 -80Z', s.natural.light),
        ),
      ) +
      fill(box(190, 500, 340, 190, 10), '#fffdf8') +
      pen.emblem(360, 594, 150, { only: 'house', behind: s.white }) +
      fill(box(560, 500, 210, 190, 10), s.brown.base) +
      body(box(586, 530, 160, 56, 10), s.pink.base) +
      body(box(586, 610, 160, 50, 10), s.silver.base),
  },
  stencil: {
    example: 'ALPHABET STENCIL CRAFT',
    stance: 'flat',
    colours: ['sky', 'yellow', 'pink'],
    plain: true,
    draw: ({ main: m, says, emblem }) =>
      body(box(160, 230, 640, 500, 20), m.base, 'soft') +
      stroke(box(184, 254, 592, 452, 12), m.dark, 5) +
      (says(/MONSTER/)
        ? [300, 480, 660].map((x) => emblem(x, 480, 170, { only: 'monster', behind: s.white })).join('')
        : line(says(/HAPPY/) ? 'HAPPY' : 'ABCD', 480, 450, 110, '#fffdf8', 0.24) +
          line(says(/HAPPY/) ? 'DAY' : '1234', 480, 640, 110, '#fffdf8', 0.24)),
  },
  stamps: {
    example: 'WOOD STAMP SET THANK YOU',
    stance: 'stand',
    colours: ['wood'],
    foot: 300,
    plain: true,
    draw: (pen) =>
      each(
        [
          [300, 784, 0.8],
          [680, 784, 0.8],
          [490, 790, 1.05],
        ],
        (x, y, k, i) =>
          at(
            x,
            y,
            k,
            body('M-40 -180C-90 -250 -70 -380 0 -380C70 -380 90 -250 40 -180Z', s.wood.base, 'round') +
              body(box(-130, -190, 260, 120, 14), s.wood.light) +
              body(box(-136, -80, 272, 50, 6), s.slate.base) +
              body(box(-130, -34, 260, 34, 4), s.red.base) +
              pen.emblem(0, -134, 80, { behind: s.wood, or: i ? 'star' : 'heart' }),
          ),
      ),
  },
  badges: {
    example: 'SET/4 BADGES CUTE CREATURES',
    stance: 'flat',
    colours: ['sky', 'pink', 'yellow', 'mint'],
    draw: (pen) =>
      each(
        [
          [320, 330, s.sky],
          [650, 310, s.pink],
          [310, 650, s.yellow],
          [650, 650, s.mint],
        ],
        (x, y, c, i) =>
          body(oval(x, y, 150), pen.says(/SKULL/) ? '#3a3740' : c.base, 'round') +
          pen.emblem(x, y, 180, {
            behind: pen.says(/SKULL/) ? s.black : s.white,
            or: 'star',
            only: pen.themes[i % Math.max(1, pen.themes.length)] ?? 'star',
          }) +
          stroke(
            `M${x - 110} ${y - 60}C${x - 90} ${y - 110} ${x - 50} ${y - 130} ${x} ${y - 132}`,
            'rgba(255,255,255,.6)',
            12,
          ),
      ),
  },
  patches: {
    example: 'PACK 3 IRON ON DOG PATCHES',
    stance: 'flat',
    colours: ['sky', 'pink', 'mint'],
    plain: true,
    draw: (pen) =>
      each(
        [
          [320, 340, s.sky, -8],
          [640, 360, s.yellow, 6],
          [480, 660, s.mint, 0],
        ],
        (x, y, c, t, i) =>
          at(
            x,
            y,
            1,
            body(i === 1 ? star(0, 0, 190, 9, 0.86) : oval(0, 0, 164), pen.texture('felt', c), 'none') +
              stroke(oval(0, 0, 140), '#fffdf8', 7, '16 12') +
              (pen.says(/ALPHABET/)
                ? line(['A', 'B', 'C'][i] ?? 'A', 0, 66, 130, s.red.base, 0.22)
                : pen.emblem(0, 0, 200, {
                    behind: s.white,
                    only: pen.themes[i % Math.max(1, pen.themes.length)] ?? 'star',
                  })),
            t,
          ),
      ),
  },
  'felt-kit': {
    example: 'YELLOW FLOWERS FELT HANDBAG KIT',
    stance: 'flat',
    colours: ['yellow', 'pink', 'sky'],
    plain: true,
    draw: (pen) =>
      body(box(170, 170, 620, 620, 20), '#fffaf0', 'soft') +
      body(box(220, 220, 240, 240, 8), pen.texture('felt', pen.main), 'soft') +
      body(box(500, 220, 240, 240, 8), pen.texture('felt', pen.accent), 'soft') +
      pen.emblem(340, 340, 170, { or: 'flower', behind: s.white }) +
      each(
        [
          [560, 300],
          [640, 380],
          [560, 400],
        ],
        (x, y, i) =>
          body(oval(x, y, 32), [s.red, s.sky, s.mint][i]?.base ?? '', 'round') +
          fill(oval(x - 8, y, 5) + oval(x + 8, y, 5), '#4a3f4b'),
      ) +
      [s.red, s.sky, s.mustard]
        .map(
          (c, i) =>
            body(oval(300 + i * 110, 620, 46, 76), c.base, 'round') +
            stroke(`M${262 + i * 110} 590l76 30M${260 + i * 110} 620l80 30M${264 + i * 110} 650l70 24`, c.dark, 5),
        )
        .join('') +
      stroke('M620 720L730 540', s.silver.dark, 9) +
      stroke('M730 540C760 500 770 560 720 600C660 650 700 700 740 690', s.red.base, 5),
  },
  harmonica: {
    example: 'RED HARMONICA IN BOX',
    stance: 'flat',
    colours: ['red', 'blue', 'green'],
    plain: true,
    draw: ({ main: m }) =>
      body(box(160, 480, 640, 250, 20), m.dark, 'soft') +
      fill(box(190, 510, 580, 190, 12), m.deep) +
      stroke(box(176, 496, 608, 218, 14), s.gold.base, 4) +
      at(
        480,
        370,
        1,
        body(box(-330, -80, 660, 160, 36), s.silver.base, 'top') +
          body(box(-330, -26, 660, 52, 8), m.base, 'none') +
          times(10, (i) => fill(box(-290 + i * 59, -20, 40, 40, 5), '#3a2f36')) +
          stroke('M-280 -54H280M-280 56H280', s.silver.dark, 5) +
          [-306, 306].map((x) => fill(oval(x, 0, 10), s.silver.dark)).join(''),
        -7,
      ) +
      at(
        720,
        250,
        1,
        fill(oval(0, 0, 24, 18) + oval(70, -16, 24, 18), m.base) + stroke('M20 -4V-90L90 -106V-20', m.base, 12),
      ),
  },
  speaker: {
    example: 'BOOM BOX SPEAKER BOYS',
    stance: 'stand',
    colours: ['red', 'pink', 'sky'],
    foot: 330,
    zoom: 1.06,
    plain: true,
    draw: ({ main: m, accent: a }) =>
      stroke('M280 430V340H680V430', m.dark, 28) +
      body(box(140, 420, 680, 364, 36), m.base) +
      [280, 680]
        .map(
          (x) =>
            body(oval(x, 610, 120), s.slate.base, 'round') +
            fill(oval(x, 610, 78), s.grey.base) +
            body(oval(x, 610, 40), s.slate.base, 'round'),
        )
        .join('') +
      body(box(408, 540, 144, 120, 14), a.base) +
      stroke('M430 576H530M430 606H500', m.dark, 8) +
      times(4, (i) => body(box(400 + i * 42, 450, 32, 40, 8), [s.yellow, s.sky, s.mint, s.pink][i]?.base ?? '')) +
      stroke('M408 720H552', '#fffaf2', 12),
  },
  radio: {
    example: 'PINK/PURPLE RETRO RADIO',
    stance: 'stand',
    colours: ['pink', 'red', 'mint'],
    foot: 300,
    zoom: 1.06,
    plain: true,
    draw: ({ main: m, accent: a }) =>
      stroke('M640 400L760 180', s.silver.dark, 10) +
      fill(oval(762, 176, 13), s.silver.dark) +
      stroke('M300 420C300 300 660 300 660 420', a.base, 30) +
      body(box(170, 400, 620, 384, 90), m.base) +
      fill(box(210, 470, 290, 240, 60), m.dark) +
      times(7, (i) => stroke(`M236 ${500 + i * 30}H474`, m.light, 9)) +
      fill(box(530, 480, 210, 110, 20), '#fffaf2') +
      stroke('M556 560H716M580 520V550M620 520V550M660 520V550', s.slate.base, 6) +
      stroke('M640 500V570', s.red.base, 6) +
      body(oval(580, 660, 44), a.base, 'round') +
      body(oval(696, 660, 44), a.base, 'round'),
  },
};
