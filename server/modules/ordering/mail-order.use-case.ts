import { clock } from '../../platform/clock.ts';
import { systemContext } from '../../shared/request-context.ts';
import { findUsers } from '../identity/index.ts';
import { queueMail } from '../notifications/index.ts';
import { paymentsOfOrder } from '../payments/index.ts';
import { shopSettings } from '../settings/index.ts';
import { guestOrderLink } from './guest-order-link.service.ts';
import type { OrderTopic } from './order.events.ts';
import { type Order, OrderModel } from './order.model.ts';
import { MAIL_OF, orderMail } from './order-mail.policy.ts';
import { orderingSettings } from './ordering.settings.ts';
import { ReturnRequestModel } from './return-request.model.ts';

/** The demo shop's customers of last week are not written to today. */
const DEMO_NEWS_MS = 3 * 24 * 3_600_000;

/** Writes to the customer about what happened to their order; the outbox's handler, harmless when repeated. */
export async function mailOrder(topic: OrderTopic, message: Record<string, unknown>, messageId: string): Promise<void> {
  const kind = MAIL_OF[topic];
  const order = kind && (await OrderModel.findById(String(message['orderId'])).lean<Order>());
  if (!kind || !order || (order.demo && clock.now().getTime() - order.date.getTime() > DEMO_NEWS_MS)) return;
  const reader = await readerOf(order);
  // An order taken at the counter may have nobody to write to.
  if (!reader) return;
  const orderId = String(order._id);
  const { shopName } = await shopSettings();
  const { timeZone } = orderingSettings();
  const lastPayment = (await paymentsOfOrder(orderId)).at(-1)?.status ?? null;
  const { returnRequestId } = message;
  const request = returnRequestId ? await ReturnRequestModel.findById(String(returnRequestId)).lean() : null;
  const { name, link } = reader;
  await queueMail(systemContext('mail', { source: 'job', ...(order.demo ? { demo: true } : {}) }), {
    key: `${topic}:${messageId}`,
    kind,
    to: reader.email,
    orderId,
    content: orderMail(kind, { order, shopName, timeZone, name, link, message, lastPayment, request }),
  });
}

type Reader = { email: string; name: string; link: string };

/** Who reads mails about an order. A guest's link opens it without signing in; a customer signs in. */
async function readerOf(order: Order): Promise<Reader | null> {
  const { guest, customer, name } = order;
  if (guest?.email) {
    return { email: guest.email, name: guest.name, link: guestOrderLink(name) };
  }
  if (!customer) return null;
  const [user] = await findUsers([String(customer)]);
  if (!user?.email) return null;
  const link = new URL(`/orders/${encodeURIComponent(name)}`, orderingSettings().storefrontUrl).toString();
  return { email: user.email, name: user.firstName ?? user.username, link };
}
