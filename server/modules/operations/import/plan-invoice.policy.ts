import { isGoodsName } from './book-text.policy.ts';
import { classify, type InvoiceKind, invoiceKind, KIND_LABELS, type RowKind } from './classify.policy.ts';
import type { TradeRow } from './trade-row.policy.ts';

/** A row and where it stands. */
export type PlacedRow = TradeRow & { file: number; line: number };

type Place = { file: number; line: number };

/** Goods on an order or a return; the quantity is positive on both. */
export type GoodsLine = { sku: string; text: string; quantity: number; unitPrice: number };
/** Money without goods, signed: positive is owed to the shop. */
export type Charge = { kind: Exclude<RowKind, 'goods' | 'test'>; code: string; label: string; amount: number };
/** Goods that came or went without trade. */
export type StockNote = { sku: string; delta: number; reason: 'write-off' | 'correction'; note: string };

export type InvoicePlan = {
  invoice: string;
  kind: InvoiceKind;
  /** The earliest row's time, in milliseconds since 1970. */
  at: number;
  customer: string;
  country: string;
  /** A sale or a credit: its goods, postage and charges. Null where there are no goods and no customer. */
  document: { goods: GoodsLine[]; charges: Charge[]; delivery: number } | null;
  /** The money of an invoice without goods and customer: entries of the books alone. */
  adjustments: Charge[];
  stock: StockNote[];
  ignored: (Place & { reason: string })[];
  booked: number;
};

export type Refusal = { invoice: string; refused: (Place & { reason: string })[] };

export const isRefusal = (found: object): found is Refusal => 'refused' in found;

/**
 * Decides what becomes of each row of one invoice; every row ends in exactly one of booked, ignored, refused, and one bad row refuses all.
 * The table is in docs/import.md.
 */
export function planInvoice(rows: readonly PlacedRow[]): InvoicePlan | Refusal {
  const [head] = rows;
  if (!head) throw new Error('an invoice has rows');
  const kind = invoiceKind(head.invoice);
  const faults = rows.map((row) => faultOf(row, head, kind));
  if (faults.some((fault) => fault !== null)) return refuse(rows, (index) => faults[index] ?? null);

  const plan: InvoicePlan = {
    invoice: head.invoice,
    kind,
    at: rows.reduce((least, row) => Math.min(least, row.at), head.at),
    customer: head.customer,
    country: head.country,
    document: null,
    adjustments: [],
    stock: [],
    ignored: [],
    booked: 0,
  };
  const goods: GoodsLine[] = [];
  const charges: Charge[] = [];
  const priced = hasPricedRows(rows);
  for (const row of rows) {
    const place = placeRow(row, kind, priced);
    if (place.to === 'ignored') plan.ignored.push({ file: row.file, line: row.line, reason: place.reason });
    else plan.booked += 1;
    if (place.to === 'goods') goods.push(place.line);
    if (place.to === 'charge') charges.push(place.charge);
    if (place.to === 'stock') plan.stock.push(place.note);
  }

  // Money alone is a document where it concerns a customer, such as a discount given afterwards; otherwise it only concerns the books.
  if (goods.length === 0 && (kind === 'adjustment' || !plan.customer)) return { ...plan, adjustments: charges };
  if (goods.length + charges.length === 0) return plan;
  const delivery = charges
    .filter((charge) => charge.kind === 'delivery')
    .reduce((sum, charge) => sum + charge.amount, 0);
  const others = charges.filter((charge) => charge.kind !== 'delivery');
  return { ...plan, document: { goods, charges: others, delivery } };
}

/** What an invoice does to stock, row by row. */
export function goodsRowsOf(plan: InvoicePlan, rows: readonly PlacedRow[]): (PlacedRow & { delta: number })[] {
  const priced = hasPricedRows(rows);
  return rows.flatMap((row) => {
    const { to } = placeRow(row, plan.kind, priced);
    if (to !== 'goods' && to !== 'stock') return [];
    return [{ ...row, at: plan.at, delta: to === 'goods' ? -row.quantity : row.quantity }];
  });
}

