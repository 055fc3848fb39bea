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
 * stay. Delivery follows the goods' worth. Products that are new must be given.
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
  const { delivery, cost } = deliveryOf(order, sumOf(lines), settings, deliveryId);
  const totals = orderTotals(lines, splitVat(cost, settings.vatRate));
  const kept = order.paid - order.refunded;
  return {
    lines,
    totals,
    delivery,
    reserved: reservedMore(before, wanted),
    money: {
      before: order.totals.gross,
      after: totals.gross,
      toPay: Math.max(0, totals.gross - kept),
      toRefund: Math.max(0, kept - totals.gross),
    },
  };
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
