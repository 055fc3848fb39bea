import { counted } from './counted.ts';

/** Minutes of each unit, the longest first. */
const UNITS = [
  ['day', 24 * 60],
  ['hour', 60],
  ['minute', 1],
] as const;
const NEVER = 'never';

/** `10080` → `7 days`, `90` → `90 minutes`, null → `never`: whole numbers of the longest unit that fits. */
export function durationInWords(minutes: number | null): string {
  if (minutes === null) return NEVER;
  const [unit, size] = UNITS.find(([, length]) => minutes % length === 0) ?? UNITS[2];
  const count = minutes / size;
  return counted(count, unit);
}

/** Reads `7 days`, `12 hours`, `30 min`, `never` as minutes; undefined where it is none of these. */
export function readDuration(text: string): number | null | undefined {
  const words = text.trim().toLowerCase();
  if (words === NEVER) return null;
  const match = /^(\d{1,9})\s*(d|days?|h|hours?|m|min|mins|minutes?)$/.exec(words);
  const unit = UNITS.find(([name]) => name.startsWith(match?.[2]?.[0] ?? '-'));
  return match && unit ? Number(match[1]) * unit[1] : undefined;
}
