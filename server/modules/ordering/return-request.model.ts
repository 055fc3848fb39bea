import { Schema, Types } from 'mongoose';
import { auditedModel } from '../audit/index.ts';
import { type Person, personSchema } from './order.model.ts';
import {
  MOST_RETURN_PHOTOS,
  RETURN_REQUEST_STATUSES,
  type ReturnRequestStatus,
  WAITING_RETURNS,
} from './return-request.policy.ts';

/** A customer's wish to send goods back, before anything has come. What came is on the order itself (`returns`). */
export type ReturnRequest = {
  _id: Types.ObjectId;
  /** The order's number and which of its requests this is: CF-10001-R1. */
  name: string;
  order: Types.ObjectId;
  /** Null where a guest ordered. */
  customer: Types.ObjectId | null;
  lines: { lineId: string; quantity: number }[];
  /** In the customer's words. */
  reason: string;
  /** The pictures of it, by their digests. */
  photos: string[];
  status: ReturnRequestStatus;
  decidedBy?: Person | null;
  decidedAt?: Date | null;
  /** What staff answered; the customer reads it. */
  note?: string;
  /** The return on the order that settled it. */
  returnId?: string;
  demo?: boolean;
};

const integer = { validator: Number.isSafeInteger, message: '{PATH} must be a whole number' };
const text = (maxlength: number) => ({ type: String, required: true, maxlength }) as const;

const partSchema = new Schema(
  { lineId: text(40), quantity: { type: Number, required: true, min: 1, validate: integer } },
  { _id: false, strict: 'throw' },
);

const returnRequestSchema = new Schema<ReturnRequest>(
  {
    name: text(50),
    order: { type: Schema.Types.ObjectId, ref: 'orders', required: true },
    customer: { type: Schema.Types.ObjectId, ref: 'users', default: null },
    lines: { type: [partSchema], required: true },
    reason: text(2_000),
    photos: {
      type: [{ type: String, match: /^[0-9a-f]{64}$/ }],
      default: [],
      validate: { validator: (photos: string[]) => photos.length <= MOST_RETURN_PHOTOS, message: 'Too many photos' },
    },
    status: { type: String, enum: RETURN_REQUEST_STATUSES, required: true, default: 'requested' },
    decidedBy: { type: personSchema, default: null },
    decidedAt: { type: Date, default: null },
    note: { type: String, maxlength: 2_000 },
    returnId: { type: String, maxlength: 40 },
    demo: { type: Boolean },
  },
  { strict: 'throw' },
);

const newest = { createdAt: -1, _id: -1 } as const;
const NO_ID = new Types.ObjectId('000000000000000000000000');
returnRequestSchema.index({ order: 1, ...newest });
// Two presses of a button make one request: this decides between them.
returnRequestSchema.index(
  { order: 1 },
  { unique: true, partialFilterExpression: { status: { $in: [...WAITING_RETURNS] } }, name: 'one_waiting_an_order' },
);
returnRequestSchema.index({ name: 1 });
returnRequestSchema.index(newest);
returnRequestSchema.index({ status: 1, ...newest });
returnRequestSchema.index({ customer: 1, ...newest }, { partialFilterExpression: { customer: { $gt: NO_ID } } });
returnRequestSchema.index({ photos: 1 }, { partialFilterExpression: { photos: { $gt: '' } } });

const someId = new Types.ObjectId('000000000000000000000001');

export const ReturnRequestModel = auditedModel<ReturnRequest>('returnRequests', 'returnRequests', returnRequestSchema, {
  shardKey: 'order',
  personal: ['reason', 'photos', 'note'],
  asked: [
    { why: 'the requests of an order', filter: { order: someId }, sort: newest },
    {
      why: 'the one of an order that waits',
      filter: { order: someId, status: { $in: [...WAITING_RETURNS] } },
    },
    { why: 'one request by its number', filter: { name: 'CF-10001-R1' } },
    { why: 'the list, newest first', filter: {}, sort: newest },
    { why: 'the queue: what waits for an answer', filter: { status: 'requested' }, sort: newest },
    { why: "a customer's requests", filter: { customer: someId }, sort: newest },
    { why: 'which of these pictures belong to a request', filter: { photos: { $in: ['0'.repeat(64)] } } },
  ],
});
