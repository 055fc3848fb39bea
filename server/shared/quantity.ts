import { badRequest } from './errors.ts';
import { parseDecimal, toDecimalText } from './money.ts';

/** Units of measure and their decimals: a quantity is an integer of the smallest step, so 0.1 kg + 0.2 kg is 0.3 kg. */
export const UOMS = { piece: 0, pair: 0, set: 0, box: 0, g: 0, kg: 3, m: 2, l: 3 } as const;
export type Uom = keyof typeof UOMS;

export const isUom = (text: string): text is Uom => Object.hasOwn(UOMS, text);

/** `formatQuantity(300, 'kg')` → `0.3 kg`; pieces come without their unit. */
export function formatQuantity(quantity: number, uom: Uom): string {
  const decimals = UOMS[uom];
  const text = toDecimalText(quantity, decimals);
  const short = decimals > 0 ? text.replace(/\.?0+$/, '') : text;
  return uom === 'piece' ? short : `${short} ${uom}`;
}

/** Reads `0.3` or `0.3 kg` as steps of the unit; throws `bad_quantity` where it has more decimals than the unit. */
export function parseQuantity(text: string, uom: Uom): number {
  const bare = text.trim().endsWith(` ${uom}`) ? text.trim().slice(0, -uom.length).trim() : text.trim();
  const quantity = parseDecimal(bare, UOMS[uom]);
  if (quantity === null) {
    throw badRequest('bad_quantity', `"${text}" is not a quantity in ${uom} with at most ${UOMS[uom]} decimals.`);
  }
  return quantity;
}
