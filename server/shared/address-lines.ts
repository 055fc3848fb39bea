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
