import { SWATCHES as s } from '../palette.ts';
import { bow } from '../parts.ts';
import type { Motif } from '../pen.ts';
import { at, body, box, each, fill, heart, oval, stroke, times } from '../shapes.ts';

/** Dolls, soft toys and things to play with outside. */
export const DOLLS: Record<string, Motif> = {
  doll: {
    example: 'FELTCRAFT PRINCESS CHARLOTTE DOLL',
    stance: 'stand',
    colours: ['pink', 'sky', 'red', 'lilac', 'mint'],
    plain: true,
    foot: 170,
    draw: (pen) => {
      const m = pen.main;
      const hair = pen.pick([s.chocolate, s.mustard, s.copper, s.black]);
      return (
        body('M340 330C300 420 300 560 330 600C370 620 590 620 630 600C660 560 660 420 620 330Z', hair.base, 'side') +
        stroke('M420 690V770M540 690V770', s.skin.base, 34) +
        body('M390 756H446V784H380ZM514 756H570L580 784H514Z', m.deep, 'none') +
        stroke('M390 500L310 600M570 500L650 600', s.skin.base, 32) +
        body('M420 460H540L650 720H310Z', pen.texture('felt', m), 'side') +
        stroke('M324 690H636', '#fffaf2', 7, '16 14') +
        body('M400 450H560L580 540H380Z', m.dark, 'none') +
        body(oval(480, 330, 130), s.skin.base, 'round') +
        fill('M346 340C330 150 630 150 614 340C590 290 540 270 480 226C430 270 380 290 346 340Z', hair.base) +
        fill(oval(434, 344, 11, 14) + oval(526, 344, 11, 14), '#3a2f36') +
        fill(oval(408, 380, 20, 13) + oval(552, 380, 20, 13), s.pink.base, 0.7) +
        stroke('M456 388C468 404 492 404 504 388', s.berry.base, 7) +
        (pen.says(/PRINCESS/)
          ? body(
              'M410 206L424 150L456 186L480 134L504 186L536 150L550 206C510 190 450 190 410 206Z',
              s.gold.base,
              'top',
            )
          : bow(560, 206, 110, m)) +
        fill(heart(480, 620, 70), '#fffaf2')
      );
    },
  },
  'soft-toy': {
    example: 'SILVER TEDDY BEAR',
    stance: 'stand',
    colours: ['pink', 'sky', 'natural', 'lilac', 'mint'],
    foot: 200,
    draw: (pen) => {
      const m = pen.main;
      const paint = pen.printName && pen.printName !== 'motif' ? pen.print : m.base;
      const rabbit = pen.says(/RABBIT|BUNNY|HARE/);
      const owl = pen.says(/OWL|HEN|CHICK|MONSTER|FROG|PIG|ELEPHANT/);
      if (owl) return pen.emblem(480, 490, 600, { behind: s.white });
      return (
        body(oval(360, 740, 74, 50), m.dark, 'round') +
        body(oval(600, 740, 74, 50), m.dark, 'round') +
        body(oval(480, 640, 150, 150), paint, 'round') +
        fill(oval(480, 660, 84, 92), m.pale) +
        at(330, 600, 1, body(oval(0, 0, 44, 90), m.base, 'round'), 34) +
        at(630, 600, 1, body(oval(0, 0, 44, 90), m.base, 'round'), -34) +
        (rabbit
          ? body(oval(410, 180, 44, 130), paint, 'round') +
            body(oval(550, 180, 44, 130), paint, 'round') +
            fill(oval(410, 190, 20, 90) + oval(550, 190, 20, 90), s.pink.light)
          : body(oval(350, 260, 66), m.base, 'round') +
            body(oval(610, 260, 66), m.base, 'round') +
            fill(oval(350, 260, 36) + oval(610, 260, 36), m.pale)) +
        body(oval(480, 370, 160, 150), paint, 'round') +
        fill(oval(480, 420, 70, 54), m.pale) +
        fill(oval(480, 396, 26, 20), s.chocolate.base) +
        stroke('M480 410V436M446 446C460 464 500 464 514 446', s.chocolate.base, 7) +
        fill(oval(424, 350, 15) + oval(536, 350, 15), '#3a2f36') +
        fill(oval(429, 345, 5) + oval(541, 345, 5), '#fff') +
        bow(480, 520, 170, pen.accent.name === m.name ? s.red : pen.accent)
      );
    },
  },
  puppet: {
    example: 'FROG SOCK PUPPET',
    stance: 'stand',
    colours: ['green', 'pink'],
    foot: 130,
    plain: true,
    draw: (pen) =>
      body(
        'M380 784L390 460C330 420 320 300 400 250C520 180 720 230 730 340C736 420 640 440 570 440L590 784Z',
        pen.texture('felt', pen.main),
        'side',
      ) +
      fill('M560 356C630 350 700 340 730 340C730 420 640 440 560 430Z', s.berry.base) +
      body(oval(450, 240, 54), '#fffdf8', 'round') +
      body(oval(570, 226, 54), '#fffdf8', 'round') +
      fill(oval(462, 244, 24) + oval(582, 230, 24), '#3a2f36') +
      stroke('M382 700H586M384 740H588', pen.main.dark, 14),
  },
  playhouse: {
    example: "POPPY'S PLAYHOUSE BEDROOM",
    stance: 'stand',
    colours: ['pink', 'mint', 'sky', 'lilac'],
    foot: 330,
    zoom: 1.04,
    plain: true,
    draw: (pen) => {
      const m = pen.main;
      const room = pen.says(/KITCHEN/)
        ? body(box(250, 560, 180, 200, 8), '#fffdf8') +
          fill(box(270, 620, 140, 110, 8), s.slate.base) +
          times(4, (i) => fill(oval(282 + i * 42, 592, 11), s.red.base)) +
          body(box(440, 590, 260, 170, 8), s.sky.base) +
          fill(box(430, 572, 280, 24, 6), s.wood.base) +
          pen.emblem(570, 530, 90, { only: 'teapot', behind: s.white }) +
          stroke('M570 600V750', s.sky.dark, 5)
        : pen.says(/LIVING/)
          ? body(box(250, 560, 300, 120, 40), s.red.base) +
            body(box(230, 640, 340, 110, 30), s.red.light) +
            body(box(640, 560, 24, 190, 6), s.wood.base) +
            body('M590 470H714L740 570H564Z', s.yellow.base) +
            body(box(330, 590, 90, 80, 14), '#fffaf2')
          : pen.says(/BATH/)
            ? body('M240 620H700C700 720 660 750 600 750H340C280 750 240 720 240 620Z', '#fffdf8') +
              fill(box(226, 600, 490, 32, 16), s.silver.base) +
              times(7, (i) => body(oval(300 + i * 58, 596 - (i % 2) * 16, 34), '#eef6f8', 'round')) +
              stroke('M680 600V520C680 480 620 480 620 520', s.silver.dark, 16) +
              pen.emblem(360, 540, 80, { only: 'duck', behind: s.yellow })
            : body(box(240, 520, 40, 240, 14), s.wood.base) +
              body(box(690, 600, 34, 160, 12), s.wood.base) +
              body(box(250, 640, 460, 90, 20), '#fffdf8') +
              body('M380 610H700C716 640 716 700 710 730H380Z', s.red.base) +
              pen.emblem(540, 670, 80, { only: 'heart', behind: s.red }) +
              body(box(280, 600, 120, 60, 24), '#fffaf2');
      return (
        body(box(170, 430, 620, 354, 6), m.light, 'none') +
        fill(box(170, 750, 620, 34), s.wood.base) +
        times(9, (i) => fill(box(190 + i * 70, 436, 26, 314), '#fffdf8', 0.35)) +
        body('M130 440L480 190L830 440Z', s.red.base, 'top') +
        fill('M230 440L480 260L730 440Z', m.pale) +
        fill(oval(480, 370, 46), s.sky.light) +
        stroke('M480 324V416M434 370H526', '#fffdf8', 8) +
        stroke(oval(480, 370, 46), '#fffdf8', 9) +
        room +
        stroke(box(170, 434, 620, 350, 6), m.dark, 9)
      );
    },
  },
  windmill: {
    example: 'SMALL RED RETROSPOT WINDMILL',
    stance: 'hang',
    colours: ['red', 'sky', 'pink'],
    draw: (pen) =>
      stroke('M480 420V960', s.wood.base, 20) +
      times(4, (i) =>
        at(
          480,
          400,
          1,
          body('M0 0L0 -300C110 -290 200 -200 220 -90Z', i % 2 ? pen.accent.base : pen.print, 'soft') +
            fill('M0 0L0 -300C-20 -200 -10 -90 0 0Z', pen.main.dark) +
            fill('M0 0L220 -90L90 -60Z', '#2b1c38', 0.12),
          i * 90,
        ),
      ) +
      body(oval(480, 400, 30), s.gold.base, 'round'),
  },
  bucket: {
    example: 'BOYS VINTAGE TIN SEASIDE BUCKET',
    stance: 'stand',
    colours: ['sky', 'pink', 'red', 'cream'],
    foot: 170,
    draw: (pen) =>
      stroke('M290 400C290 180 670 180 670 400', s.silver.dark, 18) +
      body('M270 390H690L640 784H320Z', pen.main.base) +
      fill('M266 380H694L690 430H272Z', pen.main.dark) +
      pen.emblem(480, 590, 240, { or: 'boat' }) +
      fill('M316 740H644L640 784H320Z', pen.accent.base) +
      (pen.says(/SEASIDE|SAND/)
        ? at(
            780,
            520,
            1,
            body(box(-14, -240, 28, 340, 12), s.wood.base) +
              body('M-54 90H54V200C54 250 -54 250 -54 200Z', s.red.base, 'side') +
              body(box(-50, -260, 100, 34, 16), s.wood.dark),
            10,
          )
        : ''),
  },
  spade: {
    example: 'RED METAL BEACH SPADE',
    stance: 'flat',
    colours: ['red', 'blue'],
    plain: true,
    draw: ({ main: m }) =>
      at(
        480,
        480,
        1,
        body(box(-22, -330, 44, 420, 20), s.wood.base) +
          body(box(-90, -370, 180, 54, 26), s.wood.dark) +
          body('M-120 60H120V250C120 350 50 390 0 390C-50 390 -120 350 -120 250Z', m.base, 'side') +
          stroke('M0 110V320', m.dark, 14),
        26,
      ),
  },
  'skipping-rope': {
    example: 'TRADITIONAL WOODEN SKIPPING ROPE',
    stance: 'flat',
    colours: ['natural'],
    plain: true,
    draw: () =>
      stroke('M290 420C270 760 700 820 720 600C730 460 520 430 500 560C480 700 660 720 680 420', s.natural.dark, 26) +
      stroke(
        'M290 420C270 760 700 820 720 600C730 460 520 430 500 560C480 700 660 720 680 420',
        s.natural.base,
        18,
        '18 10',
      ) +
      each(
        [
          [290, -14],
          [680, 12],
        ],
        (x, t) =>
          at(
            x,
            430,
            1,
            body(
              'M-26 0C-34 -60 -30 -100 -22 -130C-34 -170 -34 -230 0 -250C34 -230 34 -170 22 -130C30 -100 34 -60 26 0Z',
              s.wood.base,
            ) +
              fill('M-25 -110H25L27 -80H-27ZM-28 -50H29L28 -26H-28Z', s.red.base) +
              fill('M-23 -140H23L20 -124H-20Z', s.blue.base),
            t,
          ),
      ),
  },
  'catch-cup': {
    example: 'TRADITIONAL WOODEN CATCH CUP GAME',
    stance: 'stand',
    colours: ['red', 'blue'],
    foot: 90,
    plain: true,
    draw: ({ main: m }) =>
      stroke('M480 500C640 560 700 640 700 690', s.natural.dark, 8) +
      body(oval(706, 726, 56), m.base, 'round') +
      body('M450 520H510L530 784H430Z', s.wood.base) +
      fill('M444 600H516L519 640H441Z', m.base) +
      fill('M437 690H523L525 720H435Z', m.base) +
      body('M320 220C320 460 400 530 480 530C560 530 640 460 640 220Z', s.wood.base) +
      fill('M322 270C326 300 634 300 638 270L632 340C600 364 360 364 328 340Z', m.base) +
      body(oval(480, 220, 160, 34), s.wood.dark, 'top') +
      fill(oval(480, 226, 136, 24), s.brown.dark),
  },
  'spinning-top': {
    example: '4 TRADITIONAL SPINNING TOPS',
    stance: 'stand',
    colours: ['red'],
    foot: 300,
    plain: true,
    draw: () =>
      each(
        [
          [270, 700, 0.86, -10, s.red, s.yellow],
          [690, 700, 0.86, 12, s.green, s.cream],
          [480, 784, 1.3, 4, s.blue, s.red],
        ],
        (x, y, k, t, a, b) =>
          at(
            x,
            y,
            k,
            body(box(-12, -330, 24, 110, 10), s.wood.base) +
              body(oval(0, -334, 24, 20), s.wood.dark, 'round') +
              body(
                'M-160 -190C-160 -250 160 -250 160 -190C150 -110 60 -60 12 -14L0 0L-12 -14C-60 -60 -150 -110 -160 -190Z',
                a.base,
                'side',
              ) +
              fill('M-158 -176C-120 -140 120 -140 158 -176L146 -140C110 -110 -110 -110 -146 -140Z', b.base) +
              fill('M-100 -92C-60 -72 60 -72 100 -92L80 -72C50 -58 -50 -58 -80 -72Z', '#fffaf2') +
              body(oval(0, -206, 158, 34), a.light, 'top'),
            t,
          ),
      ),
  },
  ball: {
    example: "DR. JAM'S AROUZER STRESS BALL",
    stance: 'stand',
    colours: ['red', 'yellow', 'sky'],
    foot: 160,
    plain: true,
    draw: ({ main: m }) =>
      body(oval(480, 510, 274), m.base, 'round') +
      [0, 72, 144, 216, 288]
        .map((t, i) =>
          at(
            480,
            510,
            1,
            fill('M0 0C-60 -80 -60 -200 0 -274C60 -200 60 -80 0 0Z', i % 2 ? '#fffaf2' : s.yellow.base, 0.9),
            t,
          ),
        )
        .join('') +
      fill(oval(480, 510, 274), 'url(#light-round)') +
      body(oval(480, 510, 40), '#fffaf2', 'none'),
  },
  helicopter: {
    example: 'BLUE DRAGONFLY HELICOPTER',
    stance: 'hang',
    colours: ['blue', 'red', 'yellow'],
    plain: true,
    draw: ({ main: m, accent: a }) =>
      stroke('M110 300L730 230', s.slate.base, 18) +
      stroke('M430 260V340', s.slate.base, 16) +
      body('M560 440L850 380V450L600 520Z', m.dark, 'top') +
      body('M820 310H860L880 470H840Z', m.base, 'soft') +
      stroke('M800 420L890 350M800 350L890 420', s.slate.base, 12) +
      body(
        'M190 500C190 370 320 330 440 330C580 330 640 420 640 500C640 590 540 640 420 640C290 640 190 600 190 500Z',
        m.base,
        'round',
      ) +
      fill('M200 490C210 390 300 356 390 352V500C390 520 220 540 200 490Z', '#dcebee') +
      stroke('M300 640V710M520 640V710M220 720H620', s.slate.base, 16) +
      fill(oval(500, 480, 46), a.name === 'cream' ? s.yellow.base : a.base) +
      fill(oval(500, 480, 24), m.dark),
  },
  glider: {
    example: 'WORLD WAR 2 GLIDERS ASSTD DESIGNS',
    stance: 'hang',
    colours: ['green', 'sky', 'olive'],
    plain: true,
    draw: ({ main: m }) =>
      at(
        480,
        480,
        1,
        body('M-40 -80L-110 -400H-20L70 -80ZM-40 80L-110 400H-20L70 80Z', m.base, 'soft') +
          body('M-300 -20L-370 -130H-310L-220 -30ZM-300 20L-370 130H-310L-220 30Z', m.base, 'soft') +
          body('M-370 -20C-200 -60 180 -90 320 -30C350 -10 350 10 320 30C180 90 -200 60 -370 20Z', m.dark, 'top') +
          fill('M90 -54C130 -50 170 -40 190 -20C150 -10 110 -20 90 -54Z', '#dcebee') +
          [-250, 250]
            .map(
              (y) =>
                fill(oval(-30, y, 50), s.navy.base) +
                fill(oval(-30, y, 36), '#fffaf2') +
                fill(oval(-30, y, 20), s.red.base),
            )
            .join('') +
          stroke('M352 -110V110', s.brown.base, 14) +
          body(oval(350, 0, 26), s.red.base, 'round'),
        -24,
      ),
  },
};
