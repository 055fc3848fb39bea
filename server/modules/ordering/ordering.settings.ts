import { type ShopSettings, shopSettings } from '../settings/index.ts';

export type OrderingSettings = {
  currency: string;
  /** The beginnings of order numbers; demo orders have a series of their own. */
  series: { shop: string; demo: string };
  cartDays: { guest: number; user: number };
  /** Whether the shop is reached over https, and cookies are bound to that. */
  secureCookies: boolean;
  /** Where signed links in mails lead, and what they are signed with. */
  storefrontUrl: string;
  linkSecret: string;
  /** In which moments are told in mails. */
  timeZone: string;
};

let current: OrderingSettings = {
  currency: 'GBP',
  series: { shop: 'CF', demo: 'DEMO' },
  cartDays: { guest: 7, user: 30 },
  secureCookies: false,
  storefrontUrl: 'http://localhost:3000',
  linkSecret: '',
  timeZone: 'Europe/London',
};

/** Set by the composition root; what is left out stays as it is. */
export function configureOrdering(settings: Partial<OrderingSettings>): void {
  current = { ...current, ...settings };
}

export const orderingSettings = (): OrderingSettings => current;

/** What prices of an order are made with. */
export type Pricing = Pick<ShopSettings, 'vatRate' | 'deliveryMethods'> & { currency: string };

/** The pricing of this moment, as staff have set it. */
export async function pricing(): Promise<Pricing> {
  const { vatRate, deliveryMethods } = await shopSettings();
  return { vatRate, deliveryMethods, currency: current.currency };
}
