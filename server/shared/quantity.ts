import { toDecimalText } from './money.ts';

/** Units of measure and their decimals: a quantity is an integer of the smallest step, so 0.1 kg + 0.2 kg is 0.3 kg. */
export const UOMS = { piece: 0, pair: 0, set: 0, box: 0, g: 0, kg: 3, m: 2, l: 3 } as const;
export type Uom = keyof typeof UOMS;

export const isUom = (text: string): text is Uom => Object.hasOwn(UOMS, text);

/** What a quantity is worth at a price for one unit, in minor units, rounded half up: 1.5 kg at £2.55 is £3.83. */
export function worthOf(quantity: number, price: number, uom: Uom): number {
  const step = 10n ** BigInt(UOMS[uom]);
  return Number((BigInt(quantity) * BigInt(price) * 2n + step) / (2n * step));
}

/** `formatQuantity(300, 'kg')` → `0.3 kg`; pieces come without their unit. */
export function formatQuantity(quantity: number, uom: Uom): string {
  const decimals = UOMS[uom];
  const text = toDecimalText(quantity, decimals);
  const short = decimals > 0 ? text.replace(/\.?0+$/, '') : text;
  return uom === 'piece' ? short : `${short} ${uom}`;
}
