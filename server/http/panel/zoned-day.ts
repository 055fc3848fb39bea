/** The instant at which a calendar day (`2011-12-09`) begins in a time zone; null where the text is no day. */
export function dayStart(day: string, timeZone: string): Date | null {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day);
  if (!match) return null;
  const midnight = new Date(`${day}T00:00:00.000Z`);
  if (Number.isNaN(midnight.getTime()) || midnight.toISOString().slice(0, 10) !== day) return null;
  // Two passes: the offset at the first guess may be the one of the other side of a clock change.
  const guess = new Date(midnight.getTime() - offsetAt(midnight, timeZone));
  return new Date(midnight.getTime() - offsetAt(guess, timeZone));
}

/** The instant at which the next day begins: an exclusive end for "until that day". */
export function dayEnd(day: string, timeZone: string): Date | null {
  const start = dayStart(day, timeZone);
  if (!start) return null;
  const next = new Date(`${day}T00:00:00.000Z`);
  next.setUTCDate(next.getUTCDate() + 1);
  return dayStart(next.toISOString().slice(0, 10), timeZone);
}

function offsetAt(instant: Date, timeZone: string): number {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  }).formatToParts(instant);
  const of = (type: string): number => Number(parts.find((part) => part.type === type)?.value);
  const local = Date.UTC(of('year'), of('month') - 1, of('day'), of('hour'), of('minute'), of('second'));
  return local - Math.floor(instant.getTime() / 1000) * 1000;
}
