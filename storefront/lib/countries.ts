import { shop } from './shop.ts';

// Where the shop sends to: the United Kingdom first, then Europe.
const CODES = 'GB IE AT BE BG CH CY CZ DE DK EE ES FI FR GR HR HU IS IT LI LT LU LV MT NL NO PL PT RO SE SI SK'.split(
  ' ',
);
const HOME = 'GB';

const names = new Intl.DisplayNames([shop.locale], { type: 'region' });

const CODE = /^[A-Z]{2}$/;

/** What is stored and no code, such as a name in the books, is shown as it stands. */
export const countryName = (code: string): string => (CODE.test(code) ? names.of(code) : undefined) ?? code;

/** The choices of a country field: the shop's own first, the others by name; also where an order goes already that staff took down. */
export function countryChoices(present = ''): { code: string; name: string }[] {
  const also = CODE.test(present) && !CODES.includes(present) ? [present] : [];
  const all = [...CODES, ...also].map((code) => ({ code, name: countryName(code) }));
  const abroad = all.filter(({ code }) => code !== HOME).sort((a, b) => a.name.localeCompare(b.name));
  return [...all.filter(({ code }) => code === HOME), ...abroad];
}
