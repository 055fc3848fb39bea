import { illegalMove } from '../../shared/errors.ts';
import { orderingTexts } from './ordering.texts.ts';

/** Money: what the customer has paid, seen from the whole order. */
export const PAYMENT_MOVES = {
  unpaid: ['paid'],
  /** Back to unpaid where a paid order grew before it was packed. */
  paid: ['unpaid', 'partly_refunded', 'refunded'],
  partly_refunded: ['partly_refunded', 'refunded'],
  refunded: [],
} as const satisfies MoveTable;

/** Goods: where they are. A returned order has come back whole; part of it back leaves the state as it was. */
export const FULFILMENT_MOVES = {
  unfulfilled: ['partly_shipped', 'shipped'],
  /** Returned where what was left is taken off, and what had left is back. */
  partly_shipped: ['partly_shipped', 'shipped', 'returned'],
  shipped: ['delivered', 'returned'],
  delivered: ['returned'],
  returned: [],
} as const satisfies MoveTable;

/** The order as a whole. Completed and cancelled are ends: what happens to money or goods after them does not reopen it. */
export const ORDER_MOVES = {
  open: ['completed', 'cancelled'],
  completed: [],
  cancelled: [],
} as const satisfies MoveTable;

type MoveTable = Record<string, readonly string[]>;

export type PaymentStatus = keyof typeof PAYMENT_MOVES;
export type FulfilmentStatus = keyof typeof FULFILMENT_MOVES;
export type OrderStatus = keyof typeof ORDER_MOVES;

export const PAYMENT_STATUSES = Object.keys(PAYMENT_MOVES) as PaymentStatus[];
export const FULFILMENT_STATUSES = Object.keys(FULFILMENT_MOVES) as FulfilmentStatus[];
export const ORDER_STATUSES = Object.keys(ORDER_MOVES) as OrderStatus[];

type OrderState = { status: OrderStatus; paymentStatus: PaymentStatus; fulfilmentStatus: FulfilmentStatus };

/**
 * What may be done to an order, and in which states. The tables above say where a status can go;
 * this one says which verb needs which of the three.
 */
export const ORDER_ACTIONS = {
  ship: { status: ['open'], fulfilmentStatus: ['unfulfilled', 'partly_shipped'] },
  deliver: { fulfilmentStatus: ['shipped'], status: ['open'] },
  cancel: { status: ['open'], fulfilmentStatus: ['unfulfilled'] },
  changeAddress: { status: ['open'], fulfilmentStatus: ['unfulfilled'] },
  /** Once part of it has left, only to take off what has not. */
  changeLines: { status: ['open'], fulfilmentStatus: ['unfulfilled', 'partly_shipped'] },
  takePayment: { status: ['open'], paymentStatus: ['unpaid'] },
  /** Money that arrives late is a fact: it is kept on a cancelled order too, where it becomes work for staff. */
  capture: { status: ['open', 'cancelled'], paymentStatus: ['unpaid'] },
  refund: { paymentStatus: ['paid', 'partly_refunded'] },
  /** What a shopper wishes; staff take goods back in other states too. */
  requestReturn: { fulfilmentStatus: ['delivered'] },
  returnLines: { fulfilmentStatus: ['partly_shipped', 'shipped', 'delivered'] },
} as const satisfies Record<string, { [K in keyof OrderState]?: readonly OrderState[K][] }>;

export type OrderAction = keyof typeof ORDER_ACTIONS;

/** Throws `illegal_move` unless the order's states allow the action. */
export function assertAllowed(action: OrderAction, order: OrderState): void {
  const needs: { [K in keyof OrderState]?: readonly string[] } = ORDER_ACTIONS[action];
  for (const field of ['status', 'paymentStatus', 'fulfilmentStatus'] as const) {
    if (needs[field] && !needs[field].includes(order[field])) throw notNow(action, order[field]);
  }
}

function notNow(action: OrderAction, state: string): Error {
  const [is, done] = [orderingTexts.states[state] ?? state, orderingTexts.actions[action]];
  return illegalMove('The order', state, action, orderingTexts[is === done ? 'already' : 'notNow'](is, done));
}

export const mayDo = (action: OrderAction, order: OrderState): boolean => {
  const needs: { [K in keyof OrderState]?: readonly string[] } = ORDER_ACTIONS[action];
  return (['status', 'paymentStatus', 'fulfilmentStatus'] as const).every(
    (field) => !needs[field] || needs[field].includes(order[field]),
  );
};

/** Returns the new payment status, or throws `illegal_move`. */
export const movePayment = (from: PaymentStatus, to: PaymentStatus): PaymentStatus =>
  move('Payment', PAYMENT_MOVES, from, to);

/** Returns the new fulfilment status, or throws `illegal_move`. */
export const moveFulfilment = (from: FulfilmentStatus, to: FulfilmentStatus): FulfilmentStatus =>
  move('Fulfilment', FULFILMENT_MOVES, from, to);

/** Returns the new status of the order, or throws `illegal_move`. */
export const moveOrder = (from: OrderStatus, to: OrderStatus): OrderStatus => move('The order', ORDER_MOVES, from, to);

function move<S extends string>(what: string, table: Record<S, readonly string[]>, from: S, to: S): S {
  if (!table[from].includes(to)) throw illegalMove(what, from, to);
  return to;
}

type CountedLine = { product: unknown; quantity: number; shipped: number; returned: number };

/** The fulfilment status that the lines' own figures say. Charges such as postage are not shipped and don't count. */
export function fulfilmentOf(lines: readonly CountedLine[], delivered: boolean): FulfilmentStatus {
  const goods = lines.filter((line) => line.product !== null);
  if (goods.every((line) => line.shipped === 0)) return 'unfulfilled';
  if (goods.some((line) => line.shipped < line.quantity)) return 'partly_shipped';
  if (goods.every((line) => line.returned === line.quantity)) return 'returned';
  return delivered ? 'delivered' : 'shipped';
}

/** The payment status that the sums say. */
export function paymentOf(gross: number, paid: number, refunded: number): PaymentStatus {
  if (refunded > 0) return refunded >= paid ? 'refunded' : 'partly_refunded';
  return paid >= gross ? 'paid' : 'unpaid';
}

/** An open order is completed once its goods have arrived and are paid, or have all come back. */
export function isComplete(order: OrderState): boolean {
  if (order.status !== 'open') return false;
  if (order.fulfilmentStatus === 'returned') return true;
  return order.fulfilmentStatus === 'delivered' && order.paymentStatus !== 'unpaid';
}

/** All its money went back before anything left: its goods are not sent for nothing, it waits to be cancelled. */
export const isGivenUp = (order: OrderState): boolean => mayDo('cancel', order) && order.paymentStatus === 'refunded';

export type NextStep = 'take-payment' | 'ship' | 'deliver' | 'refund' | 'cancel' | null;

/** What staff do next with an order; the queue's button. `shipsUnpaid` is the payment method's rule. */
export function nextStep(order: OrderState, shipsUnpaid: boolean): NextStep {
  if (order.status === 'cancelled') return mayDo('refund', order) ? 'refund' : null;
  if (order.status === 'completed') return null;
  if (isGivenUp(order)) return 'cancel';
  if (mayDo('ship', order) && (shipsUnpaid || order.paymentStatus !== 'unpaid')) return 'ship';
  if (order.paymentStatus === 'unpaid' && order.fulfilmentStatus !== 'shipped') return 'take-payment';
  if (mayDo('deliver', order)) return 'deliver';
  return order.paymentStatus === 'unpaid' ? 'take-payment' : null;
}
