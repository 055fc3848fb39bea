import { line } from '../lettering.ts';
import { SWATCHES as s } from '../palette.ts';
import { bow, screw } from '../parts.ts';
import type { Motif, Pen } from '../pen.ts';
import { at, body, box, each, fill, heart, oval, stroke, times } from '../shapes.ts';

const knob = (x: number, y: number, r = 16) => body(oval(x, y, r), s.gold.base, 'round');

const grain = (pen: Pen) => pen.texture('grain', pen.main);

/** Cabinets, hooks, hangers and seats. */
export const FURNITURE: Record<string, Motif> = {
  cabinet: {
    example: 'WOOD S/3 CABINET ANT WHITE FINISH',
    stance: 'stand',
    colours: ['cream', 'wood', 'red', 'sky'],
    foot: 230,
    draw: (pen) => {
      const drawers = pen.says(/\b2 DRAWER|TWO/) ? 2 : pen.says(/7|SEVENTEEN/) ? 5 : 3;
      const h = 520 / drawers;
      const doors = pen.says(/DOOR|KITCHEN CABINET|CURIO|MEDICINE|WALL CABINET|KEY CABINET|BATHROOM/);
      return (
        body(box(280, 760, 50, 30), pen.main.deep, 'none') +
        body(box(630, 760, 50, 30), pen.main.deep, 'none') +
        body(box(260, 230, 440, 540, 8), grain(pen)) +
        body('M236 200H724V240H236Z', pen.main.light) +
        (doors
          ? each(
              [
                [280, 262],
                [488, 262],
              ],
              (x, y) =>
                body(box(x, y, 192, 490, 6), pen.main.light, 'soft') +
                fill(box(x + 24, y + 24, 144, 442, 4), '#dbe6e6') +
                stroke(`M${x + 24} ${y + 180}h144M${x + 24} ${y + 330}h144`, pen.main.dark, 8) +
                body(box(x + 44, y + 110, 40, 68, 6), s.red.base) +
                body(box(x + 100, y + 130, 48, 48, 6), s.sky.base) +
                body(box(x + 50, y + 270, 60, 56, 6), s.mustard.base) +
                body(box(x + 60, y + 400, 70, 62, 6), s.green.base),
            ) +
            knob(464, 510) +
            knob(496, 510)
          : times(
              drawers,
              (i) =>
                body(box(284, 258 + i * h * 0.96, 392, h * 0.86, 6), pen.main.light, 'soft') +
                stroke(box(296, 270 + i * h * 0.96, 368, h * 0.86 - 24, 4), pen.main.dark, 4) +
                (pen.says(/HEART/)
                  ? body(heart(480, 258 + i * h * 0.96 + h * 0.42, 54), s.red.base, 'round')
                  : knob(400, 258 + i * h * 0.96 + h * 0.43) + knob(560, 258 + i * h * 0.96 + h * 0.43)),
            ))
      );
    },
  },
  shelf: {
    example: 'BROCANTE SHELF WITH HOOKS',
    stance: 'hang',
    colours: ['cream', 'wood'],
    plain: true,
    draw: (pen) =>
      body('M150 300H810L770 560H190Z', grain(pen), 'soft') +
      body(box(120, 250, 720, 56, 8), pen.main.light, 'top') +
      body(
        'M190 540C260 600 330 520 400 560C470 600 490 600 560 560C630 520 700 600 770 540V580H190Z',
        pen.main.dark,
        'none',
      ) +
      [270, 410, 550, 690]
        .map(
          (x) =>
            stroke(`M${x} 480V600C${x} 670 ${x + 60} 660 ${x + 56} 610`, s.slate.base, 18) +
            body(oval(x, 476, 22), s.slate.base, 'round'),
        )
        .join('') +
      body(box(230, 150, 90, 100, 10), s.red.base) +
      body(box(340, 120, 60, 130, 6), s.sky.base) +
      at(
        650,
        250,
        1,
        body(box(-50, -70, 100, 70, 8), s.copper.base) + pen.emblem(0, -120, 130, { only: 'flower', behind: s.white }),
      ),
  },
  'cutlery-shelf': {
    example: 'MAGAZINE RACK GEBRA ASSORTED',
    stance: 'stand',
    colours: ['cream', 'black', 'red'],
    foot: 260,
    draw: (pen) =>
      each(
        [
          [-7, s.sky],
          [4, s.red],
          [-2, s.mustard],
        ],
        (t, c, i) =>
          at(
            420 + i * 60,
            330 + i * 30,
            1,
            body(box(-160, -130, 320, 400, 6), c.base, 'soft') +
              fill(box(-130, -100, 260, 60, 6), '#fffaf2') +
              fill(oval(0, 70, 80), '#fffaf2', 0.6),
            t,
          ),
      ) +
      body('M210 480H750L720 784H240Z', pen.print) +
      stroke('M210 486H750', pen.main.dark, 16) +
      stroke('M300 560C400 620 560 620 660 560', 'rgba(255,255,255,.5)', 8),
  },
  hook: {
    example: 'METAL 4 HOOK HANGER FRENCH CHATEAU',
    stance: 'hang',
    colours: ['cream', 'slate', 'red', 'mint'],
    draw: (pen) => {
      const m = pen.main;
      const n = Number(
        /\b([3456])\b/.exec(pen.name)?.[1] ??
          (pen.says(/FOUR/) ? 4 : pen.says(/SINGLE|HOOK, 1|TILE|SALLE|SMALL|TROWEL|FORK/) ? 1 : 3),
      );
      const metal = m.name === 'slate' || m.name === 'black' ? s.gold : s.slate;
      const x0 = n === 1 ? 480 : 480 - (n - 1) * (n > 4 ? 62 : 80);
      const gap = n > 4 ? 124 : 160;
      return (
        body(
          'M140 360C140 330 170 320 210 320C280 320 300 250 480 250C660 250 680 320 750 320C790 320 820 330 820 360V520C820 550 800 560 770 560H190C160 560 140 550 140 520Z',
          pen.printName && pen.printName !== 'motif' ? pen.print : m.base,
          'soft',
        ) +
        stroke(
          'M166 370C166 350 180 346 210 346C300 346 320 276 480 276C640 276 660 346 750 346C780 346 794 350 794 370V510C794 528 786 534 770 534H190C174 534 166 528 166 510Z',
          m.dark,
          5,
        ) +
        pen.emblem(480, 400, 160, { or: 'flower' }) +
        screw(200, 440, 11) +
        screw(760, 440, 11) +
        times(
          n,
          (i) =>
            stroke(
              `M${x0 + i * gap} 500V650C${x0 + i * gap} 730 ${x0 + 70 + i * gap} 720 ${x0 + 64 + i * gap} 660`,
              metal.base,
              22,
            ) +
            body(oval(x0 + i * gap, 496, 26), metal.base, 'round') +
            body(oval(x0 + 64 + i * gap, 656, 18), metal.light, 'round'),
        )
      );
    },
  },
  'coat-rack': {
    example: 'GUMBALL COAT RACK',
    stance: 'hang',
    colours: ['wood', 'cream', 'sky', 'yellow'],
    plain: true,
    draw: (pen) => {
      const balls = pen.says(/MONOCHROME/)
        ? [s.black, s.white, s.grey, s.black, s.white]
        : [s.red, s.yellow, s.green, s.sky, s.pink];
      return pen.says(/GUMBALL/)
        ? stroke('M120 400H840', s.silver.dark, 22) +
            stroke('M120 440H840', s.silver.base, 12) +
            balls
              .map(
                (c, i) =>
                  stroke(`M${180 + i * 150} 400V${i % 2 ? 560 : 600}`, s.silver.base, 14) +
                  stroke(`M${180 + i * 150} 400V290`, s.silver.base, 14) +
                  body(oval(180 + i * 150, 276, 50), c.base, 'round') +
                  body(oval(180 + i * 150, i % 2 ? 580 : 620, 50), (balls[(i + 2) % 5] ?? c).base, 'round'),
              )
              .join('')
        : body(box(110, 340, 740, 170, 20), grain(pen), 'soft') +
            stroke(box(130, 360, 700, 130, 12), pen.main.dark, 5) +
            times(
              5,
              (i) =>
                stroke(
                  `M${190 + i * 145} 450V580C${190 + i * 145} 640 ${244 + i * 145} 630 ${240 + i * 145} 590`,
                  s.slate.base,
                  18,
                ) + body(oval(190 + i * 145, 440, 26), (balls[i] ?? s.red).base, 'round'),
            ) +
            (pen.theme ? pen.emblem(480, 400, 100) : '');
    },
  },
  'coat-hanger': {
    example: 'CREAM CUPID HEARTS COAT HANGER',
    stance: 'hang',
    colours: ['cream', 'pink', 'wood'],
    draw: (pen) =>
      stroke('M480 350V300C480 250 570 250 570 190C570 110 440 110 440 200', s.silver.dark, 16) +
      stroke(
        'M480 360C380 400 200 520 130 600C110 650 150 670 200 660H760C810 670 850 650 830 600C760 520 580 400 480 360Z',
        pen.main.dark,
        34,
      ) +
      stroke(
        'M480 356C380 396 200 516 130 596C110 646 150 666 200 656H760C810 666 850 646 830 596C760 516 580 396 480 356Z',
        pen.main.base,
        28,
      ) +
      (pen.says(/PADDED/)
        ? stroke('M470 360C380 400 220 510 150 590M490 360C580 400 740 510 810 590', pen.print, 70)
        : times(3, (i) => stroke(heart(340 + i * 140, 570, 110), pen.main.dark, 14)) +
          pen.emblem(480, 470, 110, { or: 'heart', behind: s.white })) +
      bow(480, 372, 150, pen.accent),
  },
  'drawer-knob': {
    example: 'BLUE SPOT CERAMIC DRAWER KNOB',
    stance: 'stand',
    colours: ['blue', 'red', 'pink', 'glass'],
    foot: 60,
    zoom: 1,
    draw: (pen) =>
      body(box(110, 170, 740, 614, 14), s.cream.base, 'soft') +
      stroke(box(160, 220, 640, 514, 8), s.cream.dark, 8) +
      fill(box(110, 780, 740, 12), s.cream.deep) +
      fill(oval(500, 520, 190), '#2b1c38', 0.16) +
      body(oval(480, 480, 200), pen.print, 'none') +
      body(oval(480, 480, 200), 'rgba(255,255,255,0)', 'round') +
      (pen.says(/ACRYLIC/)
        ? stroke('M480 280V680M280 480H680M340 340L620 620M620 340L340 620', 'rgba(255,255,255,.45)', 6) +
          stroke(oval(480, 480, 110), 'rgba(255,255,255,.5)', 8)
        : '') +
      body(oval(480, 480, 26), s.gold.base, 'round'),
  },
  chest: {
    example: 'BLACK PIRATE TREASURE CHEST',
    stance: 'stand',
    colours: ['brown', 'black'],
    foot: 290,
    plain: true,
    draw: (pen) =>
      body('M180 520C180 380 280 330 480 330C680 330 780 380 780 520Z', grain(pen), 'round') +
      body(box(180, 510, 600, 274, 8), grain(pen)) +
      [230, 690].map((x) => fill(box(x, 350, 40, 434), s.gold.base)).join('') +
      stroke('M180 516H780', s.gold.dark, 18) +
      body(box(420, 470, 120, 110, 14), s.gold.base) +
      fill(oval(480, 516, 16), s.chocolate.base) +
      fill(box(472, 516, 16, 40), s.chocolate.base) +
      pen.emblem(480, 670, 130),
  },
  chair: {
    example: 'PINK PAINTED KASHMIRI CHAIR',
    stance: 'stand',
    colours: ['pink', 'sky', 'wood'],
    foot: 190,
    draw: (pen) =>
      stroke('M340 560L310 784M620 560L650 784M380 560V700M580 560V700', pen.main.dark, 28) +
      stroke('M330 690H630', pen.main.dark, 18) +
      stroke('M340 560V240M620 560V240', pen.main.base, 32) +
      body('M330 240C380 180 580 180 630 240V330C580 300 380 300 330 330Z', pen.print) +
      body('M340 400C400 376 560 376 620 400V460C560 436 400 436 340 460Z', pen.print) +
      body('M290 540H670L690 600H270Z', pen.accent.base, 'top') +
      pen.emblem(480, 262, 90, { or: 'flower' }),
  },
  stool: {
    example: 'MEDINA STAMPED METAL STOOL',
    stance: 'stand',
    colours: ['copper', 'gold', 'cream'],
    foot: 230,
    plain: true,
    draw: (pen) =>
      stroke('M330 440L280 784M630 440L680 784M430 440L410 740M530 440L550 740', pen.main.dark, 28) +
      stroke('M316 640H644', pen.main.dark, 18) +
      body('M240 420C240 480 720 480 720 420V390H240Z', pen.main.dark) +
      body(oval(480, 390, 244, 60), pen.main.base, 'top') +
      times(12, (i) =>
        fill(oval(480 + Math.cos(i * 0.524) * 190, 390 + Math.sin(i * 0.524) * 42, 10, 6), pen.main.light),
      ) +
      pen.emblem(480, 388, 60, { only: 'star', behind: pen.main }),
  },
  pouffe: {
    example: 'ELEPHANT CARNIVAL POUFFE',
    stance: 'stand',
    colours: ['orange', 'red', 'teal'],
    foot: 310,
    zoom: 1.14,
    draw: (pen) =>
      body('M170 540C150 620 150 720 200 770C300 790 660 790 760 770C810 720 810 620 790 540Z', pen.print, 'round') +
      body('M170 550C200 430 760 430 790 550C700 600 260 600 170 550Z', pen.main.light, 'top') +
      times(9, (i) =>
        stroke(
          `M480 480C${400 + i * 20} 500 ${240 + i * 60} 530 ${220 + i * 65} ${572 + (i > 2 && i < 6 ? 12 : 0)}`,
          pen.main.dark,
          4,
        ),
      ) +
      body(oval(480, 482, 30, 14), pen.accent.base, 'top'),
  },
  table: {
    example: 'BLUE TV TRAY TABLE',
    stance: 'stand',
    colours: ['blue', 'sky', 'red'],
    foot: 260,
    draw: (pen) =>
      stroke('M280 440L660 784M680 440L300 784', s.wood.base, 30) +
      body('M170 360C170 330 200 320 240 320H720C760 320 790 330 790 360L760 440H200Z', pen.print, 'top') +
      stroke('M200 440H760', pen.main.dark, 14) +
      pen.emblem(480, 378, 80, { or: 'flower' }),
  },
  bin: {
    example: 'PINK/WHITE "KEEP CLEAN" BULLET BIN',
    stance: 'stand',
    colours: ['pink', 'sky', 'red', 'cream'],
    foot: 170,
    draw: (pen) =>
      pen.says(/BULLET/)
        ? body('M310 784V380C310 240 650 240 650 380V784Z', pen.main.base) +
          fill('M310 400H650V420H310Z', '#fffaf2') +
          body(box(380, 300, 200, 90, 20), s.silver.base) +
          fill(box(340, 520, 280, 140, 14), '#fffaf2') +
          pen.lettering(
            /\b(PINK|WHITE|BLUE|CREAM|BULLET|BIN|RED|BLACK)\b|[/"]/g,
            { x: 360, y: 540, width: 240, height: 100 },
            pen.main.dark,
          )
        : body('M280 340H680L630 784H330Z', pen.print) +
          fill(oval(480, 340, 200, 30), pen.main.deep) +
          stroke(oval(480, 340, 200, 30), pen.main.light, 12) +
          pen.emblem(480, 580, 190, { or: 'flower' }),
  },
  crate: {
    example: 'SET OF 2 WOODEN MARKET CRATES',
    stance: 'stand',
    colours: ['wood', 'natural'],
    foot: 300,
    plain: true,
    draw: (pen) =>
      times(7, (i) =>
        pen.emblem(240 + i * 80, 430 - (i % 2) * 26, 130, { only: i % 2 ? 'pear' : 'apple', behind: s.white }),
      ) +
      times(3, (i) => body(box(160, 460 + i * 110, 640, 94, 8), grain(pen))) +
      body(box(170, 440, 54, 344, 6), pen.main.dark) +
      body(box(736, 440, 54, 344, 6), pen.main.dark) +
      line('MARKET', 480, 664, 56, pen.main.deep, 0.16) +
      [197, 763].map((x) => screw(x, 506, 7) + screw(x, 616, 7) + screw(x, 726, 7)).join(''),
  },
};
