export type PostalAddress = {
  name: string;
  line1: string;
  line2?: string;
  city: string;
  postcode: string;
  /** ISO 3166-1 alpha-2. */
  country: string;
};

const countries = new Intl.DisplayNames(['en-GB'], { type: 'region', fallback: 'code' });

/** An address as it stands on a parcel, line by line. British ones have the postcode on a line of its own, the others before the town. */
export function addressLines({ name, line1, line2, city, postcode, country }: PostalAddress): string[] {
  const town = country === 'GB' ? [city, postcode] : [`${postcode} ${city}`];
  const isCode = /^[A-Z]{2}$/.test(country);
  return [name, line1, line2 ?? '', ...town, isCode ? (countries.of(country) ?? country) : country].filter(Boolean);
}

/** Names that stand among those of countries without being one: unions, pseudo-locales, "unknown". */
const NO_COUNTRIES = ['EU', 'EZ', 'QO', 'UN', 'XA', 'XB', 'ZZ'];
const known = new Intl.DisplayNames(['en'], { type: 'region', fallback: 'none' });

/** Whether these are the two letters of a country (ISO 3166-1 alpha-2) of today: `UK` and `SU` are not, though they have names. */
export const isCountryCode = (code: string): boolean =>
  /^[A-Z]{2}$/.test(code) &&
  !NO_COUNTRIES.includes(code) &&
  known.of(code) !== undefined &&
  Intl.getCanonicalLocales(`und-${code}`)[0] === `und-${code}`;
