import { tidied } from './book-text.policy.ts';
import type { TradeRow } from './trade-row.policy.ts';

/**
 * What a row's code stands for. Only `goods` have a product and stock; `delivery` is postage and carriage; `test` stands for nothing at all;
 * the others are money without goods.
 */
export const ROW_KINDS = [
  'goods',
  'delivery',
  'discount',
  'manual',
  'fee',
  'bank-charge',
  'sample',
  'voucher',
  'commission',
  'bad-debt',
  'service',
  'test',
] as const;
export type RowKind = (typeof ROW_KINDS)[number];

const CODES: Record<string, RowKind> = {
  POST: 'delivery',
  DOT: 'delivery',
  C2: 'delivery',
  C3: 'delivery',
  D: 'discount',
  M: 'manual',
  ADJUST: 'manual',
  ADJUST2: 'manual',
  AMAZONFEE: 'fee',
  'BANK CHARGES': 'bank-charge',
  S: 'sample',
  CRUK: 'commission',
  B: 'bad-debt',
  PADS: 'goods',
};

/** Services that stand under a number like goods, known by their name. */
const NAMES: [RegExp, RowKind][] = [
  [/^(?:dotcom )?postage$/i, 'delivery'],
  [/^(?:next day )?carriage$/i, 'delivery'],
  [/^high resolution image$/i, 'service'],
  [/^adjust bad debt$/i, 'bad-debt'],
  [/\bgift voucher\b/i, 'voucher'],
  [/^this is a test product/i, 'test'],
];

/** What a code stands for. A code that nobody has met is goods if it has digits in it, like all the shop's goods; otherwise a manual entry. */
export function classify(row: Pick<TradeRow, 'code' | 'text'>): RowKind {
  const known = CODES[row.code];
  if (known) return known;
  if (/^TEST\d*$/.test(row.code)) return 'test';
  if (/^GIFT(?:_|$)/.test(row.code)) return 'voucher';
  const text = tidied(row.text);
  for (const [name, kind] of NAMES) if (name.test(text)) return kind;
  if (/\d/.test(row.code) || row.code.startsWith('DCGS')) return 'goods';
  return 'manual';
}

/** Is this a code that the table above was made for, or one that was guessed at? */
export const isKnownCode = (code: string): boolean =>
  code in CODES || /^(?:\d{5}[A-Z]{0,3}|DCGS\w+|GIFT_\w+|TEST\d*|SP\d+)$/.test(code);

export type InvoiceKind = 'sale' | 'cancellation' | 'adjustment';

/** `C…` are cancellations, `A…` adjustments of bad debt. */
export function invoiceKind(invoice: string): InvoiceKind {
  if (invoice.startsWith('C')) return 'cancellation';
  return invoice.startsWith('A') ? 'adjustment' : 'sale';
}

/** What people call the money of a row that is not goods, where the file does not name it. */
export const KIND_LABELS: Record<Exclude<RowKind, 'goods' | 'test'>, string> = {
  delivery: 'Postage and carriage',
  discount: 'Discount',
  manual: 'Manual entry',
  fee: 'Marketplace fee',
  'bank-charge': 'Bank charges',
  sample: 'Samples',
  voucher: 'Gift voucher',
  commission: 'Commission',
  'bad-debt': 'Adjustment of bad debt',
  service: 'Service',
};
