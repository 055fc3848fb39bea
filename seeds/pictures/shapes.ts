/** Builders of SVG path data and of small pieces of markup. Coordinates are the picture's own: 960 by 960. */

export type Point = readonly [x: number, y: number];

const round = (value: number): string => String(Math.round(value * 10) / 10);

/** A rectangle with rounded corners as path data. */
export function box(x: number, y: number, width: number, height: number, radius = 0): string {
  const r = Math.min(radius, width / 2, height / 2);
  if (r <= 0) return `M${round(x)} ${round(y)}h${round(width)}v${round(height)}h${round(-width)}z`;
  const arc = (dx: number, dy: number) => `a${round(r)} ${round(r)} 0 0 1 ${round(dx)} ${round(dy)}`;
  return (
    `M${round(x + r)} ${round(y)}h${round(width - 2 * r)}${arc(r, r)}v${round(height - 2 * r)}${arc(-r, r)}` +
    `h${round(2 * r - width)}${arc(-r, -r)}v${round(2 * r - height)}${arc(r, -r)}z`
  );
}

/** An ellipse (a circle when one radius is given) as path data. */
export function oval(x: number, y: number, rx: number, ry = rx): string {
  const half = `a${round(rx)} ${round(ry)} 0 1 0 `;
  return `M${round(x - rx)} ${round(y)}${half}${round(2 * rx)} 0${half}${round(-2 * rx)} 0z`;
}

/** A closed polygon through the points. */
export function poly(...points: Point[]): string {
  return `M${points.map(([x, y]) => `${round(x)} ${round(y)}`).join('L')}z`;
}

const HEART = 'M0 40C-54 4 -52 -40 -25 -40C-9 -40 0 -29 0 -20C0 -29 9 -40 25 -40C52 -40 54 4 0 40Z';

/** A heart of the given width around its centre. */
export function heart(x: number, y: number, width: number): string {
  return moved(HEART, x, y, width / 92);
}

/** A star with the given number of points; `inner` is the inner radius as a share of the outer one. */
export function star(x: number, y: number, radius: number, points = 5, inner = 0.46): string {
  const corners: Point[] = [];
  for (let i = 0; i < points * 2; i++) {
    const reach = i % 2 === 0 ? radius : radius * inner;
    const angle = (Math.PI * i) / points - Math.PI / 2;
    corners.push([x + Math.cos(angle) * reach, y + Math.sin(angle) * reach]);
  }
  return poly(...corners);
}

/** Path data written with absolute M, L, C, Q, S, T, H, V and Z, moved and scaled. */
function moved(path: string, x: number, y: number, scale: number, scaleY = scale): string {
  return path.replace(/([MLCQSTHV])([^A-Za-z]*)/g, (_, command: string, numbers: string) => {
    const values = numbers.match(/-?[\d.]+/g) ?? [];
    const vertical = command === 'V';
    const shifted = values.map((text, i) => {
      const isX = command === 'H' || (!vertical && i % 2 === 0);
      return round(isX ? Number(text) * scale + x : Number(text) * scaleY + y);
    });
    return command + shifted.join(' ');
  });
}

/** A filled path. */
export function fill(d: string, colour: string, opacity = 1): string {
  return `<path d="${d}" fill="${colour}"${opacity < 1 ? ` fill-opacity="${opacity}"` : ''}/>`;
}

/** A stroked path with round ends. */
export function stroke(d: string, colour: string, width: number, dash = ''): string {
  const dashes = dash ? ` stroke-dasharray="${dash}"` : '';
  return `<path d="${d}" fill="none" stroke="${colour}" stroke-width="${round(width)}" stroke-linecap="round" stroke-linejoin="round"${dashes}/>`;
}

/** The ways in which light falls on a surface; each is a gradient laid over the path. */
export type Light = 'side' | 'round' | 'top' | 'soft' | 'none';

/** A filled path with light and shade on it: the ordinary way to draw a surface. */
export function body(d: string, colour: string, light: Light = 'side'): string {
  return light === 'none' ? fill(d, colour) : fill(d, colour) + fill(d, `url(#light-${light})`);
}

/** Markup drawn around its own origin, placed at a point. */
export function at(x: number, y: number, scale: number, markup: string, turn = 0): string {
  const rotate = turn ? ` rotate(${round(turn)})` : '';
  const size = scale === 1 ? '' : ` scale(${Math.round(scale * 1000) / 1000})`;
  return `<g transform="translate(${round(x)} ${round(y)})${rotate}${size}">${markup}</g>`;
}

/** The markup of a function called for 0 … count − 1, joined. */
export function times(count: number, draw: (index: number) => string): string {
  return Array.from({ length: count }, (_, index) => draw(index)).join('');
}

type Rows<Row extends unknown[]> = readonly (readonly [...Row])[];

/** The markup of a function called with the values of each row, joined. */
export function each<const A, const B>(rows: Rows<[A, B]>, draw: (a: A, b: B, index: number) => string): string;
export function each<const A, const B, const C>(
  rows: Rows<[A, B, C]>,
  draw: (a: A, b: B, c: C, index: number) => string,
): string;
export function each<const A, const B, const C, const D>(
  rows: Rows<[A, B, C, D]>,
  draw: (a: A, b: B, c: C, d: D, index: number) => string,
): string;
export function each<const A, const B, const C, const D, const E>(
  rows: Rows<[A, B, C, D, E]>,
  draw: (a: A, b: B, c: C, d: D, e: E, index: number) => string,
): string;
export function each<const A, const B, const C, const D, const E, const F>(
  rows: Rows<[A, B, C, D, E, F]>,
  draw: (a: A, b: B, c: C, d: D, e: E, f: F, index: number) => string,
): string;
export function each(rows: Rows<unknown[]>, draw: (...values: never[]) => string): string {
  return rows.map((row, index) => draw(...([...row, index] as never[]))).join('');
}

/** The gradients that `body` refers to; every picture carries them once. */
export const LIGHTS = [
  '<linearGradient id="light-side"><stop offset="0" stop-color="#fff" stop-opacity=".16"/>',
  '<stop offset=".16" stop-color="#fff" stop-opacity=".3"/><stop offset=".3" stop-color="#fff" stop-opacity="0"/>',
  '<stop offset=".6" stop-color="#2b1c38" stop-opacity="0"/><stop offset="1" stop-color="#2b1c38" stop-opacity=".24"/></linearGradient>',
  '<radialGradient id="light-round" cx=".36" cy=".3" r=".78"><stop offset="0" stop-color="#fff" stop-opacity=".34"/>',
  '<stop offset=".42" stop-color="#fff" stop-opacity="0"/><stop offset=".62" stop-color="#2b1c38" stop-opacity="0"/>',
  '<stop offset="1" stop-color="#2b1c38" stop-opacity=".28"/></radialGradient>',
  '<linearGradient id="light-top" x2="0" y2="1"><stop offset="0" stop-color="#fff" stop-opacity=".2"/>',
  '<stop offset=".4" stop-color="#fff" stop-opacity="0"/><stop offset="1" stop-color="#2b1c38" stop-opacity=".16"/></linearGradient>',
  '<linearGradient id="light-soft" x2="1" y2="1"><stop offset="0" stop-color="#fff" stop-opacity=".16"/>',
  '<stop offset=".5" stop-color="#fff" stop-opacity="0"/><stop offset="1" stop-color="#2b1c38" stop-opacity=".12"/></linearGradient>',
].join('');
