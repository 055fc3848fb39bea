import { Schema } from 'mongoose';
import { defineModel } from '../../platform/model.ts';

/** What the test card remembers of a charge, as the books of another company would. */
type CardTestCharge = {
  /** The key under which the money was asked for. */
  _id: string;
  outcome: 'captured' | 'pending' | 'failed';
  reference: string;
  expiresAt: Date;
};

const schema = new Schema<CardTestCharge>(
  {
    _id: { type: String, required: true },
    outcome: { type: String, enum: ['captured', 'pending', 'failed'], required: true },
    reference: { type: String, required: true },
    expiresAt: { type: Date, required: true },
  },
  { versionKey: false },
);
schema.index({ expiresAt: 1 }, { expireAfterSeconds: 0 });

export const CardTestCharge = defineModel<CardTestCharge>('cardTestCharges', 'cardTestCharges', schema, {
  class: 'technical',
  shardKey: '_id',
  asked: [{ why: 'what became of a charge', filter: { _id: 'order:1:checkout' } }],
});
