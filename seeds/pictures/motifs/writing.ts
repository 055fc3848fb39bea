import { line } from '../lettering.ts';
import { SWATCHES as s } from '../palette.ts';
import { bow } from '../parts.ts';
import type { Motif } from '../pen.ts';
import { at, body, box, each, fill, oval, star, stroke, times } from '../shapes.ts';

const pencil = (colour: string, paint = colour) =>
  body(box(-22, -240, 44, 440, 4), paint) +
  fill('M-22 200H22L0 262Z', s.natural.base) +
  fill('M-8 240H8L0 262Z', '#4a3f4b') +
  body(box(-24, -262, 48, 34, 4), s.silver.base) +
  body(box(-22, -300, 44, 42, 14), s.pink.base);

/** Notebooks, pens and the sewing basket. */
export const WRITING: Record<string, Motif> = {
  notebook: {
    example: 'SMALL RED BABUSHKA NOTEBOOK',
    stance: 'flat',
    colours: ['red', 'purple', 'yellow', 'sky', 'mint', 'pink'],
    draw: (pen) => {
      const themed = pen.printName === 'motif' || !pen.printName;
      const second = pen.says(/SET OF 3|SET/)
        ? body(box(330, 220, 430, 580, 20), pen.accent.base, 'soft') +
          body(box(290, 200, 430, 580, 20), pen.trim.base, 'soft')
        : '';
      return (
        second +
        body(box(250, 160, 470, 640, 22), '#fffdf8', 'none') +
        body(box(236, 160, 470, 640, 22), themed ? pen.main.base : pen.print, 'soft') +
        fill(box(236, 160, 60, 640, 22), pen.main.dark) +
        (pen.says(/PARCEL/)
          ? stroke('M236 480H706M480 160V800', s.natural.dark, 12) + bow(480, 480, 190, s.natural)
          : themed
            ? pen.emblem(506, 430, 300, { or: 'flower' }) +
              fill(box(390, 630, 230, 90, 12), '#fffdf8') +
              stroke('M420 662H590M420 690H540', pen.main.base, 6)
            : fill(box(360, 360, 280, 170, 16), '#fffdf8') +
              stroke(box(372, 372, 256, 146, 10), pen.main.dark, 4) +
              pen.emblem(500, 446, 110, { behind: s.cream })) +
        `<path d="M660 160V800" stroke="${pen.accent.base}" stroke-width="18"/>`
      );
    },
  },
  'writing-set': {
    example: 'BALLOONS WRITING SET',
    stance: 'flat',
    colours: ['sky', 'pink', 'black', 'cream'],
    draw: (pen) =>
      at(
        400,
        430,
        1,
        body(box(-220, -270, 440, 560, 10), '#fffdf8', 'soft') +
          pen.clip(box(-220, -270, 440, 560, 10), fill(box(-220, -270, 440, 150), pen.print)) +
          stroke('M-170 -60H170M-170 0H170M-170 60H170M-170 120H170M-170 180H60', pen.main.light, 7) +
          pen.emblem(140, 210, 120, { behind: s.white, or: 'flower' }),
        -6,
      ) +
      at(
        620,
        690,
        1,
        body(box(-210, -130, 420, 260, 8), pen.main.base, 'soft') +
          stroke('M-206 -126L0 30L206 -126', pen.main.dark, 6) +
          body(oval(0, 20, 44), '#fffdf8', 'round') +
          pen.emblem(0, 20, 62, { behind: s.white }),
        7,
      ) +
      at(770, 400, 0.86, pencil(pen.accent.base), 14),
  },
  pencils: {
    example: '12 PENCILS SMALL TUBE RED RETROSPOT',
    stance: 'stand',
    colours: ['red', 'sky', 'black', 'cream'],
    foot: 160,
    draw: (pen) =>
      times(7, (i) => {
        const c = [s.red, s.orange, s.yellow, s.green, s.sky, s.blue, s.pink][i] ?? s.red;
        const x = 354 + i * 42;
        const y = 250 - (i % 3) * 34;
        return (
          body(box(x - 20, y + 60, 40, 300, 4), c.base) +
          fill(`M${x - 20} ${y + 62}H${x + 20}L${x} ${y}Z`, s.natural.base) +
          fill(`M${x - 7} ${y + 22}H${x + 7}L${x} ${y}Z`, c.dark)
        );
      }) +
      body(box(310, 430, 340, 354, 16), pen.printName === 'motif' ? pen.main.base : pen.print) +
      fill(box(304, 424, 352, 30, 14), pen.main.dark) +
      (pen.printName === 'motif' ? pen.emblem(480, 620, 230) : '') +
      body(box(304, 754, 352, 34, 14), pen.main.dark),
  },
  pen: {
    example: '10 COLOUR SPACEBOY PEN',
    stance: 'flat',
    colours: ['sky', 'red', 'pink', 'black'],
    draw: (pen) =>
      at(
        480,
        480,
        1,
        pen.says(/LIPSTICK/)
          ? body(box(-60, 40, 120, 300, 16), '#3a3740') +
              body(box(-52, -60, 104, 110, 8), s.gold.base) +
              body('M-42 -60V-190C-42 -250 42 -290 42 -240V-60Z', pen.main.base)
          : pen.says(/FEATHER/)
            ? body(
                'M0 330C-20 200 -120 60 -90 -120C-60 -270 40 -340 80 -380C110 -220 130 0 10 200Z',
                pen.main.base,
                'soft',
              ) +
              stroke(
                'M0 390C-4 200 20 -100 70 -350M10 100L80 40M4 20L-70 -40M30 -60L100 -110M20 -140L-50 -180',
                pen.main.dark,
                7,
              )
            : pen.says(/TOOTHPASTE/)
              ? body(box(-90, -330, 180, 60, 8), pen.main.dark) +
                body('M-100 -280H100L70 200H-70Z', '#fffdf8', 'side') +
                fill('M-92 -180H92L80 30H-80Z', s.red.base) +
                line('PASTE', 0, -50, 44, '#fffdf8', 0.18) +
                body(box(-44, 200, 88, 70, 10), s.sky.base) +
                fill('M-20 270H20L0 340Z', s.slate.base)
              : body(
                  box(-46, -230, 92, 470, 40),
                  pen.printName && pen.printName !== 'motif' ? pen.print : pen.main.base,
                ) +
                fill('M-40 230H40L10 330H-10Z', s.silver.base) +
                fill('M-8 320H8L0 346Z', s.slate.base) +
                (pen.says(/COLOUR/)
                  ? [s.red, s.yellow, s.green, s.pink]
                      .map((c, i) => body(box(-38 + i * 20, -290, 16, 80, 6), c.base))
                      .join('')
                  : body(box(-20, -290, 40, 70, 12), s.silver.base)) +
                (pen.says(/DIAMANTE|JEWEL/)
                  ? times(14, (i) => fill(star((i % 2) * 36 - 18, -180 + i * 26, 13, 4, 0.4), '#ffffff'))
                  : '') +
                body(box(30, -200, 22, 200, 10), pen.main.dark) +
                body(box(-52, -20, 104, 30, 8), s.silver.base) +
                pen.emblem(0, -330, pen.theme ? 130 : 0, { behind: s.white }),
        32,
      ),
  },
  erasers: {
    example: 'SLEEPING CAT ERASERS',
    stance: 'flat',
    colours: ['pink', 'grey'],
    plain: true,
    draw: (pen) =>
      pen.says(/CAT|KITTY/)
        ? each(
            [
              [330, 340, s.orange],
              [640, 400, s.grey],
              [420, 670, s.black],
            ],
            (x, y, c, i) =>
              at(
                x,
                y,
                1.5,
                body('M-110 20C-110 -50 -40 -70 20 -60C90 -50 120 0 110 40C100 70 -90 76 -104 50Z', c.base, 'round') +
                  stroke('M104 30C140 60 90 90 30 76', c.dark, 20) +
                  fill('M-112 -20L-104 -66L-76 -40ZM-40 -40L-20 -66L-8 -20Z', c.base) +
                  body(oval(-62, 6, 54, 46), c.base, 'round') +
                  stroke('M-92 4C-86 12 -78 12 -72 4M-52 4C-46 12 -38 12 -32 4', '#3a2f36', 4) +
                  fill('M-66 18H-58L-62 24Z', s.pink.base) +
                  stroke('M20 -40l8 24M46 -34l6 24', c.dark, 7),
                [-8, 6, 3][i] ?? 0,
              ),
          )
        : each(
            [
              [320, 340, s.pink],
              [640, 330, s.sky],
              [350, 640, s.yellow],
              [650, 640, s.mint],
            ],
            (x, y, c, i) =>
              at(
                x,
                y,
                1,
                body(box(-120, -80, 240, 160, 30), c.base, 'soft') +
                  fill(box(-120, -80, 90, 160, 30), '#fffdf8') +
                  pen.emblem(40, 0, 100, { behind: c, or: 'star' }),
                i * 9 - 14,
              ),
          ),
  },
  magnets: {
    example: 'ASSORTED CAKES FRIDGE MAGNETS',
    stance: 'flat',
    colours: ['silver'],
    plain: true,
    draw: (pen) =>
      body(box(120, 120, 720, 720, 50), '#eef1f2', 'soft') +
      stroke('M760 330V620', s.silver.base, 26) +
      each(
        [
          [300, 300, -8],
          [560, 290, 7],
          [300, 560, 5],
          [560, 570, -6],
          [430, 740, 3],
        ],
        (x, y, t, i) =>
          at(
            x,
            y,
            1,
            pen.says(/PACK OF 4|MIRROR/)
              ? body(box(-96, -96, 192, 192, 14), [s.sky, s.blush, s.mint, s.yellow, s.cream][i]?.base ?? '', 'soft') +
                  pen.emblem(0, 0, 140, { behind: s.white, or: 'flower' })
              : pen.emblem(0, 0, 190, {
                  behind: s.white,
                  or: 'cupcake',
                  only: pen.says(/CHEESE/) ? 'sun' : (pen.themes[i % Math.max(1, pen.themes.length)] ?? 'cupcake'),
                }),
            t,
          ),
      ),
  },
  'photo-album': {
    example: 'VINTAGE PHOTO ALBUM PARIS DAYS',
    stance: 'flat',
    colours: ['cream', 'black', 'pink'],
    draw: (pen) =>
      body(box(170, 220, 640, 540, 16), '#fffdf8', 'none') +
      body(box(150, 210, 640, 540, 20), pen.printName === 'motif' ? pen.main.base : pen.print, 'soft') +
      fill(box(150, 210, 90, 540, 20), pen.main.dark) +
      [300, 480, 660].map((y) => `<circle cx="195" cy="${y}" r="15" fill="${s.gold.base}"/>`).join('') +
      body(box(340, 300, 360, 360, 10), '#fffdf8', 'soft') +
      fill(box(370, 330, 300, 240, 6), s.sky.light) +
      pen.emblem(520, 450, 200, { behind: s.white, or: 'house' }) +
      stroke('M400 616H640', pen.main.dark, 7),
  },
  'tape-measure': {
    example: 'MEASURING TAPE BABUSHKA PINK',
    stance: 'flat',
    colours: ['pink', 'red', 'blue', 'gold'],
    draw: (pen) =>
      body('M600 600H870V690H600Z', s.yellow.base, 'none') +
      times(9, (i) => stroke(`M${640 + i * 26} 600v${i % 2 ? 30 : 48}`, '#4a3f4b', 4)) +
      fill(box(862, 590, 20, 110, 6), s.silver.base) +
      body(oval(430, 470, 270), pen.main.base, 'round') +
      fill(oval(430, 470, 196), '#fffaf2') +
      pen.emblem(430, 470, 270, { behind: s.cream, or: 'flower' }) +
      body(box(396, 180, 68, 50, 16), s.silver.base),
  },
  'pin-cushion': {
    example: 'PIN CUSHION BABUSHKA RED',
    stance: 'stand',
    colours: ['red', 'pink', 'blue'],
    foot: 190,
    plain: true,
    draw: (pen) =>
      each(
        [
          [360, 220, s.red],
          [440, 180, s.yellow],
          [530, 190, s.sky],
          [600, 240, s.pink],
        ],
        (x, y, c) => stroke(`M${x} ${y}L480 400`, s.silver.dark, 6) + body(oval(x, y, 22), c.base, 'round'),
      ) + pen.emblem(480, 530, 520, { behind: s.white, or: 'babushka' }),
  },
};
