import type { ProductSnapshot } from '../catalog/index.ts';
import type { CartLine } from './cart.model.ts';
import { draftOrder } from './order-draft.policy.ts';
import type { OrderTotals } from './order-totals.policy.ts';
import type { OrderingSettings } from './ordering.settings.ts';

/** What the shopper should know of a line before they order. */
export type CartNote = 'price_changed' | 'not_enough' | 'not_for_sale';

export type CartLineView = {
  productId: string;
  sku: string;
  slug: string;
  name: string;
  uom: string;
  quantity: number;
  unitPrice: number;
  gross: number;
  available: number;
  notes: CartNote[];
  /** The price when the line was set, where it was another. */
  priceThen?: number;
};

export type CartView = {
  lines: CartLineView[];
  currency: string;
  /** What an order of this cart costs now, by the first way of delivery. Lines that are not for sale don't count. */
  totals: OrderTotals;
  delivery: { method: string; name: string } | null;
  /** Whether it could be ordered as it is. */
  orderable: boolean;
};

/** The cart as shoppers get it. Products that were deleted since are left out. */
export function presentCart(
  lines: readonly CartLine[],
  products: ReadonlyMap<string, ProductSnapshot>,
  settings: OrderingSettings,
): CartView {
  const known = lines.flatMap(({ product: id, quantity, price }) => {
    const product = products.get(String(id));
    return product ? [{ product, quantity, price }] : [];
  });
  const sold = known.filter(({ product }) => product.status === 'active');
  const wanted = sold.map(({ product, quantity }) => ({ productId: product.id, quantity }));
  const draft = wanted.length > 0 ? draftOrder(wanted, products, settings) : null;
  const gross = new Map(draft?.lines.map((line) => [line.product, line.gross]));

  const views = known.map(({ product, quantity, price }): CartLineView => {
    const available = product.status === 'active' ? Math.max(product.available, 0) : 0;
    const notes: CartNote[] = [];
    if (product.status !== 'active') notes.push('not_for_sale');
    else if (available < quantity) notes.push('not_enough');
    const changed = price !== product.price;
    if (changed) notes.push('price_changed');
    const { id: productId, sku, slug, name, uom, price: unitPrice } = product;
    const cost = gross.get(productId) ?? 0;
    const line = { productId, sku, slug, name, uom, quantity, unitPrice, gross: cost, available, notes };
    return changed ? { ...line, priceThen: price } : line;
  });
  return {
    lines: views,
    currency: settings.currency,
    totals: draft?.totals ?? { goods: 0, delivery: 0, net: 0, vat: 0, gross: 0 },
    delivery: draft?.delivery ?? null,
    orderable: views.length > 0 && views.every((line) => line.available >= line.quantity),
  };
}
