import { Schema, Types } from 'mongoose';
import { ledgerModel } from '../../audit/index.ts';

export const ADJUSTMENT_KINDS = [
  'delivery',
  'discount',
  'manual',
  'fee',
  'bank-charge',
  'sample',
  'voucher',
  'commission',
  'bad-debt',
  'service',
] as const;

/**
 * Money that the books show without goods: bad debt, fees, bank charges, a discount given afterwards. A ledger, since such an entry is corrected by its
 * counter-entry and never changed.
 */
export type Adjustment = {
  _id: Types.ObjectId;
  /** The invoice's number in its series, and the entry's place in it: `INV-A563185/1`. */
  name: string;
  kind: (typeof ADJUSTMENT_KINDS)[number];
  label: string;
  /** Minor units, signed: above zero is owed to the shop or earned by it, below zero is given or paid by it. */
  amount: number;
  currency: string;
  date: Date;
  customer?: Types.ObjectId | null;
  country: string;
  demo?: boolean;
};

const whole = { validator: Number.isSafeInteger, message: '{PATH} must be a whole number of minor units' };

const schema = new Schema<Adjustment>({
  name: { type: String, required: true, maxlength: 60 },
  kind: { type: String, enum: ADJUSTMENT_KINDS, required: true },
  label: { type: String, required: true, maxlength: 200 },
  amount: { type: Number, required: true, validate: whole },
  currency: { type: String, required: true, match: /^[A-Z]{3}$/ },
  date: { type: Date, required: true },
  customer: { type: Schema.Types.ObjectId, ref: 'users', default: null },
  country: { type: String, required: true, maxlength: 60 },
  demo: { type: Boolean },
});
schema.index({ name: 1 }, { unique: true });
schema.index({ date: -1, _id: -1 });
schema.index({ kind: 1, date: -1, _id: -1 });
schema.index({ customer: 1, date: -1 }, { partialFilterExpression: { customer: { $type: 'objectId' } } });

export const AdjustmentModel = ledgerModel<Adjustment>('adjustments', 'adjustments', schema, {
  shardKey: 'name',
  asked: [
    { why: 'the list, newest first', filter: {}, sort: { date: -1, _id: -1 } },
    { why: 'the list by kind', filter: { kind: 'bad-debt' }, sort: { date: -1, _id: -1 } },
    { why: 'one by its number', filter: { name: 'INV-A563185/1' } },
    {
      why: 'those of a customer',
      filter: { customer: new Types.ObjectId('000000000000000000000001') },
      sort: { date: -1 },
    },
  ],
});
