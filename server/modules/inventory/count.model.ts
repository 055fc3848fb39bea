import { Schema, Types } from 'mongoose';
import { UOMS, type Uom } from '../../shared/quantity.ts';
import { auditedModel } from '../audit/index.ts';
import { MOST_LINES } from './delivery.model.ts';

export const COUNT_STATES = ['open', 'review', 'booked', 'given_up'] as const;
export type CountState = (typeof COUNT_STATES)[number];

/** One product that was counted. Quantities are in the smallest step of its unit. */
export type CountLine = {
  product: Types.ObjectId;
  /** As the product was called when it was counted. */
  sku: string;
  name: string;
  uom: Uom;
  counted: number;
  /** What the books said at the moment it was counted, so that sales after it are no difference. */
  expected: number;
  /** The number of the product's last movement at that moment. */
  movement: number;
  countedAt: Date;
  countedBy: string;
};

export type Count = {
  _id: Types.ObjectId;
  name: string;
  /** What is counted: a shelf, or a category with all below it. */
  shelf?: string;
  category?: Types.ObjectId | null;
  /** Whoever counts does not see what the books say. */
  blind: boolean;
  status: CountState;
  lines: CountLine[];
  note?: string;
  demo?: boolean;
};

const steps = {
  type: Number,
  required: true,
  min: 0,
  validate: { validator: Number.isSafeInteger, message: '{PATH} must be a whole number of steps' },
};

const lineSchema = new Schema<CountLine>(
  {
    product: { type: Schema.Types.ObjectId, ref: 'products', required: true },
    sku: { type: String, required: true },
    name: { type: String, required: true },
    uom: { type: String, enum: Object.keys(UOMS), required: true },
    counted: steps,
    expected: steps,
    movement: steps,
    countedAt: { type: Date, required: true },
    countedBy: { type: String, required: true, maxlength: 200 },
  },
  { _id: false },
);

const countSchema = new Schema<Count>({
  name: { type: String, required: true, trim: true, maxlength: 120 },
  shelf: { type: String, trim: true, maxlength: 40 },
  category: { type: Schema.Types.ObjectId, ref: 'categories', default: null },
  blind: { type: Boolean, required: true, default: true },
  status: { type: String, enum: COUNT_STATES, required: true, default: 'open' },
  lines: {
    type: [lineSchema],
    default: [],
    validate: { validator: (lines: unknown[]) => lines.length <= MOST_LINES, message: 'too many lines' },
  },
  note: { type: String, trim: true, maxlength: 2_000 },
  demo: { type: Boolean },
});
countSchema.index({ createdAt: -1, _id: -1 });
countSchema.index({ status: 1, createdAt: -1, _id: -1 });
countSchema.index({ category: 1, createdAt: -1, _id: -1 });
countSchema.index({ shelf: 1, createdAt: -1, _id: -1 });
countSchema.index({ 'lines.product': 1 });
countSchema.index({ name: 1 }, { collation: { locale: 'en', strength: 2 }, name: 'name_beginning' });

const newest = { createdAt: -1, _id: -1 } as const;

export const CountModel = auditedModel<Count>('counts', 'counts', countSchema, {
  shardKey: '_id',
  standsOnLedger: true,
  asked: [
    { why: 'the list, newest first', filter: {}, sort: newest },
    { why: 'those of one state', filter: { status: 'open' }, sort: newest },
    {
      why: 'those of one category',
      filter: { category: new Types.ObjectId('000000000000000000000001') },
      sort: newest,
    },
    { why: 'those of one shelf', filter: { shelf: 'A1' }, sort: newest },
    { why: 'who names a product', filter: { 'lines.product': new Types.ObjectId('000000000000000000000001') } },
    {
      why: 'search by the beginning of the name, whatever its case',
      filter: { name: { $gte: 'shelf', $lt: 'shelfz' } },
      sort: { name: 1 },
      collation: { locale: 'en', strength: 2 },
    },
  ],
});
