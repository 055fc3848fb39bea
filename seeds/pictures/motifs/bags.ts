import { SWATCHES as s } from '../palette.ts';
import { bow } from '../parts.ts';
import type { Motif, Pen } from '../pen.ts';
import { at, body, box, each, fill, heart, oval, stroke, times } from '../shapes.ts';

const strap = (pen: Pen) =>
  pen.accent.name === 'cream' || pen.accent.name === pen.main.name
    ? pen.main.name === 'red'
      ? s.navy
      : s.red
    : pen.accent;

const label = (pen: Pen, x: number, y: number, r: number) =>
  pen.printName === 'motif' ? fill(oval(x, y, r), '#fffaf2') + pen.emblem(x, y, r * 1.5, { behind: s.cream }) : '';

/** Shopping bags, lunch bags and handbags. */
export const BAGS: Record<string, Motif> = {
  'jumbo-bag': {
    example: 'JUMBO BAG RED RETROSPOT',
    stance: 'stand',
    colours: ['red', 'sky', 'pink', 'green'],
    foot: 300,
    draw: (pen) => {
      const t = strap(pen);
      return (
        stroke('M330 400C330 160 630 160 630 400', t.dark, 26) +
        body('M190 330H770L800 760C802 778 790 784 776 784H184C170 784 158 778 160 760Z', pen.print) +
        fill('M190 330H770L774 384H186Z', t.base) +
        stroke('M340 784V420C340 150 620 150 620 420V784', t.base, 30) +
        stroke('M340 784V420C340 150 620 150 620 420V784', t.light, 3, '10 12') +
        label(pen, 480, 590, 116)
      );
    },
  },
  'storage-bag': {
    example: 'JUMBO STORAGE BAG SUKI',
    stance: 'stand',
    colours: ['turquoise', 'red', 'pink'],
    foot: 330,
    zoom: 1.08,
    draw: (pen) => {
      const t = strap(pen);
      return (
        body(
          'M150 400C150 350 180 340 230 340H730C780 340 810 350 810 400V740C810 776 790 784 760 784H200C170 784 150 776 150 740Z',
          pen.print,
        ) +
        stroke('M160 420C300 450 660 450 800 420', t.base, 14) +
        stroke('M170 420C300 446 660 446 790 420', '#fffaf2', 3, '8 8') +
        body(box(690, 410, 22, 60, 8), s.silver.base) +
        stroke('M270 520C270 690 400 690 400 520M560 520C560 690 690 690 690 520', t.base, 26) +
        label(pen, 480, 580, 90)
      );
    },
  },
  shopper: {
    example: 'REX CASH+CARRY JUMBO SHOPPER',
    stance: 'stand',
    colours: ['cream', 'sky', 'red', 'pink'],
    foot: 230,
    draw: (pen) => {
      const t = strap(pen);
      return (
        stroke('M370 360C370 120 590 120 590 360', t.dark, 20) +
        body('M250 330H710L730 760C731 776 720 784 706 784H254C240 784 229 776 230 760Z', pen.print) +
        stroke('M350 370C350 110 610 110 610 370', t.base, 24) +
        stroke('M250 344H710', t.base, 16) +
        (pen.says(/CASH/)
          ? fill(box(300, 460, 360, 200, 20), '#fffaf2') +
            pen.lettering(/JUMBO SHOPPER/g, { x: 330, y: 490, width: 300, height: 140 }, s.red.base)
          : label(pen, 480, 570, 118))
      );
    },
  },
  tote: {
    example: 'TOTE BAG I LOVE LONDON',
    stance: 'hang',
    colours: ['natural', 'cream'],
    draw: (pen) =>
      stroke('M360 420C360 60 600 60 600 420', s.natural.dark, 30) +
      stroke('M340 430C340 40 620 40 620 430', s.natural.base, 30) +
      body(
        'M250 380H710L740 800C640 820 320 820 220 800Z',
        pen.printName && pen.printName !== 'motif' ? pen.print : s.cream.base,
        'soft',
      ) +
      stroke('M250 400H710', s.natural.dark, 5, '14 12') +
      (pen.says(/LONDON|PLANET|SHOPPING/)
        ? pen.lettering(/TOTE BAG|COTTON|BAG|DESIGN|TOTE/g, { x: 310, y: 470, width: 340, height: 130 }, s.slate.base) +
          pen.emblem(480, 690, 160, { behind: s.cream })
        : pen.emblem(480, 600, 280, { behind: s.cream, or: 'flower' })),
  },
  'lunch-bag': {
    example: 'LUNCH BAG RED RETROSPOT',
    stance: 'stand',
    colours: ['red', 'sky', 'mint', 'pink'],
    foot: 220,
    draw: (pen) => {
      const t = strap(pen);
      return (
        stroke('M400 320C400 190 560 190 560 320', t.base, 28) +
        body('M270 420H690L716 760C718 776 706 784 694 784H266C254 784 242 776 244 760Z', pen.print) +
        body('M284 300H676L694 470H266Z', pen.print, 'top') +
        fill('M266 462H694L695 482H265Z', '#2b1c38', 0.14) +
        fill('M284 300H676L678 322H282Z', t.base) +
        body(box(430, 420, 100, 76, 16), t.base) +
        body(oval(480, 458, 18), s.silver.base, 'round') +
        label(pen, 480, 630, 104) +
        fill('M244 752L266 420L290 784H262C252 784 243 772 244 752Z', '#2b1c38', 0.08)
      );
    },
  },
  'charlotte-bag': {
    example: 'RED RETROSPOT CHARLOTTE BAG',
    stance: 'stand',
    colours: ['red', 'pink', 'sky', 'mint'],
    foot: 250,
    draw: (pen) => {
      const t = strap(pen);
      return (
        stroke('M330 440C330 190 630 190 630 440', t.dark, 24) +
        body(
          'M300 400H660C720 470 770 580 760 700C754 760 720 784 660 784H300C240 784 206 760 200 700C190 580 240 470 300 400Z',
          pen.print,
          'round',
        ) +
        stroke('M310 440C310 170 650 170 650 440', t.base, 26) +
        body(box(276, 384, 408, 52, 24), t.base) +
        times(7, (i) =>
          stroke(
            `M${330 + i * 50} 440C${326 + i * 51} 480 ${322 + i * 52} 500 ${320 + i * 53} 520`,
            'rgba(43,28,56,.16)',
            6,
          ),
        ) +
        label(pen, 480, 640, 92) +
        (pen.printName === 'motif' ? '' : bow(480, 420, 130, t))
      );
    },
  },
  'shoulder-bag': {
    example: 'SUKI SHOULDER BAG',
    stance: 'hang',
    colours: ['turquoise', 'red', 'grey', 'pink'],
    draw: (pen) => {
      const t = strap(pen);
      return (
        stroke('M280 480C240 -60 720 -60 680 480', t.base, 26) +
        body('M230 460H730L760 740C764 780 740 800 700 800H260C220 800 196 780 200 740Z', pen.print, 'soft') +
        body(
          'M220 430H740L748 560C700 660 260 660 212 560Z',
          pen.says(/FELTCRAFT/) ? pen.texture('felt', pen.main) : pen.main.base,
          'top',
        ) +
        stroke('M230 556C280 640 680 640 730 556', 'rgba(255,255,255,.6)', 5, '14 12') +
        (pen.theme ? pen.emblem(480, 548, 130) : '') +
        body(oval(480, 652, 24), t.base, 'round')
      );
    },
  },
  'felt-bag': {
    example: 'RED FLORAL FELTCRAFT SHOULDER BAG',
    stance: 'hang',
    colours: ['red', 'pink', 'grey'],
    plain: true,
    draw: (pen) =>
      stroke('M290 430C270 -40 690 -40 670 430', pen.main.dark, 34) +
      body('M230 400H730L770 780C640 810 320 810 190 780Z', pen.texture('felt', pen.main), 'soft') +
      stroke('M216 770C340 796 620 796 744 770L706 424H254Z', '#fffaf2', 5, '16 14') +
      each(
        [
          [370, 560, 150, 'pink'],
          [590, 530, 130, 'sky'],
          [510, 690, 140, 'mustard'],
        ],
        (x, y, w, c) =>
          at(
            x,
            y,
            w / 100,
            times(6, (i) =>
              at(0, 0, 1, fill(oval(0, -28, 15, 20), c === pen.main.name ? s.cream.base : s[c as 'pink'].base), i * 60),
            ) +
              fill(oval(0, 0, 15), s.cream.base) +
              fill(oval(-4, 0, 3) + oval(4, 0, 3), s.chocolate.base),
          ),
      ) +
      at(300, 690, 1, fill('M0 0C-50 -10 -60 -60 -50 -80C-10 -80 10 -40 0 0Z', s.sage.base)) +
      at(660, 660, 1, fill('M0 0C50 -10 60 -60 50 -80C10 -80 -10 -40 0 0Z', s.sage.base)),
  },
  washbag: {
    example: 'RED RETROSPOT WASHBAG',
    stance: 'stand',
    colours: ['pink', 'sky', 'red', 'mint'],
    foot: 280,
    zoom: 1.18,
    draw: (pen) =>
      body(
        'M200 500C200 450 240 440 300 440H660C720 440 760 450 760 500C800 600 800 700 770 750C750 784 700 784 660 784H300C260 784 210 784 190 750C160 700 160 600 200 500Z',
        pen.print,
        'round',
      ) +
      stroke('M206 500C340 530 620 530 754 500', strap(pen).base, 16) +
      stroke('M220 500C340 526 620 526 740 500', '#fffaf2', 3, '7 7') +
      body(box(232, 500, 24, 70, 10), s.gold.base) +
      label(pen, 480, 650, 84),
  },
  backpack: {
    example: 'TEATIME FUNKY FLOWER BACKPACK FOR 2',
    stance: 'stand',
    colours: ['sky', 'pink', 'red'],
    foot: 230,
    draw: (pen) =>
      stroke('M420 230C420 150 540 150 540 230', strap(pen).base, 24) +
      body(
        'M260 460C260 290 340 210 480 210C620 210 700 290 700 460V740C700 776 680 784 650 784H310C280 784 260 776 260 740Z',
        pen.print,
      ) +
      body(box(310, 520, 340, 230, 40), pen.main.base, 'soft') +
      stroke('M320 580H640', strap(pen).base, 10) +
      pen.emblem(480, 660, 120, { or: 'flower' }) +
      stroke('M280 430C380 470 580 470 680 430', strap(pen).base, 14),
  },
  'picnic-bag': {
    example: 'RED RETROSPOT PICNIC BAG',
    stance: 'stand',
    colours: ['red', 'pink', 'sky'],
    foot: 290,
    draw: (pen) => {
      const t = strap(pen);
      return (
        stroke('M360 400C360 240 600 240 600 400', t.base, 28) +
        body(box(200, 400, 560, 384, 40), pen.print) +
        body('M190 430C190 380 230 370 280 370H680C730 370 770 380 770 430V480H190Z', t.base, 'top') +
        stroke('M196 478H764', '#fffaf2', 4, '8 8') +
        body(box(310, 560, 340, 180, 24), pen.main.base, 'soft') +
        stroke('M320 600H640', '#fffaf2', 5, '14 10') +
        pen.emblem(480, 672, 110, { or: 'strawberry' })
      );
    },
  },
  suitcase: {
    example: 'RED RETROSPOT MINI CASES',
    stance: 'stand',
    colours: ['red', 'sky', 'pink', 'mint', 'yellow'],
    foot: 300,
    draw: (pen) => {
      const one = (x: number, y: number, w: number, h: number, paint: string, trim: string) =>
        stroke(`M${x - 70} ${y - h}C${x - 70} ${y - h - 80} ${x + 70} ${y - h - 80} ${x + 70} ${y - h}`, trim, 22) +
        body(box(x - w / 2, y - h, w, h, 30), paint) +
        [-1, 1].map((k) => body(box(x + k * w * 0.3 - 18, y - h - 6, 36, h + 6, 6), trim)).join('') +
        body(box(x - w * 0.3 - 24, y - h * 0.62, 48, 34, 8), s.gold.base) +
        body(box(x + w * 0.3 - 24, y - h * 0.62, 48, 34, 8), s.gold.base);
      const assorted = pen.says(/ASSORTED/);
      return pen.says(/CASES|SET/)
        ? one(480, 784, 600, 260, assorted ? s.red.base : pen.print, s.wood.base) +
            one(480, 514, 440, 190, assorted ? s.sky.base : pen.accent.base, s.wood.base) +
            (assorted ? one(480, 316, 300, 120, s.pink.base, s.wood.base) : '')
        : one(480, 784, 620, 420, pen.print, s.wood.base) + label(pen, 480, 620, 96);
    },
  },
  'gift-bag': {
    example: 'SMALL POLKADOT CHOCOLATE GIFT BAG',
    stance: 'stand',
    colours: ['pink', 'sky', 'red', 'gold'],
    foot: 200,
    several: true,
    draw: (pen) =>
      fill('M330 330L370 250L420 320L480 236L530 320L590 250L630 330Z', '#fffaf2') +
      stroke('M390 330C390 170 570 170 570 330', pen.accent.base, 14) +
      body('M290 320H670V784H290Z', pen.print) +
      fill('M590 320H670V784H590Z', '#2b1c38', 0.1) +
      label(pen, 450, 560, 104) +
      at(
        640,
        420,
        1,
        body('M0 0L40 50V150H-40V50Z', '#fffaf2', 'soft') +
          fill(oval(0, 50, 8), pen.main.dark) +
          fill(heart(0, 104, 42), s.red.base),
        12,
      ),
  },
};
