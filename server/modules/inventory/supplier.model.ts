import { Schema, type Types } from 'mongoose';
import { auditedModel } from '../audit/index.ts';

export type Supplier = {
  _id: Types.ObjectId;
  name: string;
  email?: string;
  phone?: string;
  leadTimeDays?: number;
  note?: string;
  isActive: boolean;
  demo?: boolean;
};

const supplierSchema = new Schema<Supplier>({
  name: { type: String, required: true, trim: true, maxlength: 120 },
  email: { type: String, trim: true, lowercase: true, maxlength: 254, match: /^[^\s@]+@[^\s@]+\.[^\s@]+$/ },
  phone: { type: String, trim: true, maxlength: 40 },
  leadTimeDays: { type: Number, min: 0, max: 365, validate: Number.isInteger },
  note: { type: String, trim: true, maxlength: 2_000 },
  isActive: { type: Boolean, required: true, default: true },
  demo: { type: Boolean },
});
supplierSchema.index({ name: 1 }, { unique: true, collation: { locale: 'en', strength: 2 } });
supplierSchema.index({ name: 1, _id: 1 });
supplierSchema.index({ isActive: 1, name: 1, _id: 1 });

export const SupplierModel = auditedModel<Supplier>('suppliers', 'suppliers', supplierSchema, {
  shardKey: 'name',
  personal: ['email', 'phone'],
  asked: [
    { why: 'the list by name', filter: {}, sort: { name: 1, _id: 1 } },
    { why: 'the suppliers in use', filter: { isActive: true }, sort: { name: 1, _id: 1 } },
    {
      why: 'search by the beginning of the name, whatever its case',
      filter: { name: { $gte: 'gif', $lt: 'gifz' } },
      sort: { name: 1 },
      collation: { locale: 'en', strength: 2 },
    },
  ],
});
