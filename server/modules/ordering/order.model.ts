import { Schema, Types } from 'mongoose';
import type { PostalAddress } from '../../shared/address-lines.ts';
import { UOMS, type Uom } from '../../shared/quantity.ts';
import { auditedModel } from '../audit/index.ts';
import { PAYMENT_PROVIDERS, type ProviderId } from '../payments/index.ts';
import {
  FULFILMENT_STATUSES,
  type FulfilmentStatus,
  ORDER_STATUSES,
  type OrderStatus,
  PAYMENT_STATUSES,
  type PaymentStatus,
} from './order-state.policy.ts';
import type { OrderTotals } from './order-totals.policy.ts';

/** A credit note is an order turned round: its quantities and amounts are below zero, so that sums over both are right. */
export const ORDER_KINDS = ['sale', 'credit_note'] as const;
export type OrderKind = (typeof ORDER_KINDS)[number];
export const ORDER_SOURCES = ['shop', 'staff', 'import'] as const;
export type OrderSource = (typeof ORDER_SOURCES)[number];
export const RETURN_OUTCOMES = ['restock', 'hold', 'write_off'] as const;
export type ReturnOutcome = (typeof RETURN_OUTCOMES)[number];

export type OrderLine = {
  lineId: string;
  /** Null for a charge without goods, such as postage, a discount or a manual entry of the trade file. */
  product: Types.ObjectId | null;
  sku: string;
  /** As it was called when it was ordered. */
  name: string;
  uom: Uom;
  quantity: number;
  shipped: number;
  returned: number;
  /** Minor units for one whole unit, VAT included, as of the order. */
  unitPrice: number;
  /** Basis points: 2,000 is 20 %. */
  vatRate: number;
  net: number;
  vat: number;
  gross: number;
};

export type Person = { kind: string; id: string | null; name: string };
export type Address = PostalAddress;
export type ShippedPart = { lineId: string; quantity: number };
export type Shipment = {
  shipmentId: string;
  date: Date;
  carrier?: string;
  tracking?: string;
  lines: ShippedPart[];
  by: Person;
};
export type ReturnedPart = { lineId: string; quantity: number; outcome: ReturnOutcome; reason?: string };
export type OrderReturn = { returnId: string; date: Date; lines: ReturnedPart[]; by: Person };
export type OrderNote = { noteId: string; text: string; by: Person; at: Date };

export type Order = {
  _id: Types.ObjectId;
  /** The number people use: CF-10001. */
  name: string;
  kind: OrderKind;
  customer: Types.ObjectId | null;
  guest?: { name: string; email?: string } | null;
  date: Date;
  status: OrderStatus;
  paymentStatus: PaymentStatus;
  fulfilmentStatus: FulfilmentStatus;
  lines: OrderLine[];
  currency: string;
  totals: OrderTotals;
  /** The way of delivery that was chosen, as it was called then. */
  delivery?: { method: string; name: string } | null;
  /** The payment provider that was chosen. */
  paymentMethod: ProviderId;
  /** Sums over its payments, kept with the order so that captures and refunds can't overtake each other. */
  paid: number;
  refunded: number;
  /** When an unpaid order is cancelled by itself. */
  expiresAt?: Date | null;
  cancelReason?: string;
  address?: Address | null;
  /** Of an imported order, which has no address: the country's name as its invoice has it. */
  country?: string;
  shipments: Shipment[];
  returns: OrderReturn[];
  notes: OrderNote[];
  source: OrderSource;
  /** The number of the imported invoice. */
  invoice?: string;
  demo?: boolean;
};

const strict = { _id: false, strict: 'throw' } as const;
const whole = { validator: Number.isSafeInteger, message: '{PATH} must be a whole number' };
const integer = { type: Number, required: true, validate: whole } as const;
const text = (maxlength: number) => ({ type: String, required: true, maxlength }) as const;
const optionalText = (maxlength: number) => ({ type: String, maxlength }) as const;

export const personSchema = new Schema<Person>(
  { kind: text(20), id: { type: String, default: null }, name: text(200) },
  strict,
);
const lineSchema = new Schema<OrderLine>(
  {
    lineId: text(40),
    product: { type: Schema.Types.ObjectId, ref: 'products', default: null },
    sku: text(60),
    name: text(300),
    uom: { type: String, enum: Object.keys(UOMS), required: true },
    quantity: integer,
    shipped: { ...integer, default: 0 },
    returned: { ...integer, default: 0 },
    unitPrice: integer,
    vatRate: { ...integer, min: 0, max: 10_000 },
    net: integer,
    vat: integer,
    gross: integer,
  },
  strict,
);
const addressSchema = new Schema<Address>(
  {
    name: text(200),
    line1: text(200),
    line2: optionalText(200),
    city: text(120),
    postcode: text(20),
    country: text(80),
  },
  strict,
);
const shipmentSchema = new Schema<Shipment>(
  {
    shipmentId: text(40),
    date: { type: Date, required: true },
    carrier: optionalText(120),
    tracking: optionalText(500),
    lines: [new Schema<ShippedPart>({ lineId: text(40), quantity: { ...integer, min: 1 } }, strict)],
    by: { type: personSchema, required: true },
  },
  strict,
);
const returnSchema = new Schema<OrderReturn>(
  {
    returnId: text(40),
    date: { type: Date, required: true },
    lines: [
      new Schema<ReturnedPart>(
        {
          lineId: text(40),
          quantity: { ...integer, min: 1 },
          outcome: { type: String, enum: RETURN_OUTCOMES, required: true },
          reason: optionalText(500),
        },
        strict,
      ),
    ],
    by: { type: personSchema, required: true },
  },
  strict,
);
const noteSchema = new Schema<OrderNote>(
  {
    noteId: text(40),
    text: text(2_000),
    by: { type: personSchema, required: true },
    at: { type: Date, required: true },
  },
  strict,
);
const totalsSchema = new Schema<OrderTotals>(
  { goods: integer, delivery: integer, net: integer, vat: integer, gross: integer },
  strict,
);

