import { Schema } from 'mongoose';
import { defineModel } from '../../platform/model.ts';

/** One person's data, opened to one member of staff for a while. Whose they are is kept by ids alone. */
export type Unmasking = {
  /** Who opened it, and whom: opening the same person again makes it last anew. */
  _id: string;
  actor: string;
  person: string;
  reason: string;
  ticket: string;
  at: Date;
  until: Date;
};

const schema = new Schema<Unmasking>(
  { _id: String, actor: String, person: String, reason: String, ticket: String, at: Date, until: Date },
  { versionKey: false },
);
schema.index({ actor: 1, until: 1 });
schema.index({ until: 1 }, { expireAfterSeconds: 0 });

export const UnmaskingModel = defineModel<Unmasking>('unmaskings', 'unmaskings', schema, {
  class: 'technical',
  shardKey: '_id',
  asked: [
    { why: 'what one person opened of another', filter: { _id: 'x|user:y' } },
    { why: 'what is open to someone', filter: { actor: 'x' } },
  ],
});
