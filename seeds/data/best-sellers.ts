import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { unpackTradeDays } from './trade-days.ts';

type Row = { InvoiceNo: string; StockCode: string; Description: string; Quantity: string; UnitPrice: string };

export type Goods = { sku: string; name: string; lines: number };

/** Postage, charges and manual entries have codes of letters; goods have five digits and perhaps letters after them. */
const GOODS = /^\d{5}[A-Z]{0,3}$/;

/** The goods of the packed trade days with their usual names, those sold on most lines first. */
export function bestSellers(): Goods[] {
  const sold = new Map<string, { lines: number; names: Map<string, number> }>();
  const days = unpackTradeDays();
  try {
    for (const file of days.files)
      for (const row of parse<Row>(readFileSync(file), { columns: true, bom: true })) note(row, sold);
  } finally {
    days.remove();
  }
  return [...sold]
    .map(([sku, { lines, names }]) => ({ sku, name: usual(names), lines }))
    .sort((a, b) => b.lines - a.lines || (a.sku < b.sku ? -1 : 1));
}

function note(row: Row, sold: Map<string, { lines: number; names: Map<string, number> }>): void {
  const sku = row.StockCode.toUpperCase();
  const name = row.Description.replace(/\s+/g, ' ').trim();
  if (!GOODS.test(sku) || !name || row.InvoiceNo.startsWith('C')) return;
  if (Number(row.Quantity) <= 0 || Number(row.UnitPrice) <= 0) return;
  const known = sold.get(sku) ?? { lines: 0, names: new Map<string, number>() };
  known.lines += 1;
  known.names.set(name, (known.names.get(name) ?? 0) + 1);
  sold.set(sku, known);
}

function usual(names: ReadonlyMap<string, number>): string {
  return [...names].reduce((best, next) => (next[1] > best[1] ? next : best))[0];
}