const orderSchema = new Schema<Order>(
  {
    name: { ...text(40), match: /^[A-Z0-9][A-Z0-9-]*$/ },
    kind: { type: String, enum: ORDER_KINDS, required: true, default: 'sale' },
    customer: { type: Schema.Types.ObjectId, ref: 'users', default: null },
    guest: { type: new Schema<Order['guest']>({ name: text(200), email: optionalText(254) }, strict), default: null },
    date: { type: Date, required: true },
    status: { type: String, enum: ORDER_STATUSES, required: true },
    paymentStatus: { type: String, enum: PAYMENT_STATUSES, required: true },
    fulfilmentStatus: { type: String, enum: FULFILMENT_STATUSES, required: true },
    lines: { type: [lineSchema], required: true },
    currency: { ...text(3), match: /^[A-Z]{3}$/ },
    totals: { type: totalsSchema, required: true },
    delivery: { type: new Schema({ method: text(40), name: text(120) }, strict), default: null },
    paymentMethod: { type: String, enum: PAYMENT_PROVIDERS, required: true },
    paid: { ...integer, default: 0, min: 0 },
    refunded: { ...integer, default: 0, min: 0 },
    expiresAt: { type: Date, default: null },
    cancelReason: optionalText(500),
    address: { type: addressSchema, default: null },
    country: optionalText(80),
    shipments: { type: [shipmentSchema], default: [] },
    returns: { type: [returnSchema], default: [] },
    notes: { type: [noteSchema], default: [] },
    source: { type: String, enum: ORDER_SOURCES, required: true },
    invoice: optionalText(40),
    demo: { type: Boolean },
  },
  { strict: 'throw' },
);

// An equality finds a partial index by `$gt`, not by `$type`.
const NO_ID = new Types.ObjectId('000000000000000000000000');
const newest = { date: -1, _id: -1 } as const;
orderSchema.index({ name: 1 }, { unique: true });
orderSchema.index(newest);
orderSchema.index({ status: 1, ...newest });
orderSchema.index({ fulfilmentStatus: 1, ...newest });
orderSchema.index({ paymentStatus: 1, ...newest });
// Money to give back is a needle among many cancelled orders and many paid ones.
orderSchema.index({ paymentStatus: 1, status: 1, ...newest });
orderSchema.index({ invoice: 1 }, { partialFilterExpression: { invoice: { $gt: '' } } });
orderSchema.index({ source: 1, ...newest });
orderSchema.index({ customer: 1, ...newest }, { partialFilterExpression: { customer: { $gt: NO_ID } } });
orderSchema.index({ 'guest.email': 1, ...newest }, { partialFilterExpression: { 'guest.email': { $gt: '' } } });
orderSchema.index({ expiresAt: 1 }, { partialFilterExpression: { status: 'open', paymentStatus: 'unpaid' } });
// Only open orders are in it: it stays as small as the shop is busy, whatever its history.
orderSchema.index({ 'lines.product': 1, date: 1 }, { partialFilterExpression: { status: 'open' }, name: 'open_lines' });
orderSchema.index({ 'lines.product': 1, ...newest }, { name: 'orders_of_a_product' });

const someId = new Types.ObjectId('000000000000000000000001');

export const OrderModel = auditedModel<Order>('orders', 'orders', orderSchema, {
  shardKey: 'name',
  personal: ['guest', 'address', 'notes', 'cancelReason', 'shipments'],
  asked: [
    { why: 'one order by its number', filter: { name: 'CF-10001' } },
    { why: 'the list, newest first', filter: {}, sort: newest },
    { why: 'orders by state', filter: { status: 'open' }, sort: newest },
    { why: 'orders by where their goods are', filter: { fulfilmentStatus: 'delivered' }, sort: newest },
    { why: 'orders by whether they are paid', filter: { paymentStatus: 'paid' }, sort: newest },
    {
      why: 'the queue: what to pack',
      filter: { status: 'open', fulfilmentStatus: { $in: ['unfulfilled', 'partly_shipped'] } },
      sort: newest,
    },
    {
      why: 'the queue: what to cancel, since its money went back',
      filter: { status: 'open', fulfilmentStatus: 'unfulfilled', paymentStatus: 'refunded' },
      sort: newest,
    },
    { why: 'the queue: what to deliver', filter: { status: 'open', fulfilmentStatus: 'shipped' }, sort: newest },
    { why: 'what waits for its money', filter: { paymentStatus: 'unpaid', status: 'open' }, sort: newest },
    {
      why: 'paid but cancelled: money to give back',
      filter: { paymentStatus: { $in: ['paid', 'partly_refunded'] }, status: 'cancelled' },
      sort: newest,
    },
    { why: 'an imported invoice by its number', filter: { invoice: '536365' } },
    { why: 'orders of one source', filter: { source: 'import' }, sort: newest },
    { why: "a customer's orders", filter: { customer: someId }, sort: newest },
    { why: "a guest's orders by their e-mail", filter: { 'guest.email': 'a@example.org' }, sort: newest },
    {
      why: 'unpaid orders whose time is over',
      filter: { status: 'open', paymentStatus: 'unpaid', expiresAt: { $lte: new Date(0) } },
      sort: { expiresAt: 1 },
    },
    {
      why: 'which open orders wait for a product, and since when',
      filter: { status: 'open', 'lines.product': someId },
      sort: { date: 1 },
    },
    { why: 'the orders of a product', filter: { 'lines.product': someId }, sort: newest },
  ],
});
