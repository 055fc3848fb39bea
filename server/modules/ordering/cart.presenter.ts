import type { ProductSnapshot } from '../catalog/index.ts';
import type { CartLine } from './cart.model.ts';
import { draftOrder } from './order-draft.policy.ts';
import type { OrderTotals } from './order-totals.policy.ts';
import type { Pricing } from './ordering.settings.ts';

/** What the shopper should know of a line before they order; `reduced` where joining two carts could keep less than was wanted. */
export const CART_NOTES = ['price_changed', 'not_enough', 'not_for_sale', 'gone', 'reduced'] as const;
export type CartNote = (typeof CART_NOTES)[number];

export type CartLineView = {
  productId: string;
  /** Empty where the product was deleted since; so is the slug. */
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
  /** With `reduced`: how much was wanted. */
  wanted?: number;
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

/** The cart as shoppers get it. What can't be had any more stays in it, marked, until they take it out. */
export function presentCart(
  lines: readonly CartLine[],
  products: ReadonlyMap<string, ProductSnapshot>,
  settings: Pricing,
): CartView {
  const wanted = lines.flatMap(({ product, quantity }) => {
    const sold = products.get(String(product));
    return sold?.status === 'active' ? [{ productId: sold.id, quantity }] : [];
  });
  const draft = wanted.length > 0 ? draftOrder(wanted, products, settings) : null;
  const gross = new Map(draft?.lines.map((line) => [line.product, line.gross]));
  const views = lines.map((line) => {
    const id = String(line.product);
    const product = products.get(id);
    return product ? presentLine(line, product, gross.get(id) ?? 0) : presentGone(line);
  });
  return {
    lines: views,
    currency: settings.currency,
    totals: draft?.totals ?? { goods: 0, delivery: 0, net: 0, vat: 0, gross: 0 },
    delivery: draft?.delivery ?? null,
    orderable: views.length > 0 && views.every((line) => line.available >= line.quantity),
  };
}

function presentLine({ quantity, price, wanted }: CartLine, product: ProductSnapshot, gross: number): CartLineView {
  const { id: productId, sku, slug, name, uom, price: unitPrice } = product;
  const onSale = product.status === 'active';
  const available = onSale ? Math.max(product.available, 0) : 0;
  const changed = price !== unitPrice;
  const reduced = wanted !== undefined && wanted > quantity;
  const notes: CartNote[] = [];
  if (!onSale) notes.push('not_for_sale');
  else if (available < quantity) notes.push('not_enough');
  if (changed) notes.push('price_changed');
  if (reduced) notes.push('reduced');
  return {
    ...{ productId, sku, slug, name, uom, quantity, unitPrice, gross, available, notes },
    ...(changed ? { priceThen: price } : {}),
    ...(reduced ? { wanted } : {}),
  };
}

function presentGone({ product, quantity, price, name, uom }: CartLine): CartLineView {
  const productId = String(product);
  return {
    productId,
    sku: '',
    slug: '',
    name,
    uom,
    quantity,
    unitPrice: price,
    gross: 0,
    available: 0,
    notes: ['gone'],
  };
}
