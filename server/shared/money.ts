import { badRequest } from './errors.ts';

/** An amount in the currency's minor unit (pence, cents), always an integer. */
export type Money = { amount: number; currency: string };

/** How many decimals a currency has, from the runtime's own tables (ISO 4217). */
export function currencyDecimals(currency: string): number {
  return format('en', currency).resolvedOptions().maximumFractionDigits ?? 2;
}

const formats = new Map<string, Intl.NumberFormat>();

/** Made once each: making one takes as long as the rest of a line of text together. */
function format(locale: string, currency: string): Intl.NumberFormat {
  const key = `${locale} ${currency}`;
  const known = formats.get(key) ?? new Intl.NumberFormat(locale, { style: 'currency', currency });
  formats.set(key, known);
  return known;
}

/** `formatMoney(255, 'GBP')` → `£2.55`. */
export function formatMoney(minor: number, currency: string, locale = 'en-GB'): string {
  const decimals = currencyDecimals(currency);
  const text = toDecimalText(minor, decimals);
  return format(locale, currency).format(text as `${number}`);
}

/** `toDecimalText(255, 2)` → `2.55`, by string arithmetic. */
export function toDecimalText(minor: number, decimals: number): string {
  const digits = String(Math.abs(minor)).padStart(decimals + 1, '0');
  const whole = digits.slice(0, digits.length - decimals);
  const sign = minor < 0 ? '-' : '';
  return decimals === 0 ? `${sign}${whole}` : `${sign}${whole}.${digits.slice(-decimals)}`;
}

/** Reads `2.55`, `£2.55`, `1,234.50` as minor units; throws `bad_money` for anything else. Money never passes through a float. */
export function parseMoney(text: string, decimals = 2): number {
  const amount = parseDecimal(text.replace(/[£$€\s]/g, ''), decimals);
  if (amount === null) throw badRequest('bad_money', `"${text}" is not an amount with at most ${decimals} decimals.`);
  return amount;
}

/** Reads a decimal text as an integer of `10^-decimals`, or null where it is none or has more decimals than that. */
export function parseDecimal(text: string, decimals: number): number | null {
  const match = /^(-?)(\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d+))?$/.exec(text.trim());
  if (!match) return null;
  const fraction = (match[3] ?? '').replace(/0+$/, '');
  if (fraction.length > decimals) return null;
  const value = Number((match[2] ?? '').replaceAll(',', '') + fraction.padEnd(decimals, '0'));
  if (!Number.isSafeInteger(value)) return null;
  return match[1] && value !== 0 ? -value : value;
}
