import type { PaymentState } from './payment.model.ts';

/**
 * Where a payment can go from each state. A failed one can still be captured: a bank transfer may arrive after its order expired, and
 * money that is here is never turned away by the books.
 */
export const PAYMENT_STATE_MOVES: Record<PaymentState, readonly PaymentState[]> = {
  pending: ['captured', 'failed'],
  failed: ['captured'],
  captured: ['partly_refunded', 'refunded'],
  partly_refunded: ['partly_refunded', 'refunded'],
  refunded: [],
};

export const mayMovePayment = (from: PaymentState, to: PaymentState): boolean => PAYMENT_STATE_MOVES[from].includes(to);
