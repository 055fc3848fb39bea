import { SWATCHES as s } from '../palette.ts';
import type { Motif } from '../pen.ts';
import { at, body, box, each, fill, heart, oval, poly, star, stroke, times } from '../shapes.ts';

/** Things for a party. */
export const PARTY: Record<string, Motif> = {
  bunting: {
    example: 'PARTY BUNTING',
    stance: 'hang',
    colours: ['red', 'sky', 'pink', 'mint'],
    draw: (pen) => {
      const row = (y: number, sag: number, shift: number) =>
        stroke(`M0 ${y}C260 ${y + sag} 700 ${y + sag} 960 ${y}`, '#fffaf2', 16) +
        times(6, (i) => {
          const x = 84 + i * 158;
          const top = y + Math.sin((x / 960) * Math.PI) * sag * 0.74;
          const paints = [pen.print, pen.accent.base, pen.trim.base];
          return (
            body(poly([x - 72, top], [x + 72, top], [x, top + 190]), paints[(i + shift) % 3] ?? '', 'soft') +
            ((i + shift) % 3 === 1 && (pen.theme || !pen.printName)
              ? pen.emblem(x, top + 62, 76, { or: 'flower', behind: pen.accent })
              : '')
          );
        });
      return row(200, 110, 0) + row(500, 120, 1);
    },
  },
  flags: {
    example: 'PACK OF 6 SANDCASTLE FLAGS ASSORTED',
    stance: 'stand',
    colours: ['red'],
    foot: 330,
    plain: true,
    draw: (pen) =>
      each(
        [
          [250, 300, s.red],
          [480, 200, s.blue],
          [700, 320, s.green],
        ],
        (x, y, c) =>
          stroke(`M${x} ${y}V760`, s.wood.base, 14) +
          body(`M${x + 6} ${y}L${x + 176} ${y + 60}L${x + 6} ${y + 130}Z`, c.base, 'soft') +
          pen.emblem(x + 56, y + 66, 66, { only: 'star', behind: c }),
      ) +
      body(
        'M150 784L180 640H220V610H260V640H330V560H370V590H420V560H460V590H510V560H550V640H620V610H660V640H720V610H760V640L810 784Z',
        s.natural.base,
        'top',
      ),
  },
  balloons: {
    example: '12 COLOURED PARTY BALLOONS',
    stance: 'hang',
    colours: ['red', 'pink', 'sky'],
    draw: (pen) =>
      each(
        [
          [300, 330, s.yellow],
          [660, 320, s.sky],
          [400, 500, s.green],
          [590, 520, s.pink],
          [480, 280, pen.main],
        ],
        (x, y, c, i) =>
          stroke(`M${x} ${y + 150}C${x + 20} ${y + 260} 480 760 480 900`, '#a79c9c', 4) +
          (pen.says(/HEART/)
            ? body(heart(x, y, 260), c.base, 'round')
            : body(
                `M${x} ${y - 150}C${x + 150} ${y - 150} ${x + 140} ${y + 60} ${x} ${y + 150}C${x - 140} ${y + 60} ${x - 150} ${y - 150} ${x} ${y - 150}Z`,
                pen.says(/SKULL/) ? '#3a3740' : i === 4 ? pen.print : c.base,
                'round',
              ) + fill(oval(x - 50, y - 70, 18, 32), '#fff', 0.5)) +
          (pen.says(/SKULL/) ? pen.emblem(x, y - 20, 130, { behind: s.black }) : ''),
      ),
  },
  confetti: {
    example: 'MULTICOLOUR CONFETTI IN TUBE',
    stance: 'flat',
    colours: ['pink', 'sky'],
    plain: true,
    draw: (pen) =>
      times(60, (i) => {
        const x = 480 + (pen.random() - 0.3) * 620;
        const y = 140 + pen.random() * 460;
        const c = [s.red, s.yellow, s.green, s.sky, s.pink, s.orange][i % 6]?.base ?? '';
        return i % 3 ? fill(oval(x, y, 15), c) : fill(star(x, y, 22), c);
      }) +
      at(
        330,
        680,
        1,
        body(box(-80, -130, 160, 360, 24), pen.main.base) +
          fill('M-80 -60H80V100H-80Z', '#fffaf2') +
          fill(heart(0, 22, 90), s.red.base) +
          fill(oval(0, -130, 80, 20), pen.main.dark),
        36,
      ),
  },
  'party-bags': {
    example: 'DINOSAUR PARTY BAG + STICKER SET',
    stance: 'stand',
    colours: ['pink', 'sky', 'yellow'],
    foot: 220,
    draw: (pen) =>
      stroke('M390 340C390 230 450 230 450 340M510 340C510 230 570 230 570 340', pen.accent.base, 14) +
      body(
        'M280 330L310 350L340 330L370 350L400 330L430 350L460 330L490 350L520 330L550 350L580 330L610 350L640 330L680 350V784H280Z',
        pen.printName === 'motif' ? pen.main.base : pen.print,
      ) +
      pen.emblem(480, 570, 250, { or: 'balloon' }) +
      body(oval(720, 690, 76), '#fffaf2', 'none') +
      stroke(oval(720, 690, 66), pen.main.base, 6) +
      pen.emblem(720, 690, 92, { behind: s.cream, only: pen.themes[1] ?? 'star' }) +
      fill(star(240, 700, 50), s.yellow.base),
  },
};
