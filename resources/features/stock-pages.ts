import type { stockCard, whyUnavailable } from '../../server/modules/inventory/admin.ts';
import { toDecimalText } from '../../server/shared/money.ts';
import { isUom, UOMS } from '../../server/shared/quantity.ts';

type Values = Record<string, unknown>;

/** The page knows the unit of its product; quantities travel as decimals of it, the way people write them. */
const inUnit = (quantity: number, uom: string): string => toDecimalText(quantity, isUom(uom) ? UOMS[uom] : 0);

/** A page of a stock card as the panel gets it. */
export const cardForPage = ({ uom, items, next }: Awaited<ReturnType<typeof stockCard>>): Values => ({
  uom,
  next,
  rows: items.map((row) => ({
    ...row,
    delta: inUnit(row.delta, uom),
    held: inUnit(row.held, uom),
    balance: inUnit(row.balance, uom),
  })),
});

/** The answer to "Why is it unavailable?" as the panel gets it. */
export function whereaboutsForPage(found: Awaited<ReturnType<typeof whyUnavailable>>): Values {
  const shown = (quantity: number): string => inUnit(quantity, found.uom);
  const { onHand, reserved, held, available, orders, incoming, ...rest } = found;
  return {
    ...rest,
    onHand: shown(onHand),
    reserved: shown(reserved),
    held: shown(held),
    available: shown(available),
    isAvailable: available > 0,
    orders: orders.map((order) => ({ ...order, waiting: shown(order.waiting) })),
    incoming: incoming.map((one) => ({ ...one, quantity: shown(one.quantity) })),
  };
}
