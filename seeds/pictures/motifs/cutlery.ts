import { SWATCHES as s } from '../palette.ts';
import { glass } from '../parts.ts';
import type { Motif } from '../pen.ts';
import { at, body, box, each, fill, heart, oval, stroke, times } from '../shapes.ts';

const fork = (colour: string) =>
  body(box(-13, -20, 26, 400, 13), colour) +
  body(
    'M-48 -220H-34V-110H-22V-220H-8V-110H8V-220H22V-110H34V-220H48V-90C48 -40 30 -20 13 -10H-13C-30 -20 -48 -40 -48 -90Z',
    s.silver.base,
    'top',
  );

const spoon = (colour: string) =>
  body(box(-13, -40, 26, 420, 13), colour) + body(oval(0, -130, 52, 96), s.silver.base, 'round');

const knife = (colour: string) =>
  body('M-24 20V-180C-24 -220 34 -210 34 -120V20Z', s.silver.base, 'top') + body(box(-17, 10, 34, 370, 15), colour);

/** Cutlery, napkins and paper for the table. */
export const CUTLERY: Record<string, Motif> = {
  cutlery: {
    example: 'RED 3 PIECE RETROSPOT CUTLERY SET',
    stance: 'flat',
    colours: ['red', 'pink', 'mint', 'blue'],
    draw: (pen) =>
      at(300, 420, 0.95, fork(pen.print), -10) +
      at(480, 420, 0.95, knife(pen.print)) +
      at(660, 420, 0.95, spoon(pen.print), 10),
  },
  'cutlery-jar': {
    example: 'SET OF 16 VINTAGE RED CUTLERY',
    stance: 'stand',
    colours: ['cream', 'red', 'sky'],
    foot: 170,
    draw: (pen) =>
      at(390, 360, 0.8, fork(pen.main.base), -12) +
      at(480, 320, 0.8, spoon(pen.main.base)) +
      at(570, 360, 0.8, knife(pen.main.base), 12) +
      body('M310 470H650L620 784H340Z', pen.accent.base === pen.main.base ? s.cream.base : pen.accent.base) +
      fill('M308 470H652L650 500H310Z', pen.main.dark) +
      pen.emblem(480, 630, 160, { behind: pen.accent, or: 'flower' }),
  },
  ladle: {
    example: 'LADLE LOVE HEART PINK',
    stance: 'flat',
    colours: ['pink', 'red', 'wood'],
    draw: (pen) =>
      at(
        480,
        420,
        1,
        body(box(-20, -260, 40, 560, 20), pen.main.base) +
          fill(oval(0, -226, 10), '#fff') +
          (pen.says(/HEART/)
            ? body(heart(0, 340, 260), pen.main.base, 'round') + fill(heart(0, 332, 170), pen.main.dark)
            : body(oval(0, 330, 110, 130), pen.main.base, 'round') + fill(oval(0, 320, 70, 90), pen.main.dark)),
        32,
      ),
  },
  chopsticks: {
    example: 'SET OF 6 HEART CHOPSTICKS',
    stance: 'flat',
    colours: ['red', 'pink', 'black'],
    draw: (pen) =>
      at(
        480,
        480,
        1,
        times(
          6,
          (i) =>
            body(
              `M${-210 + i * 80} -330H${-186 + i * 80}L${-190 + i * 80} 330H${-206 + i * 80}Z`,
              i % 2 ? pen.accent.base : pen.main.base,
            ) + pen.emblem(-198 + i * 80, -280, 56, { behind: s.white }),
        ),
        18,
      ),
  },
  napkins: {
    example: 'SET/20 RED RETROSPOT PAPER NAPKINS',
    stance: 'flat',
    colours: ['red', 'cream', 'sky', 'green'],
    draw: (pen) =>
      at(
        480,
        480,
        1,
        body(box(-290, -290, 580, 580, 10), '#fffaf2', 'none') +
          body(box(-280, -296, 580, 580, 10), pen.main.light, 'none') +
          body(box(-290, -310, 590, 590, 10), pen.print, 'soft') +
          stroke(box(-274, -294, 558, 558, 6), pen.main.light, 4, '4 12') +
          stroke('M5 -310V280M-290 -15H300', pen.main.dark, 4) +
          fill('M300 -310L130 -310C200 -280 280 -220 300 -140Z', pen.main.pale) +
          (pen.printName ? '' : pen.emblem(0, -20, 300, { or: 'flower' })),
      ),
  },
  tissues: {
    example: 'PACK OF 12 SUKI TISSUES',
    stance: 'flat',
    colours: ['sky', 'pink', 'cream', 'red'],
    draw: (pen) =>
      at(
        480,
        480,
        1.12,
        body(box(-150, -240, 300, 480, 26), pen.print, 'soft') +
          fill(box(-150, -240, 300, 480, 26), '#ffffff', 0.12) +
          fill('M-60 -240H60V-110C60 -80 -60 -80 -60 -110Z', '#fffdf8') +
          stroke('M-150 -70H150', 'rgba(255,255,255,.6)', 5) +
          fill(
            'M-150 -214C-150 -240 -124 -240 -124 -240H124C150 -240 150 -214 150 -214V-196H-150Z',
            'rgba(255,255,255,.25)',
          ) +
          (pen.printName === 'motif'
            ? body(oval(0, 90, 104), '#fffaf2', 'none') + pen.emblem(0, 90, 150, { behind: s.cream })
            : ''),
        8,
      ),
  },
  doilies: {
    example: 'SET OF 72 RETROSPOT PAPER DOILIES',
    stance: 'flat',
    colours: ['white', 'pink', 'green', 'red'],
    draw: (pen) => {
      const m = pen.main;
      return (
        fill(
          times(24, (i) => oval(480 + Math.cos(i * 0.2618) * 320, 480 + Math.sin(i * 0.2618) * 320, 54)),
          '#fffaf2',
        ) +
        fill(oval(480, 480, 320), '#fffaf2') +
        times(24, (i) =>
          fill(
            oval(480 + Math.cos(i * 0.2618) * 324, 480 + Math.sin(i * 0.2618) * 324, 20),
            m.name === 'white' ? s.blush.base : m.base,
          ),
        ) +
        times(16, (i) =>
          at(
            480,
            480,
            1,
            fill(
              'M0 -292C-30 -262 -22 -226 0 -214C22 -226 30 -262 0 -292Z',
              m.name === 'white' ? s.blush.light : m.light,
            ),
            i * 22.5,
          ),
        ) +
        body(oval(480, 480, 196), pen.print, 'soft') +
        pen.emblem(480, 480, pen.theme ? 210 : 0)
      );
    },
  },
  'paper-cups': {
    example: 'SET/6 RED SPOTTY PAPER CUPS',
    stance: 'stand',
    colours: ['red', 'green', 'pink', 'sky'],
    foot: 310,
    draw: (pen) =>
      each(
        [
          [270, 730, 0.72],
          [690, 730, 0.72],
          [480, 790, 0.96],
        ],
        (x, y, k) =>
          at(
            x,
            y,
            k,
            body('M-180 -440H180L130 0H-130Z', pen.print) +
              body(box(-196, -462, 392, 36, 18), '#fffaf2') +
              fill(oval(0, -444, 168, 12), pen.main.deep, 0.4),
          ),
      ),
  },
  'paper-plates': {
    example: 'SET/6 RED SPOTTY PAPER PLATES',
    stance: 'flat',
    colours: ['red', 'pink', 'sky'],
    draw: (pen) =>
      each(
        [
          [390, 570, 250],
          [590, 380, 280],
        ],
        (x, y, r) =>
          body(oval(x, y, r), pen.print, 'soft') +
          times(36, (i) => at(x, y, 1, stroke(`M0 ${-r}V${-r + 40}`, 'rgba(255,255,255,.4)', 5), i * 10)) +
          stroke(oval(x, y, r - 52), pen.main.dark, 4),
      ) + pen.emblem(590, 380, pen.theme ? 260 : 0),
  },
  straws: {
    example: '200 RED + WHITE BENDY STRAWS',
    stance: 'stand',
    colours: ['red', 'pink', 'black'],
    foot: 150,
    draw: (pen) =>
      times(7, (i) => {
        const x = 360 + i * 40;
        const d = `M${x} 700L${x + (i - 3) * 14} 300L${x + (i - 3) * 26 + (i < 3 ? -50 : 50)} ${220 + (i % 2) * 20}`;
        return stroke(d, '#fffaf2', 26) + stroke(d, pen.main.base, 26, '22 30').replaceAll('round', 'butt');
      }) +
      glass('M320 470H640L620 784H340Z', '#e4eef0', 0.5) +
      pen.emblem(480, 640, pen.theme ? 130 : 0, { behind: s.white }),
  },
  'cocktail-parasols': {
    example: 'BOX OF 24 COCKTAIL PARASOLS',
    stance: 'flat',
    colours: ['pink'],
    plain: true,
    draw: () =>
      each(
        [
          [320, 330, s.pink, s.yellow, -14],
          [650, 300, s.turquoise, s.cream, 16],
          [350, 660, s.orange, s.yellow, 10],
          [670, 640, s.green, s.pink, -8],
          [500, 480, s.red, s.cream, 4],
        ],
        (x, y, a, b, t) =>
          at(
            x,
            y,
            1,
            stroke('M0 0L40 190', s.wood.base, 9) +
              times(8, (i) =>
                at(0, 0, 1, fill('M0 0L-60 -140C-20 -160 20 -160 60 -140Z', i % 2 ? a.base : b.base), i * 45),
              ) +
              stroke(oval(0, 0, 78), a.dark, 5) +
              body(oval(0, 0, 14), s.wood.base, 'round'),
            t,
          ),
      ),
  },
  'napkin-ring': {
    example: 'SET OF 4 DIAMOND NAPKIN RINGS',
    stance: 'flat',
    colours: ['silver', 'gold', 'red'],
    plain: true,
    draw: (pen) =>
      at(
        480,
        480,
        1,
        body('M-40 40L-260 -260L-60 -320L60 -340L260 -260L40 40Z', '#fffaf2', 'side') +
          body('M-40 40L-220 330L0 290L220 330L40 40Z', '#fffaf2', 'side') +
          stroke('M-20 -20L-150 -280M20 -20L150 -280M0 -20V-320', '#e6ddd0', 5) +
          body(box(-90, -30, 180, 110, 40), pen.main.base) +
          pen.emblem(0, 24, 110, { or: 'diamond', behind: s.white }),
        -8,
      ),
  },
};
