import { Schema, Types } from 'mongoose';
import { auditedModel } from '../audit/index.ts';

export const PAYMENT_PROVIDERS = ['bank_transfer', 'cash', 'card_test', 'imported'] as const;
export type ProviderId = (typeof PAYMENT_PROVIDERS)[number];

/** A payment takes its amount whole or not at all; several payments may add up to one order. */
export const PAYMENT_STATES = ['pending', 'captured', 'failed', 'partly_refunded', 'refunded'] as const;
export type PaymentState = (typeof PAYMENT_STATES)[number];

type Refund = { key: string; amount: number; reason: string; at: Date };

export type Payment = {
  _id: Types.ObjectId;
  order: Types.ObjectId;
  provider: ProviderId;
  /** Minor units, always positive. */
  amount: number;
  /** How much of it went back; never more than `amount`. */
  refunded: number;
  refunds: Refund[];
  currency: string;
  status: PaymentState;
  idempotencyKey: string;
  /** What the provider (or the bank statement) calls it. */
  reference: string;
  demo?: boolean;
};

const integer = { validator: Number.isSafeInteger, message: '{PATH} must be a whole number of minor units' };

const refundSchema = new Schema<Refund>(
  {
    key: { type: String, required: true },
    amount: { type: Number, required: true, min: 1, validate: integer },
    reason: { type: String, required: true, maxlength: 500 },
    at: { type: Date, required: true },
  },
  { _id: false, strict: 'throw' },
);

const paymentSchema = new Schema<Payment>(
  {
    order: { type: Schema.Types.ObjectId, ref: 'orders', required: true },
    provider: { type: String, enum: PAYMENT_PROVIDERS, required: true },
    amount: { type: Number, required: true, min: 1, validate: integer },
    refunded: { type: Number, required: true, min: 0, default: 0, validate: integer },
    refunds: { type: [refundSchema], default: [] },
    currency: { type: String, required: true, match: /^[A-Z]{3}$/ },
    status: { type: String, enum: PAYMENT_STATES, required: true },
    idempotencyKey: { type: String, required: true, maxlength: 200 },
    reference: { type: String, required: true, maxlength: 200 },
    demo: { type: Boolean },
  },
  { strict: 'throw' },
);
paymentSchema.index({ idempotencyKey: 1 }, { unique: true });
paymentSchema.index({ order: 1, createdAt: -1, _id: -1 });
paymentSchema.index({ reference: 1, createdAt: -1, _id: -1 });
paymentSchema.index({ createdAt: -1, _id: -1 });
paymentSchema.index({ status: 1, createdAt: -1, _id: -1 });
paymentSchema.index({ provider: 1, createdAt: -1, _id: -1 });

const whole = { bsonType: ['int', 'long', 'double'], multipleOf: 1 };

/** The same rules again for MongoDB itself, so that a write that avoids Mongoose can't break them either. */
export const PAYMENT_VALIDATOR = {
  $jsonSchema: {
    bsonType: 'object',
    additionalProperties: false,
    required: [
      '_id',
      'order',
      'provider',
      'amount',
      'refunded',
      'refunds',
      'currency',
      'status',
      'idempotencyKey',
      'reference',
      'createdAt',
      'updatedAt',
      'revision',
    ],
    properties: {
      _id: { bsonType: 'objectId' },
      order: { bsonType: 'objectId' },
      provider: { enum: [...PAYMENT_PROVIDERS] },
      amount: { ...whole, minimum: 1, maximum: Number.MAX_SAFE_INTEGER },
      refunded: { ...whole, minimum: 0, maximum: Number.MAX_SAFE_INTEGER },
      refunds: {
        bsonType: 'array',
        items: {
          bsonType: 'object',
          additionalProperties: false,
          required: ['key', 'amount', 'reason', 'at'],
          properties: {
            key: { bsonType: 'string' },
            amount: { ...whole, minimum: 1 },
            reason: { bsonType: 'string' },
            at: { bsonType: 'date' },
          },
        },
      },
      currency: { bsonType: 'string', pattern: '^[A-Z]{3}$' },
      status: { enum: [...PAYMENT_STATES] },
      idempotencyKey: { bsonType: 'string', minLength: 1, maxLength: 200 },
      reference: { bsonType: 'string', minLength: 1, maxLength: 200 },
      demo: { bsonType: 'bool' },
      createdAt: { bsonType: 'date' },
      updatedAt: { bsonType: 'date' },
      revision: { ...whole, minimum: 1 },
    },
  },
  // What a schema can't say: no more goes back than came in.
  $expr: { $lte: ['$refunded', '$amount'] },
};

export const PaymentModel = auditedModel<Payment>('payments', 'payments', paymentSchema, {
  shardKey: 'idempotencyKey',
  validator: PAYMENT_VALIDATOR,
  asked: [
    {
      why: 'the payments of an order',
      filter: { order: new Types.ObjectId('000000000000000000000001') },
      sort: { createdAt: 1, _id: 1 },
    },
    { why: 'a line of the bank statement', filter: { reference: 'CF-10001' }, sort: { createdAt: -1, _id: -1 } },
    { why: 'a repeated request finds its first answer', filter: { idempotencyKey: 'checkout:1' } },
    { why: 'the list, newest first', filter: {}, sort: { createdAt: -1, _id: -1 } },
    { why: 'the list by state', filter: { status: 'pending' }, sort: { createdAt: -1, _id: -1 } },
    {
      why: 'what waits for the answer of a card',
      filter: {
        status: 'pending',
        provider: { $in: ['card_test'] },
        createdAt: { $gte: new Date(0), $lt: new Date(1) },
      },
      sort: { createdAt: 1, _id: 1 },
    },
    { why: 'the list by provider', filter: { provider: 'cash' }, sort: { createdAt: -1, _id: -1 } },
  ],
});
