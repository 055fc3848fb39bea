import { Schema, Types } from 'mongoose';
import { defineModel } from '../../platform/model.ts';

export const ALERT_KINDS = ['low', 'sold-out', 'back'] as const;
export type AlertKind = (typeof ALERT_KINDS)[number];

/** What somebody should know about a product's stock. It stands until the stock crosses the line the other way. */
export type StockAlert = {
  _id: Types.ObjectId;
  product: Types.ObjectId;
  kind: AlertKind;
  /** What was left to sell when it was raised, in steps of the unit. */
  available: number;
  raisedAt: Date;
  open: boolean;
};

const schema = new Schema<StockAlert>(
  {
    product: { type: Schema.Types.ObjectId, ref: 'products', required: true },
    kind: { type: String, enum: ALERT_KINDS, required: true },
    available: { type: Number, required: true },
    raisedAt: { type: Date, required: true },
    open: { type: Boolean, required: true },
  },
  { versionKey: false },
);
// One of a kind stands for a product at a time: it is raised once, and again only after it was over.
schema.index({ product: 1, kind: 1 }, { unique: true });
schema.index({ open: 1, raisedAt: -1 });

export const StockAlertModel = defineModel<StockAlert>('stockAlerts', 'stockAlerts', schema, {
  class: 'technical',
  shardKey: 'product',
  asked: [
    { why: 'what stands, the newest first', filter: { open: true }, sort: { raisedAt: -1 } },
    {
      why: 'those of one product',
      filter: { product: new Types.ObjectId('000000000000000000000001'), kind: { $in: ['low', 'back'] } },
    },
  ],
});
