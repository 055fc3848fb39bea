import { Schema, type Types } from 'mongoose';
import type { Role } from '../../../shared/request-context.ts';
import { type Audited, auditedModel } from '../../audit/index.ts';

/** The roles a program can work under. */
export const TOKEN_ROLES = ['admin', 'inventory', 'support'] as const satisfies readonly Role[];
export type TokenRole = (typeof TOKEN_ROLES)[number];

/** A program's way in. Its secret is kept apart, as a digest (token-secret.model.ts), so that no entry of the trail can hold it. */
export type ServiceToken = {
  _id: Types.ObjectId;
  /** What the trail calls whoever uses it. */
  name: string;
  /** The column of the permission table that it works under; `scopes` narrow it. */
  role: TokenRole;
  scopes: string[];
  expiresAt: Date;
  revokedAt?: Date;
  /** The last characters of the secret: enough to tell which one a configuration holds, too few to guess the rest. */
  hint: string;
  demo?: boolean;
};

export type StoredServiceToken = ServiceToken & Audited;

const schema = new Schema<ServiceToken>(
  {
    name: { type: String, required: true, trim: true, minlength: 3, maxlength: 60 },
    role: { type: String, enum: TOKEN_ROLES, required: true },
    scopes: { type: [String], required: true },
    expiresAt: { type: Date, required: true },
    revokedAt: { type: Date },
    hint: { type: String, required: true },
    demo: { type: Boolean },
  },
  { strict: 'throw' },
);
schema.index({ name: 1 }, { unique: true });
schema.index({ name: 1 }, { collation: { locale: 'en', strength: 2 }, name: 'name_beginning' });
schema.index({ name: 1, _id: 1 });
schema.index({ expiresAt: 1, _id: 1 });
schema.index({ role: 1, name: 1, _id: 1 });

const byName = { name: 1, _id: 1 } as const;

export const ServiceTokenModel = auditedModel<ServiceToken>('serviceTokens', 'serviceTokens', schema, {
  // There are a handful of them: they stay together, as their names must be unique.
  shardKey: 'name',
  asked: [
    { why: 'panel: all by name', filter: {}, sort: byName },
    { why: 'panel: those of a role', filter: { role: 'support' }, sort: byName },
    { why: 'panel: what expires next', filter: {}, sort: { expiresAt: 1, _id: 1 } },
    {
      why: 'panel: whose name begins so',
      filter: { name: { $gte: 'sh', $lt: 'si' } },
      sort: { name: 1 },
      collation: { locale: 'en', strength: 2 },
    },
  ],
});
