import { SWATCHES as s } from '../palette.ts';
import { glass } from '../parts.ts';
import type { Motif } from '../pen.ts';
import { at, body, box, each, fill, heart, oval, star, stroke, times } from '../shapes.ts';

/** Lunch boxes, jars, pans, cloths and other things of the kitchen. */
export const KITCHEN: Record<string, Motif> = {
  'lunch-box': {
    example: 'SPACEBOY LUNCH BOX',
    stance: 'stand',
    colours: ['sky', 'red', 'pink'],
    foot: 280,
    zoom: 1.14,
    draw: (pen) =>
      stroke('M360 400C360 290 600 290 600 400', pen.accent.name === 'cream' ? s.red.base : pen.accent.base, 34) +
      body(box(200, 390, 560, 394, 60), pen.printName === 'motif' ? pen.main.base : pen.print) +
      (pen.printName === 'motif'
        ? fill(box(236, 426, 488, 322, 40), '#fffaf2', 0.9) +
          pen.emblem(480, 590, 290, { behind: s.cream }) +
          each(
            [
              [300, 500],
              [664, 500],
              [300, 690],
              [664, 690],
            ],
            (x, y, i) => pen.emblem(x, y, 76, { behind: s.cream, only: pen.themes[1] ?? 'star', turn: i * 9 - 12 }),
          )
        : fill(box(330, 520, 300, 150, 22), '#fffaf2') + pen.emblem(480, 596, 110, { behind: s.cream })) +
      body(box(300, 372, 70, 56, 12), s.silver.base) +
      body(box(590, 372, 70, 56, 12), s.silver.base) +
      stroke(box(200, 390, 560, 394, 60), pen.main.dark, 6) +
      (pen.says(/CUTLERY/)
        ? at(
            800,
            640,
            0.42,
            body(box(-13, -20, 26, 360, 13), s.red.base) +
              body(
                'M-48 -220H-34V-110H-22V-220H-8V-110H8V-220H22V-110H34V-220H48V-90C48 -40 30 -20 13 -10H-13C-30 -20 -48 -40 -48 -90Z',
                s.silver.base,
                'top',
              ),
            8,
          )
        : ''),
  },
  'snack-boxes': {
    example: 'ROUND SNACK BOXES SET OF4 WOODLAND',
    stance: 'stand',
    colours: ['cream', 'sky', 'red', 'mint'],
    foot: 280,
    draw: (pen) =>
      times(4, (i) => {
        const w = 560 - i * 96;
        const h = 130 - i * 10;
        const y = 784 - [0, 150, 290, 420][i]!;
        const tone = [pen.main, s.sky, s.mint, s.pink][i] ?? pen.main;
        return (
          body(box(480 - w / 2, y - h, w, h, 22), i % 2 === 0 ? pen.print : tone.base) +
          body(box(480 - w / 2 - 10, y - h - 26, w + 20, 44, 18), (i % 2 ? pen.accent : s.red).base) +
          (i % 2
            ? times(3, (k) =>
                pen.emblem(480 + (k - 1) * w * 0.28, y - h / 2 + 12, 76, {
                  only: pen.themes[k % Math.max(1, pen.themes.length)] ?? 'apple',
                  behind: tone,
                }),
              )
            : '')
        );
      }),
  },
  jar: {
    example: 'RED RETROSPOT STORAGE JAR',
    stance: 'stand',
    colours: ['cream', 'sky', 'red', 'mint'],
    foot: 190,
    several: true,
    draw: (pen) =>
      body(box(290, 380, 380, 404, 40), pen.printName === 'motif' ? pen.main.base : pen.print) +
      body(box(276, 330, 408, 70, 26), s.wood.base) +
      body(oval(480, 316, 40, 24), s.wood.dark, 'round') +
      fill(box(350, 500, 260, 150, 14), '#fffaf2') +
      stroke(box(362, 512, 236, 126, 8), pen.main.dark, 4) +
      (pen.says(/COFFEE|TEA|SUGAR/)
        ? pen.lettering(/\b(?!COFFEE\b|TEA\b)\S+|,/g, { x: 376, y: 530, width: 208, height: 90 }, pen.main.dark)
        : pen.emblem(480, 576, 100, { behind: s.cream, or: 'flower' })),
  },
  'glass-jar': {
    example: 'GLASS JAR ENGLISH CONFECTIONERY',
    stance: 'stand',
    colours: ['silver', 'cream', 'glass'],
    foot: 190,
    plain: true,
    draw: (pen) =>
      pen.clip(
        box(300, 400, 360, 370, 50),
        times(26, (i) =>
          pen.emblem(330 + ((i * 67) % 310), 480 + ((i * 89) % 280), 84, {
            or: 'sweet',
            behind: s.white,
            turn: i * 50,
          }),
        ),
      ) +
      glass(
        'M330 330H630C660 360 670 400 670 440V720C670 764 644 784 600 784H360C316 784 290 764 290 720V440C290 400 300 360 330 330Z',
        '#e6f0f1',
        0.36,
      ) +
      body(box(316, 270, 328, 66, 20), s.silver.base) +
      body(oval(480, 250, 44, 28), s.silver.base, 'round') +
      fill(box(366, 540, 228, 130, 12), '#fffaf2') +
      stroke(box(376, 550, 208, 110, 8), s.red.base, 4) +
      fill(heart(480, 606, 60), s.red.base),
  },
  caddy: {
    example: 'KINGS CHOICE TEA CADDY',
    stance: 'stand',
    colours: ['red', 'green', 'navy', 'cream'],
    foot: 200,
    draw: (pen) =>
      body(box(290, 360, 380, 424, 14), pen.printName === 'motif' ? pen.main.base : pen.print) +
      body('M310 300H650L676 366H284Z', pen.accent.base) +
      body(oval(480, 290, 34, 20), s.gold.base, 'round') +
      stroke('M310 400H650M310 744H650', s.gold.base, 8) +
      body(oval(480, 566, 132, 140), '#fffaf2', 'none') +
      stroke(oval(480, 566, 116, 124), s.gold.base, 6) +
      pen.emblem(480, 560, 150, { behind: s.cream, or: 'crown' }),
  },
  'bread-bin': {
    example: 'BREAD BIN DINER STYLE RED',
    stance: 'stand',
    colours: ['red', 'cream', 'mint', 'pink'],
    foot: 330,
    plain: true,
    draw: ({ main: m }) =>
      body('M160 784V520C160 410 240 380 340 380H620C720 380 800 410 800 520V784Z', m.base) +
      stroke('M180 690H780M180 710H780', s.silver.base, 8) +
      body(box(420, 620, 120, 34, 17), s.silver.base) +
      `<g transform="rotate(-6 480 520)">${stroke('M320 560C360 520 400 600 440 550C480 500 520 590 560 540C600 510 620 540 650 530', '#fffaf2', 0)}</g>` +
      fill(oval(480, 500, 150, 66), '#fffaf2') +
      stroke(oval(480, 500, 138, 56), m.dark, 5) +
      stroke('M400 500C420 460 440 540 460 500C480 460 500 540 520 500C540 470 550 520 564 500', m.base, 10) +
      fill(box(150, 776, 660, 16, 8), m.deep),
  },
  apron: {
    example: 'RETROSPOT CHILDRENS APRON',
    stance: 'hang',
    colours: ['red', 'sky', 'pink', 'cream'],
    draw: (pen) => {
      const shape =
        'M380 230H580C590 330 640 400 740 420C740 560 720 700 700 800C560 830 400 830 260 800C240 700 220 560 220 420C320 400 370 330 380 230Z';
      return (
        stroke('M384 236C360 60 600 60 576 236', pen.accent.base, 22) +
        stroke('M226 430C130 450 110 540 90 560M734 430C830 450 850 540 870 560', pen.accent.base, 18) +
        body(shape, pen.print, 'soft') +
        stroke(shape, pen.accent.base, 10) +
        body('M330 520H630V680C630 720 330 720 330 680Z', pen.accent.base, 'soft') +
        stroke('M330 552H630', pen.main.base, 5, '14 12') +
        pen.emblem(480, 632, 116, { behind: pen.accent })
      );
    },
  },
  'tea-towel': {
    example: 'SET/2 RED RETROSPOT TEA TOWELS',
    stance: 'hang',
    colours: ['red', 'sky', 'cream', 'green'],
    draw: (pen) =>
      stroke('M90 200H870', s.wood.base, 26) +
      fill(oval(90, 200, 26), s.wood.dark) +
      fill(oval(870, 200, 26), s.wood.dark) +
      body('M500 190H800V640C760 650 540 650 500 640Z', pen.accent.base, 'soft') +
      stroke('M500 560H800M500 584H800', pen.main.base, 12) +
      body('M180 186H600V780C520 800 260 800 180 780Z', pen.print, 'soft') +
      stroke('M180 700H600M180 730H600', pen.accent.base, 9) +
      fill('M470 186H500V786H470Z', '#2b1c38', 0.07) +
      fill('M280 186H300V790H280Z', '#2b1c38', 0.06) +
      (pen.printName === 'motif' || !pen.printName
        ? body(box(260, 330, 260, 260, 20), '#fffaf2', 'none') +
          pen.emblem(390, 460, 220, { behind: s.cream, or: 'teapot' })
        : ''),
  },
  'oven-glove': {
    example: 'RED RETROSPOT OVEN GLOVE',
    stance: 'hang',
    colours: ['red', 'pink', 'sky'],
    draw: (pen) => {
      const mitt = 'M330 700V400C330 180 630 180 630 400V470C660 400 760 390 770 470C776 540 700 620 630 640V700Z';
      if (pen.says(/DOUBLE/))
        return (
          body('M90 300H870V560C870 680 640 680 640 560V430H320V560C320 680 90 680 90 560Z', pen.print, 'soft') +
          body('M90 440H320V570C320 690 90 690 90 570ZM640 440H870V570C870 690 640 690 640 570Z', pen.print, 'round') +
          stroke('M90 440H320M640 440H870M90 304H870', pen.accent.base, 16) +
          stroke('M480 300V240', pen.accent.base, 14)
        );
      return (
        stroke('M560 700C600 830 660 760 600 730', pen.accent.base, 14) +
        body(mitt, pen.print, 'round') +
        stroke('M390 330V650M460 300V650M530 300V650', 'rgba(255,255,255,.35)', 4, '12 12') +
        body(box(310, 680, 340, 100, 26), pen.accent.base) +
        stroke('M330 706H630', pen.main.base, 4, '14 12') +
        pen.emblem(480, 480, pen.printName === 'motif' ? 190 : 0)
      );
    },
  },
  'rubber-gloves': {
    example: 'RETROSPOT RED WASHING UP GLOVES',
    stance: 'flat',
    colours: ['pink', 'yellow', 'red', 'blue'],
    draw: (pen) => {
      const glove = (paint: string) =>
        body(
          'M-100 60V-60C-150 -90 -190 -150 -160 -170C-130 -180 -100 -140 -84 -120V-270C-84 -310 -36 -310 -34 -270V-170V-300C-34 -340 14 -340 16 -300V-170V-280C16 -320 62 -320 64 -280V-150V-230C64 -266 106 -266 108 -230V-20C108 20 100 40 100 60Z',
          pen.main.base,
          'soft',
        ) +
        body('M-110 50H110L130 320C60 340 -60 340 -130 320Z', paint, 'side') +
        stroke('M-130 318C-60 340 60 340 130 318', pen.accent.base, 16);
      return (
        at(350, 500, 0.96, glove(pen.print), -10) +
        `<g transform="translate(630 500) rotate(10) scale(-.96 .96)">${glove(pen.print)}</g>`
      );
    },
  },
  pan: {
    example: 'FRYING PAN RED RETROSPOT',
    stance: 'flat',
    colours: ['red', 'pink', 'black'],
    draw: (pen) =>
      at(
        430,
        520,
        1,
        body(box(200, -34, 330, 68, 34), pen.says(/POLKA|SPOT/) ? s.slate.base : pen.main.dark) +
          fill(oval(490, 0, 14), '#fff') +
          (pen.says(/HEART/)
            ? body(heart(0, 20, 600), pen.main.base, 'soft') + body(heart(0, 12, 510), s.slate.base, 'soft')
            : body(oval(0, 0, 282), pen.print, 'soft') + body(oval(0, 0, 236), s.slate.base, 'round')) +
          body('M-90 -50C-40 -120 110 -90 110 10C110 100 0 110 -70 80C-140 40 -130 0 -90 -50Z', '#fffaf2', 'none') +
          body(oval(4, 0, 52), s.yellow.base, 'round'),
        -34,
      ),
  },
  'milk-pan': {
    example: 'MILK PAN RED RETROSPOT',
    stance: 'stand',
    colours: ['red', 'pink', 'cream'],
    foot: 190,
    draw: (pen) =>
      body(box(620, 500, 310, 46, 23), s.slate.base) +
      body('M200 460H650V720C650 770 620 784 580 784H270C230 784 200 770 200 720Z', pen.print) +
      fill(box(186, 446, 478, 32, 16), pen.main.dark) +
      stroke(
        'M330 410C310 370 350 350 330 300M430 410C410 370 450 350 430 300M530 410C510 370 550 350 530 300',
        'rgba(255,255,255,.7)',
        12,
      ),
  },
  popcorn: {
    example: 'SMALL POPCORN HOLDER',
    stance: 'stand',
    colours: ['red', 'sky', 'pink'],
    foot: 160,
    draw: (pen) =>
      times(19, (i) => {
        const [x, y] = [310 + ((i * 97) % 350), 300 - Math.sin((((i * 97) % 350) / 350) * 3.1) * 80 + (i % 4) * 26];
        return at(
          x,
          y,
          1,
          fill(oval(-16, 6, 30) + oval(18, 8, 28) + oval(2, -18, 30), i % 3 ? '#fff6da' : '#fbe7b2') +
            fill(oval(2, 4, 10), s.mustard.light),
        );
      }) +
      body(
        'M270 350L300 784H660L690 350L650 372L610 350L570 372L530 350L480 372L430 350L390 372L350 350L310 372Z',
        '#fffaf2',
      ) +
      times(4, (i) =>
        fill(
          `M${292 + i * 108} ${i ? 360 : 362}L${318 + i * 93} 784H${364 + i * 93}L${346 + i * 108} 362Z`,
          pen.main.base,
        ),
      ) +
      body(oval(480, 580, 116, 74), '#fffaf2', 'none') +
      stroke(oval(480, 580, 116, 74), pen.main.dark, 6) +
      pen.lettering(/\b(?!POPCORN\b)\S+/g, { x: 390, y: 550, width: 180, height: 60 }, pen.main.dark, 0.18),
  },
  'egg-pan': {
    example: 'WISE MAN STAR SHAPE EGG PAN',
    stance: 'flat',
    colours: ['black', 'red'],
    plain: true,
    draw: ({ main: m, says }) =>
      at(
        400,
        540,
        1,
        body(box(180, -28, 360, 56, 28), s.wood.base) +
          (says(/HEART/)
            ? body(heart(0, 0, 560), m.base, 'soft') + stroke(heart(0, -4, 470), m.light, 14)
            : body(star(0, 0, 300, 5, 0.48), m.base, 'soft') + stroke(star(0, 0, 240, 5, 0.48), m.light, 14)) +
          body(oval(0, 0, 66), s.yellow.base, 'round'),
        -30,
      ),
  },
  squeezer: {
    example: 'BLACK ORANGE SQUEEZER',
    stance: 'stand',
    colours: ['yellow', 'black', 'mint'],
    foot: 220,
    plain: true,
    draw: ({ main: m }) =>
      body('M400 560C410 430 450 360 480 340C510 360 550 430 560 560Z', m.light) +
      stroke('M480 352V560M440 430L424 560M520 430L536 560', m.dark, 8) +
      body('M200 560H760C750 700 640 784 480 784C320 784 210 700 200 560Z', m.base) +
      stroke('M750 590C880 560 880 700 720 700', m.base, 30) +
      at(
        740,
        470,
        1.2,
        fill(oval(0, 0, 70), s.orange.base) +
          fill(oval(0, 0, 56), s.yellow.light) +
          times(8, (i) => at(0, 0, 1, fill('M0 -8L-14 -48C-6 -54 6 -54 14 -48Z', s.orange.light), i * 45)),
      ),
  },
  colander: {
    example: 'ENAMEL COLANDER CREAM',
    stance: 'stand',
    colours: ['cream', 'white', 'mint'],
    foot: 180,
    plain: true,
    draw: ({ main: m }) =>
      stroke('M190 500C100 480 100 600 220 600M770 500C860 480 860 600 740 600', s.navy.base, 22) +
      body('M180 460H780C776 640 660 740 480 740C300 740 184 640 180 460Z', m.base) +
      fill(box(166, 446, 628, 28, 14), s.navy.base) +
      times(4, (r) => times(9 - r, (i) => fill(oval(258 + r * 28 + i * 56, 530 + r * 48, 10), m.deep))) +
      body('M360 736H600L620 784H340Z', m.dark),
  },
  peg: {
    example: 'CLOTHES PEGS RETROSPOT PACK 24',
    stance: 'hang',
    colours: ['red', 'pink', 'sky'],
    draw: (pen) =>
      stroke('M0 300C240 380 720 380 960 300', '#8f8378', 8) +
      times(5, (i) => {
        const x = 150 + i * 165;
        const y = 336 + Math.sin((x / 960) * 3.14) * 24;
        return at(
          x,
          y,
          1,
          body('M-44 -110C-44 -130 -10 -130 -8 -110V300C-8 320 -40 320 -40 300Z', i % 2 ? pen.accent.base : pen.print) +
            body('M44 -110C44 -130 10 -130 8 -110V300C8 320 40 320 40 300Z', i % 2 ? pen.accent.base : pen.print) +
            body(box(-50, -14, 100, 32, 10), s.silver.base) +
            stroke('M-50 2H50', s.silver.dark, 5) +
            (pen.theme && pen.printName === 'motif' ? pen.emblem(0, 90, 110, { behind: s.white }) : ''),
          (i - 2) * 2,
        );
      }),
  },
  'peg-bag': {
    example: 'RED RETROSPOT PEG BAG',
    stance: 'hang',
    colours: ['red', 'cream', 'sky'],
    draw: (pen) =>
      stroke('M480 190C480 130 540 130 540 90C540 40 470 40 470 80', s.silver.dark, 14) +
      stroke('M240 290L480 190L720 290', s.wood.base, 24) +
      body('M230 280H730C760 480 780 640 740 800C560 830 400 830 220 800C180 640 200 480 230 280Z', pen.print, 'soft') +
      fill('M340 400C400 470 560 470 620 400C640 440 620 540 480 540C340 540 320 440 340 400Z', pen.main.deep) +
      stroke('M340 400C320 440 340 540 480 540C620 540 640 440 620 400', pen.accent.base, 16) +
      [400, 470, 540].map((x) => body(box(x, 390, 34, 120, 10), s.wood.base)).join(''),
  },
};
