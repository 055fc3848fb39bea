import { illegalMove, invalid } from '../../shared/errors.ts';
import { formatQuantity, type Uom } from '../../shared/quantity.ts';

export const MOST_RETURN_PHOTOS = 5;

/** What becomes of a customer's wish to send goods back. Received and declined are ends; another wish is another request. */
export const RETURN_REQUEST_MOVES = {
  requested: ['accepted', 'declined', 'received'],
  accepted: ['declined', 'received'],
  declined: [],
  received: [],
} as const satisfies Record<string, readonly string[]>;

export type ReturnRequestStatus = keyof typeof RETURN_REQUEST_MOVES;
export const RETURN_REQUEST_STATUSES = Object.keys(RETURN_REQUEST_MOVES) as ReturnRequestStatus[];
/** Those that somebody still has to do something about. An order has at most one of them. */
export const WAITING_RETURNS: readonly ReturnRequestStatus[] = ['requested', 'accepted'];

export const mayMoveReturn = (from: ReturnRequestStatus, to: ReturnRequestStatus): boolean =>
  (RETURN_REQUEST_MOVES[from] as readonly string[]).includes(to);

/** Returns the new status, or throws `illegal_move`. */
export function moveReturn(from: ReturnRequestStatus, to: ReturnRequestStatus): ReturnRequestStatus {
  if (!mayMoveReturn(from, to)) throw illegalMove('The return', from, to);
  return to;
}

type CountedLine = { lineId: string; product: unknown; sku: string; uom: Uom; shipped: number; returned: number };

/** Throws `invalid` unless every part is with the customer: shipped, and not back already. */
export function assertWithCustomer(
  lines: readonly CountedLine[],
  parts: readonly { lineId: string; quantity: number }[],
): void {
  for (const { lineId, quantity } of parts) {
    const line = lines.find((one) => one.lineId === lineId);
    if (!line?.product) throw invalid({ lines: `There is no line ${lineId} with goods on this order.` });
    const out = line.shipped - line.returned;
    if (quantity > out)
      throw invalid({ lines: `Only ${formatQuantity(out, line.uom)} of ${line.sku} are with the customer.` });
  }
}
