import { SWATCHES as s } from '../palette.ts';
import { bow } from '../parts.ts';
import type { Motif } from '../pen.ts';
import { at, body, box, each, fill, oval, stroke, times } from '../shapes.ts';

/** Travel bags, purses and baskets. */
export const PURSES: Record<string, Motif> = {
  'airline-bag': {
    example: 'AIRLINE BAG VINTAGE TOKYO 78',
    stance: 'stand',
    colours: ['sky', 'red', 'brown', 'white'],
    foot: 310,
    zoom: 1.08,
    draw: (pen) => {
      const ink = pen.main.name === 'white' ? s.red.base : '#fffaf2';
      return (
        stroke('M340 440C340 210 620 210 620 440', ink === '#fffaf2' ? s.cream.base : s.red.base, 26) +
        body(
          'M170 420C170 380 200 366 240 366H720C760 366 790 380 790 420V740C790 776 770 784 740 784H220C190 784 170 776 170 740Z',
          pen.main.base,
        ) +
        stroke('M176 452H784', s.silver.base, 10) +
        stroke('M170 690H790M170 720H790', ink, 12) +
        pen.emblem(300, 570, 150, { only: 'plane' }) +
        pen.lettering(
          /AIRLINE BAG|VINTAGE|\b(BROWN|RED|WHITE)\b/g,
          { x: 400, y: 490, width: 340, height: 160 },
          ink,
          0.17,
        )
      );
    },
  },
  'weekend-bag': {
    example: 'WEEKEND BAG VINTAGE ROSE PAISLEY',
    stance: 'stand',
    colours: ['pink', 'cream', 'blue'],
    foot: 340,
    zoom: 1.06,
    draw: (pen) =>
      body(
        'M150 520C150 430 210 400 300 400H660C750 400 810 430 810 520V720C810 770 780 784 740 784H220C180 784 150 770 150 720Z',
        pen.print,
      ) +
      stroke('M180 470C340 440 620 440 780 470', s.brown.base, 12) +
      stroke('M330 784V480C330 200 630 200 630 480V784', s.brown.base, 30) +
      body(box(150, 690, 120, 94, 30), s.brown.base, 'none') +
      body(box(690, 690, 120, 94, 30), s.brown.base, 'none') +
      body(box(312, 500, 36, 44, 6), s.gold.base) +
      body(box(612, 500, 36, 44, 6), s.gold.base),
  },
  'recycling-bag': {
    example: 'RECYCLING BAG RETROSPOT',
    stance: 'stand',
    colours: ['green', 'red'],
    foot: 230,
    draw: (pen) =>
      each(
        [
          [360, 300, 34],
          [470, 270, 0],
          [600, 310, -20],
        ],
        (x, y, t, i) =>
          at(
            x,
            y,
            1,
            body(box(-38, -110, 76, 300, 26), [s.green, s.sky, s.natural][i]?.base ?? '') +
              body(box(-18, -170, 36, 80, 8), [s.green, s.sky, s.natural][i]?.dark ?? ''),
            t,
          ),
      ) +
      body('M250 380H710L730 760C731 776 720 784 706 784H254C240 784 229 776 230 760Z', pen.print) +
      stroke('M250 392H710', s.green.base, 18) +
      fill(oval(480, 590, 120), '#fffaf2') +
      times(3, (i) =>
        at(
          480,
          596,
          1,
          stroke('M-30 -62C-14 -84 14 -84 34 -56', s.green.base, 22) + fill('M14 -46L56 -22L60 -70Z', s.green.base),
          i * 120,
        ),
      ),
  },
  purse: {
    example: 'SILK PURSE BABUSHKA RED',
    stance: 'flat',
    colours: ['pink', 'red', 'sky', 'mint'],
    draw: (pen) =>
      body(
        'M270 380C170 480 130 600 190 690C250 780 710 780 770 690C830 600 790 480 690 380Z',
        pen.printName === 'motif' ? pen.main.base : pen.print,
        'round',
      ) +
      times(9, (i) =>
        stroke(
          `M${300 + i * 45} 396C${290 + i * 47} 440 ${280 + i * 50} 470 ${276 + i * 51} 500`,
          'rgba(43,28,56,.15)',
          7,
        ),
      ) +
      stroke('M262 388C300 290 660 290 698 388', s.gold.dark, 34) +
      stroke('M262 384C300 286 660 286 698 384', s.gold.base, 24) +
      body(oval(456, 286, 26), s.gold.base, 'round') +
      body(oval(506, 286, 26), s.gold.base, 'round') +
      (pen.printName === 'motif' || !pen.printName ? pen.emblem(480, 580, 250, { or: 'flower' }) : ''),
  },
  wallet: {
    example: 'BLUE POLKADOT PURSE',
    stance: 'flat',
    colours: ['blue', 'red', 'pink'],
    draw: (pen) =>
      body(box(170, 270, 620, 430, 40), pen.print, 'soft') +
      body(
        'M170 310C170 286 186 270 210 270H750C774 270 790 286 790 310V470C790 520 170 520 170 470Z',
        pen.main.dark,
        'top',
      ) +
      stroke('M190 474C200 506 760 506 770 474', 'rgba(255,255,255,.5)', 5, '14 12') +
      body(oval(480, 498, 34), s.gold.base, 'round') +
      (pen.printName === 'motif' ? pen.emblem(480, 610, 120) : ''),
  },
  'luggage-tag': {
    example: 'UNION JACK FLAG LUGGAGE TAG',
    stance: 'flat',
    colours: ['red', 'sky', 'navy'],
    draw: (pen) =>
      at(
        480,
        500,
        1,
        stroke('M0 -280C-10 -400 90 -400 60 -310C40 -260 10 -250 0 -230', s.brown.base, 18) +
          body(
            'M-170 -220C-170 -270 -60 -320 0 -320C60 -320 170 -270 170 -220V270C170 300 150 320 120 320H-120C-150 320 -170 300 -170 270Z',
            pen.print,
            'soft',
          ) +
          stroke(
            'M-146 -206C-146 -246 -56 -290 0 -290C56 -290 146 -246 146 -206V264C146 284 136 294 116 294H-116C-136 294 -146 284 -146 264Z',
            'rgba(255,255,255,.7)',
            5,
            '16 12',
          ) +
          fill(oval(0, -236, 26), '#fffaf2') +
          stroke(oval(0, -236, 26), s.gold.base, 9) +
          (pen.printName === 'motif'
            ? fill(oval(0, 60, 110), '#fffaf2') + pen.emblem(0, 60, 160, { behind: s.cream })
            : ''),
        14,
      ),
  },
  passport: {
    example: 'CHERRY BLOSSOM PASSPORT COVER',
    stance: 'flat',
    colours: ['red', 'navy', 'sky'],
    draw: (pen) =>
      body(box(260, 180, 460, 620, 20), '#fffaf2', 'none') +
      body(box(240, 170, 460, 620, 26), pen.printName === 'motif' ? pen.main.base : pen.print, 'soft') +
      fill(box(240, 170, 44, 620, 20), '#2b1c38', 0.14) +
      pen.emblem(490, 420, pen.printName && pen.printName !== 'motif' ? 0 : 250, { or: 'plane' }) +
      fill(box(330, 610, 320, 100, 16), '#fffaf2') +
      at(490, 660, 1, stroke('M-120 -10H120M-120 16H60', pen.main.base, 9)),
  },
  'picnic-basket': {
    example: 'PICNIC BASKET WICKER SMALL',
    stance: 'stand',
    colours: ['wicker'],
    foot: 310,
    zoom: 1.06,
    plain: true,
    draw: (pen) =>
      stroke('M260 480C260 180 700 180 700 480', s.wicker.dark, 38) +
      stroke('M260 480C260 180 700 180 700 480', s.wicker.base, 28) +
      pen.clip(
        'M300 470C360 420 600 420 660 470L640 560H320Z',
        `<rect x="280" y="400" width="400" height="200" fill="${pen.printIn('gingham', s.red, s.white)}"/>`,
      ) +
      body(
        'M160 500H800L750 750C746 776 730 784 710 784H250C230 784 214 776 210 750Z',
        pen.texture('weave', pen.main),
      ) +
      body(
        'M150 470C150 456 160 450 172 450H470V520H150ZM490 450H788C800 450 810 456 810 470V520H490Z',
        pen.texture('weave', s.wood),
        'top',
      ) +
      body(box(440, 500, 80, 60, 12), s.brown.base) +
      fill(oval(480, 530, 10), s.gold.base),
  },
  basket: {
    example: 'CLASSIC FRENCH STYLE BASKET NATURAL',
    stance: 'stand',
    colours: ['wicker', 'natural'],
    foot: 270,
    plain: true,
    draw: (pen) =>
      stroke('M330 440C330 300 430 300 430 440M530 440C530 300 630 300 630 440', s.brown.base, 24) +
      body(
        'M180 420H780L730 750C726 776 710 784 690 784H270C250 784 234 776 230 750Z',
        pen.texture('weave', pen.main.name === 'green' ? s.sage : pen.main),
      ) +
      body(
        'M170 400H790V470C740 510 700 460 640 486C580 510 560 470 480 490C400 510 380 470 320 486C260 510 220 460 170 470Z',
        s.cream.base,
        'top',
      ) +
      bow(480, 520, 150, pen.says(/GREEN/) ? s.green : s.red),
  },
};
