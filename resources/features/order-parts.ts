import type { PlainRecord } from '../../server/http/panel/bson-values.ts';
import type { FieldDefinition } from '../../server/http/panel/resource-definition.ts';
import { toDecimalText } from '../../server/shared/money.ts';
import { isUom, UOMS } from '../../server/shared/quantity.ts';

/** A part of an order's lines, as many as typed; the unit says how the number is read. */
export const PARTS: Record<string, FieldDefinition> = {
  lineId: {},
  uom: {},
  sku: { readOnly: true },
  name: { readOnly: true },
  left: { readOnly: true },
  quantity: { format: 'quantity' },
};

/** One row of a form that takes a part of an order's lines; `quantity` in the unit's smallest step, null where none was typed. */
export type LinePart = { lineId: string; quantity?: number | null };

type Line = {
  lineId: string;
  product: unknown;
  sku: string;
  name: string;
  uom: string;
  quantity: number;
  shipped: number;
  returned: number;
};

const linesOf = (order: PlainRecord): Line[] => ((order['lines'] ?? []) as Line[]).filter(({ product }) => product);

/** What has not left yet, each line filled in whole: shipping everything is the usual case. */
export const leftToShip = (order: PlainRecord): PlainRecord[] =>
  rowsOf(order, ({ quantity, shipped }) => quantity - shipped, true);

/** What is with the customer; how much of it came back is for the one who counts it. */
export const leftToReturn = (order: PlainRecord): PlainRecord[] =>
  rowsOf(order, ({ shipped, returned }) => shipped - returned, false);

/** The rows in which something was typed. */
export const partsTaken = (rows: readonly LinePart[]): { lineId: string; quantity: number }[] =>
  rows.flatMap(({ lineId, quantity }) => (quantity ? [{ lineId, quantity }] : []));

function rowsOf(order: PlainRecord, leftOf: (line: Line) => number, filledIn: boolean): PlainRecord[] {
  return linesOf(order)
    .map((line) => ({ line, left: leftOf(line) }))
    .filter(({ left }) => left > 0)
    .map(({ line: { lineId, sku, name, uom }, left }) => {
      const shown = toDecimalText(left, isUom(uom) ? UOMS[uom] : 0);
      return { lineId, uom, sku, name, left: shown, quantity: filledIn ? shown : '' };
    });
}