type Placed =
  | { to: 'goods'; line: GoodsLine }
  | { to: 'charge'; charge: Charge }
  | { to: 'stock'; note: StockNote }
  | { to: 'ignored'; reason: string };

function placeRow(row: PlacedRow, invoice: InvoiceKind, priced: boolean): Placed {
  const kind = classify(row);
  if (kind === 'test') return { to: 'ignored', reason: 'a test of the till, neither goods nor money' };
  if (invoice === 'adjustment') return toCharge(row, kind === 'goods' ? 'bad-debt' : kind);
  if (kind !== 'goods') return toCharge(row, kind);
  if (invoice === 'cancellation') return toGoods(row, -row.quantity);
  if (row.quantity < 0) return toStock(row, 'write-off', 'Written off; the trade file gives no reason');
  // Without customer and without money no trade took place: staff booked goods in. Beside paid rows they left the house with these.
  if (isFree(row) && !row.customer && !priced) {
    return toStock(row, 'correction', 'Booked in; the trade file gives no reason');
  }
  return toGoods(row, row.quantity);
}

const hasPricedRows = (rows: readonly PlacedRow[]): boolean => rows.some((row) => row.quantity > 0 && !isFree(row));

/** Without a price; a fraction of a penny that was rounded to nothing is one. */
const isFree = (row: TradeRow): boolean => row.price === 0 && !row.rounded;

const toGoods = (row: PlacedRow, quantity: number): Placed => ({
  to: 'goods',
  line: { sku: row.code, text: row.text, quantity, unitPrice: row.price },
});

function toStock(row: PlacedRow, reason: StockNote['reason'], unsaid: string): Placed {
  const note = row.text && !isGoodsName(row.text, false) ? row.text : unsaid;
  return { to: 'stock', note: { sku: row.code, delta: row.quantity, reason, note } };
}

function toCharge(row: PlacedRow, kind: Charge['kind']): Placed {
  const amount = row.quantity * row.price;
  if (amount === 0) return { to: 'ignored', reason: 'no goods and no money' };
  return { to: 'charge', charge: { kind, code: row.code, label: row.text || KIND_LABELS[kind], amount } };
}

function faultOf(row: PlacedRow, head: PlacedRow, kind: InvoiceKind): string | null {
  if (row.customer !== head.customer)
    return `names another customer than the invoice's first row (${row.customer || 'none'}, ${head.customer || 'none'})`;
  if (row.country !== head.country)
    return `names another country than the invoice's first row (${row.country}, ${head.country})`;
  if (Math.abs(row.at - head.at) > 86_400_000) return "is dated more than a day from the invoice's first row";
  if (!Number.isSafeInteger(row.quantity * row.price)) return 'has an impossible amount';
  if (kind === 'adjustment') return null;
  if (row.price < 0) return 'has a negative price; only adjustments (A…) may';
  // Money without goods goes both ways on both.
  if (classify(row) !== 'goods') return null;
  if (kind === 'cancellation' && row.quantity > 0) return 'has a positive quantity of goods on a cancellation';
  if (kind === 'sale' && row.quantity < 0 && !isFree(row)) {
    return 'has a negative quantity of goods with a price, but is no cancellation (C…)';
  }
  return null;
}

/** Refuses every row; those that are sound themselves say which one is not. */
export function refuse(
  rows: readonly (Place & { invoice: string })[],
  fault: (index: number) => string | null,
): Refusal {
  const culprit = rows.findIndex((_, index) => fault(index) !== null);
  const named = rows[culprit];
  const because = named ? `its invoice has a bad row, line ${named.line}: ${fault(culprit)}` : 'its invoice is refused';
  return {
    invoice: rows[0]?.invoice ?? '',
    refused: rows.map((row, index) => ({ file: row.file, line: row.line, reason: fault(index) ?? because })),
  };
}
