import type { Audited } from '../audit/index.ts';
import type { Order, OrderLine } from './order.model.ts';

/** An order as other modules and staff's screens get it: plain values, ids as text. */
export type OrderView = Omit<Order, '_id' | 'customer' | 'lines'> & {
  id: string;
  customer: string | null;
  lines: (Omit<OrderLine, 'product'> & { product: string | null })[];
  revision: number;
};

/** Turns a stored order into plain values. */
export function presentOrder(stored: Order & Audited & { toObject?: () => unknown }): OrderView {
  const plain = (stored.toObject ? stored.toObject() : stored) as Order & Audited;
  const { _id, customer, lines, createdAt: _created, updatedAt: _updated, ...rest } = plain;
  return {
    ...rest,
    id: String(_id),
    customer: customer && String(customer),
    lines: lines.map((line) => ({ ...line, product: line.product && String(line.product) })),
  };
}
