import { addressLines } from '../../shared/address-lines.ts';
import { formatMoney } from '../../shared/money.ts';
import { formatQuantity } from '../../shared/quantity.ts';
import type { MailContent } from '../notifications/index.ts';
import type { PaymentState } from '../payments/index.ts';
import type { OrderTopic } from './order.events.ts';
import type { Order, OrderLine, Shipment } from './order.model.ts';
import { orderMailTexts as texts } from './order-mail.texts.ts';
import type { ReturnRequest } from './return-request.model.ts';

export type OrderMailKind =
  | 'confirmation'
  | 'changed'
  | 'shipped'
  | 'refunded'
  | 'cancelled'
  | 'return_requested'
  | 'return_accepted'
  | 'return_declined';

/** What happened to an order that its customer is told of by mail. */
export const MAIL_OF: Partial<Record<OrderTopic, OrderMailKind>> = {
  'order.placed': 'confirmation',
  'order.changed': 'changed',
  'order.shipped': 'shipped',
  'order.refunded': 'refunded',
  'order.cancelled': 'cancelled',
  'order.return_requested': 'return_requested',
  'order.return_accepted': 'return_accepted',
  'order.return_declined': 'return_declined',
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
  /** What became of the latest try to pay. */
  lastPayment: PaymentState | null;
  /** What shall come back, where that is what the mail is about. */
  request: Pick<ReturnRequest, 'lines' | 'note'> | null;
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
    case 'changed':
      return { ...frame, ...changed(mail) };
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
    default:
      return { ...frame, ...aboutReturn(kind, mail) };
  }
}

type Words = Omit<MailContent, 'greeting' | 'link' | 'closing'> & Partial<Pick<MailContent, 'link'>>;

function confirmation(mail: OrderMail): Words {
  const { name } = mail.order;
  return {
    subject: texts.confirmation.subject(name),
    paragraphs: [texts.confirmation.thanks(name), ...howToPay(mail)],
    ...asItIs(mail.order),
  };
}

function changed(mail: OrderMail): Words {
  const { order, message } = mail;
  const what = message['what'] === 'address' ? texts.changed.address : texts.changed.lines;
  const toPay = order.status === 'open' && order.paymentStatus === 'unpaid' ? howToPay(mail) : [];
  return {
    subject: texts.changed.subject(order.name),
    paragraphs: [what(order.name), texts.changed.now, ...toPay],
    ...asItIs(order),
  };
}

/** Its goods, its sums, and where it goes. */
function asItIs({ lines, totals, currency, delivery, address }: Order): Pick<Words, 'rows' | 'sums' | 'address'> {
  const money = (amount: number): string => formatMoney(amount, currency);
  return {
    rows: lines.map((line) => [counted(line, line.quantity), money(line.gross)] as const),
    sums: [
      ...(delivery ? [[texts.sums.delivery(delivery.name), money(totals.delivery)] as const] : []),
      [texts.sums.vat, money(totals.vat)],
      [texts.sums.total, money(totals.gross)],
    ],
    ...(address
      ? {
          address: {
            title: texts.address,
            lines: addressLines(address),
          },
        }
      : {}),
  };
}

function howToPay({ order, timeZone, lastPayment }: OrderMail): string[] {
  const { name, totals, paid, currency, paymentMethod, paymentStatus, expiresAt } = order;
  const words = texts.confirmation;
  if (paymentStatus !== 'unpaid') return [words.paid];
  const amount = formatMoney(totals.gross - paid, currency);
  const deadline = expiresAt ? [words.waitsUntil(momentIn(expiresAt, timeZone))] : [];
  if (paymentMethod === 'bank_transfer') return [words.transfer(amount, name), ...deadline];
  if (paymentMethod === 'cash') return [words.paidAtDelivery(amount), ...deadline];
  return [lastPayment === 'failed' ? words.cardDeclined : words.cardPending, ...deadline];
}

function shipped({ order, message }: OrderMail): Words {
  const index = order.shipments.findIndex(({ shipmentId }) => shipmentId === message['shipmentId']);
  const shipment = order.shipments[index];
  const whole = isWhole(order, order.shipments.slice(0, index + 1));
  const { carrier, tracking } = shipment ?? {};
  return {
    subject: texts.shipped.subject(order.name, whole),
    paragraphs: [whole ? texts.shipped.all : texts.shipped.part, ...(carrier ? [texts.shipped.carrier(carrier)] : [])],
    rows: shipment ? partsOf(order, shipment.lines) : [],
    ...(tracking ? { link: { label: texts.shipped.track, url: tracking } } : {}),
  };
}

/** Whether these shipments hold all goods of the order; others may have followed before anybody wrote. */
const isWhole = (order: Order, shipments: readonly Shipment[]): boolean =>
  order.lines.every((line) => {
    const parts = shipments.flatMap(({ lines }) => lines.filter(({ lineId }) => lineId === line.lineId));
    return !line.product || parts.reduce((sum, { quantity }) => sum + quantity, 0) >= line.quantity;
  });

type Part = { lineId: string; quantity: number };

const partsOf = (order: Order, parts: readonly Part[]): (readonly [string, string])[] =>
  parts.flatMap(({ lineId, quantity }) => {
    const line = order.lines.find((one) => one.lineId === lineId);
    return line ? [[line.name, formatQuantity(quantity, line.uom)] as const] : [];
  });

function aboutReturn(kind: 'return_requested' | 'return_accepted' | 'return_declined', mail: OrderMail): Words {
  const { order, request } = mail;
  const words = texts[kind];
  const note = request?.note?.split(/\n+/).filter((line) => line.trim() !== '') ?? [];
  return {
    subject: words.subject(order.name),
    paragraphs: [words.body(order.name), ...note],
    rows: request ? partsOf(order, request.lines) : [],
  };
}

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

/** With its zone: mails go abroad. */
const MOMENT = {
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  timeZoneName: 'short',
} as const;
const formats = new Map<string, Intl.DateTimeFormat>();

function momentIn(moment: Date, timeZone: string): string {
  const known = formats.get(timeZone) ?? new Intl.DateTimeFormat('en-GB', { ...MOMENT, timeZone });
  formats.set(timeZone, known);
  return known.format(moment);
}
