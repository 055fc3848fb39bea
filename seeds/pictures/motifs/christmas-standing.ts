import { SWATCHES as s } from '../palette.ts';
import { bow, FIR } from '../parts.ts';
import type { Motif } from '../pen.ts';
import { at, body, box, each, fill, heart, oval, star, stroke, times } from '../shapes.ts';

/** What stands or is made at Christmas. */
export const CHRISTMAS_STANDING: Record<string, Motif> = {
  'christmas-tree': {
    example: 'GREEN GOOSE FEATHER CHRISTMAS TREE',
    stance: 'stand',
    colours: ['green', 'white', 'pink', 'black', 'turquoise'],
    foot: 130,
    zoom: 1.04,
    plain: true,
    draw: (pen) =>
      body(box(450, 660, 60, 60), s.brown.base) +
      body('M400 700H560L540 784H420Z', s.red.base) +
      body(FIR, pen.main.base, 'soft') +
      stroke(
        'M384 470C440 500 520 500 576 470M414 320C450 340 510 340 546 320M300 600C400 650 560 650 660 600',
        pen.main.light,
        9,
      ) +
      each(
        [
          [440, 280],
          [520, 300],
          [400, 420],
          [500, 440],
          [560, 420],
          [360, 570],
          [450, 580],
          [540, 560],
          [610, 600],
        ],
        (x, y, i) => body(oval(x, y, 21), [s.red, s.gold, s.sky, s.pink][i % 4]?.base ?? '', 'round'),
      ) +
      body(star(480, 140, 54), s.gold.base, 'soft'),
  },
  'card-holder-tree': {
    example: 'GREEN CHRISTMAS TREE CARD HOLDER',
    stance: 'stand',
    colours: ['green', 'cream', 'red'],
    foot: 200,
    draw: (pen) => {
      const m = pen.main;
      const sh = pen.says(/TREE/)
        ? FIR
        : pen.says(/STAR/)
          ? star(480, 470, 320)
          : pen.says(/HOLLY|WREATH/)
            ? oval(480, 460, 270)
            : heart(480, 470, 600);
      return (
        stroke(sh, m.dark, 30) +
        stroke(sh, m.base, 22) +
        (pen.says(/TREE/)
          ? stroke('M414 320H546M384 470H576', m.base, 18)
          : stroke(
              pen.says(/STAR/)
                ? star(480, 470, 200)
                : pen.says(/HOLLY|WREATH/)
                  ? oval(480, 460, 180)
                  : heart(480, 466, 380),
              m.base,
              18,
            )) +
        stroke('M480 690V760', m.base, 24) +
        body('M330 784C340 744 420 740 480 740C540 740 620 744 630 784Z', m.base) +
        each(
          [
            [370, 430, -9, s.sky],
            [570, 390, 7, s.pink],
            [470, 600, -4, s.yellow],
          ],
          (x, y, t, c, i) =>
            at(
              x,
              y,
              1,
              body(box(-76, -94, 152, 188, 6), '#fffdf8', 'soft') +
                fill(box(-62, -80, 124, 160, 4), c.light) +
                pen.emblem(0, 0, 110, { only: i === 0 ? 'tree' : i === 1 ? 'heart' : 'star', behind: s.white }),
              t,
            ),
        ) +
        (pen.printName === 'gingham' ? bow(480, 740, 160, s.red) : '')
      );
    },
  },
  'angel-topper': {
    example: 'CHRISTMAS CRAFT TREE TOP ANGEL',
    stance: 'stand',
    colours: ['sky', 'white', 'pink'],
    foot: 190,
    draw: (pen) =>
      body(
        'M420 460C300 340 150 380 170 500C190 600 320 600 420 560ZM540 460C660 340 810 380 790 500C770 600 640 600 540 560Z',
        '#f2f4f3',
        'soft',
      ) +
      stroke(
        'M200 480C260 470 340 490 400 520M230 550C290 550 340 550 400 540M760 480C700 470 620 490 560 520M730 550C670 550 620 550 560 540',
        '#c9d3d6',
        6,
      ) +
      body('M480 410L680 784C600 800 360 800 280 784Z', pen.says(/WHITE/) ? '#fffdf8' : pen.main.base) +
      stroke('M300 750C400 780 560 780 660 750', s.gold.base, 12) +
      body(oval(480, 330, 96), s.skin.base, 'round') +
      fill('M380 330C370 200 590 200 580 330C560 290 520 270 480 268C440 270 400 290 380 330Z', s.mustard.base) +
      fill(oval(446, 340, 9, 11) + oval(514, 340, 9, 11), '#3a2f36') +
      fill(oval(424, 364, 16, 11) + oval(536, 364, 16, 11), s.pink.base, 0.7) +
      stroke('M462 372C472 384 488 384 498 372', s.berry.base, 6) +
      `<ellipse cx="480" cy="204" rx="78" ry="20" fill="none" stroke="${s.gold.base}" stroke-width="13"/>` +
      fill(star(480, 560, 60), s.gold.base) +
      times(5, (i) => fill(star(350 + i * 65, 700 + (i % 2) * 20, 20), '#fffdf8')),
  },
  'felt-figures': {
    example: 'CHRISTMAS CRAFT LITTLE FRIENDS',
    stance: 'flat',
    colours: ['red'],
    plain: true,
    draw: (pen) => {
      const who = pen.says(/MICE/)
        ? (['mouse', 'mouse', 'mouse'] as const)
        : pen.says(/FAIRY/)
          ? (['fairy', 'star', 'fairy'] as const)
          : pen.says(/FLOWER/)
            ? (['flower', 'daisy', 'flower'] as const)
            : pen.says(/BUTTERFLY/)
              ? (['butterfly', 'heart', 'butterfly'] as const)
              : (['reindeer', 'snowman', 'santa'] as const);
      return (
        body(box(150, 190, 660, 580, 24), s.cream.base, 'soft') +
        stroke(box(176, 216, 608, 528, 16), s.red.base, 7, '20 16') +
        each(
          [
            [320, 370],
            [640, 370],
            [480, 590],
          ],
          (x, y, i) =>
            body(oval(x, y, 132), pen.texture('felt', [s.sky, s.mint, s.pink][i] ?? s.sky), 'none') +
            pen.emblem(x, y, 190, { only: who[i] ?? 'star', behind: s.white }),
        )
      );
    },
  },
  'toilet-roll': {
    example: 'CHRISTMAS TOILET ROLL',
    stance: 'stand',
    colours: ['white'],
    foot: 210,
    plain: true,
    draw: (pen) =>
      body('M270 300V740C270 790 640 790 640 740V300Z', '#fffdf8') +
      body('M600 300H740V784C720 760 690 800 660 776C640 760 620 790 600 776Z', '#fffaf2', 'side') +
      body(oval(455, 300, 185, 60), '#f4efe6', 'top') +
      fill(oval(455, 300, 66, 22), s.wood.base) +
      fill(oval(455, 304, 50, 14), s.brown.dark) +
      pen.emblem(380, 470, 140, { only: 'holly', behind: s.white }) +
      pen.emblem(530, 610, 140, { only: 'santa', behind: s.white }) +
      pen.emblem(380, 660, 110, { only: 'tree', behind: s.white }) +
      pen.emblem(680, 480, 90, { only: 'holly', behind: s.white }),
  },
  'advent-calendar': {
    example: 'WOODEN ADVENT CALENDAR CREAM',
    stance: 'stand',
    colours: ['cream', 'red'],
    foot: 250,
    draw: (pen) =>
      body('M230 784V370L480 160L730 370V784Z', pen.says(/WOOD/) ? pen.texture('grain', pen.main) : pen.print) +
      stroke('M200 390L480 150L760 390', s.red.base, 32) +
      stroke('M206 380L480 142L754 380', '#fffdf8', 12) +
      times(
        16,
        (i) =>
          body(
            box(266 + (i % 4) * 110, 400 + Math.floor(i / 4) * 94, 98, 82, 6),
            [s.red, s.green, s.cream, s.sky][(i + Math.floor(i / 4)) % 4]?.base ?? '',
            'soft',
          ) + body(oval(315 + (i % 4) * 110, 450 + Math.floor(i / 4) * 94, 9), s.gold.base, 'round'),
      ) +
      pen.emblem(480, 310, 110, { only: 'star', behind: s.white }),
  },
  'snow-globe': {
    example: 'SNOWSTORM PHOTO FRAME FRIDGE MAGNET',
    stance: 'stand',
    colours: ['red', 'green'],
    foot: 210,
    plain: true,
    draw: (pen) =>
      body(oval(480, 450, 270), '#d3e6ee', 'round') +
      fill(
        'M230 540C330 500 420 560 520 520C620 490 700 530 732 540C700 660 600 720 480 720C360 720 260 660 230 540Z',
        '#fffdf8',
      ) +
      pen.emblem(480, 460, 240, { or: 'tree', behind: s.white }) +
      times(18, (i) => fill(oval(290 + ((i * 97) % 380), 260 + ((i * 61) % 300), 7 + (i % 3) * 2), '#fffdf8')) +
      fill('M280 400C300 300 360 240 430 226C360 270 320 330 312 430C298 440 284 420 280 400Z', '#ffffff', 0.6) +
      body('M270 680H690L730 784H230Z', pen.main.base) +
      stroke('M262 700H698', s.gold.base, 10),
  },
};
