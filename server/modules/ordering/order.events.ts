import { enqueue } from '../../platform/outbox.ts';

/** What the outbox carries from here; each with the order's id and nothing personal. */
export const ORDER_TOPICS = [
  'order.placed',
  'order.changed',
  'order.paid',
  'order.shipped',
  'order.delivered',
  'order.cancelled',
  'order.refunded',
  'order.returned',
  'order.return_requested',
  'order.return_accepted',
  'order.return_declined',
] as const;
export type OrderTopic = (typeof ORDER_TOPICS)[number];

/** Tells of something that happened to an order, once the current operation has committed. */
export const tell = (topic: OrderTopic, orderId: unknown, more: Record<string, unknown> = {}): Promise<void> =>
  enqueue(topic, { orderId: String(orderId), ...more });
