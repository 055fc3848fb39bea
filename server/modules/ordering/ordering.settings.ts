import type { BasisPoints } from './order-totals.policy.ts';

export type DeliveryMethod = {
  id: string;
  /** As shoppers read it. */
  name: string;
  /** Minor units, VAT included. */
  price: number;
  /** Goods worth this much are delivered free of charge; null: never. */
  freeFrom: number | null;
};

export type OrderingSettings = {
  currency: string;
  /** The shop's one rate; each order line keeps its own. */
  vatRate: BasisPoints;
  /** The first one is what a cart is shown with. */
  deliveryMethods: readonly [DeliveryMethod, ...DeliveryMethod[]];
  /** The beginnings of order numbers; demo orders have a series of their own. */
  series: { shop: string; demo: string };
  cartDays: { guest: number; user: number };
  /** Whether the shop is reached over https, and cookies are bound to that. */
  secureCookies: boolean;
  /** Where signed links in mails lead, and what they are signed with. */
  storefrontUrl: string;
  linkSecret: string;
};

let current: OrderingSettings = {
  currency: 'GBP',
  vatRate: 2_000,
  deliveryMethods: [
    { id: 'standard', name: 'Standard delivery', price: 395, freeFrom: 5_000 },
    { id: 'express', name: 'Express delivery', price: 895, freeFrom: null },
    { id: 'collect', name: 'Collect from the shop', price: 0, freeFrom: null },
  ],
  series: { shop: 'CF', demo: 'DEMO' },
  cartDays: { guest: 7, user: 30 },
  secureCookies: false,
  storefrontUrl: 'http://localhost:3000',
  linkSecret: '',
};

/** Set by the composition root; what is left out stays as it is. */
export function configureOrdering(settings: Partial<OrderingSettings>): void {
  current = { ...current, ...settings };
}

export const orderingSettings = (): OrderingSettings => current;
