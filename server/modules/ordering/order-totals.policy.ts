import { UOMS, type Uom } from '../../shared/quantity.ts';

/** One tenth of a per mille: 2,000 basis points are 20 %. Rates are integers so that money never meets a float. */
export type BasisPoints = number;

export type PricedLine = { quantity: number; uom: Uom; unitPrice: number; vatRate: BasisPoints };
export type LineAmounts = { net: number; vat: number; gross: number };
export type OrderTotals = { goods: number; delivery: number; net: number; vat: number; gross: number };

/** Splits an amount that includes VAT; the two parts always add up to it. */
export function splitVat(gross: number, vatRate: BasisPoints): LineAmounts {
  const vat = divideRounded(BigInt(gross) * BigInt(vatRate), 10_000n + BigInt(vatRate));
  return { net: gross - vat, vat, gross };
}

/** The amounts of one line in minor units; the unit price includes VAT and is for one whole unit (1 kg, not 1 g). */
export function lineAmounts(line: PricedLine): LineAmounts {
  const steps = 10n ** BigInt(UOMS[line.uom]);
  return splitVat(divideRounded(BigInt(line.quantity) * BigInt(line.unitPrice), steps), line.vatRate);
}

/** Adds lines and delivery up. VAT is the sum of the lines' own, so that the invoice agrees with its lines to the penny. */
export function orderTotals(lines: readonly LineAmounts[], delivery: LineAmounts): OrderTotals {
  const goods = sum(lines, 'gross');
  return {
    goods,
    delivery: delivery.gross,
    net: sum(lines, 'net') + delivery.net,
    vat: sum(lines, 'vat') + delivery.vat,
    gross: goods + delivery.gross,
  };
}

/** What goes back to the customer for part of a line; the parts of a line never add up to more than the line. */
export function partOfLine(
  line: { quantity: number; gross: number },
  returnedBefore: number,
  quantity: number,
): number {
  const upTo = (count: number) => divideRounded(BigInt(line.gross) * BigInt(count), BigInt(line.quantity));
  return upTo(returnedBefore + quantity) - upTo(returnedBefore);
}

function sum(lines: readonly LineAmounts[], part: keyof LineAmounts): number {
  return lines.reduce((total, line) => total + line[part], 0);
}

/** Integer division, halves away from zero as on a paper invoice. */
function divideRounded(numerator: bigint, denominator: bigint): number {
  const negative = numerator < 0n;
  const magnitude = negative ? -numerator : numerator;
  const rounded = (2n * magnitude + denominator) / (2n * denominator);
  const value = Number(negative ? -rounded : rounded);
  if (!Number.isSafeInteger(value)) throw new RangeError('An amount of money is beyond what can be counted exactly');
  return value === 0 ? 0 : value;
}
