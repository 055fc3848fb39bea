import { Schema, Types } from 'mongoose';
import { defineModel } from '../../platform/model.ts';

/** Somebody wants to hear by mail when a product is back, once. */
export type StockNotice = {
  _id: Types.ObjectId;
  product: Types.ObjectId;
  email: string;
  createdAt: Date;
  expiresAt: Date;
};

const schema = new Schema<StockNotice>(
  {
    product: { type: Schema.Types.ObjectId, ref: 'products', required: true },
    email: { type: String, required: true, maxlength: 254 },
    createdAt: { type: Date, required: true },
    expiresAt: { type: Date, required: true },
  },
  { versionKey: false },
);
schema.index({ product: 1, email: 1 }, { unique: true });
schema.index({ email: 1 });
schema.index({ expiresAt: 1 }, { expireAfterSeconds: 0 });

export const StockNoticeModel = defineModel<StockNotice>('stockNotices', 'stockNotices', schema, {
  class: 'temporary',
  shardKey: 'product',
  asked: [
    {
      why: 'who waits for a product',
      filter: { product: new Types.ObjectId('000000000000000000000001') },
      sort: { product: 1, email: 1 },
    },
    {
      why: 'which of these products are waited for',
      filter: { product: { $in: [new Types.ObjectId('000000000000000000000001')] } },
    },
    { why: 'how much one address waits for', filter: { email: 'ada@example.org' } },
  ],
});
