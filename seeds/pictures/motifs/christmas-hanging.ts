import { line } from '../lettering.ts';
import { SWATCHES as s } from '../palette.ts';
import { bow, FIR, hangLoop, string } from '../parts.ts';
import type { Motif } from '../pen.ts';
import { at, body, box, each, fill, heart, oval, star, stroke, times } from '../shapes.ts';

const FESTIVE = [s.red, s.cream, s.green, s.mustard];

const TREE = 'M0 -300L110 -130H66L170 20H96L220 200H-220L-96 20H-170L-66 -130H-110Z';

/** One link of a paper chain, seen at a slant. */
const ring = (paint: string, turn: number) =>
  at(
    0,
    0,
    1,
    `<ellipse rx="66" ry="50" fill="none" stroke="${paint}" stroke-width="40"/><path d="M-86 6C-80 60 80 60 86 6" fill="none" stroke="#2b1c38" stroke-opacity=".14" stroke-width="10"/>`,
    turn,
  );

/** What hangs at Christmas: ornaments, chains and garlands. */
export const CHRISTMAS_HANGING: Record<string, Motif> = {
  'paper-chain': {
    example: "PAPER CHAIN KIT 50'S CHRISTMAS",
    stance: 'hang',
    colours: ['red', 'green', 'cream'],
    draw: (pen) => {
      const old = pen.says(/VINTAGE/) ? [s.berry.base, s.cream.base, s.sage.base, s.mustard.base] : null;
      const paints = old ?? [
        pen.print,
        pen.accent.base,
        pen.says(/SKULL/) ? s.grey.base : pen.says(/EMPIRE|LONDON/) ? s.navy.base : s.green.base,
        pen.trim.base,
      ];
      const chain = (y: number, sag: number, from: number) =>
        times(9, (i) => {
          const x = 20 + i * 115;
          const yy = y + Math.sin((i / 8) * Math.PI) * sag;
          return at(x, yy, 1, ring(paints[(i + from) % paints.length] ?? '', ((i * 37) % 30) - 15));
        });
      return chain(190, 190, 0) + chain(470, 210, 2);
    },
  },
  'tree-ornament': {
    example: 'CHRISTMAS GINGHAM HEART',
    stance: 'hang',
    colours: ['red', 'green', 'cream'],
    draw: (pen) => {
      const shape = pen.says(/HEART/)
        ? heart(480, 560, 520)
        : pen.says(/STAR/)
          ? star(480, 570, 300, 5, 0.52)
          : pen.says(/TREE/)
            ? 'M480 280L600 460H552L670 610H582L700 790H260L378 610H290L408 460H360Z'
            : oval(480, 560, 240);
      const paint = pen.says(/WOOD/) && pen.printName === 'motif' ? pen.texture('grain', pen.main) : pen.print;
      return (
        string(480, 300) +
        body(shape, paint, 'soft') +
        stroke(shape, pen.accent.base, 9, '20 16') +
        (pen.says(/BELL/) ? pen.emblem(480, 800, 110, { only: 'bell', behind: s.white }) : '') +
        body(oval(480, pen.says(/HEART/) ? 560 : 580, 30), pen.accent.base, 'round') +
        fill(
          oval(470, pen.says(/HEART/) ? 560 : 580, 4) + oval(490, pen.says(/HEART/) ? 560 : 580, 4),
          s.chocolate.base,
        ) +
        bow(480, pen.says(/HEART/) ? 366 : 300, 160, pen.accent.name === 'cream' ? s.green : pen.accent)
      );
    },
  },
  'heart-decoration': {
    example: 'ZINC METAL HEART DECORATION',
    stance: 'hang',
    colours: ['zinc', 'cream', 'white', 'red'],
    draw: (pen) => {
      const m = pen.main;
      const cut = pen.says(/TRELLIS|FILIGREE|LATTICE|WIRE|FILIGRIS/);
      const d = heart(480, 540, 560);
      return (
        hangLoop(480, 380, m) +
        string(480, 360) +
        (cut
          ? pen.clip(
              d,
              times(14, (i) =>
                stroke(`M${120 + i * 56} 240L${i * 56 - 120} 840M${i * 56 - 100} 240L${140 + i * 56} 840`, m.dark, 9),
              ),
            ) +
            stroke(d, m.dark, 40) +
            stroke(d, m.base, 30) +
            stroke(d, m.light, 6) +
            (pen.says(/DOVE|BUTTERFLY/) ? pen.emblem(480, 540, 260, { behind: s.grey }) : '')
          : body(
              d,
              pen.printName && pen.printName !== 'motif' ? pen.print : pen.says(/GLASS|CRYSTAL/) ? s.sky.light : m.base,
              pen.says(/GLASS|CRYSTAL/) ? 'round' : 'soft',
            ) +
            (pen.says(/GLASS|CRYSTAL/)
              ? fill(
                  'M290 420C310 350 380 320 420 340C360 370 320 420 316 500C296 490 284 450 290 420Z',
                  '#ffffff',
                  0.7,
                )
              : '') +
            stroke(heart(480, 536, 480), m.light, 7) +
            times(7, (i) => fill(oval(330 + i * 50, 500 + Math.abs(3 - i) * -14 + 60, 10), m.dark, 0.5)) +
            stroke(heart(480, 560, 190), m.dark, 9)) +
        bow(480, 392, 150, pen.accent.name === m.name ? s.red : pen.accent)
      );
    },
  },
  'hanging-hearts': {
    example: '3 HEARTS HANGING DECORATION RUSTIC',
    stance: 'hang',
    colours: ['red', 'cream', 'pink'],
    draw: (pen) =>
      string(480, 860, s.natural.dark) +
      each(
        [
          [240, 300, pen.main.base],
          [470, 270, pen.says(/RUSTIC/) ? pen.printIn('gingham', s.red, s.white) : pen.print],
          [690, 230, pen.accent.name === 'cream' ? s.red.dark : pen.accent.base],
        ],
        (y, w, paint, i) =>
          body(pen.says(/STAR/) ? star(480, y, w * 0.52) : heart(480, y, w), paint, 'round') +
          stroke(pen.says(/STAR/) ? star(480, y, w * 0.42) : heart(480, y, w * 0.8), '#fffaf2', 5, '12 12') +
          (i === 1
            ? body(oval(480, y, 24), s.wood.base, 'round') + fill(oval(472, y, 4) + oval(488, y, 4), s.chocolate.base)
            : ''),
      ) +
      bow(480, 130, 170, s.natural),
  },
  'folk-heart': {
    example: 'WOODEN HEART CHRISTMAS SCANDINAVIAN',
    stance: 'hang',
    colours: ['red', 'white'],
    draw: (pen) => {
      const shape = pen.says(/STAR/)
        ? star(480, 540, 330, 5, 0.54)
        : pen.says(/TREE/)
          ? FIR
          : pen.says(/STOCKING/)
            ? 'M360 230H580V560C600 600 740 580 760 680C770 780 650 800 540 790C420 790 360 720 360 620Z'
            : heart(480, 540, 600);
      return (
        string(480, 330) +
        body(shape, pen.says(/SCANDISPOT/) ? pen.printIn('spot', s.red, s.white) : s.red.base, 'soft') +
        (pen.says(/SCANDISPOT/)
          ? body(box(340, 210, 260, 80, 20), '#fffaf2', 'soft')
          : at(
              480,
              560,
              pen.says(/TREE|STAR/) ? 1 : 1.35,
              times(6, (i) =>
                at(0, 0, 1, fill('M0 -14C-26 -50 -18 -84 0 -100C18 -84 26 -50 0 -14Z', '#fffaf2'), i * 60),
              ) +
                fill(oval(0, 0, 14), '#fffaf2') +
                times(6, (i) => at(0, 0, 1, fill(oval(0, -96, 9), '#fffaf2'), i * 60 + 30)),
            )) +
        bow(480, pen.says(/STAR|TREE/) ? 220 : 330, 150, s.cream)
      );
    },
  },
  bauble: {
    example: 'S/15 SILVER GLASS BAUBLES IN BAG',
    stance: 'hang',
    colours: ['red', 'silver', 'gold', 'pink', 'green'],
    draw: (pen) =>
      each(
        [
          [300, 560, 150],
          [650, 480, 180],
          [480, 760, 110],
        ],
        (x, y, r, i) => {
          const m = [pen.main, pen.accent, pen.trim][i] ?? pen.main;
          return (
            string(x, y - r - 20) +
            body(box(x - 26, y - r - 34, 52, 44, 8), s.gold.base) +
            body(oval(x, y, r), i === 0 ? pen.print : m.base, 'round') +
            (i
              ? fill(
                  `M${x - r} ${y - 16}C${x - r / 2} ${y + 24} ${x + r / 2} ${y + 24} ${x + r} ${y - 16}V${y + 26}C${x + r / 2} ${y + 66} ${x - r / 2} ${y + 66} ${x - r} ${y + 26}Z`,
                  m.light,
                )
              : '') +
            fill(oval(x - r * 0.4, y - r * 0.42, r * 0.13, r * 0.2), '#fff', 0.7)
          );
        },
      ),
  },
  wreath: {
    example: 'WICKER WREATH LARGE',
    stance: 'hang',
    colours: ['green', 'red'],
    plain: true,
    draw: (pen) =>
      string(480, 200) +
      times(4, (i) => stroke(oval(480 + (i % 2) * 8, 500, 250 - i * 16), i % 2 ? s.wicker.base : s.wicker.dark, 26)) +
      (pen.says(/WICKER/)
        ? times(16, (i) => at(480, 500, 1, stroke('M-20 -268L18 -196', s.wicker.light, 10), i * 22.5))
        : times(40, (i) =>
            at(
              480,
              500,
              1,
              fill('M0 -190C-44 -220 -40 -280 0 -320C40 -280 44 -220 0 -190Z', i % 3 ? s.green.base : s.green.dark),
              i * 9 + (i % 2) * 5,
            ),
          )) +
      times(pen.says(/WICKER/) ? 5 : 9, (i) =>
        at(
          480,
          500,
          1,
          body(oval(0, -240, 19), pen.says(/CINN?AM/) ? s.orange.base : s.red.base, 'round') +
            body(oval(26, -250, 15), s.red.dark, 'round'),
          i * (pen.says(/WICKER/) ? 72 : 40) + 30,
        ),
      ) +
      bow(480, 740, 240, s.red),
  },
  'zinc-tree': {
    example: 'CHRISTMAS TREE PAINTED ZINC',
    stance: 'hang',
    colours: ['zinc', 'green', 'red'],
    draw: (pen) => {
      const sh = pen.says(/STAR|STARS/) && !pen.says(/TREE/) ? star(480, 520, 320) : FIR;
      return (
        hangLoop(480, 170, pen.main) +
        body(sh, pen.main.base, 'soft') +
        stroke(sh, pen.main.light, 8) +
        times(6, (i) => fill(star(400 + (i % 3) * 80, 470 + Math.floor(i / 3) * 110, 24), '#fffaf2')) +
        body(box(440, 650, 80, 80, 8), pen.main.dark) +
        (pen.says(/BELL/) ? pen.emblem(480, 800, 120, { only: 'bell', behind: s.white }) : '')
      );
    },
  },
  'party-cone': {
    example: 'PARTY CONE CHRISTMAS DECORATION',
    stance: 'hang',
    colours: ['red', 'green', 'pink'],
    draw: (pen) =>
      string(480, 260) +
      stroke('M330 360C350 230 610 230 630 360', s.gold.base, 12) +
      fill(
        times(6, (i) => oval(340 + i * 56, 360 - (i % 2) * 20, 54)),
        '#fffdf8',
      ) +
      each(
        [
          [390, 340, s.red],
          [480, 310, s.yellow],
          [570, 340, s.green],
        ],
        (x, y, c) => body(oval(x, y, 44), c.base, 'round'),
      ) +
      body('M290 370H670L480 850Z', pen.print) +
      body(box(276, 350, 408, 56, 26), '#fffaf2') +
      pen.emblem(480, 520, 150, { or: 'star' }),
  },
  garland: {
    example: 'NOEL GARLAND PAINTED ZINC',
    stance: 'hang',
    colours: ['zinc', 'red', 'cream'],
    plain: true,
    draw: (pen) => {
      const word = /\b(NOEL|LOVE|HOME|JOY|EASTER|BIRTHDAY)\b/.exec(pen.name)?.[1];
      const n = word?.length ?? 6;
      const w = 760 / n;
      return (
        stroke('M0 250C260 400 700 400 960 250', s.natural.dark, 8) +
        times(n, (i) => {
          const x = 100 + w * (i + 0.5);
          const y = 330 + Math.sin((x / 960) * Math.PI) * 56;
          const c = FESTIVE[i % 4] ?? s.red;
          return (
            stroke(`M${x} ${y - 40}V${y + 30}`, s.natural.dark, 5) +
            (word
              ? body(
                  box(x - w * 0.42, y + 20, w * 0.84, 220, 14),
                  pen.main.name === 'zinc' ? s.zinc.base : c.base,
                  'soft',
                ) + line(word[i] ?? '', x, y + 176, Math.min(100, w * 0.6), '#fffaf2', 0.2)
              : pen.says(/STAR/) && (i % 2 || !pen.says(/TREE|HEART/))
                ? body(star(x, y + 110, 84), c.base, 'soft')
                : pen.says(/TREE/)
                  ? at(x, y + 120, 0.36, body(TREE, s.green.base, 'soft'))
                  : pen.theme && !pen.says(/HEART/)
                    ? pen.emblem(x, y + 110, 150, { behind: s.white })
                    : body(heart(x, y + 110, 140), c.base, 'round') +
                      stroke(heart(x, y + 108, 104), '#fffaf2', 4, '10 10')) +
            (pen.says(/BELL/) ? pen.emblem(x, y + 270, 70, { only: 'bell', behind: s.white }) : '')
          );
        })
      );
    },
  },
  'honeycomb-bell': {
    example: 'WHITE BELL HONEYCOMB PAPER',
    stance: 'hang',
    colours: ['white', 'pink', 'red'],
    plain: true,
    draw: (pen) => {
      const d = pen.says(/BALL/)
        ? oval(480, 510, 290)
        : pen.says(/FAN/)
          ? 'M160 620C160 380 320 260 480 260C640 260 800 380 800 620L560 620C560 560 400 560 400 620Z'
          : 'M480 220C620 230 640 380 650 500C660 620 740 640 760 720H200C220 640 300 620 310 500C320 380 340 230 480 220Z';
      return (
        string(480, 230) +
        body(d, pen.texture('honeycomb', pen.main), 'side') +
        (pen.says(/BELL/) ? body(oval(480, 750, 46), s.gold.base, 'round') : '') +
        body(oval(480, pen.says(/FAN/) ? 260 : 216, 20), s.gold.base, 'round')
      );
    },
  },
  'rocking-horse': {
    example: 'ROCKING HORSE RED CHRISTMAS',
    stance: 'hang',
    colours: ['red', 'green'],
    plain: true,
    draw: (pen) =>
      string(480, 330) +
      stroke('M180 720C300 830 660 830 780 720', pen.main.base, 36) +
      stroke('M340 620L300 750M420 640L410 770M600 640L620 770M660 610L690 740', '#f2e6d2', 38) +
      body(
        'M300 420C330 470 420 470 520 450C600 430 640 440 690 480C740 540 710 640 660 650H360C300 640 290 540 320 500C280 480 230 490 200 460C190 430 220 400 250 370L262 300L300 340C330 370 320 400 300 420Z',
        '#fbf3e4',
        'top',
      ) +
      body('M430 440H580V560C540 600 470 600 430 560Z', pen.main.base, 'soft') +
      fill(heart(505, 510, 70), '#fffaf2') +
      stroke('M262 310C330 330 350 400 330 450', pen.main.dark, 24) +
      stroke('M700 500C770 510 770 590 750 630', pen.main.dark, 22) +
      fill(oval(254, 384, 8), '#3a2f36') +
      stroke('M214 440L330 430L440 470', pen.main.base, 7) +
      bow(480, 350, 140, pen.main),
  },
};
