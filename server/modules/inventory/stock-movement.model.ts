import { Schema, Types } from 'mongoose';
import { ledgerModel } from '../audit/index.ts';

export const MOVEMENT_REASONS = [
  'receipt',
  'sale',
  'return',
  'write-off',
  'count',
  'correction',
  'import',
  'opening',
] as const;
export type MovementReason = (typeof MOVEMENT_REASONS)[number];

/** The paper that a movement stands on: an order, a delivery, a count, an imported invoice, or the operation itself. */
export type StockDocument = { type: string; id: string; label: string };

export type StockMovement = {
  _id: Types.ObjectId;
  product: Types.ObjectId;
  /** Numbers a product's movements from 1 without gaps, in the order in which they were booked. */
  seq: number;
  /** In the smallest step of the product's unit. Zero for a count that found what was expected, and where only `held` changes. */
  delta: number;
  /** Change of what is held back for inspection. */
  held: number;
  reason: MovementReason;
  document: StockDocument;
  actor: { kind: string; id: string | null; name: string };
  note: string;
  /** On hand after this movement. */
  balanceAfter: number;
  /** When it happened, as the document says; `createdAt` is when it was booked. */
  date: Date;
  demo?: boolean;
};

const whole = { validator: Number.isSafeInteger, message: '{PATH} must be a whole number of steps' };

const movementSchema = new Schema<StockMovement>({
  product: { type: Schema.Types.ObjectId, ref: 'products', required: true },
  seq: { type: Number, required: true, min: 1, validate: whole },
  delta: { type: Number, required: true, validate: whole },
  held: { type: Number, required: true, default: 0, validate: whole },
  reason: { type: String, enum: MOVEMENT_REASONS, required: true },
  document: {
    type: new Schema<StockDocument>(
      {
        type: { type: String, required: true },
        id: { type: String, required: true },
        label: { type: String, required: true, maxlength: 200 },
      },
      { _id: false },
    ),
    required: true,
  },
  actor: {
    type: new Schema<StockMovement['actor']>(
      {
        kind: { type: String, required: true },
        id: { type: String, default: null },
        name: { type: String, required: true },
      },
      { _id: false },
    ),
    required: true,
  },
  note: { type: String, default: '', maxlength: 500 },
  balanceAfter: { type: Number, required: true, min: 0, validate: whole },
  date: { type: Date, required: true },
  demo: { type: Boolean },
});
// Unique, so that no two bookings can claim the same place on a product's card.
movementSchema.index({ product: 1, seq: -1 }, { unique: true });
movementSchema.index({ createdAt: -1, _id: -1 });
movementSchema.index({ product: 1, createdAt: -1, _id: -1 });
movementSchema.index({ 'document.label': 1, createdAt: -1, _id: -1 });
movementSchema.index({ reason: 1, createdAt: -1, _id: -1 });
movementSchema.index({ 'document.type': 1, 'document.id': 1, _id: 1 });

const someId = new Types.ObjectId('000000000000000000000001');

export const StockMovementModel = ledgerModel<StockMovement>('stockMovements', 'stockMovements', movementSchema, {
  shardKey: 'product',
  asked: [
    { why: "a product's stock card, newest first", filter: { product: someId }, sort: { seq: -1 } },
    { why: 'the next page of a stock card', filter: { product: someId, seq: { $lt: 100 } }, sort: { seq: -1 } },
    { why: "a product's movements among the others", filter: { product: someId }, sort: { createdAt: -1, _id: -1 } },
    {
      why: 'the movements of a paper that someone holds in hand',
      filter: { 'document.label': 'CF-10001' },
      sort: { createdAt: -1, _id: -1 },
    },
    { why: 'all movements, newest first', filter: {}, sort: { createdAt: -1, _id: -1 } },
    { why: 'movements of one reason', filter: { reason: 'write-off' }, sort: { createdAt: -1, _id: -1 } },
    {
      why: 'the movements of a document, such as an order',
      filter: { 'document.type': 'order', 'document.id': '1' },
      sort: { _id: 1 },
    },
  ],
});
