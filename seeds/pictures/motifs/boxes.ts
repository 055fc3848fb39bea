import { SWATCHES as s } from '../palette.ts';
import { bow } from '../parts.ts';
import type { Motif } from '../pen.ts';
import { at, body, box, each, fill, heart, oval, star, stroke, times } from '../shapes.ts';

/** Trinket boxes, sewing boxes and tins. */
export const BOXES: Record<string, Motif> = {
  'trinket-box': {
    example: 'STRAWBERRY CERAMIC TRINKET BOX',
    stance: 'stand',
    colours: ['pink', 'cream', 'mint', 'sky'],
    foot: 230,
    zoom: 1.2,
    draw: (pen) => {
      const lid = pen.main;
      return (
        (pen.says(/STRAWBERRY/)
          ? pen.emblem(480, 350, 200, { behind: s.white })
          : pen.says(/HEART/)
            ? body(heart(480, 390, 130), s.red.base, 'round')
            : pen.theme && !pen.says(/TRELLIS/)
              ? pen.emblem(480, 360, 170, { behind: s.white })
              : body(oval(480, 396, 40), s.gold.base, 'round')) +
        body(
          'M230 560H730C740 680 700 784 600 784H360C260 784 220 680 230 560Z',
          pen.printName === 'motif' ? '#fffaf2' : pen.print,
        ) +
        (pen.printName === 'motif'
          ? times(5, (i) => pen.emblem(290 + i * 95, 670 + (i % 2) * 26, 74, { behind: s.cream }))
          : '') +
        body('M220 560C220 450 360 420 480 420C600 420 740 450 740 560Z', lid.base, 'round') +
        body(box(206, 540, 548, 40, 20), lid.light) +
        stroke('M230 560H730', lid.dark, 4, '2 14')
      );
    },
  },
  'felt-box': {
    example: 'PINK CREAM FELT CRAFT TRINKET BOX',
    stance: 'stand',
    colours: ['pink', 'sky', 'cream'],
    foot: 250,
    zoom: 1.16,
    plain: true,
    draw: (pen) =>
      body(box(220, 500, 520, 284, 20), pen.texture('felt', pen.accent)) +
      stroke('M244 760H716M250 520V750M710 520V750', pen.main.base, 6, '18 14') +
      body(box(200, 430, 560, 110, 24), pen.texture('felt', pen.main)) +
      stroke('M224 516H736', '#fffaf2', 6, '18 14') +
      at(
        480,
        420,
        1.5,
        times(6, (i) => at(0, 0, 1, fill(oval(0, -34, 18, 24), i % 2 ? pen.accent.base : pen.main.light), i * 60)) +
          fill(oval(0, 0, 18), s.mustard.base),
      ) +
      [320, 640]
        .map((x) => at(x, 660, 1, fill(heart(0, 0, 84), pen.main.base) + stroke(heart(0, 0, 64), '#fffaf2', 4, '8 8')))
        .join('') +
      body(oval(480, 660, 34), pen.main.dark, 'round') +
      fill(oval(470, 660, 5) + oval(490, 660, 5), '#fff'),
  },
  'trinket-pot': {
    example: 'SMALL GLASS HEART TRINKET POT',
    stance: 'stand',
    colours: ['glass', 'pink', 'amber', 'mint'],
    foot: 170,
    draw: (pen) =>
      body('M300 500H660C670 640 630 784 560 784H400C330 784 290 640 300 500Z', pen.main.base) +
      times(5, (i) =>
        stroke(`M${340 + i * 70} 520C${336 + i * 72} 620 ${360 + i * 60} 720 ${400 + i * 40} 776`, pen.main.light, 10),
      ) +
      body(box(280, 480, 400, 40, 18), pen.main.dark) +
      body('M310 484C320 380 420 350 480 350C540 350 640 380 650 484Z', pen.main.light, 'round') +
      (pen.says(/HEART/)
        ? body(heart(480, 318, 100), pen.main.base, 'round')
        : pen.says(/PUDDING|DOUGHNUT/)
          ? pen.emblem(480, 330, 180, { behind: s.white })
          : body(oval(480, 330, 34), pen.main.base, 'round')),
  },
  'jewellery-box': {
    example: 'RED GINGHAM ROSE JEWELLERY BOX',
    stance: 'stand',
    colours: ['pink', 'red', 'cream'],
    foot: 270,
    draw: (pen) =>
      body('M210 470L260 230H700L750 470Z', pen.print) +
      fill('M240 450L282 254H678L720 450Z', '#fbeee6') +
      fill(box(330, 290, 300, 130, 10), '#dbe9eb') +
      fill('M340 410L430 296H480L390 414Z', '#ffffff', 0.6) +
      body(box(200, 466, 560, 318, 14), pen.print) +
      fill(box(200, 466, 560, 22), '#2b1c38', 0.2) +
      fill(box(330, 540, 300, 180, 90), '#fffaf2') +
      pen.emblem(480, 630, 170, { behind: s.cream, or: 'rose' }) +
      body(box(448, 460, 64, 60, 10), s.gold.base) +
      stroke('M260 466C280 500 330 500 350 466M610 466C640 510 690 500 710 466', '#fffdf8', 10, '1 15'),
  },
  'sewing-box': {
    example: 'VICTORIAN SEWING BOX LARGE',
    stance: 'stand',
    colours: ['pink', 'cream', 'sky', 'red'],
    foot: 290,
    draw: (pen) =>
      stroke('M350 420C350 250 610 250 610 420', s.wood.base, 28) +
      body(box(180, 480, 600, 304, 26), pen.print) +
      body('M170 500C170 420 240 400 300 400H660C720 400 790 420 790 500V530H170Z', pen.main.base, 'top') +
      stroke('M180 530H780', pen.accent.base, 9) +
      fill(oval(480, 650, 96), '#fffaf2') +
      stroke('M430 690L530 610', s.silver.dark, 8) +
      stroke('M530 610C590 570 590 690 500 700C440 706 430 640 480 640', s.red.base, 6) +
      body(box(446, 490, 68, 66, 12), s.gold.base) +
      at(
        690,
        370,
        0.9,
        body(box(-40, -80, 80, 24, 8), s.wood.base) +
          body(box(-32, -58, 64, 70, 4), s.red.base) +
          stroke('M-32 -44H32M-32 -28H32M-32 -12H32', s.red.dark, 4) +
          body(box(-40, 8, 80, 24, 8), s.wood.base),
      ),
  },
  'sewing-kit': {
    example: 'TRAVEL SEWING KIT',
    stance: 'flat',
    colours: ['red', 'sky', 'pink', 'navy'],
    draw: (pen) =>
      body(box(150, 240, 330, 500, 30), pen.print, 'soft') +
      body(box(480, 240, 330, 500, 30), '#fffaf2', 'soft') +
      stroke(box(150, 240, 660, 500, 30), pen.main.dark, 10) +
      stroke('M480 250V730', pen.main.dark, 6) +
      pen.emblem(315, 490, 180, { or: 'button' }) +
      [s.red, s.sky, s.mustard, s.green]
        .map(
          (c, i) =>
            body(box(520 + i * 66, 290, 50, 90, 6), c.base) +
            stroke(`M${520 + i * 66} 312h50M${520 + i * 66} 334h50M${520 + i * 66} 356h50`, c.dark, 4),
        )
        .join('') +
      stroke('M530 430L640 540M640 430L530 540', s.silver.dark, 14) +
      stroke(oval(520, 570, 26) + oval(650, 570, 26), s.red.base, 13) +
      stroke('M700 430V560M740 430V560', s.silver.base, 7) +
      fill(oval(700, 426, 9), s.red.base) +
      fill(oval(740, 426, 9), s.sky.base) +
      each(
        [
          [560, 670],
          [640, 680],
          [720, 664],
        ],
        (x, y, i) =>
          body(oval(x, y, 30), [s.pink, s.mint, s.yellow][i]?.base ?? '', 'round') +
          fill(oval(x - 8, y, 5) + oval(x + 8, y, 5), '#4a3f4b'),
      ),
  },
  'nesting-boxes': {
    example: 'SET 7 BABUSHKA NESTING BOXES',
    stance: 'stand',
    colours: ['red', 'sky', 'pink'],
    foot: 370,
    zoom: 1,
    draw: (pen) => {
      const tones = [s.red, s.sky, s.pink, s.mint, s.yellow];
      let x = 96;
      return tones
        .map((tone, i) => {
          const w = 216 - i * 34;
          const left = x;
          x += w + 10;
          const h = w * 1.5;
          return (
            body(box(left, 784 - h, w, h, 10), tone.base) +
            body(box(left - 6, 784 - h - 14, w + 12, w * 0.26, 8), tone.dark) +
            (pen.printName === 'stripe'
              ? times(4, (k) => fill(box(left, 784 - h + w * 0.3 + k * w * 0.3, w, w * 0.14), '#fffaf2', 0.7))
              : pen.emblem(left + w / 2, 784 - h * 0.42, w * 0.86, { or: 'heart', behind: tone }))
          );
        })
        .join('');
    },
  },
  'storage-box': {
    example: 'SKULLS STORAGE BOX SMALL',
    stance: 'stand',
    colours: ['cream', 'sky', 'pink'],
    foot: 280,
    several: true,
    draw: (pen) =>
      body(box(210, 450, 540, 334, 10), pen.printName === 'motif' ? pen.main.base : pen.print) +
      body(box(192, 390, 576, 90, 12), pen.accent.base) +
      (pen.printName === 'motif'
        ? pen.emblem(480, 630, 210)
        : body(box(390, 570, 180, 96, 10), '#fffaf2', 'none') + stroke(box(400, 580, 160, 76, 6), s.gold.base, 6)) +
      (pen.says(/KEEPSAKE|BOX/) && !pen.says(/STORAGE/) ? bow(480, 390, 190, pen.main) : ''),
  },
  'storage-cubes': {
    example: 'SET/4 WHITE RETRO STORAGE CUBES',
    stance: 'stand',
    colours: ['white', 'red', 'sky'],
    foot: 250,
    plain: true,
    draw: (pen) =>
      each(
        [
          [240, 300],
          [484, 300],
          [240, 544],
          [484, 544],
        ],
        (x, y, i) =>
          body(box(x, y, 236, 236, 30), pen.main.base, 'soft') +
          fill(box(x + 26, y + 26, 184, 184, 20), pen.main.deep, 0.7) +
          (i === 0
            ? body(box(x + 60, y + 110, 60, 100, 6), s.red.base) + body(box(x + 124, y + 90, 40, 120, 6), s.sky.base)
            : i === 3
              ? body(oval(x + 118, y + 160, 50), s.mustard.base, 'round')
              : i === 1
                ? at(
                    x + 118,
                    y + 200,
                    1,
                    body(box(-36, -50, 72, 54, 6), s.copper.base) + fill(star(0, -80, 46), s.green.base),
                  )
                : ''),
      ),
  },
  'recipe-box': {
    example: 'RECIPE BOX PANTRY YELLOW DESIGN',
    stance: 'stand',
    colours: ['yellow', 'red', 'sky', 'mint'],
    foot: 270,
    draw: (pen) =>
      times(
        4,
        (i) =>
          body(
            box(270 + i * 10, 250 + i * 24, 420 - i * 20, 300, 10),
            [s.cream, s.white, s.cream, s.white][i]?.base ?? '',
            'none',
          ) + body(box(300 + i * 90, 226 + i * 24, 90, 40, 8), [s.red, s.sky, s.mint, s.pink][i]?.base ?? '', 'none'),
      ) +
      body(box(210, 430, 540, 354, 16), pen.printName === 'motif' ? pen.main.base : pen.print) +
      fill(box(210, 430, 540, 30, 10), pen.main.dark) +
      body(box(330, 520, 300, 180, 12), '#fffaf2', 'none') +
      stroke(box(344, 534, 272, 152, 8), pen.main.dark, 4) +
      pen.lettering(/\b(?!RECIPE\b)\S+/g, { x: 370, y: 550, width: 220, height: 62 }, s.slate.base) +
      pen.emblem(480, 648, 62, { behind: s.cream, or: 'cupcake' }),
  },
  panettone: {
    example: 'PACK 3 BOXES CHRISTMAS PANNETONE',
    stance: 'stand',
    colours: ['red', 'green', 'cream', 'sky'],
    foot: 320,
    draw: (pen) => {
      const carton = (x: number, y: number, k: number) =>
        at(
          x,
          y,
          k,
          body('M-150 0L-170 -330H170L150 0Z', pen.print) +
            body('M-170 -330L0 -470L170 -330Z', pen.main.light, 'top') +
            stroke('M-40 -430C-60 -520 60 -520 40 -430', s.gold.base, 12) +
            body(oval(0, -170, 96, 96), '#fffaf2', 'none') +
            pen.emblem(0, -170, 140, { behind: s.cream, or: 'tree' }) +
            fill('M-154 -60H154L150 -20H-150Z', s.gold.base),
        );
      return carton(270, 730, 0.86) + carton(690, 730, 0.86) + carton(480, 790, 1.12);
    },
  },
  'gift-tin': {
    example: 'SET OF 2 TINS VINTAGE BATHROOM',
    stance: 'stand',
    colours: ['mint', 'cream', 'sky', 'red'],
    foot: 260,
    draw: (pen) =>
      body(box(230, 440, 300, 344, 12), pen.print) +
      body(box(218, 400, 324, 56, 14), pen.accent.base) +
      body(box(480, 560, 280, 224, 12), pen.printName ? pen.main.base : pen.accent.base) +
      body(box(468, 524, 304, 50, 14), pen.main.dark) +
      body(oval(380, 610, 90), '#fffaf2', 'none') +
      pen.emblem(380, 610, 130, { behind: s.cream, or: 'flower' }) +
      bow(620, 520, 130, s.red),
  },
};
