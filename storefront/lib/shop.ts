/** What makes this shop this shop. The one place to look when it is to be another's. */
export const shop = {
  name: 'Counterfoil',
  locale: 'en-GB',
  openGraphLocale: 'en_GB',
  /** How many products a catalogue page shows: whole rows at two, three and four a row. */
  pageSize: 24,
} as const;
