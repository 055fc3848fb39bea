import { Schema, Types } from 'mongoose';
import { ROLES, type Role } from '../../shared/request-context.ts';
import { type Audited, auditedModel } from '../audit/index.ts';

/** A person: staff or customer. One without a subject has not signed in yet: an invitation, or a customer known from the books. */
export type User = {
  _id: Types.ObjectId;
  username: string;
  firstName?: string;
  lastName?: string;
  email?: string;
  mobile?: string;
  country?: string;
  isActive: boolean;
  roles: Role[];
  /** The identity provider's id of the person; never changes once it is set. */
  subject?: string;
  demo?: boolean;
};

export type StoredUser = User & Audited;

const PERSONAL_FIELDS = ['firstName', 'lastName', 'email', 'mobile', 'username', 'subject'] as const;

const SEARCHED = ['username', 'firstName', 'lastName', 'email', 'mobile'] as const;

const schema = new Schema<User>(
  {
    username: { type: String, required: true, trim: true, minlength: 2, maxlength: 60 },
    firstName: { type: String, trim: true, maxlength: 80 },
    lastName: { type: String, trim: true, maxlength: 80 },
    email: { type: String, trim: true, lowercase: true, maxlength: 254, match: /^[^\s@]+@[^\s@]+$/ },
    mobile: { type: String, trim: true, maxlength: 30 },
    country: { type: String, trim: true, maxlength: 60 },
    isActive: { type: Boolean, required: true, default: true },
    roles: { type: [{ type: String, enum: ROLES }], required: true, default: [] },
    subject: { type: String },
    demo: { type: Boolean },
  },
  { strict: 'throw' },
);

schema.index({ username: 1 }, { unique: true });
schema.index({ username: 1, _id: 1 });
schema.index({ subject: 1 }, { unique: true, sparse: true });
// Not unique: two accounts of the provider may hold one address, and only a verified one counts.
schema.index({ email: 1, _id: 1 }, { sparse: true });
schema.index({ mobile: 1 }, { sparse: true });
schema.index({ lastName: 1, firstName: 1, _id: 1 });
schema.index({ createdAt: 1, _id: 1 });
schema.index({ roles: 1, username: 1, _id: 1 });
schema.index({ roles: 1, createdAt: 1, _id: 1 });
schema.index({ isActive: 1, username: 1, _id: 1 });
// The panel's search looks into all of these at once, whatever the case.
for (const field of SEARCHED) {
  schema.index({ [field]: 1 }, { collation: { locale: 'en', strength: 2 }, name: `${field}_beginning` });
}

const byUsername = { username: 1, _id: 1 } as const;

export const UserModel = auditedModel<User>('users', 'users', schema, {
  // Username and subject stay unique on a sharded cluster only by lookup collections of their own, which it would need first.
  shardKey: '_id',
  personal: PERSONAL_FIELDS,
  asked: [
    { why: 'sign-in, and every request after it', filter: { subject: 'auth0|1' } },
    { why: 'sign-in of someone invited; exact search by e-mail', filter: { email: 'a@b.c' }, sort: { _id: 1 } },
    { why: 'exact search by phone', filter: { mobile: '+44' } },
    { why: 'import: customers by their number', filter: { username: { $in: ['customer-1', 'customer-2'] } } },
    ...SEARCHED.map((field) => ({
      why: `panel: people whose ${field} begins so, whatever its case`,
      filter: { [field]: { $gte: 'lo', $lt: 'lp' } },
      sort: { [field]: 1 as const },
      collation: { locale: 'en', strength: 2 as const },
    })),
    { why: 'panel: all by username', filter: {}, sort: byUsername },
    { why: 'panel: all by name', filter: {}, sort: { lastName: 1, firstName: 1, _id: 1 } },
    { why: 'panel: newest', filter: {}, sort: { createdAt: -1, _id: -1 } },
    { why: 'panel: staff or customers by username', filter: { roles: 'shopper' }, sort: byUsername },
    { why: 'panel: newest customers', filter: { roles: 'shopper' }, sort: { createdAt: -1, _id: -1 } },
    { why: 'panel: deactivated', filter: { isActive: false }, sort: byUsername },
    {
      why: 'is there another admin',
      filter: { roles: 'admin', _id: { $ne: new Types.ObjectId('000000000000000000000001') } },
    },
  ],
});
