import { Schema, type Types } from 'mongoose';
import { defineModel } from '../../../platform/model.ts';

/** A row as the file had it, kept with its invoice: the original text, price and code. */
export type KeptRow = { code: string; text: string; quantity: number; price: number; at: Date };

/** An invoice of the trade files that has been dealt with. It is inserted in the transaction that books it, and its number is unique. */
export type TradeInvoice = {
  /** The series and the number: `INV-536365`. */
  _id: string;
  /** Digest of its rows, whatever their order: tells a repetition from a changed invoice. */
  fingerprint: string;
  date: Date;
  customer: string;
  country: string;
  rows: KeptRow[];
  booked: number;
  ignored: number;
  file: string;
  operationId: string;
  importedAt: Date;
  demo?: boolean;
};

const keptRow = new Schema<KeptRow>(
  {
    code: { type: String, required: true },
    text: { type: String, default: '' },
    quantity: { type: Number, required: true },
    price: { type: Number, required: true },
    at: { type: Date, required: true },
  },
  { _id: false },
);

const schema = new Schema<TradeInvoice>(
  {
    _id: { type: String, required: true },
    fingerprint: { type: String, required: true },
    date: { type: Date, required: true },
    customer: { type: String, default: '' },
    country: { type: String, required: true },
    rows: { type: [keptRow], required: true },
    booked: { type: Number, required: true },
    ignored: { type: Number, required: true },
    file: { type: String, required: true },
    operationId: { type: String, required: true },
    importedAt: { type: Date, required: true },
    demo: { type: Boolean },
  },
  { versionKey: false, strict: 'throw' },
);

export const TradeInvoiceModel = defineModel<TradeInvoice>('tradeInvoices', 'tradeInvoices', schema, {
  class: 'technical',
  shardKey: '_id',
  asked: [{ why: 'which of these invoices are booked', filter: { _id: { $in: ['INV-536365', 'INV-536366'] } } }],
});

/** What the import made of a stock code, so that it follows the trade without undoing what staff changed. */
export type TradeGoods = {
  /** The SKU. */
  _id: string;
  product: Types.ObjectId;
  /** What the import last gave the product: staff's own name or price is left alone. */
  name: string;
  price: number;
  /** Name and price are to be gone over once all invoices of the import are booked. */
  unsettled?: boolean;
  /** The opening stock is to be gone over too: invoices came in another order than that of time. */
  recount?: boolean;
};

const goodsSchema = new Schema<TradeGoods>(
  {
    _id: { type: String, required: true },
    product: { type: Schema.Types.ObjectId, required: true },
    name: { type: String, required: true },
    price: { type: Number, required: true },
    unsettled: { type: Boolean },
    recount: { type: Boolean },
  },
  { versionKey: false, strict: 'throw' },
);
goodsSchema.index({ unsettled: 1, _id: 1 }, { partialFilterExpression: { unsettled: true } });

export const TradeGoodsModel = defineModel<TradeGoods>('tradeGoods', 'tradeGoods', goodsSchema, {
  class: 'technical',
  shardKey: '_id',
  asked: [
    { why: 'the goods of these codes', filter: { _id: { $in: ['85123A', '71053'] } } },
    { why: 'what an import has still to go over', filter: { unsettled: true }, sort: { _id: 1 } },
  ],
});
