import { line } from '../lettering.ts';
import { SWATCHES as s } from '../palette.ts';
import type { Motif } from '../pen.ts';
import { at, body, box, each, fill, heart, oval, stroke, times } from '../shapes.ts';

const BRIGHT = [s.red, s.yellow, s.green, s.blue, s.orange, s.pink];

function pips(count: number, y: number): string {
  const spots: Record<number, [number, number][]> = {
    1: [[0, 0]],
    2: [
      [-34, -40],
      [34, 40],
    ],
    3: [
      [-36, -42],
      [0, 0],
      [36, 42],
    ],
    4: [
      [-34, -40],
      [34, -40],
      [-34, 40],
      [34, 40],
    ],
    5: [
      [-36, -42],
      [36, -42],
      [0, 0],
      [-36, 42],
      [36, 42],
    ],
    6: [
      [-34, -46],
      [34, -46],
      [-34, 0],
      [34, 0],
      [-34, 46],
      [34, 46],
    ],
  };
  return (spots[count] ?? []).map(([x, dy]) => fill(oval(x, y + dy, 15), '#fffaf2')).join('');
}

/** Games, puzzles and things that fly. */
export const GAMES: Record<string, Motif> = {
  blocks: {
    example: 'BOX OF VINTAGE ALPHABET BLOCKS',
    stance: 'stand',
    colours: ['cream'],
    foot: 310,
    plain: true,
    draw: (pen) =>
      each(
        [
          ['A', 190, 584, s.red],
          ['B', 400, 584, s.blue],
          ['C', 610, 584, s.green],
          ['1', 290, 384, s.mustard],
          ['2', 500, 384, s.pink],
          ['★', 390, 184, s.teal],
        ],
        (letter, x, y, c) =>
          body(box(x, y, 200, 200, 16), pen.texture('grain', s.natural), 'soft') +
          stroke(box(x + 20, y + 20, 160, 160, 10), c.base, 10) +
          (letter === '★'
            ? pen.emblem(x + 100, y + 100, 110, { or: 'teddy', behind: s.white })
            : line(letter, x + 100, y + 144, 88, c.base, 0.22)),
      ),
  },
  jigsaw: {
    example: 'MINI JIGSAW SPACEBOY',
    stance: 'flat',
    colours: ['sky', 'cream', 'mint'],
    draw: (pen) => {
      const frame = box(180, 200, 600, 560, 20);
      const cut =
        'M380 200V290C340 280 340 350 380 340V386C420 380 450 386 480 386M580 200V280C620 270 620 340 580 330V386C540 380 510 386 480 386M180 386H260C250 426 330 426 320 386H380M580 386H660C650 346 730 346 720 386H780M180 573H270C260 533 340 533 330 573H380M380 386V450C420 440 420 510 380 500V573M580 386V440C540 430 540 500 580 490V573M380 573C420 580 440 573 460 573C450 613 530 613 520 573H580M580 573H640C630 533 710 533 700 573H780M380 573V640C340 630 340 700 380 690V760M580 573V650C620 640 620 710 580 700V760';
      return (
        body(frame, pen.main.pale, 'soft') +
        pen.clip(
          frame,
          fill(oval(480, 480, 270), pen.main.light) +
            pen.emblem(480, 480, 420, { or: 'house' }) +
            each(
              [
                [250, 270],
                [720, 270],
                [250, 690],
                [720, 690],
              ],
              (x, y, i) =>
                pen.emblem(x, y, 110, { only: pen.themes[(i % 2) + 1] ?? pen.themes[0] ?? 'star', behind: s.white }),
            ),
        ) +
        stroke(cut, 'rgba(74,63,75,.4)', 6) +
        stroke(frame, pen.main.dark, 10)
      );
    },
  },
  'playing-cards': {
    example: 'VINTAGE SNAP CARDS',
    stance: 'flat',
    colours: ['red', 'navy', 'green'],
    draw: (pen) =>
      each(
        [
          [-26, 330],
          [-8, 420],
          [10, 520],
          [28, 620],
        ],
        (turn, x, i) =>
          at(
            x + 20,
            520,
            1,
            body(box(-130, -190, 260, 380, 22), '#fffdf8', 'soft') +
              (i === 0
                ? fill(box(-112, -172, 224, 344, 14), pen.main.base) +
                  stroke('M-112 -172L112 172M112 -172L-112 172M0 -172V172M-112 0H112', pen.main.light, 6)
                : stroke(box(-112, -172, 224, 344, 14), pen.main.base, 5) +
                  pen.emblem(0, 0, 170, {
                    or: i === 1 ? 'cat' : i === 2 ? 'crown' : 'heart',
                    behind: s.white,
                    only:
                      pen.themes[i % Math.max(1, pen.themes.length)] ??
                      (['cat', 'crown', 'bus', 'heart'] as const)[i] ??
                      'heart',
                  }) +
                  fill(heart(-86, -146, 34), pen.main.base) +
                  fill(heart(86, 146, 34), pen.main.base)),
            turn,
          ),
      ),
  },
  dominoes: {
    example: 'WOODEN BOX OF DOMINOES',
    stance: 'flat',
    colours: ['wood'],
    plain: true,
    draw: (pen) =>
      body(box(140, 560, 680, 240, 18), pen.texture('grain', s.wood), 'soft') +
      stroke(box(160, 580, 640, 200, 12), s.brown.base, 5) +
      (pen.says(/PICTURE/) ? '' : line('DOMINOES', 480, 706, 60, s.chocolate.base, 0.17)) +
      (pen.says(/PICTURE/)
        ? times(4, (i) =>
            pen.emblem(250 + i * 155, 680, 110, {
              only: (['car', 'boat', 'plane', 'train'] as const)[i] ?? 'car',
              behind: s.white,
            }),
          )
        : '') +
      each(
        [
          [250, 330, -12, 3, 5],
          [480, 290, 4, 6, 1],
          [710, 330, 14, 2, 4],
        ],
        (x, y, t, a, b) =>
          at(
            x,
            y,
            1,
            body(box(-80, -170, 160, 340, 20), pen.says(/PICTURE/) ? s.cream.base : '#3a3740', 'soft') +
              stroke('M-60 0H60', pen.says(/PICTURE/) ? s.brown.base : '#8b8790', 5) +
              (pen.says(/PICTURE/)
                ? pen.emblem(0, -86, 110, { only: 'car', behind: s.white }) +
                  pen.emblem(0, 86, 110, { only: 'boat', behind: s.white })
                : pips(a, -86) + pips(b, 86)),
            t,
          ),
      ),
  },
  skittles: {
    example: 'SET OF 6 SOLDIER SKITTLES',
    stance: 'stand',
    colours: ['red', 'blue'],
    foot: 330,
    plain: true,
    zoom: 1.06,
    draw: (pen) =>
      pen.says(/SOLDIER/)
        ? each(
            [
              [250, 690, 4.2],
              [710, 690, 4.2],
              [480, 680, 4.2],
              [250, 784, 4.6],
              [480, 784, 4.6],
              [710, 784, 4.6],
            ],
            (x, y, k) => pen.emblem(x, y - k * 50, k * 100, { only: 'soldier', behind: s.white }),
          ) + body(oval(780, 740, 46), s.wood.base, 'round')
        : each(
            [
              [240, 710, 0.9],
              [400, 710, 0.9],
              [560, 710, 0.9],
              [320, 784, 1.05],
              [480, 784, 1.05],
              [640, 784, 1.05],
            ],
            (x, y, k, i) =>
              at(
                x,
                y,
                k,
                body(
                  'M-50 0C-90 -90 -80 -180 -40 -240C-30 -270 -34 -290 -40 -310C-46 -380 46 -380 40 -310C34 -290 30 -270 40 -240C80 -180 90 -90 50 0Z',
                  s.wood.light,
                ) +
                  fill('M-41 -250H41L36 -270H-36Z', BRIGHT[i]?.base ?? '') +
                  fill('M-72 -130C-70 -150 70 -150 72 -130L72 -100C70 -120 -70 -120 -72 -100Z', BRIGHT[i]?.base ?? ''),
              ),
          ) + body(oval(800, 730, 56), s.red.base, 'round'),
  },
  'board-game': {
    example: 'VINTAGE SNAKES & LADDERS',
    stance: 'flat',
    colours: ['cream', 'green', 'red'],
    draw: (pen) =>
      body(box(160, 160, 640, 640, 16), s.cream.base, 'soft') +
      times(36, (i) => {
        const [c, r] = [i % 6, Math.floor(i / 6)];
        return (c + r) % 2
          ? fill(
              box(186 + c * 98, 186 + r * 98, 98, 98),
              [s.sky, s.mint, s.blush, s.yellow][(c * 2 + r) % 4]?.light ?? '',
            )
          : '';
      }) +
      (pen.says(/SNAKE/)
        ? stroke(
            `M250 700L420 330M310 730L480 360${times(5, (i) => `M${262 + i * 34} ${676 - i * 74}l58 28`)}`,
            s.wood.base,
            14,
          ) +
          stroke('M720 230C600 260 760 360 640 420C540 470 700 560 600 640', s.green.base, 34) +
          body(oval(722, 226, 32, 26), s.green.base, 'round') +
          fill(oval(730, 220, 5), '#fff') +
          stroke('M750 230l30 -4', s.red.base, 5)
        : pen.says(/LUDO/)
          ? each(
              [
                [284, 284, s.red],
                [676, 284, s.blue],
                [284, 676, s.green],
                [676, 676, s.yellow],
              ],
              (x, y, c) =>
                body(box(x - 98, y - 98, 196, 196, 10), c.base, 'soft') +
                fill(oval(x, y, 66), '#fffaf2') +
                body(oval(x, y, 30), c.dark, 'round'),
            )
          : times(25, (i) =>
              line(
                String(1 + ((i * 7) % 30)),
                250 + (i % 5) * 115,
                276 + Math.floor(i / 5) * 116,
                34,
                s.red.base,
                0.16,
              ),
            )) +
      body(oval(330, 480, 34), s.red.base, 'round') +
      body(oval(560, 640, 34), s.blue.base, 'round') +
      at(
        800,
        760,
        1,
        body(box(-60, -60, 120, 120, 24), '#fffdf8', 'soft') +
          fill(oval(-26, -26, 12) + oval(0, 0, 12) + oval(26, 26, 12), s.red.base),
        14,
      ),
  },
  marbles: {
    example: 'BAG 500G SWIRLY MARBLES',
    stance: 'stand',
    colours: ['sky', 'green', 'natural'],
    foot: 270,
    plain: true,
    draw: (pen) =>
      body(
        'M340 380C240 460 190 600 210 700C220 770 270 784 340 784H520C590 784 640 770 650 700C670 600 620 460 520 380Z',
        s.natural.base,
        'round',
      ) +
      fill(
        'M330 380C360 300 330 270 310 240C370 270 390 230 430 260C470 230 490 270 550 240C530 270 500 300 530 380Z',
        s.natural.light,
      ) +
      stroke('M330 384C390 400 470 400 530 384', s.red.base, 20) +
      each(
        [
          [690, 720, 64, s.sky],
          [800, 740, 44, s.green],
          [610, 750, 34, s.orange],
          [740, 640, 40, s.purple],
        ],
        (x, y, r, c) =>
          body(oval(x, y, r), c.light, 'round') +
          stroke(`M${x - r * 0.6} ${y}C${x - 10} ${y - r} ${x + 10} ${y + r} ${x + r * 0.6} ${y}`, c.dark, r * 0.28),
      ) +
      pen.emblem(430, 600, 130, { only: 'star', behind: s.natural }),
  },
  'creepy-crawlies': {
    example: 'ASSORTED CREEPY CRAWLIES',
    stance: 'flat',
    colours: ['green'],
    plain: true,
    draw: (pen) => {
      const who = pen.says(/DINO/)
        ? (['dinosaur'] as const)
        : pen.says(/SNAKE/)
          ? (['snake'] as const)
          : (['bug', 'ladybird', 'butterfly', 'bug', 'dragonfly'] as const);
      return each(
        [
          [300, 310, 240],
          [640, 290, 220],
          [480, 520, 260],
          [270, 690, 230],
          [700, 680, 250],
        ],
        (x, y, w, i) =>
          pen.emblem(x, y, w, {
            only: who[i % who.length] ?? 'bug',
            behind: i % 2 ? s.white : s.sky,
            turn: ((i * 40) % 60) - 30,
          }),
      );
    },
  },
  globe: {
    example: 'INFLATABLE POLITICAL GLOBE',
    stance: 'stand',
    colours: ['sky'],
    foot: 180,
    plain: true,
    draw: () =>
      body(oval(480, 460, 310), s.sky.base, 'round') +
      fill(
        'M260 320C330 210 470 220 500 300C520 360 440 380 400 430C370 480 320 440 280 440C240 420 240 360 260 320Z',
        s.yellow.base,
      ) +
      fill('M400 500C450 480 520 520 510 580C500 650 450 720 410 690C390 620 360 540 400 500Z', s.pink.base) +
      fill(
        'M560 260C640 230 720 300 750 380C740 440 660 430 640 480C650 560 600 600 560 540C540 480 580 420 550 370C530 330 530 280 560 260Z',
        s.green.light,
      ) +
      fill('M640 600C690 580 720 590 700 630C670 670 630 660 640 600Z', s.orange.light) +
      stroke(
        'M176 460H784M480 150C320 260 320 660 480 770M480 150C640 260 640 660 480 770',
        'rgba(255,255,255,.5)',
        4,
      ) +
      fill('M270 330C310 230 390 180 450 176C370 230 320 290 300 390C280 390 262 360 270 330Z', '#ffffff', 0.5) +
      body(oval(480, 770, 22, 14), s.sky.dark, 'none'),
  },
  crayons: {
    example: 'TRADITIONAL MODELLING CLAY',
    stance: 'flat',
    colours: ['cream'],
    draw: (pen) =>
      pen.says(/CLAY/)
        ? body(box(150, 420, 660, 360, 18), pen.main.pale, 'soft') +
          stroke(box(170, 440, 620, 320, 12), s.red.base, 6) +
          BRIGHT.map(
            (c, i) =>
              body(box(190 + i * 98, 230 + (i % 2) * 30, 86, 460, 30), c.base, 'side') +
              stroke(`M${206 + i * 98} 300h54M${206 + i * 98} 370h54M${206 + i * 98} 440h54`, c.dark, 6),
          ).join('') +
          fill(box(171, 540, 618, 219, 12), '#fffaf2') +
          stroke('M190 552H770', s.red.base, 5) +
          line('CLAY', 480, 690, 80, s.red.base, 0.18)
        : BRIGHT.map((c, i) =>
            at(
              230 + i * 100,
              480,
              1,
              body('M-36 -240L-16 -310H16L36 -240V280H-36Z', c.base) +
                fill('M-36 -170H36V210H-36Z', c.light) +
                stroke('M-36 -150H36M-36 190H36', c.dark, 6),
              (i - 2.5) * 3,
            ),
          ).join(''),
  },
};
