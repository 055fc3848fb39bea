import { settings } from './state.ts';

const LOCALE = 'en-GB';

/** `2.55` → `£2.55`. The text itself is formatted: money never becomes a float. */
export function money(decimals: unknown): string {
  const text = String(decimals ?? '');
  if (!/^-?\d+(\.\d+)?$/.test(text)) return text;
  return new Intl.NumberFormat(LOCALE, { style: 'currency', currency: settings().currency }).format(
    text as `${number}`,
  );
}

/** The sign of the shop's currency, for the front of an input. */
export const currencySign = (): string =>
  new Intl.NumberFormat(LOCALE, { style: 'currency', currency: settings().currency, currencyDisplay: 'narrowSymbol' })
    .formatToParts(0)
    .find((part) => part.type === 'currency')?.value ?? settings().currency;

const countries = new Intl.DisplayNames([LOCALE], { type: 'region', fallback: 'code' });

/** `GB` → `United Kingdom`; a name from the books, or a country that nobody knows, as it is stored. */
export function country(value: unknown): string {
  const text = String(value ?? '');
  return /^[A-Z]{2}$/.test(text) ? (countries.of(text) ?? text) : text;
}

export function number(value: unknown): string {
  const text = String(value ?? '');
  return /^-?\d+(\.\d+)?$/.test(text)
    ? new Intl.NumberFormat(LOCALE, { maximumFractionDigits: 6 }).format(text as `${number}`)
    : text;
}

/** A quantity with its unit; pieces come without. */
export function quantity(value: unknown, unit: unknown): string {
  const shown = number(value);
  return !unit || unit === 'piece' || shown === '' ? shown : `${shown} ${String(unit)}`;
}

const asDate = (value: unknown): Date | null => {
  const date = new Date(String(value));
  return value && !Number.isNaN(date.getTime()) ? date : null;
};

/** A moment in the shop's time zone, which is named: `9 Dec 2011, 12:50 GMT`. */
export function moment(value: unknown): string {
  const date = asDate(value);
  if (!date) return '';
  const { timeZone } = settings();
  const options = {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    timeZone,
  } as const;
  return new Intl.DateTimeFormat(LOCALE, { ...options, timeZoneName: 'short' }).format(date);
}

/** For lists: today's moments by their time, others by their day. */
export function shortMoment(value: unknown, now = new Date()): string {
  const date = asDate(value);
  if (!date) return '';
  const { timeZone } = settings();
  const dayOf = (at: Date): string => new Intl.DateTimeFormat(LOCALE, { dateStyle: 'short', timeZone }).format(at);
  const time = new Intl.DateTimeFormat(LOCALE, { hour: '2-digit', minute: '2-digit', timeZone }).format(date);
  if (dayOf(date) === dayOf(now)) return time;
  const sameYear = dayOf(date).slice(-4) === dayOf(now).slice(-4);
  const day = new Intl.DateTimeFormat(LOCALE, {
    day: 'numeric',
    month: 'short',
    ...(sameYear ? {} : { year: 'numeric' }),
    timeZone,
  }).format(date);
  return sameYear ? `${day}, ${time}` : day;
}

export function day(value: unknown): string {
  const date = asDate(value);
  if (!date) return '';
  return new Intl.DateTimeFormat(LOCALE, { dateStyle: 'medium', timeZone: settings().timeZone }).format(date);
}

/** How a moment reads in a date input: the shop's calendar day. */
export function dayInput(value: unknown): string {
  const text = String(value ?? '');
  if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return text;
  const date = asDate(value);
  return date ? new Intl.DateTimeFormat('en-CA', { timeZone: settings().timeZone }).format(date) : '';
}
