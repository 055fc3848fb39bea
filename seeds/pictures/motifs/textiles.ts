import { SWATCHES as s } from '../palette.ts';
import { bow } from '../parts.ts';
import type { Motif, Pen } from '../pen.ts';
import { at, body, box, each, fill, heart, oval, stroke, times } from '../shapes.ts';

const SAYING =
  /TEA AND SYMPATHY|POORLY|HOME SWEET|WELCOME|NEW ENGLAND|FRIENDSHIP|RESPECTABLE|PEACE ON EARTH|NEIGHBOURHOOD|NEIGHBOURHOOD WITCH|AIRMAIL/;

/** The print of cloth: whole prints cover it, themes get one large picture on plain cloth. */
const cloth = (pen: Pen) =>
  pen.printName === 'motif' || pen.printName === null || pen.says(SAYING) ? pen.main.base : pen.print;

const onCloth = (pen: Pen, x: number, y: number, size: number) =>
  pen.printName === 'motif' || !pen.printName || (pen.theme && pen.theme !== 'crown') ? pen.emblem(x, y, size) : '';

/** Warmers, cushions, mats and towels. */
export const TEXTILES: Record<string, Motif> = {
  'hot-water-bottle': {
    example: 'WHITE SKULL HOT WATER BOTTLE',
    stance: 'hang',
    colours: ['red', 'cream', 'pink', 'sky', 'sage'],
    draw: (pen) => {
      const m = pen.main;
      const shape =
        'M400 300C400 260 560 260 560 300V340C560 370 700 360 720 440V720C720 800 640 830 480 830C320 830 240 800 240 720V440C260 360 400 370 400 340Z';
      const wool =
        pen.printName && pen.printName !== 'motif' && pen.printName !== 'knit' && !pen.says(SAYING)
          ? pen.print
          : pen.texture('knit', m);
      return (
        body(box(430, 130, 100, 90, 20), pen.accent.name === m.name ? s.red.base : pen.accent.dark) +
        body(box(410, 200, 140, 40, 14), pen.accent.dark) +
        body('M410 236H550V330H410Z', m.dark) +
        body(shape, wool, 'soft') +
        body(box(386, 262, 188, 90, 26), pen.texture('rib', m)) +
        stroke(
          'M270 450V720C270 780 330 800 480 800C630 800 690 780 690 720V450',
          'rgba(255,255,255,.35)',
          5,
          '14 14',
        ) +
        (pen.says(SAYING)
          ? pen.lettering(/HOT WATER BOTTLE/g, { x: 310, y: 440, width: 340, height: 270 }, pen.ink, 0.17) +
            fill(heart(480, 752, 44), pen.accent.base)
          : pen.says(/CHOCOLATE/)
            ? times(6, (i) =>
                body(box(362 + (i % 2) * 124, 440 + Math.floor(i / 2) * 112, 112, 100, 12), m.light, 'soft'),
              )
            : pen.says(/FAWN/)
              ? fill(heart(480, 590, 230), pen.accent.base)
              : pen.printName === 'union'
                ? ''
                : pen.emblem(480, 590, 270)) +
        bow(480, 356, 150, pen.accent)
      );
    },
  },
  'hand-warmer': {
    example: 'HAND WARMER OWL DESIGN',
    stance: 'flat',
    colours: ['red', 'sky', 'cream', 'mint'],
    draw: (pen) => {
      const m = pen.main;
      const pouch =
        'M200 330C200 290 240 280 480 280C720 280 760 290 760 330C776 460 776 600 756 720C740 780 640 790 480 790C320 790 220 780 204 720C184 600 184 460 200 330Z';
      return (
        body(box(270, 160, 420, 220, 60), s.red.base, 'soft') +
        fill(box(300, 186, 360, 60, 30), s.red.light, 0.5) +
        body(oval(480, 230, 40), s.silver.base, 'round') +
        fill(oval(480, 230, 22), s.silver.dark, 0.5) +
        body(pouch, cloth(pen), 'round') +
        body(box(186, 286, 588, 76, 30), pen.accent.name === m.name ? s.cream.base : pen.accent.base, 'soft') +
        times(22, (i) => stroke(`M${212 + i * 25.6} 300V350`, 'rgba(43,28,56,.16)', 6)) +
        stroke(
          'M236 390C226 500 230 620 240 700C252 740 340 752 480 752C620 752 708 740 720 700C730 620 734 500 724 390',
          'rgba(255,255,255,.5)',
          6,
          '16 14',
        ) +
        onCloth(pen, 480, 570, 300)
      );
    },
  },
  cushion: {
    example: 'VINTAGE UNION JACK CUSHION COVER',
    stance: 'stand',
    colours: ['pink', 'cream', 'sky', 'mint', 'red'],
    foot: 280,
    draw: (pen) => {
      const shape =
        'M190 250C300 270 660 270 770 250C796 246 800 262 794 290C776 400 776 640 794 750C800 778 790 792 764 786C660 768 300 768 196 786C170 792 160 778 166 750C184 640 184 400 166 290C160 262 166 246 190 250Z';
      return (
        body(shape, cloth(pen), 'round') +
        stroke(shape, pen.accent.base, 10) +
        (pen.printName === 'motif'
          ? pen.emblem(480, 520, 340)
          : pen.printName
            ? ''
            : times(3, (i) => stroke(heart(480, 530, 200 + i * 90), pen.accent.base, 8, '4 16'))) +
        body(oval(480, 518, pen.printName ? 0 : 22), pen.accent.base, 'round')
      );
    },
  },
  'felt-cushion': {
    example: 'FELTCRAFT CUSHION OWL',
    stance: 'stand',
    colours: ['natural', 'cream'],
    foot: 280,
    plain: true,
    draw: (pen) => {
      const shape =
        'M200 260C320 276 640 276 760 260C796 256 800 280 792 320C776 420 776 630 792 730C800 776 790 792 756 786C640 770 320 770 204 786C170 792 160 776 168 730C184 630 184 420 168 320C160 280 164 256 200 260Z';
      return (
        body(shape, pen.texture('felt', s.cream), 'round') +
        stroke(shape, s.red.base, 8, '22 20') +
        pen.emblem(480, 520, 420, { behind: s.cream }) +
        each(
          [
            [230, 320],
            [730, 320],
            [230, 728],
            [730, 728],
          ],
          (x, y, i) =>
            at(
              x,
              y,
              1,
              times(5, (k) =>
                at(0, 0, 1, fill(oval(0, -16, 10, 13), [s.pink, s.sky, s.mustard, s.sage][i]?.base ?? ''), k * 72),
              ) + fill(oval(0, 0, 9), s.yellow.base),
            ),
        )
      );
    },
  },
  doorstop: {
    example: 'RETROSPOT BABUSHKA DOORSTOP',
    stance: 'stand',
    colours: ['red', 'cream', 'sky', 'brown'],
    foot: 190,
    draw: (pen) => {
      const wraps = pen.printName && pen.printName !== 'motif';
      return (
        stroke('M420 300C420 190 540 190 540 300', pen.accent.base, 34) +
        body(
          'M380 300H580C610 300 640 330 650 400L700 740C706 776 690 784 660 784H300C270 784 254 776 260 740L310 400C320 330 350 300 380 300Z',
          wraps ? pen.print : pen.main.base,
          'side',
        ) +
        stroke('M330 420H630M276 700H684', 'rgba(255,255,255,.45)', 5, '14 12') +
        (pen.theme
          ? fill(oval(480, 560, wraps ? 130 : 0), '#fffaf2') +
            pen.emblem(480, 560, 210, { behind: wraps ? s.cream : pen.main })
          : wraps
            ? ''
            : fill(heart(480, 560, 150), pen.accent.base))
      );
    },
  },
  doormat: {
    example: 'DOORMAT HOME SWEET HOME BLUE',
    stance: 'flat',
    colours: ['natural', 'wood'],
    draw: (pen) => {
      const plain =
        pen.printName === 'motif' ||
        pen.printName === null ||
        pen.says(SAYING) ||
        pen.printName === 'alphabet' ||
        pen.printName === 'baroque';
      const says = pen.says(/HOME SWEET|WELCOME|NEW ENGLAND|FRIENDSHIP|PEACE|RESPECTABLE|NEIGHBOUR|AIRMAIL/);
      const ground = pen.says(/SPOTTY/) || !plain ? pen.print : pen.texture('felt', s.natural);
      const ink = plain && !pen.says(/SPOTTY/) ? (pen.says(/BLUE/) ? s.blue.dark : s.chocolate.base) : pen.main.deep;
      const rows = pen.says(/FAIRY|SMILEY|HEARTS|DOGS|PUPPIES|TOPIARY/) ? 3 : 1;
      return (
        times(46, (i) => stroke(`M${112 + i * 16.4} 268v-26M${112 + i * 16.4} 692v26`, s.wicker.dark, 6)) +
        body(box(96, 260, 768, 440, 14), ground, 'soft') +
        stroke(box(124, 288, 712, 384, 6), plain && !pen.says(/SPOTTY/) ? ink : '#fffaf2', 9) +
        (says
          ? (pen.says(/SPOTTY/) ? fill(box(210, 340, 540, 280, 24), '#fffaf2') : '') +
            pen.lettering(
              /\b(DOORMAT|SPOTTY|FANCY FONT|BLUE|TO OUR HOME|SUNRISE|PUPPIES|DESIGN)\b/g,
              { x: 220, y: 350, width: 520, height: 260 },
              ink,
              0.16,
            )
          : plain
            ? rows === 3
              ? [260, 480, 700].map((x) => pen.emblem(x, 480, 200, { behind: s.natural })).join('')
              : pen.emblem(480, 480, 280, { behind: s.natural, or: 'flower' })
            : '')
      );
    },
  },
  towel: {
    example: 'HAND TOWEL PINK FLOWER AND DAISY',
    stance: 'stand',
    colours: ['pink', 'sky', 'mint', 'white'],
    foot: 300,
    draw: (pen) =>
      times(3, (i) => {
        const tone = [pen.main, pen.accent, pen.main][i] ?? pen.main;
        const y = 784 - i * 118;
        return (
          body(
            `M190 ${y - 120}H740C790 ${y - 120} 790 ${y} 740 ${y}H190C176 ${y - 30} 176 ${y - 90} 190 ${y - 120}Z`,
            i === 1 ? tone.base : pen.printName && pen.printName !== 'motif' ? pen.print : tone.base,
            'top',
          ) +
          stroke(`M196 ${y - 60}H730C750 ${y - 60} 752 ${y - 70} 752 ${y - 80}`, tone.dark, 5) +
          stroke(`M640 ${y - 120}V${y}M664 ${y - 120}V${y}`, tone.light, 6)
        );
      }) + pen.emblem(400, 724, 90, { or: 'flower' }),
  },
  flannel: {
    example: 'FAIRY CAKE FLANNEL ASSORTED COLOUR',
    stance: 'flat',
    colours: ['pink', 'sky', 'mint'],
    draw: (pen) =>
      body(box(180, 200, 560, 560, 30), pen.accent.base, 'soft') +
      body(
        box(210, 190, 560, 560, 30),
        pen.printName === 'spot' || pen.printName === 'stripe' ? pen.print : pen.main.base,
        'soft',
      ) +
      stroke(box(234, 214, 512, 512, 20), 'rgba(255,255,255,.7)', 7, '18 14') +
      fill('M770 630V720C770 736 756 750 740 750H640Z', pen.main.pale) +
      stroke('M490 190C490 150 540 150 540 190', pen.main.dark, 8) +
      (pen.theme ? pen.emblem(480, 460, 320) : ''),
  },
  sponge: {
    example: 'STRAWBERRY BATH SPONGE',
    stance: 'stand',
    colours: ['pink', 'yellow', 'green'],
    foot: 240,
    draw: (pen) => {
      const fruit = pen.says(/STRAWB|APPLE|WATERMELON|LEMON/);
      const shape = fruit ? '' : 'M200 784C180 700 180 560 220 500H740C780 560 780 700 760 784Z';
      const holes = (colour: string) =>
        times(16, (i) => fill(oval(330 + ((i * 83) % 300), 430 + ((i * 131) % 280), 8 + (i % 3) * 4), colour, 0.3));
      if (pen.says(/WATERMELON/))
        return (
          body('M150 500H810C800 700 660 784 480 784C300 784 160 700 150 500Z', s.green.base) +
          fill('M196 500H764C754 660 630 730 480 730C330 730 206 660 196 500Z', '#fffaf2') +
          fill('M220 500H740C728 640 620 700 480 700C340 700 232 640 220 500Z', s.red.base) +
          times(7, (i) => fill(oval(300 + i * 60, 560 + (i % 2) * 50, 9, 14), '#3a2f36')) +
          holes('#7c2430')
        );
      return fruit
        ? pen.emblem(480, 500, 600, { behind: s.white }) + holes('#4a1a22')
        : body(shape, s.wood.light) +
            body('M200 560C300 520 660 520 760 560V620C660 660 300 660 200 620Z', s.pink.base, 'top') +
            body('M190 500C220 400 740 400 770 500C740 540 220 540 190 500Z', s.wood.base, 'top') +
            fill(
              'M210 600C280 570 340 650 420 600C500 570 560 650 640 600C680 580 730 600 750 610L756 640H206Z',
              s.green.light,
            ) +
            holes(s.brown.base);
    },
  },
  cosy: {
    example: 'TEA COSY RED STRIPE',
    stance: 'stand',
    colours: ['red', 'sky', 'pink', 'ivory'],
    foot: 250,
    draw: (pen) =>
      stroke('M700 520C820 480 820 700 690 690', '#e6dccb', 36) +
      body('M240 620C180 600 170 500 120 450L160 420C220 470 240 500 280 510Z', '#e6dccb') +
      body(
        'M250 750C220 520 300 330 480 330C660 330 740 520 710 750C640 784 320 784 250 750Z',
        pen.printName && pen.printName !== 'motif' && pen.printName !== 'knit'
          ? pen.print
          : pen.texture('knit', pen.main),
        'round',
      ) +
      body('M250 720H710V764C640 790 320 790 250 764Z', pen.texture('rib', pen.main)) +
      times(10, (i) => at(480, 300, 1, fill(oval(0, -22, 20, 32), i % 2 ? pen.main.base : pen.accent.base), i * 36)) +
      (pen.printName === 'motif' ? pen.emblem(480, 560, 220) : ''),
  },
  'egg-cosy': {
    example: 'FELT EGG COSY CHICKEN',
    stance: 'stand',
    colours: ['yellow', 'pink', 'blue', 'white'],
    foot: 140,
    draw: (pen) =>
      body(
        'M320 640C300 420 400 330 480 330C560 330 660 420 640 640C600 670 360 670 320 640Z',
        pen.texture(pen.says(/KNIT/) ? 'knit' : 'felt', pen.main),
        'round',
      ) +
      (pen.theme ? pen.emblem(480, 420, 300) : bow(480, 560, 130, pen.accent)) +
      stroke('M326 636C380 664 580 664 634 636', pen.accent.base, 10, '16 12') +
      body('M350 650H610C600 710 560 730 530 736L580 784H380L430 736C400 730 360 710 350 650Z', '#fbfaf6'),
  },
  'tissue-box': {
    example: 'RED RETROSPOT TISSUE BOX',
    stance: 'stand',
    colours: ['red', 'sky', 'cream', 'pink'],
    foot: 250,
    draw: (pen) =>
      fill('M400 470C340 360 420 300 440 220C470 280 520 260 560 200C560 300 620 380 560 470Z', '#fffdf8') +
      fill('M480 460C460 380 500 320 560 200C560 300 620 380 560 470Z', '#e9e4dc') +
      body(box(230, 440, 500, 344, 16), pen.says(/LADS|MOTORING/) ? pen.main.base : pen.print) +
      body('M230 440L270 400H690L730 440Z', pen.main.light, 'none') +
      fill(oval(480, 424, 110, 14), pen.main.deep) +
      fill('M404 426C420 380 540 380 556 426Z', '#fffdf8') +
      (pen.says(/LADS/)
        ? pen.lettering(/TISSUE BOX/g, { x: 300, y: 510, width: 360, height: 180 }, pen.ink)
        : pen.printName === 'motif'
          ? fill(oval(480, 610, 120), '#fffaf2') + pen.emblem(480, 610, 180, { behind: s.cream })
          : ''),
  },
  throw: {
    example: 'FAUX FUR CHOCOLATE THROW',
    stance: 'flat',
    colours: ['chocolate', 'ivory', 'orange'],
    draw: (pen) =>
      body(box(190, 230, 580, 500, 60), pen.print, 'soft') +
      body(
        'M190 290C190 250 220 230 260 230H700C740 230 770 250 770 290V420C600 460 360 460 190 420Z',
        pen.main.light,
        'soft',
      ) +
      stroke('M190 420C360 460 600 460 770 420M190 580C360 620 600 620 770 580', pen.main.dark, 8) +
      times(24, (i) => stroke(`M${206 + i * 24} 726v44`, pen.main.dark, 7)),
  },
  hammock: {
    example: 'SUNSET CHECK HAMMOCK',
    stance: 'stand',
    colours: ['orange', 'sky', 'red'],
    foot: 380,
    zoom: 1,
    draw: (pen) =>
      body(box(60, 240, 40, 544, 12), s.wood.base) +
      body(box(860, 240, 40, 544, 12), s.wood.base) +
      stroke('M90 320L240 470M90 320L220 540M870 320L720 470M870 320L740 540', s.natural.dark, 7) +
      body('M220 450C320 720 640 720 740 450L750 560C660 760 300 760 210 560Z', pen.print, 'top') +
      times(20, (i) => stroke(`M${250 + i * 24} ${640 + Math.sin((i / 19) * 3.14) * 64}v46`, pen.main.light, 6)) +
      body('M300 520C320 480 420 500 430 560C420 600 320 580 300 520Z', pen.accent.base, 'round'),
  },
};
