import { line } from '../lettering.ts';
import { type Swatch, SWATCHES as s } from '../palette.ts';
import { bow } from '../parts.ts';
import type { Motif, Pen } from '../pen.ts';
import { at, body, box, each, fill, heart, oval, poly, star, stroke, times } from '../shapes.ts';

/** A velvet bust or card on which jewellery is shown. */
const bust = '#fffaf4';

const gem = (x: number, y: number, r: number, colour: Swatch) =>
  body(
    poly([x - r * 0.6, y - r], [x + r * 0.6, y - r], [x + r, y - r * 0.2], [x, y + r], [x - r, y - r * 0.2]),
    colour.base,
    'soft',
  ) +
  stroke(
    `M${x - r} ${y - r * 0.2}H${x + r}M${x - r * 0.3} ${y - r * 0.2}L${x} ${y + r}L${x + r * 0.3} ${y - r * 0.2}`,
    colour.light,
    3,
  );

const metal = (pen: Pen) => (pen.says(/GOLD|COPPER|AMBER|ANT /) ? s.gold : s.silver);

/** Jewellery, hair things and key rings. */
export const JEWELLERY: Record<string, Motif> = {
  necklace: {
    example: 'PURPLE GEMSTONE NECKLACE 45CM',
    stance: 'flat',
    colours: ['turquoise', 'purple', 'berry', 'amber', 'black'],
    plain: true,
    draw: (pen) =>
      body(
        'M300 180C330 180 360 210 380 300C400 380 560 380 580 300C600 210 630 180 660 180C760 240 800 420 780 760H180C160 420 200 240 300 180Z',
        bust,
        'soft',
      ) +
      times(25, (i) => {
        const t = (i / 24) * Math.PI;
        return body(
          oval(480 - Math.cos(t) * 200, 290 + Math.sin(t) * 270, 15 + Math.sin(t) * 13),
          i % 3 === 1 && pen.accent.name !== 'cream' ? pen.accent.base : i % 2 ? pen.main.base : pen.main.dark,
          'round',
        );
      }) +
      (pen.says(/SHELL/)
        ? pen.emblem(480, 640, 130, { only: 'shell', behind: s.grey })
        : pen.says(/FLOWER|FRANGIPANI|BLOSSOM/)
          ? pen.emblem(480, 630, 150, { only: 'flower', behind: s.white })
          : pen.says(/TASS/)
            ? stroke('M480 590V720M464 590L456 720M496 590L504 720', pen.main.dark, 10)
            : pen.says(/SWEETIE/)
              ? pen.emblem(480, 620, 110, { only: 'sweet', behind: s.white })
              : gem(480, 630, 62, pen.main)),
  },
  bracelet: {
    example: 'PINK SWEETHEART BRACELET',
    stance: 'flat',
    colours: ['pink', 'blue', 'purple', 'green', 'black'],
    plain: true,
    draw: (pen) =>
      body(oval(480, 480, 330), bust, 'soft') +
      stroke(oval(480, 480, 210), metal(pen).dark, 8) +
      times(20, (i) =>
        body(
          oval(480 + Math.cos(i * 0.314) * 210, 480 + Math.sin(i * 0.314) * 210, i % 2 ? 30 : 36),
          i % 2 ? pen.main.light : pen.main.base,
          'round',
        ),
      ) +
      (pen.says(/HEART|CHARM/) ? body(heart(480, 740, 96), metal(pen).base, 'round') : '') +
      fill(star(366, 340, 26, 4, 0.2) + star(620, 600, 22, 4, 0.2), '#ffffff'),
  },
  bangle: {
    example: 'RED ACRYLIC FACETED BANGLE',
    stance: 'flat',
    colours: ['red', 'glass', 'turquoise'],
    plain: true,
    draw: ({ main: m }) =>
      each(
        [
          [400, 420],
          [560, 560],
        ],
        (x, y, i) =>
          stroke(oval(x, y, 210), m.dark, 76) +
          stroke(oval(x, y, 210), i ? m.light : m.base, 66) +
          times(16, (k) =>
            at(x, y, 1, fill('M-26 -240L26 -240L16 -180H-16Z', '#ffffff', k % 2 ? 0.32 : 0.08), k * 22.5),
          ),
      ),
  },
  earrings: {
    example: 'BLACK DIAMOND CLUSTER EARRINGS',
    stance: 'flat',
    colours: ['turquoise', 'purple', 'red', 'green'],
    plain: true,
    draw: (pen) =>
      body(box(250, 150, 460, 660, 30), bust, 'soft') +
      stroke(box(274, 174, 412, 612, 20), '#e6d9c9', 5) +
      [380, 580]
        .map(
          (x) =>
            stroke(`M${x} 330C${x - 50} 230 ${x + 50} 230 ${x + 30} 300`, metal(pen).dark, 9) +
            (pen.says(/HOOP/)
              ? stroke(oval(x, 500, 92), metal(pen).base, 18) +
                pen.emblem(x, 620, 70, { only: 'flower', behind: s.white })
              : pen.says(/FLOWER/)
                ? pen.emblem(x, 460, 170, { only: 'flower', behind: s.white })
                : pen.says(/CLUSTER/)
                  ? times(7, (i) =>
                      body(
                        oval(x + [0, -34, 34, -18, 18, 0, 0][i]!, 390 + [0, 40, 40, 90, 90, 140, 56][i]!, 30),
                        i % 2 ? pen.main.light : pen.main.base,
                        'round',
                      ),
                    )
                  : body(oval(x, 372, 26), pen.main.light, 'round') +
                    stroke(`M${x} 396V450`, metal(pen).dark, 7) +
                    gem(x, 530, 70, pen.main) +
                    body(oval(x, 640, 20), metal(pen).base, 'round')),
        )
        .join('') +
      line('PAIR', 480, 744, 30, '#c9b6a4', 0.14),
  },
  ring: {
    example: 'BLACK DIAMANTE EXPANDABLE RING',
    stance: 'stand',
    colours: ['amber', 'purple', 'glass', 'pink'],
    foot: 230,
    plain: true,
    draw: (pen) =>
      body(
        'M220 640C220 560 300 520 480 520C660 520 740 560 740 640V784H220Z',
        pen.says(/BLACK/) ? s.berry.base : s.navy.base,
      ) +
      fill(oval(480, 560, 150, 26), '#2b1c38', 0.35) +
      stroke(oval(480, 460, 130, 150), metal(pen).dark, 38) +
      stroke(oval(480, 460, 130, 150), metal(pen).base, 28) +
      (pen.says(/FLOWER|ROSE/)
        ? pen.emblem(480, 280, 210, { or: 'flower', behind: s.white })
        : gem(480, 270, 96, pen.main) +
          times(6, (i) =>
            fill(star(480 + Math.cos(i * 1.05) * 130, 270 + Math.sin(i * 1.05) * 110, 16, 4, 0.2), '#ffffff'),
          )) +
      body('M220 640C300 600 660 600 740 640V784H220Z', pen.says(/BLACK/) ? s.berry.dark : s.navy.dark),
  },
  brooch: {
    example: 'DIAMANTE BOW BROOCH RED COLOUR',
    stance: 'flat',
    colours: ['red', 'green', 'black'],
    plain: true,
    draw: (pen) =>
      body(oval(480, 480, 330), bust, 'soft') +
      (pen.says(/BOW/)
        ? bow(480, 440, 460, pen.main) +
          times(12, (i) =>
            fill(star(480 + Math.cos(i * 0.52) * 170, 430 + Math.sin(i * 0.52) * 76, 15, 4, 0.3), '#ffffff'),
          )
        : pen.says(/STAR/)
          ? body(star(480, 480, 240), pen.main.base, 'soft') +
            times(10, (i) =>
              fill(star(480 + Math.cos(i * 0.63) * 110, 480 + Math.sin(i * 0.63) * 110, 18, 4, 0.3), '#ffffff'),
            )
          : pen.emblem(480, 480, 400, { or: 'flower', behind: s.white })) +
      stroke('M700 700L780 780', s.gold.base, 12),
  },
  'hair-clip': {
    example: 'PAIR BUTTERFLY HAIR CLIPS',
    stance: 'flat',
    colours: ['pink', 'lilac', 'turquoise', 'green'],
    plain: true,
    draw: (pen) =>
      body(box(220, 200, 520, 560, 26), bust, 'soft') +
      line('CHIC', 480, 284, 40, '#d8c7b5', 0.12) +
      [400, 600]
        .map(
          (y) =>
            stroke(`M290 ${y}H670`, metal(pen).dark, 22) +
            stroke(`M290 ${y - 6}H670`, metal(pen).light, 6) +
            (pen.theme
              ? pen.emblem(370, y - 4, 150, { behind: s.white })
              : pen.says(/DIAMANTE|GRIP|SLIDE/)
                ? times(6, (i) => gem(320 + i * 62, y, 24, i % 2 ? s.glass : pen.main))
                : bow(360, y, 150, pen.main)),
        )
        .join(''),
  },
  'hair-comb': {
    example: 'DAISY HAIR COMB',
    stance: 'flat',
    colours: ['pink', 'green', 'turquoise'],
    plain: true,
    draw: (pen) =>
      at(
        480,
        500,
        1,
        times(15, (i) => body(box(-290 + i * 40, -20, 16, 250, 8), s.amber.dark)) +
          body('M-310 -110C-200 -190 200 -190 310 -110V20H-310Z', s.amber.dark, 'top') +
          each(
            [
              [-200, -70],
              [-70, -110],
              [70, -110],
              [200, -70],
            ],
            (x, y) => pen.emblem(x, y, 150, { or: 'flower', behind: s.white }),
          ),
        -8,
      ),
  },
  'hair-band': {
    example: 'FELTCRAFT HAIRBAND PINK AND BLUE',
    stance: 'flat',
    colours: ['pink', 'red', 'sky'],
    draw: (pen) =>
      stroke('M250 780C170 420 260 200 480 200C700 200 790 420 710 780', pen.main.dark, 62) +
      stroke('M250 776C170 416 260 196 480 196C700 196 790 416 710 776', pen.main.base, 52) +
      at(
        300,
        330,
        1,
        times(6, (i) => at(0, 0, 1, fill(oval(0, -62, 34, 46), pen.accent.base), i * 60)) +
          body(oval(0, 0, 40), s.mustard.base, 'round'),
      ) +
      at(
        400,
        230,
        0.6,
        times(6, (i) => at(0, 0, 1, fill(oval(0, -62, 34, 46), pen.main.light), i * 60)) +
          body(oval(0, 0, 40), s.mustard.base, 'round'),
      ),
  },
  tiara: {
    example: 'ASS COLOUR GLOWING TIARAS',
    stance: 'flat',
    colours: ['pink', 'silver', 'gold'],
    draw: (pen) =>
      stroke('M150 640C250 480 710 480 810 640', pen.main.dark, 26) +
      body(
        'M180 610L230 400L330 530L400 320L480 480L560 320L630 530L730 400L780 610C680 500 280 500 180 610Z',
        pen.main.base,
        'top',
      ) +
      each(
        [
          [230, 390],
          [400, 310],
          [480, 400],
          [560, 310],
          [730, 390],
        ],
        (x, y, i) => body(oval(x, y, i === 2 ? 34 : 22), i === 2 ? s.red.base : s.sky.base, 'round'),
      ) +
      stroke('M190 600C300 500 660 500 770 600', '#fff', 6, '4 18'),
  },
  'key-ring': {
    example: 'LETTER "A" BLING KEY RING',
    stance: 'flat',
    plain: true,
    colours: ['silver', 'pink', 'red'],
    draw: (pen) => {
      const letter = /LETTER "(\w)"/.exec(pen.name)?.[1];
      return (
        stroke(oval(480, 250, 120), s.silver.dark, 26) +
        stroke(oval(480, 250, 120), s.silver.light, 8) +
        times(3, (i) => stroke(oval(480, 400 + i * 44, 16, 28), s.silver.dark, 9)) +
        (letter
          ? body(box(330, 500, 300, 300, 40), pen.main.name === 'silver' ? s.pink.base : pen.main.base, 'soft') +
            line(letter, 480, 740, 180, '#fffdf8', 0.26) +
            times(9, (i) => fill(star(356 + i * 31, i % 2 ? 526 : 774, 12, 4, 0.3), '#ffffff'))
          : pen.says(/BALL/)
            ? times(5, (i) =>
                body(
                  oval(480 + Math.cos(i * 1.257) * 70, 640 + Math.sin(i * 1.257) * 70, 80),
                  [s.red, s.yellow, s.green, s.sky, s.pink][i]?.base ?? '',
                  'round',
                ),
              )
            : pen.emblem(480, 650, 320, { or: 'heart', behind: s.white }))
      );
    },
  },
  'key-fob': {
    example: 'KEY FOB , SHED',
    stance: 'flat',
    colours: ['sage', 'red', 'sky', 'natural'],
    draw: (pen) =>
      stroke(oval(480, 220, 90), s.silver.dark, 22) +
      stroke('M450 300L330 460M510 300L640 470', s.silver.dark, 10) +
      at(
        300,
        560,
        1.5,
        stroke(oval(0, -60, 44), s.gold.base, 20) + stroke('M0 -16V120M0 84H40M0 116H30', s.gold.base, 18),
        16,
      ) +
      at(
        640,
        600,
        1,
        body(box(-130, -160, 260, 330, 26), pen.main.base, 'soft') +
          stroke(box(-112, -142, 224, 294, 16), '#fffdf8', 6) +
          fill(oval(0, -118, 16), '#fffdf8') +
          pen.lettering(/KEY FOB|,|DESIGN/g, { x: -96, y: -60, width: 192, height: 150 }, pen.ink, 0.17),
        -8,
      ),
  },
  charm: {
    example: 'AMBER GLASS TASSLE BAG CHARM',
    stance: 'flat',
    colours: ['amber', 'pink', 'turquoise', 'purple', 'red'],
    plain: true,
    draw: (pen) =>
      stroke(oval(480, 200, 70), s.silver.dark, 20) +
      stroke('M480 270V330M480 270L400 380M480 270L560 390', s.silver.dark, 8) +
      gem(480, 420, 84, pen.main) +
      body(oval(380, 430, 40), pen.main.light, 'round') +
      body(oval(584, 440, 46), pen.main.dark, 'round') +
      (pen.says(/TASS/)
        ? body(box(440, 510, 80, 54, 14), s.gold.base) +
          times(9, (i) =>
            stroke(
              `M${448 + i * 8} 564L${424 + i * 14} ${790 - Math.abs(i - 4) * 8}`,
              i % 2 ? pen.main.base : pen.main.dark,
              11,
            ),
          )
        : pen.emblem(480, 640, 250, { or: 'heart', behind: s.white })),
  },
};
