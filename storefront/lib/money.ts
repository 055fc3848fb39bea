import type { Money } from './api/types.ts';

const digitsOf = (currency: string): number =>
  new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2;

/** "£2.55" for 255 GBP, as the locale writes it. */
export function formatMoney({ amount, currency }: Money, locale: string): string {
  return new Intl.NumberFormat(locale, { style: 'currency', currency }).format(amount / 10 ** digitsOf(currency));
}

/** "2.55" for 255 GBP: as structured data and form fields write amounts. */
export function plainAmount({ amount, currency }: Money): string {
  const digits = digitsOf(currency);
  return (amount / 10 ** digits).toFixed(digits);
}

/** Minor units of an amount as people type it ("2.5", "£2.50", "2,50"); undefined when it is none. Without floats. */
export function parseAmount(text: string, currency: string): number | undefined {
  const digits = digitsOf(currency);
  const match = /^(\d{1,9})(?:[.,](\d*))?$/.exec(text.replace(/[\p{Sc}\s]/gu, ''));
  if (!match) return undefined;
  const [, whole = '', fraction = ''] = match;
  if (fraction.length > digits) return undefined;
  return Number(whole + fraction.padEnd(digits, '0'));
}

/** "£" for GBP: what stands before a field for amounts. */
export function currencySign(currency: string, locale: string): string {
  const parts = new Intl.NumberFormat(locale, { style: 'currency', currency }).formatToParts(0);
  return parts.find(({ type }) => type === 'currency')?.value ?? currency;
}
