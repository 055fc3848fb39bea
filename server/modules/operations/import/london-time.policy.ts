const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/**
 * Reads `YYYY-MM-DD HH:MM:SS`, UK clock time, as an instant; null where the calendar or the clock has no such time. Of the hour that comes twice
 * in October the first is taken.
 */
export function londonTime(text: string): Date | null {
  const match = /^(\d{4})-(\d{2})-(\d{2}) (\d{2}):(\d{2}):(\d{2})$/.exec(text);
  if (!match) return null;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match.slice(1).map(Number);
  if (hour > 23 || minute > 59 || second > 59) return null;
  const midnight = new Date(Date.UTC(year, month - 1, day));
  if (midnight.getUTCFullYear() !== year || midnight.getUTCMonth() !== month - 1 || midnight.getUTCDate() !== day)
    return null;
  return new Date(instantOf(midnight.getTime() + hour * HOUR + minute * MINUTE + second * 1000));
}

/** The same time of day, so many days later. */
export const shiftDays = (at: number, days: number): number =>
  days === 0 ? at : instantOf(clockTimeOf(at) + days * DAY);

/** The last minute of the day before, on London's clocks. */
export const eveningBefore = (at: number): Date =>
  new Date(instantOf(Math.floor(clockTimeOf(at) / DAY) * DAY - MINUTE));

const clockTimeOf = (instant: number): number => instant + (isSummer(instant) ? HOUR : 0);
const instantOf = (clockTime: number): number => (isSummer(clockTime - HOUR) ? clockTime - HOUR : clockTime);

/** Summer time runs from the last Sunday of March to that of October, 01:00 UTC (since 1996). */
function isSummer(instant: number): boolean {
  const year = new Date(instant).getUTCFullYear();
  return instant >= lastSunday(year, 2) + HOUR && instant < lastSunday(year, 9) + HOUR;
}

function lastSunday(year: number, month: number): number {
  const lastDay = new Date(Date.UTC(year, month + 1, 0));
  return lastDay.getTime() - lastDay.getUTCDay() * DAY;
}
