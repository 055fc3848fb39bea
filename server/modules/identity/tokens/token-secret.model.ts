import { Schema, Types } from 'mongoose';
import { defineModel } from '../../../platform/model.ts';

/** The digest of a service token's secret, and when it was used last: bookkeeping, not a change that belongs into the trail. */
type TokenSecret = {
  /** SHA-256 of the secret, in hex. The secret is random throughout, so that a slow digest would protect nothing more. */
  _id: string;
  token: Types.ObjectId;
  lastUsedAt?: Date;
  /** Set when the token is revoked, and never taken back: not by an undone operation either. */
  dead?: boolean;
};

const schema = new Schema<TokenSecret>(
  {
    _id: { type: String, required: true },
    token: { type: Schema.Types.ObjectId, required: true },
    lastUsedAt: { type: Date },
    dead: { type: Boolean },
  },
  { versionKey: false },
);
schema.index({ token: 1 });

export const TokenSecretModel = defineModel<TokenSecret>('tokenSecrets', 'tokenSecrets', schema, {
  class: 'technical',
  shardKey: '_id',
  asked: [
    { why: 'a program comes with its secret', filter: { _id: 'digest' } },
    {
      why: 'panel: when they were used last',
      filter: { token: { $in: [new Types.ObjectId('000000000000000000000001')] } },
    },
  ],
});
