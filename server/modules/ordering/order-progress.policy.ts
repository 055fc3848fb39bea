import {
  type FulfilmentStatus,
  fulfilmentOf,
  isComplete,
  moveFulfilment,
  moveOrder,
  movePayment,
  type OrderStatus,
  type PaymentStatus,
  paymentOf,
} from './order-state.policy.ts';

type Progress = {
  status: OrderStatus;
  paymentStatus: PaymentStatus;
  fulfilmentStatus: FulfilmentStatus;
  lines: readonly { product: unknown; quantity: number; shipped: number; returned: number }[];
  totals: { gross: number };
  paid: number;
  refunded: number;
  expiresAt?: Date | null;
};

/** Brings an order's states in line with its figures after goods moved. Throws `illegal_move` for a move that no table allows. */
export function followGoods(order: Progress, delivered = order.fulfilmentStatus === 'delivered'): void {
  const next = fulfilmentOf(order.lines, delivered);
  if (next !== order.fulfilmentStatus) order.fulfilmentStatus = moveFulfilment(order.fulfilmentStatus, next);
  order.expiresAt = null;
  completeIfDone(order);
}

/** The same after money moved. */
export function followMoney(order: Progress): void {
  const next = paymentOf(order.totals.gross, order.paid, order.refunded);
  if (next !== order.paymentStatus) order.paymentStatus = movePayment(order.paymentStatus, next);
  if (next !== 'unpaid') order.expiresAt = null;
  completeIfDone(order);
}

function completeIfDone(order: Progress): void {
  if (isComplete(order)) order.status = moveOrder(order.status, 'completed');
}
