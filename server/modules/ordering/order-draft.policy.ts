import { invalid } from '../../shared/errors.ts';
import type { Uom } from '../../shared/quantity.ts';
import type { DeliveryMethod } from '../settings/index.ts';
import { type BasisPoints, lineAmounts, type OrderTotals, orderTotals, splitVat } from './order-totals.policy.ts';
import type { Pricing } from './ordering.settings.ts';

export type DraftProduct = { id: string; sku: string; name: string; uom: Uom; price: number };
export type WantedLine = { productId: string; quantity: number };

export type DraftLine = {
  lineId: string;
  product: string | null;
  sku: string;
  name: string;
  uom: Uom;
  quantity: number;
  shipped: number;
  returned: number;
  unitPrice: number;
  vatRate: BasisPoints;
  net: number;
  vat: number;
  gross: number;
};

export type OrderDraft = {
  lines: DraftLine[];
  totals: OrderTotals;
  delivery: { method: string; name: string };
  currency: string;
};

/** Prices wanted lines as of now: what a cart shows is what an order of it costs. Every product must be given. */
export function draftOrder(
  wanted: readonly WantedLine[],
  products: ReadonlyMap<string, DraftProduct>,
  settings: Pricing,
  deliveryId?: string,
): OrderDraft {
  const lines = wanted.map((line, index) => {
    const product = products.get(line.productId);
    if (!product) throw new Error(`no product was given for ${line.productId}`);
    return draftLine(String(index + 1), product, line.quantity, settings.vatRate);
  });
  const method = deliveryMethod(settings, deliveryId);
  const goods = lines.reduce((sum, line) => sum + line.gross, 0);
  const totals = orderTotals(lines, splitVat(deliveryPrice(method, goods), settings.vatRate));
  return { lines, totals, delivery: { method: method.id, name: method.name }, currency: settings.currency };
}

/** What a way of delivery costs for goods of this worth. An order without goods to pay for still pays its delivery. */
export const deliveryPrice = (method: DeliveryMethod, goods: number): number =>
  method.freeFrom !== null && goods >= method.freeFrom ? 0 : method.price;

export function draftLine(lineId: string, product: DraftProduct, quantity: number, vatRate: BasisPoints): DraftLine {
  const priced = { quantity, uom: product.uom, unitPrice: product.price, vatRate };
  const { id, sku, name } = product;
  return { lineId, product: id, sku, name, shipped: 0, returned: 0, ...priced, ...lineAmounts(priced) };
}

/** The way of delivery of that id; the first one where none is named. */
export function deliveryMethod({ deliveryMethods }: Pick<Pricing, 'deliveryMethods'>, id?: string): DeliveryMethod {
  const method = id === undefined ? deliveryMethods[0] : deliveryMethods.find((one) => one.id === id);
  if (!method) throw invalid({ delivery: `Choose one of: ${deliveryMethods.map((one) => one.id).join(', ')}.` });
  return method;
}
