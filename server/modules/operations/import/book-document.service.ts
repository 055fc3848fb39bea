import type { RequestContext } from '../../../shared/request-context.ts';
import type { ProductSnapshot } from '../../catalog/index.ts';
import { createImportedOrder, earlierSalesOf } from '../../ordering/index.ts';
import { isGoodsName, titleCase } from './book-text.policy.ts';
import { KIND_LABELS } from './classify.policy.ts';
import type { ToBook } from './examine-invoices.service.ts';

/** Whom and what a batch of invoices names: products by SKU, users by customer number. */
export type Known = { products: Map<string, ProductSnapshot>; customers: Map<string, string> };

export function productOf(sku: string, { products }: Known): ProductSnapshot {
  const product = products.get(sku);
  if (!product) throw new Error(`the goods ${sku} were not prepared`);
  return product;
}

/** The trade files say nothing of VAT: amounts are kept as they are, none of it split off. */
const NO_VAT = 0;

/** Books the order or credit note of an invoice in the current operation; answers how many stock movements came with it. */
export async function bookDocument(ctx: RequestContext, { id, invoice, plan }: ToBook, known: Known): Promise<number> {
  const { document } = plan;
  if (!document) return 0;
  const lines = document.goods.map(({ sku, text, quantity, unitPrice }) => {
    const product = productOf(sku, known);
    const name = isGoodsName(text, unitPrice > 0) ? titleCase(text) : product.name;
    return { productId: product.id, sku, name, uom: product.uom, quantity, unitPrice };
  });
  const charges = document.charges.map(({ kind, code, label, amount }) => ({
    sku: code,
    name: isGoodsName(label, true) ? titleCase(label) : KIND_LABELS[kind],
    amount,
  }));
  const customer = known.customers.get(plan.customer) ?? null;
  const date = new Date(plan.at);
  const sales =
    plan.kind === 'cancellation' && customer && lines.length > 0 ? await earlierSalesOf(customer, lines, date) : [];
  await createImportedOrder(ctx, {
    name: id,
    invoice,
    kind: plan.kind === 'cancellation' ? 'cancellation' : 'sale',
    date,
    customer,
    guest: plan.customer ? null : { name: GUEST },
    country: plan.country,
    lines,
    charges,
    delivery: document.delivery,
    vatRate: NO_VAT,
    ...(sales.length > 0 ? { note: `Takes back goods of ${sales.join(', ')}.` } : {}),
  });
  return lines.length;
}

const GUEST = 'Guest (no customer number)';
