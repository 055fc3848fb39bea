import type { Fields } from './forms/fields.ts';
import { parseQuantity } from './quantity.ts';

export class TooManyPhotos extends Error {}

/** The parts of an order that a return's form names, with how much of each; what was left at zero is left out. */
export function wantedBack({ text }: Pick<Fields, 'text'>): { lineId: string; quantity: number }[] {
  return text('lines')
    .split(',')
    .filter(Boolean)
    .flatMap((lineId) => {
      const quantity = parseQuantity(text(`quantity.${lineId}`) || '0', text(`uom.${lineId}`)) ?? 0;
      return quantity > 0 ? [{ lineId, quantity }] : [];
    });
}
