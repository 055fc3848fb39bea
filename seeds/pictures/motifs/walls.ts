import { SWATCHES as s } from '../palette.ts';
import { bow, screw } from '../parts.ts';
import type { Motif, Pen } from '../pen.ts';
import { at, body, box, each, fill, heart, oval, star, stroke, times } from '../shapes.ts';

/** A little landscape, for frames: hills, or the sea with a boat. */
const view = (pen: Pen, x: number, y: number, w: number, h: number) => {
  const wave = (from: number, to: number, colour: string) =>
    fill(
      `M${x} ${y + h * from}C${x + w * 0.3} ${y + h * (from - 0.2)} ${x + w * 0.6} ${y + h * (to + 0.16)} ${x + w} ${y + h * to}V${y + h}H${x}Z`,
      colour,
    );
  const sea = pen.random() < 0.4;
  return (
    fill(box(x, y, w, h), sea ? s.blush.light : '#cfe3ea') +
    fill(oval(x + w * 0.72, y + h * 0.28, h * 0.1), s.yellow.base) +
    wave(sea ? 0.62 : 0.68, sea ? 0.6 : 0.58, sea ? s.sky.base : s.sage.base) +
    (sea ? pen.emblem(x + w * 0.42, y + h * 0.56, h * 0.32, { only: 'boat', behind: s.white }) : '') +
    wave(0.86, 0.78, sea ? s.blue.base : s.green.base)
  );
};

const wooden = (pen: Pen) => (pen.says(/WOOD|ANT WHITE/) ? pen.texture('grain', pen.main) : pen.main.base);

