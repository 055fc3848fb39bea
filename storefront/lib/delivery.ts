import type { Cart } from './api/types.ts';

type Method = Cart['deliveryMethods'][number];

/** What a way of delivery costs for goods worth this much, in minor units: nothing from its limit on. */
export function deliveryPrice({ price, freeFrom }: Method, goods: number): number {
  return freeFrom !== null && goods >= freeFrom.amount ? 0 : price.amount;
}
