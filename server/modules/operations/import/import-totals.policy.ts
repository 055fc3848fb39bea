import { isKnownCode } from './classify.policy.ts';
import type { InvoicePlan, PlacedRow } from './plan-invoice.policy.ts';
import type { RowCounts } from './report.service.ts';

/** What an import did. Amounts are in minor units. */
export type ImportTotals = RowCounts & {
  invoices: { booked: number; known: number; refused: number };
  orders: number;
  creditNotes: number;
  adjustments: number;
  movements: number;
  openings: number;
  products: number;
  customers: number;
  /** Rows that were ignored, by reason. */
  ignoredBecause: Record<string, number>;
  /** Prices that were no whole number of pence. */
  roundedPrices: number;
  /** Codes that no rule knows, and how often they were met. */
  unknownCodes: Record<string, number>;
  /** The money of the booked rows; the three parts add up to the sum of quantity × price over the rows. */
  money: { orders: number; creditNotes: number; adjustments: number };
};

export const noTotals = (): ImportTotals => ({
  rows: 0,
  booked: 0,
  ignored: 0,
  refused: 0,
  invoices: { booked: 0, known: 0, refused: 0 },
  orders: 0,
  creditNotes: 0,
  adjustments: 0,
  movements: 0,
  openings: 0,
  products: 0,
  customers: 0,
  ignoredBecause: {},
  roundedPrices: 0,
  unknownCodes: {},
  money: { orders: 0, creditNotes: 0, adjustments: 0 },
});

/** The sentence that accounts for every row. */
export const accountOf = ({ rows, booked, ignored, refused }: RowCounts): string =>
  `rows read ${rows} = booked ${booked} + ignored ${ignored} + refused ${refused}`;

export function countIgnored(totals: ImportTotals, ignored: readonly { reason: string }[]): void {
  totals.ignored += ignored.length;
  for (const { reason } of ignored) totals.ignoredBecause[reason] = (totals.ignoredBecause[reason] ?? 0) + 1;
}

/** Adds what a booked invoice brought. */
export function countBooked(
  totals: ImportTotals,
  { plan, rows, repeated }: { plan: InvoicePlan; rows: readonly PlacedRow[]; repeated: readonly { reason: string }[] },
  movements: number,
): void {
  totals.invoices.booked += 1;
  totals.booked += plan.booked;
  countIgnored(totals, [...plan.ignored, ...repeated]);
  totals.movements += movements;
  totals.adjustments += plan.adjustments.length;
  totals.money.adjustments += sumOf(plan.adjustments);
  if (plan.document) {
    const sign = plan.kind === 'cancellation' ? -1 : 1;
    const goods = plan.document.goods.reduce((sum, line) => sum + sign * line.quantity * line.unitPrice, 0);
    const which = plan.kind === 'cancellation' ? 'creditNotes' : 'orders';
    totals[which] += 1;
    totals.money[which] += goods + plan.document.delivery + sumOf(plan.document.charges);
  }
  for (const row of rows) {
    if (row.rounded) totals.roundedPrices += 1;
    if (!isKnownCode(row.code)) totals.unknownCodes[row.code] = (totals.unknownCodes[row.code] ?? 0) + 1;
  }
}

const sumOf = (charges: readonly { amount: number }[]): number => charges.reduce((sum, { amount }) => sum + amount, 0);
