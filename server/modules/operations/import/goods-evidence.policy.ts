import { isGoodsName, tidied, titleCase } from './book-text.policy.ts';
import { classify } from './classify.policy.ts';
import type { PlacedRow } from './plan-invoice.policy.ts';
import { type PriceWitness, usualName, usualPrice, WITNESSES } from './usual-price.policy.ts';

/** What rows of the trade files say of one stock code. */
export type GoodsEvidence = {
  /** Descriptions of rows with a price, and how often. */
  priced: Map<string, number>;
  /** Descriptions of rows without one: used where there are no others, and only if they look like names. */
  unpriced: Map<string, number>;
  trade: PriceWitness[];
  others: PriceWitness[];
};

export const noEvidence = (): GoodsEvidence => ({ priced: new Map(), unpriced: new Map(), trade: [], others: [] });

/** Adds what a row says. Rows must come in the order of time; only the latest prices are kept. */
export function addEvidence(
  evidence: GoodsEvidence,
  row: Pick<PlacedRow, 'text' | 'price' | 'quantity' | 'at' | 'customer' | 'invoice'>,
): void {
  addName(evidence, row.text, row.price > 0, 1);
  if (row.price <= 0 || row.quantity <= 0 || /^[AC]/.test(row.invoice)) return;
  const witnesses = row.customer ? evidence.trade : evidence.others;
  witnesses.push({ at: row.at, price: row.price, invoice: row.invoice, trade: row.customer !== '' });
  if (witnesses.length > 2 * WITNESSES) witnesses.splice(0, witnesses.length - 2 * WITNESSES);
}

export function addName(evidence: GoodsEvidence, text: string, priced: boolean, count: number): void {
  const name = tidied(text);
  if (!isGoodsName(name, priced) || classify({ code: '00000', text: name }) !== 'goods') return;
  const names = priced ? evidence.priced : evidence.unpriced;
  names.set(name, (names.get(name) ?? 0) + count);
}

export type GoodsFacts = { name: string; bookName?: string; price: number; status: 'draft' | 'active' };

/** The product that the evidence describes. Without a name, or without a price, it is a draft: the shop can't sell it. */
export function factsFrom(sku: string, evidence: GoodsEvidence): GoodsFacts {
  const bookName = usualName(evidence.priced) ?? usualName(evidence.unpriced);
  const price = usualPrice([...evidence.trade, ...evidence.others]) ?? 0;
  return {
    name: bookName ? titleCase(bookName) : `SKU ${sku}`,
    ...(bookName ? { bookName } : {}),
    price,
    status: bookName && price > 0 ? 'active' : 'draft',
  };
}
