import { line } from '../lettering.ts';
import { SWATCHES as s } from '../palette.ts';
import { screw, string } from '../parts.ts';
import type { Motif } from '../pen.ts';
import { at, body, box, each, fill, heart, oval, stroke, times } from '../shapes.ts';

/** Signs, boards and letters. */
export const SIGNS: Record<string, Motif> = {
  'metal-sign': {
    example: 'PLEASE ONE PERSON METAL SIGN',
    stance: 'hang',
    colours: ['cream', 'red', 'sky', 'mint', 'navy', 'mustard'],
    draw: (pen) => {
      const m = pen.main;
      const ink = pen.ink;
      const without = /\b(METAL|SIGN|STOPMETAL|BLUE|DOOR|ENAMEL|SMALL|LARGE)\b|STOP(?=METAL)|,/g;
      return (
        stroke('M250 300L480 120L710 300', '#a08b7c', 7) +
        screw(480, 116, 14) +
        body(box(130, 290, 700, 430, 34), m.base, 'soft') +
        stroke(box(156, 316, 648, 378, 20), ink, 8) +
        stroke(box(174, 334, 612, 342, 14), ink, 3) +
        each(
          [
            [200, 360],
            [760, 360],
            [200, 650],
            [760, 650],
          ],
          (x, y) => screw(x, y, 11),
        ) +
        pen.lettering(without, { x: 236, y: 376, width: 488, height: 258 }, ink, 0.17)
      );
    },
  },
  'door-sign': {
    example: 'KEEP OUT BOYS DOOR HANGER',
    stance: 'hang',
    colours: ['red', 'sky', 'pink', 'yellow'],
    draw: (pen) =>
      body(
        'M300 130H660C690 130 700 150 700 180V790C700 820 690 830 660 830H300C270 830 260 820 260 790V180C260 150 270 130 300 130ZM480 170C410 170 360 220 360 290C360 360 410 410 480 410C550 410 600 360 600 290C600 220 550 170 480 170Z',
        pen.main.base,
        'soft',
      ).replaceAll('<path', '<path fill-rule="evenodd"') +
      stroke(box(280, 440, 400, 364, 16), pen.accent.base, 7) +
      pen.lettering(
        /DOOR|HANGER|SIGN|CHARLIE|LOLA|[+&"]|DESIGN|\b(RED|BLUE|PINK)\b/g,
        { x: 310, y: 466, width: 340, height: 190 },
        pen.ink,
        0.17,
      ) +
      pen.emblem(480, 732, 110, { or: 'star' }),
  },
  'number-tile': {
    example: 'NUMBER TILE COTTAGE GARDEN 5',
    stance: 'hang',
    colours: ['cream', 'blue', 'white'],
    draw: (pen) => {
      const digit = /(\d|NO)\b(?!.*\d)/.exec(pen.name)?.[1] ?? 'NO';
      const blue = pen.says(/BLUE METAL/);
      return (
        body(box(230, 160, 500, 640, 26), blue ? s.navy.base : '#fffaf2', 'soft') +
        stroke(box(254, 184, 452, 592, 16), blue ? '#fffdf8' : s.blue.base, 9) +
        line(digit, 480, 620, digit.length > 1 ? 180 : 290, blue ? '#fffdf8' : s.blue.dark, 0.17) +
        (blue
          ? ''
          : each(
              [
                [300, 240],
                [660, 240],
                [300, 720],
                [660, 720],
              ],
              (x, y) => pen.emblem(x, y, 90, { or: 'flower', behind: s.white }),
            )) +
        screw(480, 206, 10) +
        screw(480, 754, 10)
      );
    },
  },
  tile: {
    example: 'LA PALMIERA TILE COASTER',
    stance: 'flat',
    colours: ['sky', 'cream', 'yellow'],
    draw: (pen) =>
      body(box(200, 200, 560, 560, 16), '#fffaf2', 'soft') +
      fill(box(224, 224, 512, 512, 8), pen.main.base) +
      each(
        [
          [224, 224],
          [736, 224],
          [224, 736],
          [736, 736],
        ],
        (x, y) =>
          pen.clip(
            box(224, 224, 512, 512, 8),
            fill(oval(x, y, 130), pen.accent.base) + fill(oval(x, y, 80), pen.main.dark),
          ),
      ) +
      fill(oval(480, 480, 190), '#fffaf2') +
      pen.emblem(480, 480, 270, { or: 'tree', behind: s.cream }),
  },
  'block-word': {
    example: 'HOME BUILDING BLOCK WORD',
    stance: 'stand',
    colours: ['cream', 'sky', 'red'],
    foot: 300,
    zoom: 1,
    plain: true,
    draw: (pen) => {
      const letters = [...(/\b(HOME|LOVE|BATH|NOEL|JOY|PEACE|WELCOME|RELAX|HAPPY)\b/.exec(pen.name)?.[1] ?? 'HOME')];
      const size = letters.length <= 4 ? 280 : 800 / letters.length;
      const columns = letters.length === 4 ? 2 : letters.length;
      const rows = letters.length === 4 ? 2 : 1;
      const tones = [s.cream, s.sky, s.cream, s.blush, s.cream, s.mint, s.cream];
      return letters
        .map((letter, i) => {
          const x = 480 + ((i % columns) - columns / 2) * size;
          const floor = 784 - (rows - 1 - Math.floor(i / columns)) * size;
          const tone = tones[i] ?? s.cream;
          return (
            body(box(x + 4, floor - size + 4, size - 8, size - 8, 20), pen.texture('grain', tone), 'soft') +
            stroke(box(x + 22, floor - size + 22, size - 44, size - 44, 12), tone.dark, 5) +
            line(
              letter,
              x + size / 2,
              floor - size * 0.25,
              size * 0.5,
              tone === s.cream ? s.red.base : s.slate.base,
              0.2,
            )
          );
        })
        .join('');
    },
  },
  chalkboard: {
    example: 'NATURAL SLATE HEART CHALKBOARD',
    stance: 'hang',
    colours: ['slate'],
    plain: true,
    draw: (pen) => {
      const d = pen.says(/HEART/) ? heart(480, 520, 640) : box(190, 280, 580, 460, 10);
      const framed = pen.says(/WOOD|BLACK BOARD|ORGANISER|KITCHEN/);
      return (
        stroke('M330 300L480 120L630 300', s.natural.dark, 9) +
        screw(480, 118, 13) +
        (framed
          ? body(box(150, 240, 660, 540, 16), pen.texture('grain', pen.says(/WHITE/) ? s.cream : s.wood), 'soft')
          : '') +
        body(d, '#474b54', 'soft') +
        stroke(d, '#5d626c', 8) +
        stroke(
          'M340 470C380 430 420 480 460 450C500 430 540 480 600 440M350 540C400 520 450 560 500 530C530 520 560 540 590 530',
          '#e8e6e0',
          9,
        ) +
        stroke(heart(480, 636, 80), '#e8e6e0', 8) +
        (framed ? body(box(400, 756, 160, 22, 8), s.wood.dark) + body(box(420, 740, 90, 18, 8), '#fffdf8') : '')
      );
    },
  },
  'memo-board': {
    example: 'MEMO BOARD COTTAGE DESIGN',
    stance: 'hang',
    colours: ['cream', 'red', 'sky', 'mint'],
    draw: (pen) =>
      body(box(190, 170, 580, 630, 24), pen.print, 'soft') +
      stroke(box(190, 170, 580, 630, 24), pen.accent.base, 16) +
      stroke(
        'M200 400L420 180M200 640L660 180M300 790L760 330M540 790L760 570M420 180M540 180L760 400M300 180L760 640M200 330L660 790M200 570L420 790',
        '#fffaf2',
        10,
      ) +
      each(
        [
          [380, 370, s.yellow, -6],
          [600, 330, s.sky, 5],
          [560, 590, s.pink, -4],
        ],
        (x, y, c, t) =>
          at(
            x,
            y,
            1,
            body(box(-80, -80, 160, 160, 4), c.light, 'soft') +
              stroke('M-50 -30H50M-50 0H50M-50 30H10', '#7d7178', 6) +
              body(oval(0, -70, 13), s.red.base, 'round'),
            t,
          ),
      ),
  },
  calendar: {
    example: 'CALENDAR PAPER CUT DESIGN',
    stance: 'hang',
    colours: ['cream', 'sky', 'pink'],
    draw: (pen) =>
      string(480, 150) +
      body(box(250, 170, 460, 640, 12), '#fffdf8', 'none') +
      pen.clip(box(250, 170, 460, 640, 12), fill(box(250, 170, 460, 340), pen.print)) +
      body(oval(480, 340, 120), '#fffaf2', 'none') +
      pen.emblem(480, 340, 180, { behind: s.cream, or: 'house' }) +
      times(9, (i) => `<circle cx="${290 + i * 48}" cy="172" r="15" fill="none" stroke="#9b9da5" stroke-width="7"/>`) +
      times(28, (i) =>
        fill(box(292 + (i % 7) * 55, 556 + Math.floor(i / 7) * 58, 40, 40, 6), i % 7 > 4 ? pen.main.light : '#efe7db'),
      ),
  },
};
