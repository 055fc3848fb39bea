import { Schema, Types } from 'mongoose';
import { UOMS, type Uom } from '../../shared/quantity.ts';
import { auditedModel } from '../audit/index.ts';

export const DELIVERY_STATES = ['draft', 'partly_booked', 'done'] as const;
export type DeliveryState = (typeof DELIVERY_STATES)[number];

/** One product of a delivery. Quantities are in the smallest step of its unit. */
export type DeliveryLine = {
  product: Types.ObjectId;
  /** As the product was called when the line was made. */
  sku: string;
  name: string;
  uom: Uom;
  /** What the supplier announced. */
  expected: number;
  /** What came and is taken, booked or not. */
  accepted: number;
  /** What came and is not taken, and why. It never enters stock. */
  rejected: number;
  reason: string;
  /** How much of what is accepted is in stock already. */
  booked: number;
};

export type Delivery = {
  _id: Types.ObjectId;
  supplier?: Types.ObjectId | null;
  /** The number on the supplier's paper. */
  reference: string;
  expectedOn?: Date;
  status: DeliveryState;
  lines: DeliveryLine[];
  note?: string;
  demo?: boolean;
};

/** One booking of a document is one transaction, which takes so many products. */
export const MOST_LINES = 500;

const steps = {
  type: Number,
  default: 0,
  min: 0,
  validate: { validator: Number.isSafeInteger, message: '{PATH} must be a whole number of steps' },
};

const lineSchema = new Schema<DeliveryLine>(
  {
    product: { type: Schema.Types.ObjectId, ref: 'products', required: true },
    sku: { type: String, required: true },
    name: { type: String, required: true },
    uom: { type: String, enum: Object.keys(UOMS), required: true },
    expected: steps,
    accepted: steps,
    rejected: steps,
    reason: { type: String, default: '', maxlength: 200 },
    booked: steps,
  },
  { _id: false },
);

const deliverySchema = new Schema<Delivery>({
  supplier: { type: Schema.Types.ObjectId, ref: 'suppliers', default: null },
  reference: { type: String, required: true, trim: true, maxlength: 120 },
  expectedOn: { type: Date },
  status: { type: String, enum: DELIVERY_STATES, required: true, default: 'draft' },
  lines: {
    type: [lineSchema],
    default: [],
    validate: { validator: (lines: unknown[]) => lines.length <= MOST_LINES, message: 'too many lines' },
  },
  note: { type: String, trim: true, maxlength: 2_000 },
  demo: { type: Boolean },
});
deliverySchema.index({ createdAt: -1, _id: -1 });
deliverySchema.index({ status: 1, createdAt: -1, _id: -1 });
deliverySchema.index({ supplier: 1, createdAt: -1, _id: -1 });
deliverySchema.index({ expectedOn: 1, _id: 1 });
deliverySchema.index({ reference: 1 }, { collation: { locale: 'en', strength: 2 }, name: 'reference_beginning' });
deliverySchema.index({ 'lines.product': 1, status: 1, expectedOn: 1 });

const someId = new Types.ObjectId('000000000000000000000001');
const newest = { createdAt: -1, _id: -1 } as const;

export const DeliveryModel = auditedModel<Delivery>('deliveries', 'deliveries', deliverySchema, {
  shardKey: '_id',
  standsOnLedger: true,
  asked: [
    { why: 'the list, newest first', filter: {}, sort: newest },
    { why: 'those of one state', filter: { status: 'draft' }, sort: newest },
    { why: 'those of one supplier', filter: { supplier: someId }, sort: newest },
    { why: 'what comes when', filter: {}, sort: { expectedOn: 1, _id: 1 } },
    {
      why: 'search by the beginning of the reference, whatever its case',
      filter: { reference: { $gte: 'dn', $lt: 'dnz' } },
      sort: { reference: 1 },
      collation: { locale: 'en', strength: 2 },
    },
    {
      why: 'what is incoming of a product',
      filter: { 'lines.product': someId, status: { $in: ['draft', 'partly_booked'] } },
    },
  ],
});
