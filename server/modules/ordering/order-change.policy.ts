import { invalid } from '../../shared/errors.ts';
import { formatQuantity } from '../../shared/quantity.ts';
import {
  type DraftLine,
  type DraftProduct,
  deliveryMethod,
  deliveryPrice,
  draftLine,
  type WantedLine,
} from './order-draft.policy.ts';
import { lineAmounts, type OrderTotals, orderTotals, splitVat } from './order-totals.policy.ts';
import type { Pricing } from './ordering.settings.ts';

type ChangeableOrder = {
  lines: readonly DraftLine[];
  totals: OrderTotals;
  delivery?: { method: string; name: string } | null | undefined;
  paid: number;
  refunded: number;
};

/** What a change of an order's lines comes to, before anything is done. */
export type OrderChange = {
  lines: DraftLine[];
  totals: OrderTotals;
  delivery: { method: string; name: string } | null;
  /** What is set aside further, or given back (below zero), by product. */
  reserved: { productId: string; quantity: number }[];
  money: { before: number; after: number; toPay: number; toRefund: number };
};

/**
 * The order with other lines: goods that stay keep the price they were ordered at, new ones cost what they cost now, and charges without goods
 * stay. Delivery follows the goods' worth. Products that are new must be given. Once part of an order has left, what has not can be taken off,
 * and nothing else: delivery costs what it cost. Throws `invalid` for more than that.
 */
export function changeOrder(
  order: ChangeableOrder,
  wanted: readonly WantedLine[],
  products: ReadonlyMap<string, DraftProduct>,
  settings: Pricing,
  deliveryId?: string,
): OrderChange {
  const before = new Map(order.lines.flatMap((line) => (line.product ? [[line.product, line] as const] : [])));
  let lastId = Math.max(0, ...order.lines.map(({ lineId }) => Number(lineId) || 0));
  const goods = wanted.map(({ productId, quantity }) => {
    const line = before.get(productId);
    if (line) return { ...line, quantity, ...lineAmounts({ ...line, quantity }) };
    const product = products.get(productId);
    if (!product) throw new Error(`no product was given for ${productId}`);
    lastId += 1;
    return draftLine(String(lastId), product, quantity, settings.vatRate);
  });
  const lines = [...goods, ...order.lines.filter(({ product }) => product === null)];
  const hasLeft = order.lines.some(({ shipped }) => shipped > 0);
  if (hasLeft) assertOnlyLess(before, wanted);
  const { delivery, cost } = hasLeft
    ? { delivery: order.delivery ?? null, cost: order.totals.delivery }
    : deliveryOf(order, sumOf(lines), settings, deliveryId);
  const totals = orderTotals(lines, splitVat(cost, settings.vatRate));
  return {
    lines,
    totals,
    delivery,
    reserved: reservedMore(before, wanted),
    money: { before: order.totals.gross, after: totals.gross, ...moneyOf(order, totals.gross, hasLeft) },
  };
}

/** Nothing is added, and no line gets smaller than what has left of it. */
function assertOnlyLess(before: ReadonlyMap<string, DraftLine>, wanted: readonly WantedLine[]): void {
  const after = new Map(wanted.map(({ productId, quantity }) => [productId, quantity]));
  for (const { productId, quantity } of wanted) {
    if (quantity > (before.get(productId)?.quantity ?? 0)) {
      throw invalid({ lines: 'Part of this order has left, so nothing can be added. Place another order for it.' });
    }
  }
  for (const [productId, { sku, shipped, uom }] of before) {
    if (shipped > (after.get(productId) ?? 0)) {
      throw invalid({ lines: `${formatQuantity(shipped, uom)} of ${sku} have left already. Leave at least as many.` });
    }
  }
}

/**
 * What is to be paid or goes back. Of an order that is still here that is what it costs against what was kept; of one that has left in part
 * only what it gets cheaper: money that went back before may have been for goods that came back.
 */
function moneyOf({ totals, paid, refunded }: ChangeableOrder, after: number, hasLeft: boolean) {
  const kept = paid - refunded;
  if (!hasLeft) return { toPay: Math.max(0, after - kept), toRefund: Math.max(0, kept - after) };
  const open = Math.max(0, totals.gross - paid);
  const less = totals.gross - after;
  return { toPay: Math.max(0, open - less), toRefund: Math.min(kept, Math.max(0, less - open)) };
}

const sumOf = (lines: readonly DraftLine[]): number => lines.reduce((sum, line) => sum + line.gross, 0);

/** A way of delivery that the shop no longer has costs what it cost then. */
function deliveryOf(
  order: ChangeableOrder,
  goods: number,
  settings: Pricing,
  deliveryId: string | undefined,
): { delivery: OrderChange['delivery']; cost: number } {
  const known = settings.deliveryMethods.find(({ id }) => id === order.delivery?.method);
  if (!deliveryId && !known) return { delivery: order.delivery ?? null, cost: order.totals.delivery };
  const method = deliveryId || !known ? deliveryMethod(settings, deliveryId) : known;
  return { delivery: { method: method.id, name: method.name }, cost: deliveryPrice(method, goods) };
}

function reservedMore(
  before: ReadonlyMap<string, DraftLine>,
  wanted: readonly WantedLine[],
): { productId: string; quantity: number }[] {
  const after = new Map(wanted.map(({ productId, quantity }) => [productId, quantity]));
  return [...new Set([...before.keys(), ...after.keys()])]
    .map((productId) => ({
      productId,
      quantity: (after.get(productId) ?? 0) - (before.get(productId)?.quantity ?? 0),
    }))
    .filter(({ quantity }) => quantity !== 0);
}
