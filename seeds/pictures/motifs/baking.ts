import { SWATCHES as s } from '../palette.ts';
import { bow } from '../parts.ts';
import type { Motif } from '../pen.ts';
import { at, body, box, each, fill, heart, oval, star, stroke, times } from '../shapes.ts';

const bun = (x: number, y: number, icing: string, paper: string, size = 1) =>
  at(
    x,
    y,
    size,
    body('M-58 -40H58L44 30H-44Z', paper) +
      times(5, (i) => stroke(`M${-40 + i * 20} -34L${-32 + i * 16} 26`, 'rgba(255,255,255,.4)', 5)) +
      body(
        'M-72 -36C-90 -76 -50 -88 -44 -96C-30 -130 30 -130 44 -96C50 -88 90 -76 72 -36C40 -24 -40 -24 -72 -36Z',
        icing,
        'round',
      ) +
      body(oval(0, -120, 15), s.red.base, 'round'),
  );

/** Cakes and what they are baked and shown in. */
export const BAKING: Record<string, Motif> = {
  'cakestand-tiers': {
    example: 'REGENCY CAKESTAND 3 TIER',
    stance: 'stand',
    colours: ['pink', 'mint', 'sky'],
    foot: 170,
    zoom: 1.04,
    draw: (pen) => {
      const tier = (y: number, rx: number) =>
        body(
          `M${480 - rx} ${y}C${480 - rx * 0.9} ${y + 38} ${480 + rx * 0.9} ${y + 38} ${480 + rx} ${y}Z`,
          pen.main.base,
        ) +
        body(oval(480, y, rx, rx * 0.1), '#fffaf2', 'top') +
        `<ellipse cx="480" cy="${y}" rx="${rx - 9}" ry="${rx * 0.1 - 3}" fill="none" stroke="${s.gold.base}" stroke-width="5"/>`;
      const two = pen.says(/2 TIER|TWO TIER/);
      return (
        `<circle cx="480" cy="${two ? 308 : 150}" r="34" fill="none" stroke="${s.gold.base}" stroke-width="12"/>` +
        stroke(`M480 ${two ? 344 : 186}V740`, s.gold.base, 18) +
        tier(680, 290) +
        each(
          [
            [300, 0],
            [400, 1],
            [560, 2],
            [660, 3],
          ],
          (x, i) =>
            bun(
              x,
              664,
              [s.pink, s.cream, s.mint, s.chocolate][i]?.base ?? '',
              [s.sky, s.red, s.yellow, s.pink][i]?.base ?? '',
              0.62,
            ),
        ) +
        tier(490, 216) +
        [360, 480, 600]
          .map((x, i) =>
            bun(x, 476, [s.cream, s.pink, s.sky][i]?.base ?? '', [s.red, s.mint, s.yellow][i]?.base ?? '', 0.54),
          )
          .join('') +
        (two
          ? ''
          : tier(322, 150) +
            [414, 546]
              .map((x, i) => bun(x, 310, [s.pink, s.cream][i]?.base ?? '', [s.mint, s.red][i]?.base ?? '', 0.48))
              .join('')) +
        body('M340 784C350 750 420 730 480 730C540 730 610 750 620 784Z', s.gold.base)
      );
    },
  },
  'cake-stand': {
    example: 'RED RETROSPOT CAKE STAND',
    stance: 'stand',
    colours: ['white', 'pink', 'mint'],
    foot: 170,
    draw: (pen) =>
      body('M260 470H700V330C700 300 260 300 260 330Z', s.wood.base) +
      fill('M260 400H700V420H260Z', s.berry.base) +
      body(
        'M246 340C246 270 714 270 714 340C714 380 690 400 676 370C660 420 620 410 606 376C580 440 540 420 530 380C500 420 470 420 456 384C430 430 390 420 376 378C350 410 310 410 300 374C270 400 246 380 246 340Z',
        pen.main.name === 'red' ? s.pink.base : '#fffaf2',
        'top',
      ) +
      body(oval(480, 276, 26), s.red.base, 'round') +
      stroke('M484 252C488 236 500 226 510 224', s.green.base, 6) +
      body('M160 480C180 560 340 580 430 590L446 700H514L530 590C620 580 780 560 800 480Z', pen.print) +
      body(oval(480, 480, 320, 30), pen.printName ? '#fbfaf6' : pen.main.light, 'top') +
      (pen.says(/HANGING/)
        ? times(
            7,
            (i) =>
              stroke(`M${210 + i * 90} ${506 + (i % 2) * 8}v46`, s.gold.base, 4) +
              pen.emblem(210 + i * 90, 580 + (i % 2) * 8, 62, { or: 'cupcake', behind: s.white }),
          )
        : '') +
      body('M340 784C350 730 430 700 446 690H514C530 700 610 730 620 784Z', pen.main.base),
  },
  'cake-cases': {
    example: 'PACK OF 72 RETROSPOT CAKE CASES',
    stance: 'stand',
    colours: ['pink', 'sky', 'mint', 'cream'],
    foot: 320,
    zoom: 1.05,
    draw: (pen) => {
      const paper = (x: number, y: number, k: number, cake: boolean, paint: string) =>
        at(
          x,
          y,
          k,
          (cake
            ? body(
                'M-150 -150C-180 -260 -90 -280 -80 -310C-50 -380 60 -380 84 -306C100 -280 184 -250 150 -150Z',
                s.wood.light,
                'round',
              ) +
              body(
                'M-120 -220C-140 -280 -60 -290 -60 -320C-30 -380 50 -370 64 -316C80 -290 150 -270 120 -214C80 -190 60 -230 20 -204C-20 -180 -60 -230 -120 -220Z',
                '#fffaf2',
                'round',
              ) +
              body(oval(4, -366, 28), s.red.base, 'round')
            : fill(oval(0, -160, 164, 30), pen.main.deep, 0.55)) +
            body(
              'M-170 -164L-150 -150L-130 -164L-110 -150L-90 -164L-70 -150L-50 -164L-30 -150L-10 -164L10 -150L30 -164L50 -150L70 -164L90 -150L110 -164L130 -150L150 -164L170 -164L128 0H-128Z',
              paint,
            ) +
            times(9, (i) => stroke(`M${-136 + i * 34} -146L${-104 + i * 26} -4`, 'rgba(255,255,255,.28)', 7)),
        );
      const foil = pen.says(/FOIL|SILVER|GOLD/) ? s.silver.base : pen.print;
      return (
        paper(280, 660, 0.72, false, pen.accent.base) +
        paper(690, 660, 0.72, false, pen.accent.base) +
        paper(480, 784, 1.1, true, foil) +
        paper(210, 784, 0.72, false, foil) +
        paper(756, 784, 0.72, false, foil)
      );
    },
  },
  'cake-tin': {
    example: 'RED RETROSPOT ROUND CAKE TINS',
    stance: 'stand',
    colours: ['red', 'mint', 'cream', 'sky'],
    foot: 290,
    draw: (pen) => {
      const tin = (x: number, y: number, w: number, h: number, lid: boolean) =>
        body(box(x - w / 2, y - h, w, h, 18), pen.printName === 'motif' ? pen.main.base : pen.print) +
        (lid
          ? body(box(x - w / 2 - 10, y - h - 36, w + 20, 54, 20), pen.accent.base) +
            body(oval(x, y - h - 46, 34, 16), pen.accent.dark, 'none')
          : body(box(x - w / 2 - 6, y - h - 8, w + 12, 26, 12), pen.accent.base)) +
        (pen.printName === 'motif'
          ? times(3, (i) => pen.emblem(x - w / 3.4 + (i * w) / 3.4, y - h / 2 + 8, h * 0.62))
          : '');
      return pen.says(/3 TIER|STACKING|TINS/)
        ? tin(480, 784, 570, 190, false) + tin(480, 594, 480, 150, false) + tin(480, 444, 390, 120, true)
        : tin(480, 784, 560, 260, true);
    },
  },
  'biscuit-tin': {
    example: 'RED SPOTTY BISCUIT TIN',
    stance: 'stand',
    colours: ['red', 'cream', 'green'],
    foot: 220,
    draw: (pen) =>
      body(box(260, 400, 440, 384, 22), pen.printName === 'motif' ? pen.main.base : pen.print) +
      body(box(244, 350, 472, 78, 24), pen.accent.base) +
      body(box(420, 318, 120, 40, 20), pen.accent.dark) +
      body(box(340, 500, 280, 170, 16), '#fffaf0', 'none') +
      stroke(box(354, 514, 252, 142, 10), pen.main.base, 5) +
      (pen.says(/BISCUIT/)
        ? pen.lettering(/\b(?!BISCUITS?\b)\S+/g, { x: 372, y: 546, width: 216, height: 78 }, pen.main.dark)
        : pen.emblem(480, 585, 116, { behind: s.cream })),
  },
  'jam-jar': {
    example: 'JAM JAR WITH GREEN LID',
    stance: 'stand',
    colours: ['red', 'green', 'pink'],
    foot: 180,
    several: true,
    plain: true,
    draw: (pen) =>
      body(
        'M336 420H624C650 440 656 470 656 500V720C656 764 636 784 596 784H364C324 784 304 764 304 720V500C304 470 310 440 336 420Z',
        '#eef3ef',
        'side',
      ) +
      fill(
        'M318 520C400 500 560 540 642 516V716C642 752 628 770 592 770H368C332 770 318 752 318 716Z',
        s.berry.base,
        0.92,
      ) +
      times(6, (i) => fill(oval(370 + i * 46, 600 + (i % 3) * 56, 20, 15), s.berry.dark, 0.6)) +
      body(box(312, 320, 336, 84, 18), pen.main.base) +
      times(14, (i) => stroke(`M${330 + i * 23} 334V392`, pen.main.dark, 4)) +
      fill(box(330, 400, 300, 26, 6), '#dfe8e4') +
      body(box(360, 552, 240, 156, 12), '#fffaf0', 'none') +
      fill(heart(480, 600, 54), s.red.base) +
      stroke('M400 662H560', s.grey.light, 7),
  },
  'jam-set': {
    example: 'JAM MAKING SET WITH JARS',
    stance: 'stand',
    colours: ['red'],
    foot: 340,
    plain: true,
    zoom: 1.02,
    draw: (pen) =>
      [250, 710]
        .map((x, i) =>
          at(x - 480 * 0.78, 784 - 784 * 0.78, 0.78, BAKING['jam-jar']?.draw(pen) ?? '').replaceAll(
            pen.main.base,
            i ? s.green.base : s.red.base,
          ),
        )
        .join('') +
      (pen.says(/PRINTED/)
        ? [250, 710]
            .map((x) =>
              fill(
                `M${x - 136} 404C${x - 120} 340 ${x + 120} 340 ${x + 136} 404L${x + 156} 486C${x + 90} 510 ${x - 90} 510 ${x - 156} 486Z`,
                pen.printIn('gingham', s.red, s.white),
              ),
            )
            .join('')
        : '') +
      body('M330 520H630L606 784H354Z', s.copper.base) +
      stroke('M330 540C230 540 230 640 344 640M630 540C730 540 730 640 616 640', s.copper.dark, 22) +
      body(oval(480, 520, 160, 30), s.copper.light, 'top') +
      fill(oval(480, 524, 136, 20), s.berry.base) +
      stroke('M540 520L640 250', s.wood.base, 24) +
      body(oval(648, 232, 34, 46), s.wood.base, 'round') +
      bow(480, 640, 150, s.red),
  },
  'cookie-cutters': {
    example: 'SET OF 3 HEART COOKIE CUTTERS',
    stance: 'flat',
    colours: ['red', 'silver', 'pink'],
    plain: true,
    draw: (pen) => {
      const only = pen.theme;
      const outline = (d: string, colour: string) =>
        stroke(d, s.silver.dark, 30) + stroke(d, colour, 20) + stroke(d, '#ffffff', 4);
      if (only === 'heart')
        return each(
          [
            [330, 360, 260],
            [630, 420, 330],
            [420, 670, 300],
          ],
          (x, y, w, i) =>
            fill(heart(x, y, w), s.natural.base) + outline(heart(x, y, w), [s.red, s.pink, s.silver][i]?.base ?? ''),
        );
      if (only === 'butterfly' || only === 'gingerbread' || only === 'spaceboy') {
        const places: [number, number, number][] =
          only === 'gingerbread'
            ? [[480, 490, 560]]
            : [
                [330, 320, 280],
                [640, 430, 330],
                [380, 670, 300],
              ];
        return places
          .map(
            ([x, y, w], i) =>
              fill(oval(x, y, w * 0.54), s.natural.light) +
              stroke(oval(x, y, w * 0.54), [s.red, s.sky, s.mint][i]?.base ?? '', 22) +
              stroke(oval(x, y, w * 0.54), '#ffffff', 4) +
              pen.emblem(x, y, w * 0.8, { behind: s.cream, only: pen.themes[i % pen.themes.length] ?? only }),
          )
          .join('');
      }
      return (
        outline(heart(300, 300, 220), s.red.base) +
        outline(star(640, 290, 140), s.yellow.base) +
        outline(oval(290, 650, 110), s.mint.base) +
        outline(
          'M650 520C720 520 740 580 720 630C780 640 780 730 710 730L690 720L650 780L610 720L590 730C520 730 520 640 580 630C560 580 580 520 650 520Z',
          s.pink.base,
        ) +
        outline(star(474, 480, 90, 6, 0.7), s.sky.base)
      );
    },
  },
  'baking-mould': {
    example: 'BAKING MOULD HEART MILK CHOCOLATE',
    stance: 'flat',
    colours: ['chocolate', 'cream', 'pink'],
    plain: true,
    draw: (pen) =>
      body(box(170, 230, 620, 500, 50), pen.main.base, 'soft') +
      times(6, (i) => {
        const [x, y] = [290 + (i % 3) * 190, 360 + Math.floor(i / 3) * 240];
        return pen.says(/HEART/)
          ? fill(heart(x, y, 160), pen.main.deep, 0.5) + body(heart(x + 4, y + 6, 130), pen.main.dark, 'round')
          : fill(oval(x, y, 82), pen.main.deep, 0.5) +
              at(
                x,
                y,
                1,
                times(6, (k) => at(0, 0, 1, body(oval(0, -34, 28, 36), pen.main.dark, 'round'), k * 60)) +
                  body(oval(0, 0, 26), pen.main.base, 'round'),
              );
      }),
  },
  measuring: {
    example: 'LARGE HEART MEASURING SPOONS',
    stance: 'flat',
    colours: ['silver', 'red', 'pink'],
    plain: true,
    draw: (pen) =>
      `<circle cx="480" cy="178" r="44" fill="none" stroke="${s.silver.dark}" stroke-width="12"/>` +
      each(
        [
          [-36, 250, s.red],
          [-12, 220, s.pink],
          [12, 190, s.mint],
          [36, 160, s.sky],
        ],
        (turn, w, c) =>
          at(
            480,
            190,
            1,
            body(box(-17, 0, 34, 350, 17), c.base) +
              fill(oval(0, 24, 8), '#fff') +
              (pen.says(/HEART/)
                ? body(heart(0, 440, w), c.base, 'soft') + fill(heart(0, 436, w * 0.74), c.dark)
                : body(oval(0, 430, w * 0.44, w * 0.5), c.base, 'round')),
            turn,
          ),
      ),
  },
  scales: {
    example: 'RED KITCHEN SCALES',
    stance: 'stand',
    colours: ['red', 'mint', 'ivory', 'sky'],
    foot: 250,
    plain: true,
    draw: ({ main: m }) =>
      body('M190 270H770C750 370 640 400 480 400C320 400 210 370 190 270Z', s.silver.base) +
      fill(oval(480, 270, 290, 26), s.silver.light) +
      body(box(440, 390, 80, 60), s.silver.dark) +
      body(
        'M300 440H660C700 440 720 470 730 520L760 740C764 770 750 784 720 784H240C210 784 196 770 200 740L230 520C240 470 260 440 300 440Z',
        m.base,
      ) +
      body(oval(480, 620, 136), '#fffaf2', 'soft') +
      stroke(oval(480, 620, 136), s.silver.base, 12) +
      times(12, (i) => at(480, 620, 1, stroke('M0 -116V-98', s.slate.base, i % 3 ? 4 : 8), i * 30)) +
      stroke('M480 620L540 548', s.red.base, 9) +
      fill(oval(480, 620, 14), s.slate.base),
  },
};
