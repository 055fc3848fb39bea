import { formatMoney } from '../../shared/money.ts';
import { formatQuantity } from '../../shared/quantity.ts';
import type { MailContent } from '../notifications/index.ts';
import type { OrderTopic } from './order.events.ts';
import type { Order, OrderLine, Shipment } from './order.model.ts';
import { orderMailTexts as texts } from './order-mail.texts.ts';

export type OrderMailKind = 'confirmation' | 'shipped' | 'refunded' | 'cancelled';

/** What happened to an order that its customer is told of by mail. */
export const MAIL_OF: Partial<Record<OrderTopic, OrderMailKind>> = {
  'order.placed': 'confirmation',
  'order.shipped': 'shipped',
  'order.refunded': 'refunded',
  'order.cancelled': 'cancelled',
};

export type OrderMail = {
  order: Order;
  shopName: string;
  /** How the customer is spoken to. */
  name: string;
  link: string;
  timeZone: string;
  /** What the message in the outbox says of it: which shipment, how much money. */
  message: Record<string, unknown>;
};

/** The words of a mail about an order, as the order is now. */
export function orderMail(kind: OrderMailKind, mail: OrderMail): MailContent {
  const { order, name, shopName, link } = mail;
  const frame = {
    greeting: texts.hello(name),
    link: { label: texts.seeOrder, url: link },
    closing: texts.closing(shopName),
  };
  switch (kind) {
    case 'confirmation':
      return { ...frame, ...confirmation(mail) };
    case 'shipped':
      return { ...frame, ...shipped(mail) };
    case 'refunded': {
      const amount = formatMoney(Number(mail.message['amount']), order.currency);
      return {
        ...frame,
        subject: texts.refunded.subject(order.name),
        paragraphs: [texts.refunded.body(amount, order.name)],
      };
    }
    case 'cancelled':
      return { ...frame, ...cancelled(order) };
  }
}

type Words = Omit<MailContent, 'greeting' | 'link' | 'closing'> & Partial<Pick<MailContent, 'link'>>;

function confirmation({ order, timeZone }: OrderMail): Words {
  const { totals, currency, delivery, address } = order;
  const money = (amount: number): string => formatMoney(amount, currency);
  return {
    subject: texts.confirmation.subject(order.name),
    paragraphs: [texts.confirmation.thanks(order.name), ...howToPay(order, timeZone)],
    rows: order.lines.map((line) => [counted(line, line.quantity), money(line.gross)] as const),
    sums: [
      ...(delivery ? [[texts.sums.delivery(delivery.name), money(totals.delivery)] as const] : []),
      [texts.sums.vat, money(totals.vat)],
      [texts.sums.total, money(totals.gross)],
    ],
    ...(address
      ? {
          address: {
            title: texts.address,
            lines: [
              address.name,
              address.line1,
              address.line2 ?? '',
              `${address.postcode} ${address.city}`,
              address.country,
            ].filter((line) => line !== ''),
          },
        }
      : {}),
  };
}

function howToPay(
  { name, totals, paid, currency, paymentMethod, paymentStatus, expiresAt }: Order,
  timeZone: string,
): string[] {
  const words = texts.confirmation;
  if (paymentStatus !== 'unpaid') return [words.paid];
  const amount = formatMoney(totals.gross - paid, currency);
  const deadline = expiresAt ? [words.waitsUntil(momentIn(expiresAt, timeZone))] : [];
  if (paymentMethod === 'bank_transfer') return [words.transfer(amount, name), ...deadline];
  if (paymentMethod === 'cash') return [words.paidAtDelivery(amount), ...deadline];
  return [words.cardPending, ...deadline];
}

function shipped({ order, message }: OrderMail): Words {
  const index = order.shipments.findIndex(({ shipmentId }) => shipmentId === message['shipmentId']);
  const shipment = order.shipments[index];
  const whole = isWhole(order, order.shipments.slice(0, index + 1));
  const { carrier, tracking } = shipment ?? {};
  return {
    subject: texts.shipped.subject(order.name, whole),
    paragraphs: [whole ? texts.shipped.all : texts.shipped.part, ...(carrier ? [texts.shipped.carrier(carrier)] : [])],
    rows: shipment ? inParcel(order, shipment) : [],
    ...(tracking ? { link: { label: texts.shipped.track, url: tracking } } : {}),
  };
}

/** Whether these shipments hold all goods of the order; others may have followed before anybody wrote. */
const isWhole = (order: Order, shipments: readonly Shipment[]): boolean =>
  order.lines.every((line) => {
    const parts = shipments.flatMap(({ lines }) => lines.filter(({ lineId }) => lineId === line.lineId));
    return !line.product || parts.reduce((sum, { quantity }) => sum + quantity, 0) >= line.quantity;
  });

const inParcel = (order: Order, shipment: Shipment): (readonly [string, string])[] =>
  shipment.lines.flatMap(({ lineId, quantity }) => {
    const line = order.lines.find((one) => one.lineId === lineId);
    return line ? [[line.name, formatQuantity(quantity, line.uom)] as const] : [];
  });

function cancelled({ name, paid, refunded, currency }: Order): Words {
  const owed = paid - refunded;
  const money = owed > 0 ? texts.cancelled.comesBack(formatMoney(owed, currency)) : texts.cancelled.nothingTaken;
  return {
    subject: texts.cancelled.subject(name),
    paragraphs: [texts.cancelled.body(name), ...(paid > 0 && owed === 0 ? [] : [money])],
  };
}

const counted = ({ name, uom }: OrderLine, quantity: number): string =>
  texts.quantity(formatQuantity(quantity, uom), name);

const momentIn = (moment: Date, timeZone: string): string =>
  new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeStyle: 'short', timeZone }).format(moment);
