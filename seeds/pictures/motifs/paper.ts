import { block, line } from '../lettering.ts';
import { SWATCHES as s } from '../palette.ts';
import { bow } from '../parts.ts';
import type { Motif, Pen } from '../pen.ts';
import { at, body, box, each, fill, heart, oval, stroke, times } from '../shapes.ts';

function greeting(pen: Pen): string {
  if (pen.says(/FONT/)) return '';
  if (pen.says(/BIRTHDAY/))
    return line('HAPPY BIRTHDAY', 0, 204, 27, pen.main.name === 'white' ? s.red.dark : pen.main.dark, 0.16);
  if (pen.says(/WEDDING/)) return line('WITH LOVE', 0, 200, 38, pen.main.dark);
  if (pen.says(/CHRISTMAS|SANTA|XMAS/))
    return line('MERRY CHRISTMAS', 0, 204, 26, pen.main.name === 'white' ? s.red.dark : pen.main.dark, 0.16);
  return '';
}

/** Cards, wrapping paper and ribbons. */
export const PAPER: Record<string, Motif> = {
  card: {
    example: 'CARD CIRCUS PARADE',
    stance: 'flat',
    colours: ['cream', 'sky', 'pink', 'mint', 'yellow'],
    draw: (pen) =>
      at(
        560,
        560,
        1,
        body(box(-240, -150, 480, 330, 8), s.natural.base, 'soft') +
          stroke('M-236 -144L0 60L236 -144', s.natural.dark, 6),
        10,
      ) +
      at(
        430,
        450,
        1,
        body(box(-210, -280, 420, 560, 10), '#fffdf8', 'soft') +
          fill(box(-184, -254, 368, 508, 6), pen.main.pale) +
          fill(oval(0, -40, 164), pen.main.light) +
          (pen.says(/FONT/)
            ? block(
                pen.says(/BIRTHDAY/) ? 'HAPPY BIRTHDAY TO YOU' : 'HELLO THERE',
                { x: -130, y: -140, width: 260, height: 200 },
                pen.main.deep,
                { weight: 0.18 },
              )
            : pen.emblem(0, -40, 270, { or: 'flower', behind: s.white })) +
          greeting(pen) +
          stroke('M-60 226H60', pen.main.dark, 5),
        -6,
      ),
  },
  'card-set': {
    example: '12 MESSAGE CARDS WITH ENVELOPES',
    stance: 'flat',
    colours: ['sky', 'pink', 'cream'],
    draw: (pen) =>
      each(
        [
          [300, 330, -14, s.sky],
          [640, 320, 10, s.mint],
          [330, 640, 8, s.yellow],
          [640, 650, -7, s.pink],
        ],
        (x, y, t, c, i) =>
          at(
            x,
            y,
            1,
            body(box(-150, -110, 300, 220, 8), i % 2 ? c.base : '#fffdf8', 'soft') +
              (i % 2
                ? stroke('M-146 -106L0 20L146 -106', c.dark, 5) + body(oval(0, 10, 26), s.red.base, 'round')
                : fill(box(-132, -92, 264, 184, 6), c.light) +
                  pen.emblem(0, 0, 130, { or: 'flower', behind: s.white })),
            t,
          ),
      ),
  },
  wrap: {
    example: 'SPACEBOY GIFT WRAP',
    stance: 'flat',
    colours: ['red', 'pink', 'sky', 'mint'],
    draw: (pen) =>
      body(box(170, 260, 460, 520, 8), pen.print, 'soft') +
      [0, 1]
        .map((i) =>
          at(
            690 + i * 96,
            500,
            1,
            body(box(-44, -320, 88, 640, 40), i ? pen.accent.base : pen.print) +
              fill(oval(0, -312, 40, 12), '#fffdf8') +
              stroke(oval(0, -312, 24, 7), pen.main.dark, 4) +
              body(box(-50, -20, 100, 44, 6), i ? pen.main.base : pen.accent.base),
            6,
          ),
        )
        .join('') +
      fill('M630 260V330C600 320 570 300 560 260Z', '#fffdf8'),
  },
  'gift-tags': {
    example: 'PACK OF 6 BIRDY GIFT TAGS',
    stance: 'flat',
    colours: ['cream', 'red', 'sky'],
    draw: (pen) =>
      each(
        [
          [300, 360, -16, s.cream],
          [620, 300, 8, s.sky],
          [480, 560, -4, s.blush],
          [720, 620, 16, s.mint],
          [250, 690, 10, s.yellow],
        ],
        (x, y, t, c, i) =>
          at(
            x,
            y,
            1,
            stroke('M0 -130C-10 -210 60 -230 50 -290', s.red.base, 8) +
              body('M-90 -90L-46 -150H46L90 -90V150H-90Z', pen.says(/METAL/) ? s.zinc.base : c.base, 'soft') +
              stroke('M-72 -80L-38 -130H38L72 -80V132H-72Z', '#fffdf8', 5) +
              fill(oval(0, -108, 16), '#fffdf8') +
              pen.emblem(0, 30, 130, {
                behind: s.white,
                or: 'heart',
                only: pen.themes[i % Math.max(1, pen.themes.length)] ?? 'heart',
              }),
            t,
          ),
      ),
  },
  ribbon: {
    example: 'RIBBON REEL STRIPES DESIGN',
    stance: 'stand',
    colours: ['red', 'green', 'sky', 'pink'],
    foot: 240,
    zoom: 1.16,
    draw: (pen) => {
      const themed = pen.printName === 'motif';
      const paint = themed ? pen.main.base : pen.print;
      return (
        `<path d="M640 640C760 640 740 760 860 750" fill="none" stroke="${paint}" stroke-width="76"/>` +
        body(box(280, 360, 400, 400, 10), paint) +
        (themed
          ? [0, 1, 2]
              .map(
                (i) =>
                  pen.emblem(370 + i * 112, 470, 100, { only: pen.themes[i % pen.themes.length] ?? 'star' }) +
                  pen.emblem(370 + i * 112, 650, 100, { only: pen.themes[(i + 1) % pen.themes.length] ?? 'star' }),
              )
              .join('')
          : '') +
        stroke('M284 374H676M284 746H676', 'rgba(255,255,255,.55)', 6) +
        body(oval(480, 360, 250, 58), s.natural.base, 'top') +
        stroke(oval(480, 360, 222, 48), s.natural.dark, 4) +
        body(oval(480, 358, 60, 16), s.brown.base, 'none') +
        fill('M230 750C230 800 730 800 730 750V764C730 806 230 806 230 764Z', s.natural.dark)
      );
    },
  },
  'ribbon-set': {
    example: '6 RIBBONS RUSTIC CHARM',
    stance: 'flat',
    colours: ['red', 'green', 'pink', 'sky'],
    draw: (pen) => {
      const set = pen.says(/BLUE/)
        ? [s.blue, s.sky, s.navy, s.turquoise, s.cream, s.teal]
        : pen.says(/PINK/)
          ? [s.pink, s.hotpink, s.blush, s.berry, s.cream, s.lilac]
          : pen.says(/GREEN/)
            ? [s.green, s.sage, s.mint, s.olive, s.cream, s.teal]
            : pen.says(/SCANDI/)
              ? [s.red, s.cream, s.berry, s.red, s.white, s.pink]
              : pen.says(/CHRISTMAS|RED/)
                ? [s.red, s.green, s.cream, s.gold, s.berry, s.sage]
                : pen.says(/EMPIRE/)
                  ? [s.red, s.cream, s.navy, s.red, s.blue, s.cream]
                  : pen.says(/BLACK|URBAN/)
                    ? [s.black, s.grey, s.cream, s.slate, s.silver, s.black]
                    : pen.says(/CHOC/)
                      ? [s.chocolate, s.cream, s.brown, s.blush, s.natural, s.copper]
                      : [s.red, s.natural, s.sky, s.sage, s.blush, s.mustard];
      return (
        body(box(200, 150, 560, 660, 14), '#fffaf0', 'soft') +
        set
          .map(
            (c, i) =>
              body(
                box(176, 190 + i * 100, 608, 76, 8),
                i === 0 && pen.printName && pen.printName !== 'motif' ? pen.print : c.base,
                'top',
              ) +
              (i % 3 === 1
                ? times(12, (k) => fill(oval(206 + k * 50, 228 + i * 100, 11), '#fffaf2'))
                : i % 3 === 2
                  ? stroke(`M180 ${208 + i * 100}H780M180 ${248 + i * 100}H780`, '#fffaf2', 7)
                  : i % 2
                    ? stroke(`M180 ${228 + i * 100}H780`, c.light, 12)
                    : times(9, (k) => fill(heart(216 + k * 66, 229 + i * 100, 34), '#fffaf2'))),
          )
          .join('') +
        bow(480, 480, 220, set[0] ?? s.red)
      );
    },
  },
  tape: {
    example: 'HEARTS GIFT TAPE',
    stance: 'flat',
    colours: ['red', 'pink', 'sky'],
    draw: (pen) =>
      `<path d="M330 700L850 740" stroke="${pen.print}" stroke-width="110"/>` +
      fill('M850 684L872 704L850 724L872 746L850 766L866 796L846 796V684Z', pen.main.light) +
      body(oval(430, 470, 270), pen.print, 'soft') +
      stroke(oval(430, 470, 266), pen.main.dark, 6) +
      fill(oval(430, 470, 160), '#fffdf8') +
      body(oval(430, 470, 146), s.natural.base, 'soft') +
      fill(oval(430, 470, 120), '#efe5d6') +
      pen.emblem(430, 470, 150, { behind: s.cream }),
  },
  stickers: {
    example: '3D TRADITIONAL CHRISTMAS STICKERS',
    stance: 'flat',
    colours: ['cream', 'sky', 'pink'],
    plain: true,
    draw: (pen) => {
      const list = pen.themes.length ? pen.themes : (['tree', 'star', 'heart'] as const);
      return (
        body(box(200, 130, 560, 700, 16), '#fffdf8', 'soft') +
        fill('M760 730V814C760 824 752 830 744 830H640Z', '#e4dccf') +
        times(12, (i) =>
          at(
            290 + (i % 3) * 190,
            226 + Math.floor(i / 3) * 166,
            1,
            fill(oval(0, 0, 76), [s.sky, s.blush, s.mint, s.yellow][i % 4]?.light ?? '') +
              pen.emblem(0, 0, 112, {
                behind: s.white,
                only: list[i % list.length] ?? 'star',
                turn: ((i * 7) % 16) - 8,
              }),
          ),
        )
      );
    },
  },
  'paper-fan': {
    example: 'ASSORTED COLOURS SILK FAN',
    stance: 'flat',
    colours: ['red', 'pink', 'turquoise', 'lilac'],
    draw: (pen) =>
      times(11, (i) =>
        at(
          480,
          720,
          1,
          body('M0 0L-62 -520C-20 -540 20 -540 62 -520Z', i % 2 ? pen.main.base : pen.main.light, 'none') +
            fill('M-4 -60L-14 -250H14L4 -60Z', s.wood.base),
          (i - 5) * 13,
        ),
      ) +
      each(
        [
          [-40, 470],
          [0, 560],
          [40, 470],
        ],
        (t) => at(480, 720, 1, pen.emblem(0, -430, 130, { or: 'blossom' }), t),
      ) +
      body(oval(480, 716, 24), s.gold.base, 'round') +
      stroke('M480 740V830', s.red.base, 9),
  },
};
