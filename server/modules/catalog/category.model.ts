import { Schema, Types } from 'mongoose';
import { auditedModel } from '../audit/index.ts';

export type Category = {
  _id: Types.ObjectId;
  name: string;
  slug: string;
  parent?: Types.ObjectId | null;
  demo?: boolean;
};

const schema = new Schema<Category>({
  name: { type: String, required: true, trim: true, maxlength: 80 },
  slug: { type: String, required: true, match: /^[a-z0-9]+(-[a-z0-9]+)*$/, maxlength: 120 },
  parent: { type: Schema.Types.ObjectId, ref: 'categories', default: null },
  demo: { type: Boolean },
});

schema.index({ slug: 1 }, { unique: true });
schema.index({ name: 1, _id: 1 });
schema.index({ parent: 1, name: 1 });

export const CategoryModel = auditedModel<Category>('categories', 'categories', schema, {
  // A small collection: it stays on one shard.
  shardKey: '_id',
  asked: [
    { why: 'by name', filter: {}, sort: { name: 1, _id: 1 } },
    { why: 'by its address', filter: { slug: 'lighting' } },
    {
      why: 'the children of one',
      filter: { parent: new Types.ObjectId('000000000000000000000001') },
      sort: { name: 1 },
    },
  ],
});
