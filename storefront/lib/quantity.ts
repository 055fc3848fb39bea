// How many decimals a unit of measure is counted with: quantities come as integers in its smallest step.
const DECIMALS: Record<string, number> = { kg: 3, m: 2, l: 3 };
const COUNTED = new Set(['piece', 'pair', 'set', 'box']);

/** Whether the unit is counted in ones, so that "3 left" needs no unit. */
export const isCounted = (uom: string): boolean => COUNTED.has(uom);

/** "3" for 3 pieces, "1.25 m" for 125 of the unit m. */
export function formatQuantity(quantity: number, uom: string, locale: string): string {
  const decimals = DECIMALS[uom] ?? 0;
  const number = new Intl.NumberFormat(locale, { maximumFractionDigits: decimals }).format(quantity / 10 ** decimals);
  return isCounted(uom) ? number : `${number} ${uom}`;
}
