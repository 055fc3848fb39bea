import { Schema, Types } from 'mongoose';
import { auditedModel } from '../audit/index.ts';

export type DeliveryMethod = {
  id: string;
  /** As shoppers read it. */
  name: string;
  /** Minor units, VAT included. */
  price: number;
  /** Goods worth this much are delivered free of charge; null: never. */
  freeFrom: number | null;
};

/** What the shop lets a payment provider do. */
export type PaymentRules = {
  provider: string;
  /** Whether shoppers may choose it at checkout. */
  inShop: boolean;
  /** Whether goods may leave before the money is here. */
  shipsUnpaid: boolean;
  /** An order that chose it and stays unpaid is cancelled after so long; null: never. */
  expiresAfterMinutes: number | null;
};

export type ShopSettings = {
  shopName: string;
  /** Of the shop, as invoices name it: as many lines as typed. */
  shopAddress: string;
  /** Empty: the shop is not registered for VAT. */
  vatNumber: string;
  /** Whom the shop's mails come from. */
  senderEmail: string;
  /** Basis points: 2,000 is 20 %. The shop's one rate; each order line keeps its own. */
  vatRate: number;
  /** The first one is what a cart is shown with. */
  deliveryMethods: readonly DeliveryMethod[];
  payments: readonly PaymentRules[];
  /** What the goods may cost that one shopper has set aside in a day without paying at once, in minor units; null: any sum. */
  unpaidGoodsADay: number | null;
  /** Who is told when a product runs low. */
  lowStockRecipients: readonly string[];
  /** From where on somebody else has to approve it; null: never. Amounts in minor units, price cuts in basis points. */
  approveWriteOffsAbove: number | null;
  approvePriceCutsAbove: number | null;
  approveBulkAbove: number | null;
  approveRefundsAbove: number | null;
  approveRoleGrants: boolean;
};

/** The limits above which nobody acts alone. */
export const APPROVAL_LIMITS = [
  'approveWriteOffsAbove',
  'approvePriceCutsAbove',
  'approveBulkAbove',
  'approveRefundsAbove',
] as const;

/** What a shop begins with, and what holds where a record of an earlier version does not say. */
export const UNPAID_GOODS_A_DAY = 5_000_000;

/** The shop has one record of settings, and this is its id. */
export const SETTINGS_ID = new Types.ObjectId('5e7715650000000000000001');

const whole = { validator: Number.isSafeInteger, message: '{PATH} must be a whole number' };
const wholeOrNone = { ...whole, validator: (value: unknown) => value === null || Number.isSafeInteger(value) };
const limit = { type: Number, default: null, min: 0, validate: wholeOrNone };
const text = (maxlength: number) => ({ type: String, required: true, maxlength }) as const;
const strict = { _id: false, strict: 'throw' } as const;

const deliverySchema = new Schema<DeliveryMethod>(
  {
    id: { ...text(40), match: /^[a-z0-9][a-z0-9-]*$/ },
    name: text(120),
    price: { type: Number, required: true, min: 0, validate: whole },
    freeFrom: { type: Number, default: null, min: 0, validate: wholeOrNone },
  },
  // Its own `id` is a field of it, not Mongoose's.
  { ...strict, id: false },
);
const paymentSchema = new Schema<PaymentRules>(
  {
    provider: text(40),
    inShop: { type: Boolean, required: true },
    shipsUnpaid: { type: Boolean, required: true },
    expiresAfterMinutes: { type: Number, default: null, min: 1, validate: wholeOrNone },
  },
  strict,
);
const settingsSchema = new Schema<ShopSettings>(
  {
    shopName: text(120),
    shopAddress: { type: String, default: '', maxlength: 500 },
    vatNumber: { type: String, default: '', maxlength: 40 },
    senderEmail: text(254),
    vatRate: { type: Number, required: true, min: 0, max: 10_000, validate: whole },
    deliveryMethods: { type: [deliverySchema], required: true },
    payments: { type: [paymentSchema], required: true },
    unpaidGoodsADay: { ...limit, default: UNPAID_GOODS_A_DAY },
    lowStockRecipients: { type: [String], default: [] },
    approveWriteOffsAbove: limit,
    approvePriceCutsAbove: limit,
    approveBulkAbove: limit,
    approveRefundsAbove: limit,
    approveRoleGrants: { type: Boolean, default: false },
  },
  { strict: 'throw' },
);

settingsSchema.index({ shopName: 1, _id: 1 });

export const SettingsModel = auditedModel<ShopSettings>('settings', 'settings', settingsSchema, {
  shardKey: '_id',
  asked: [
    { why: 'the settings', filter: { _id: SETTINGS_ID } },
    { why: 'the list of one', filter: {}, sort: { shopName: 1, _id: 1 } },
  ],
});
