/** Sets a drawn thing before a calm wall, on a table or on a flat ground, with its soft shadow. */
import { line } from './lettering.ts';
import { brightness, mix, WALLS } from './palette.ts';
import type { Motif } from './pen.ts';
import { at, fill, LIGHTS, oval } from './shapes.ts';

const SIZE = 960;

type Setting = {
  readonly title: string;
  readonly motifName: string;
  readonly printName: string;
  readonly colourName: string;
  readonly seed: number;
  readonly mainColour: string;
  /** Small goods are drawn smaller than large ones. */
  readonly scale: number;
  readonly motif: Pick<Motif, 'stance' | 'foot' | 'zoom'>;
  readonly definitions: string;
  readonly art: string;
  /** Shown in a corner when a pack holds more than can be seen. */
  readonly badge: number | null;
};

const asXml = (text: string) =>
  text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');

const FILTERS =
  '<filter id="blur" x="-30%" y="-200%" width="160%" height="500%"><feGaussianBlur stdDeviation="14"/></filter>' +
  '<filter id="drop" x="-12%" y="-12%" width="128%" height="130%"><feDropShadow dx="10" dy="18" stdDeviation="15" flood-color="#3a2a3f" flood-opacity=".26"/></filter>';

/** The height that stays where it is when a thing is enlarged: its foot, its nail, its middle. */
const ANCHORS = { stand: 800, hang: 0, flat: 480 } as const;

function backdrop(stance: Motif['stance'], wall: string): string {
  const plain = `<rect width="${SIZE}" height="${SIZE}" fill="${wall}"/>`;
  if (stance === 'flat') return plain + fill(oval(480, 480, 400), mix(wall, '#ffffff', 0.32));
  const disc = fill(oval(480, 430, 340), mix(wall, '#ffffff', 0.4));
  if (stance === 'hang') return plain + disc;
  return `${plain}${disc}<rect y="690" width="${SIZE}" height="270" fill="${mix(wall, '#6b4d4a', 0.13)}"/>`;
}

function roundel(count: number, wall: string): string {
  const dark = mix(wall, '#3d2f45', 0.82);
  return at(
    838,
    122,
    1,
    fill(oval(0, 0, 62), dark) + line(`×${count}`, 0, count > 99 ? 17 : 20, count > 99 ? 34 : 40, '#fdf8ee', 0.16),
  );
}

/** The whole picture as SVG text. */
export function composeScene({
  title,
  motifName,
  printName,
  colourName,
  seed,
  mainColour,
  motif,
  scale,
  definitions,
  art,
  badge,
}: Setting): string {
  const tints = brightness(mainColour) > 0.78 ? WALLS.deep : WALLS.light;
  const wall = tints[seed % tints.length] ?? tints[0];
  const tilt = motif.stance === 'flat' ? ((seed >> 3) % 13) - 6 : 0;
  const turned = tilt ? `<g transform="rotate(${tilt} 480 480)">${art}</g>` : art;
  const standing = motif.stance === 'stand';
  const shadow = standing
    ? `<g filter="url(#blur)">${fill(oval(492, 786, (motif.foot ?? 220) * 1.06, 20), '#3a2a3f', 0.42)}</g>`
    : '';
  const zoom = (motif.zoom ?? (standing ? 1.12 : 1)) * scale;
  const scaled =
    zoom === 1 ? shadow + turned : at(480 - 480 * zoom, ANCHORS[motif.stance] * (1 - zoom), zoom, shadow + turned);
  const placed = standing ? scaled : `<g filter="url(#drop)">${scaled}</g>`;
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${SIZE} ${SIZE}" width="${SIZE}" height="${SIZE}" role="img" ` +
    `data-motif="${motifName}" data-print="${printName}" data-colour="${colourName}"><title>${asXml(title)}</title>` +
    `<defs>${LIGHTS}${FILTERS}${definitions}</defs>${backdrop(motif.stance, wall)}${placed}${badge ? roundel(badge, wall) : ''}</svg>`
  );
}
