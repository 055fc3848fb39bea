import { SWATCHES as s } from '../palette.ts';
import { bow, hangLoop, string } from '../parts.ts';
import type { Motif } from '../pen.ts';
import { at, body, box, each, fill, heart, oval, star, stroke, times } from '../shapes.ts';

/** What stands on a shelf or hangs in a window. */
export const ORNAMENTS: Record<string, Motif> = {
  'wicker-heart': {
    example: 'HEART OF WICKER SMALL',
    stance: 'hang',
    colours: ['wicker'],
    plain: true,
    draw: (pen) => {
      const m = s.wicker;
      return (
        string(480, 280) +
        times(5, (i) =>
          stroke(heart(480 + (i % 2) * 6, 520 + (i % 3) * 5, 520 - i * 26), i % 2 ? m.base : m.dark, 20),
        ) +
        each(
          [
            [250, 380, 40],
            [236, 500, -14],
            [300, 610, -40],
            [390, 700, -48],
            [570, 700, 48],
            [660, 610, 40],
            [724, 500, 14],
            [710, 380, -40],
          ],
          (x, y, turn) =>
            at(
              x,
              y,
              1,
              times(3, (k) => stroke(`M-46 ${k * 13 - 13}H46`, m.light, 8)),
              turn,
            ),
        ) +
        bow(480, 312, 190, pen.pick([s.red, s.cream]))
      );
    },
  },
  'wicker-star': {
    example: 'WICKER STAR',
    stance: 'hang',
    colours: ['wicker'],
    plain: true,
    draw: () => {
      const m = s.wicker;
      return (
        string(480, 190) +
        times(5, (i) =>
          stroke(star(480 + (i % 2) * 5, 510 + (i % 3) * 4, 330 - i * 20, 5, 0.48), i % 2 ? m.base : m.dark, 17),
        ) +
        times(5, (i) =>
          at(480, 510, 1, stroke('M-26 -250L26 -226M-30 -262L30 -250M-18 -238L22 -206', m.light, 8), i * 72),
        ) +
        bow(480, 214, 150, s.red)
      );
    },
  },
  paperweight: {
    example: 'PAPERWEIGHT VINTAGE COLLAGE',
    stance: 'stand',
    colours: ['sky', 'cream', 'red'],
    foot: 250,
    zoom: 1.2,
    draw: (pen) =>
      fill(oval(480, 740, 280, 46), pen.main.dark) +
      body('M200 730C200 500 330 400 480 400C630 400 760 500 760 730C700 790 260 790 200 730Z', pen.print, 'round') +
      fill(oval(480, 640, 170, 120), '#fffaf2') +
      pen.emblem(480, 640, 190, { behind: s.cream, or: 'rose' }) +
      fill('M270 580C300 480 380 440 440 440C360 480 320 540 300 640C280 640 262 620 270 580Z', '#ffffff', 0.6),
  },
  'letter-rack': {
    example: 'CREAM SWEETHEART LETTER RACK',
    stance: 'stand',
    colours: ['cream', 'black'],
    foot: 270,
    plain: true,
    draw: (pen) =>
      each(
        [
          [-8, s.sky, 300],
          [5, s.blush, 350],
          [-2, s.white, 400],
        ],
        (t, c, y, i) =>
          at(
            430 + i * 40,
            y,
            1,
            body(box(-220, 0, 440, 360, 8), c.light, 'soft') + stroke('M-210 10L0 150L210 10', c.dark, 5),
            t,
          ),
      ) +
      stroke(
        'M200 784V520C200 470 240 470 260 500C300 440 400 440 420 540C440 440 540 440 560 540C580 440 680 440 700 500C720 470 760 470 760 520V784',
        pen.main.base,
        20,
      ) +
      stroke('M200 650H760M200 776H760', pen.main.base, 18) +
      [310, 480, 650].map((x) => stroke(heart(x, 700, 110), pen.main.dark, 13)).join(''),
  },
  ornament: {
    example: 'ASSORTED COLOUR BIRD ORNAMENT',
    stance: 'stand',
    colours: ['sky', 'red', 'mustard', 'mint', 'pink'],
    foot: 170,
    plain: true,
    draw: (pen) =>
      pen.emblem(480, 500, 560, { behind: s.grey, or: 'bird' }) + body(box(320, 752, 320, 34, 12), s.wood.base),
  },
  'hanging-ornament': {
    example: 'LOVEBIRD HANGING DECORATION WHITE',
    stance: 'hang',
    colours: ['white', 'red', 'sky', 'zinc'],
    plain: true,
    draw: (pen) =>
      string(480, 300) +
      fill(oval(480, 306, 9), s.gold.base) +
      pen.emblem(480, 540, 500, { or: 'heart', behind: pen.main.name === 'white' ? s.grey : s.white }) +
      bow(480, 300, 150, pen.accent),
  },
  mobile: {
    example: 'BIRDS MOBILE VINTAGE DESIGN',
    stance: 'hang',
    colours: ['wood', 'pink', 'sky'],
    plain: true,
    draw: (pen) =>
      string(480, 180) +
      stroke('M170 230C300 170 660 170 790 230', s.wood.base, 18) +
      each(
        [
          [190, 430],
          [330, 610],
          [480, 420],
          [630, 620],
          [770, 440],
        ],
        (x, y, i) =>
          stroke(`M${x} 215V${y - 60}`, '#a08b7c', 4) +
          fill(oval(x, y - 78, 11), [s.red, s.sky, s.mustard][i % 3]?.base ?? '') +
          pen.emblem(x, y, 150, {
            or: 'star',
            behind: i % 2 ? s.white : s.sky,
            only: pen.themes[i % Math.max(1, pen.themes.length)] ?? 'star',
          }),
      ),
  },
  'glass-gem': {
    example: 'BLUE GLASS GEMS IN BAG',
    stance: 'flat',
    colours: ['blue', 'green', 'purple', 'silver'],
    plain: true,
    draw: (pen) =>
      fill('M250 300C300 240 660 240 710 300L770 720C740 800 220 800 190 720Z', '#ffffff', 0.6) +
      times(34, (i) =>
        body(
          oval(270 + pen.random() * 420, 400 + pen.random() * 340, 40, 36),
          [pen.main.base, pen.main.light, pen.main.dark][i % 3] ?? '',
          'round',
        ),
      ) +
      stroke('M250 300C300 240 660 240 710 300L770 720C740 800 220 800 190 720Z', '#ffffff', 8) +
      bow(480, 290, 200, pen.accent),
  },
  'disco-ball': {
    example: 'DISCO BALL CHRISTMAS DECORATION',
    stance: 'hang',
    colours: ['silver'],
    plain: true,
    draw: (pen) =>
      string(480, 200) +
      body(box(436, 180, 88, 50, 12), s.gold.base) +
      body(oval(480, 510, 290), s.silver.base, 'none') +
      pen.clip(
        oval(480, 510, 290),
        times(150, (i) => {
          const [c, r] = [i % 15, Math.floor(i / 15)];
          return fill(
            box(184 + c * 40, 214 + r * 60, 36, 56, 3),
            [s.silver.light, '#ffffff', s.silver.base, s.sky.light, s.lilac.light, s.silver.dark, s.blush.base][
              (c * 5 + r * 3) % 7
            ] ?? '',
          );
        }),
      ) +
      fill(oval(480, 510, 290), 'url(#light-round)') +
      each(
        [
          [330, 360],
          [620, 420],
          [420, 640],
        ],
        (x, y) => fill(star(x, y, 60, 4, 0.16), '#ffffff'),
      ),
  },
  cage: {
    example: 'CLASSIC METAL BIRDCAGE PLANT HOLDER',
    stance: 'hang',
    colours: ['cream', 'black', 'zinc'],
    plain: true,
    draw: (pen) =>
      hangLoop(480, 180, pen.main) +
      pen.emblem(480, 560, 220, { only: pen.says(/PLANT/) ? 'fern' : 'bird', behind: s.white }) +
      stroke(
        'M260 740V460C260 130 700 130 700 460V740M370 740V440C370 160 590 160 590 440V740M480 190V740',
        pen.main.dark,
        12,
      ) +
      stroke('M260 460H700M254 610H706', pen.main.base, 12) +
      body(box(230, 730, 500, 50, 20), pen.main.base),
  },
  'photo-clips': {
    example: 'RAINBOW PEGS PHOTO CLIP STRING',
    stance: 'hang',
    colours: ['natural'],
    plain: true,
    draw: (pen) =>
      stroke('M0 280C260 380 700 380 960 280', s.natural.dark, 8) +
      each(
        [
          [130, 322, -5],
          [330, 350, 4],
          [540, 356, -3],
          [760, 336, 6],
        ],
        (x, y, t, i) =>
          at(
            x,
            y,
            1,
            body(box(-86, 20, 172, 220, 6), '#fffdf8', 'soft') +
              fill(box(-68, 38, 136, 140, 4), [s.sky, s.blush, s.mint, s.yellow][i]?.light ?? '') +
              pen.emblem(0, 108, 110, {
                only: (['house', 'dog', 'flower', 'boat'] as const)[i] ?? 'house',
                behind: s.white,
              }) +
              body(box(-16, -30, 32, 90, 6), [s.red, s.orange, s.green, s.blue][i]?.base ?? ''),
            t,
          ),
      ),
  },
  'hand-sculpture': {
    example: 'HAND OPEN SHAPE GOLD',
    stance: 'stand',
    colours: ['gold', 'white'],
    foot: 130,
    plain: true,
    draw: ({ main: m }) =>
      body(
        'M390 784C400 700 400 660 370 600C330 540 260 500 270 450C290 420 350 460 390 500L360 280C356 230 408 226 414 274L440 430L444 210C446 160 498 160 500 210L508 430L544 240C554 192 604 204 596 252L574 450L624 340C646 300 688 322 672 364L610 560C590 640 570 700 580 784Z',
        m.base,
        'soft',
      ) + stroke('M400 560C450 540 520 550 560 590', m.dark, 6),
  },
};