/** Frames, mirrors, clocks and pictures. */
export const WALLS: Record<string, Motif> = {
  frame: {
    example: 'WOODEN FRAME ANTIQUE WHITE',
    stance: 'stand',
    colours: ['cream', 'wood', 'black', 'pink', 'silver'],
    foot: 260,
    draw: (pen) =>
      body(box(210, 210, 540, 574, 14), wooden(pen), 'soft') +
      stroke('M210 210L290 290M750 210L670 290M210 784L290 704M750 784L670 704', pen.main.dark, 4) +
      stroke(box(232, 232, 496, 530, 8), pen.main.dark, 6) +
      (pen.printName === 'baroque'
        ? each(
            [
              [210, 210],
              [750, 210],
              [210, 784],
              [750, 784],
            ],
            (x, y) => body(oval(x, y, 40), pen.main.base, 'round') + body(oval(x, y, 18), pen.main.light, 'round'),
          )
        : '') +
      fill(box(286, 286, 388, 422), pen.main.deep, 0.35) +
      fill(box(292, 292, 376, 410), '#fffdf8') +
      view(pen, 336, 336, 288, 322) +
      fill('M292 292H420L292 520Z', '#ffffff', 0.25) +
      (pen.says(/HEART/) ? body(heart(480, 236, 76), s.red.base, 'round') : ''),
  },
  'frame-group': {
    example: 'FAMILY PHOTO FRAME CORNICE',
    stance: 'hang',
    colours: ['cream', 'black', 'wood'],
    draw: (pen) =>
      each(
        [
          [150, 220, 300, 380],
          [490, 170, 330, 250],
          [490, 460, 330, 330],
          [210, 640, 240, 170],
        ],
        (x, y, w, h) =>
          body(box(x, y, w, h, 8), wooden(pen), 'soft') +
          stroke(box(x + 14, y + 14, w - 28, h - 28, 4), pen.main.dark, 4) +
          fill(box(x + 30, y + 30, w - 60, h - 60), '#fffdf8') +
          view(pen, x + 50, y + 50, w - 100, h - 100),
      ),
  },
  'photo-cube': {
    example: 'PHOTO CUBE',
    stance: 'stand',
    colours: ['glass', 'wood'],
    foot: 250,
    plain: true,
    draw: (pen) =>
      body('M230 400L560 440V784L230 740Z', '#fffdf8', 'none') +
      body('M560 440L770 380V700L560 784Z', '#ece6de', 'none') +
      body('M230 400L440 340L770 380L560 440Z', '#fffaf2', 'none') +
      `<g transform="matrix(1 .12 0 1 0 -30)">${view(pen, 262, 436, 270, 264)}</g>` +
      `<g transform="matrix(1 -.3 0 1 0 168)">${fill(box(586, 470, 156, 240), s.blush.base) + fill(oval(664, 566, 50), s.skin.base) + fill('M610 710C620 630 710 630 720 710Z', s.red.base) + fill('M612 560C612 490 716 490 716 560C690 540 640 540 612 560Z', s.chocolate.base)}</g>` +
      `<g transform="matrix(1 .12 -.96 .28 420 210)">${fill(box(360, 430, 240, 180), s.mint.base)}</g>` +
      stroke('M230 400L560 440L770 380M560 440V784', '#d9cfc4', 5),
  },
  mirror: {
    example: 'REGENCY MIRROR WITH SHUTTERS',
    stance: 'hang',
    colours: ['cream', 'gold', 'silver', 'pink'],
    draw: (pen) => {
      const outer = pen.says(/HEART/)
        ? heart(480, 490, 600)
        : pen.says(/RECTANG|SQUARE|SHUTTER|CORNICE/)
          ? box(230, 160, 500, 660, 24)
          : oval(480, 490, 270, 340);
      const inner = pen.says(/HEART/)
        ? heart(480, 484, 450)
        : pen.says(/RECTANG|SQUARE|SHUTTER|CORNICE/)
          ? box(290, 220, 380, 540, 10)
          : oval(480, 490, 210, 280);
      return (
        body(outer, pen.printName && pen.printName !== 'motif' ? pen.print : pen.main.base, 'soft') +
        stroke(outer, pen.main.dark, 8) +
        body(inner, '#d9e8ea', 'soft') +
        pen.clip(
          inner,
          fill('M300 720L620 180H720L400 820Z', '#ffffff', 0.5) + fill('M240 640L500 190H540L280 700Z', '#ffffff', 0.4),
        ) +
        stroke(inner, pen.main.dark, 6) +
        (pen.says(/DIAMANTE|JEWEL/)
          ? times(24, (i) =>
              fill(star(480 + Math.cos(i * 0.262) * 240, 490 + Math.sin(i * 0.262) * 310, 12, 4, 0.5), '#ffffff'),
            )
          : bow(480, 196, 150, pen.accent))
      );
    },
  },
  'alarm-clock': {
    example: 'ALARM CLOCK BAKELIKE RED',
    stance: 'stand',
    colours: ['red', 'green', 'pink', 'ivory', 'orange'],
    foot: 200,
    draw: ({ main: m }) =>
      stroke('M330 700L270 784M630 700L690 784', m.deep, 40) +
      body('M230 330C200 250 290 180 370 230Z', m.base, 'round') +
      body('M730 330C760 250 670 180 590 230Z', m.base, 'round') +
      stroke('M440 190C440 150 520 150 520 190', s.silver.dark, 16) +
      body(box(468, 180, 24, 60, 8), s.silver.base) +
      body(oval(480, 510, 280), m.base, 'round') +
      body(oval(480, 510, 222), '#fffdf6', 'soft') +
      stroke(oval(480, 510, 222), m.dark, 12) +
      times(12, (i) =>
        at(480, 510, 1, stroke(i % 3 ? 'M0 -190V-172' : 'M0 -192V-158', '#4a3f4b', i % 3 ? 7 : 12), i * 30),
      ) +
      stroke('M480 510V386', '#4a3f4b', 15) +
      stroke('M480 510L576 566', '#4a3f4b', 15) +
      stroke('M480 510L400 620', m.name === 'ivory' ? s.red.base : m.base, 6) +
      fill(oval(480, 510, 20), m.dark),
  },
  'wall-clock': {
    example: 'RED DINER WALL CLOCK',
    stance: 'hang',
    colours: ['red', 'cream', 'blue', 'black'],
    draw: (pen) =>
      body(oval(480, 480, 340), pen.printName && pen.printName !== 'motif' ? pen.print : pen.main.base, 'soft') +
      stroke(oval(480, 480, 336), pen.main.dark, 8) +
      body(oval(480, 480, 258), '#fffdf6', 'soft') +
      times(12, (i) =>
        at(
          480,
          480,
          1,
          fill(i % 3 ? oval(0, -218, 8) : box(-7, -236, 14, 44, 6), i % 3 ? pen.main.dark : '#4a3f4b'),
          i * 30,
        ),
      ) +
      stroke('M480 480V310', '#4a3f4b', 14) +
      stroke('M480 480L590 410', '#4a3f4b', 16) +
      stroke('M480 520L480 250', pen.main.base, 5) +
      fill(oval(480, 480, 22), pen.main.dark) +
      (pen.theme && !pen.says(/DINER/) ? pen.emblem(480, 610, 96, { behind: s.cream }) : ''),
  },
  'word-art': {
    example: 'MIRRORED WALL ART STARS',
    stance: 'hang',
    colours: ['silver', 'sky', 'pink'],
    plain: true,
    draw: (pen) =>
      each(
        [
          [330, 320, 210],
          [640, 360, 260],
          [360, 640, 270],
          [660, 680, 180],
        ],
        (x, y, w, i) => {
          const d = pen.says(/HEART|FOXY/)
            ? heart(x, y, w)
            : pen.says(/STAR/)
              ? star(x, y, w * 0.6)
              : oval(x, y, w * 0.46);
          return (
            body(d, i % 2 ? '#cfdde2' : '#dfe9ec', 'soft') +
            pen.clip(
              d,
              fill(
                `M${x - w} ${y + w}L${x + w * 0.4} ${y - w}H${x + w * 0.8}L${x - w * 0.5} ${y + w}Z`,
                '#ffffff',
                0.6,
              ),
            ) +
            stroke(d, s.silver.dark, 7)
          );
        },
      ),
  },
  'canvas-art': {
    example: 'FREESTYLE CANVAS ART PICTURE',
    stance: 'hang',
    colours: ['cream', 'sky', 'pink'],
    draw: (pen) =>
      body(box(180, 200, 600, 560, 6), '#fffdf8', 'soft') +
      pen.clip(
        box(180, 200, 600, 560, 6),
        fill(oval(330, 370, 190), s.mustard.base, 0.9) +
          fill(oval(620, 520, 220), s.teal.base, 0.85) +
          fill('M180 760L420 420L640 760Z', s.red.base, 0.85) +
          stroke('M180 300C340 220 520 420 780 260', s.navy.base, 22),
      ) +
      (pen.theme ? pen.emblem(480, 480, 330, { behind: s.white }) : '') +
      stroke('M200 760H780V220', 'rgba(43,28,56,.2)', 10),
  },
  'record-frame': {
    example: 'RECORD FRAME 7" SINGLE SIZE',
    stance: 'hang',
    colours: ['black', 'silver', 'wood'],
    plain: true,
    draw: (pen) =>
      body(box(150, 150, 660, 660, 10), pen.main.base, 'soft') +
      fill(box(200, 200, 560, 560), '#f6efe2') +
      pen.emblem(480, 480, 520, { only: 'disc', behind: s.white }) +
      fill('M200 200H420L200 560Z', '#ffffff', 0.22),
  },
  thermometer: {
    example: 'IVORY GIANT GARDEN THERMOMETER',
    stance: 'hang',
    colours: ['ivory', 'blue', 'green', 'yellow'],
    draw: (pen) =>
      screw(480, 150, 12) +
      body(box(350, 110, 260, 740, 130), pen.main.base, 'side') +
      stroke(box(372, 132, 216, 696, 108), pen.main.dark, 6) +
      fill(box(440, 220, 80, 470, 40), '#fffdf8') +
      fill(box(464, 380, 32, 340, 10), s.red.base) +
      body(oval(480, 716, 62), s.red.base, 'round') +
      times(11, (i) => stroke(`M${i % 2 ? 548 : 536} ${250 + i * 40}H572`, pen.ink, i % 2 ? 5 : 8)) +
      times(6, (i) => stroke(`M396 ${250 + i * 80}H420`, pen.ink, 7)) +
      (pen.theme && !pen.says(/GARDEN/) ? pen.emblem(480, 180, 60) : ''),
  },
  'flying-ducks': {
    example: 'SET OF 3 BLACK FLYING DUCKS',
    stance: 'hang',
    colours: ['teal', 'gold', 'black'],
    draw: (pen) =>
      each(
        [
          [260, 640, 1.5],
          [490, 460, 1.9],
          [720, 260, 1.3],
        ],
        (x, y, k, i) => {
          const m = pen.says(/COLOUR/) ? ([s.red, s.teal, s.mustard][i] ?? pen.main) : pen.main;
          return at(
            x,
            y,
            k,
            body(
              'M-100 20C-60 -10 -10 -20 30 -10C50 -34 84 -34 92 -12C96 6 80 16 60 14C30 50 -40 56 -100 20Z',
              m.base,
              'top',
            ) +
              body('M-30 0C-60 -70 -30 -110 20 -120C20 -80 50 -50 34 -6C20 10 -20 14 -30 0Z', m.light, 'top') +
              fill('M90 -14L122 -8L90 0Z', s.orange.base) +
              fill(oval(74, -16, 5), '#2f2a33') +
              stroke('M-10 -10C-20 -50 0 -80 14 -100M12 -10C10 -50 20 -70 24 -80', m.dark, 5),
            -16,
          );
        },
      ),
  },
};
