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

/** What a field for this quantity holds: "1.25" for 125 of the unit m. */
export function plainQuantity(quantity: number, uom: string): string {
  return String(quantity / 10 ** (DECIMALS[uom] ?? 0));
}

/** The smallest step that a field may go in, "0.01" for m. */
export const quantityStep = (uom: string): string => plainQuantity(1, uom);

/** The quantity in smallest steps of what was typed; undefined when it is none. Without floats. */
export function parseQuantity(text: string, uom: string): number | undefined {
  const decimals = DECIMALS[uom] ?? 0;
  const match = /^(\d{1,7})(?:[.,](\d*))?$/.exec(text.trim());
  if (!match) return undefined;
  const [, whole = '', fraction = ''] = match;
  if (fraction.length > decimals) return undefined;
  return Number(whole + fraction.padEnd(decimals, '0'));
}
