import { Schema, Types } from 'mongoose';
import { UOMS, type Uom } from '../../shared/quantity.ts';
import { auditedModel } from '../audit/index.ts';
import { EVERY_PRODUCT, FOUND_BY, inCategory, ofFamily, onShelf } from './product-lists.policy.ts';
import { someBeginsWith } from './words.policy.ts';

export const PRODUCT_STATUSES = ['draft', 'active', 'archived'] as const;
export type ProductStatus = (typeof PRODUCT_STATUSES)[number];
/** Leaves out nothing, and lets MongoDB merge the parts of an index that holds the status before the field to sort by. */
export const ANY_STATUS = { status: { $in: [...PRODUCT_STATUSES] } };

/** Written by `applyStock` alone; proved by movements and open orders, not by change entries. */
export const LEDGER_FIELDS = ['quantity', 'reserved', 'held', 'lastStockDate', 'stockSeq'] as const;

/** A picture as a product shows it; the first one stands for the product. */
export type ProductImage = { sha256: string; alt: string; width: number; height: number };

export type Product = {
  _id: Types.ObjectId;
  name: string;
  sku: string;
  slug: string;
  description: string;
  /** The text of the trade files, as it was booked. */
  bookName?: string;
  category?: Types.ObjectId | null;
  uom: Uom;
  /** Minor units of the shop's currency. */
  price: number;
  status: ProductStatus;
  /** On hand; like all quantities in the smallest step of the unit. */
  quantity: number;
  /** Promised to open orders. */
  reserved: number;
  /** On hand but not for sale, such as returns that wait for inspection. */
  held: number;
  lastStockDate?: Date;
  /** The number of the last line on its stock card. */
  stockSeq: number;
  images: ProductImage[];
  barcode?: string;
  shelf?: string;
  family?: string;
  lowStockThreshold: number;
  attributes: Record<string, unknown>;
  /** Where it is found; `FOUND_BY` makes both of its other fields. */
  lists: string[];
  words: string[];
  demo?: boolean;
};

const whole = { validator: Number.isSafeInteger, message: '{PATH} must be a whole number' };

const imageSchema = new Schema<ProductImage>(
  {
    sha256: { type: String, required: true, match: /^[0-9a-f]{64}$/ },
    alt: { type: String, default: '', maxlength: 300 },
    width: { type: Number, required: true, min: 1 },
    height: { type: Number, required: true, min: 1 },
  },
  { _id: false },
);

const schema = new Schema<Product>({
  name: { type: String, required: true, trim: true, maxlength: 200 },
  sku: { type: String, required: true, trim: true, maxlength: 40 },
  slug: { type: String, required: true, match: /^[a-z0-9]+(-[a-z0-9]+)*$/, maxlength: 120 },
  description: { type: String, default: '', maxlength: 5_000 },
  bookName: { type: String, maxlength: 200 },
  category: { type: Schema.Types.ObjectId, ref: 'categories', default: null },
  uom: { type: String, enum: Object.keys(UOMS), required: true, default: 'piece' },
  price: { type: Number, required: true, min: 0, validate: whole },
  status: { type: String, enum: PRODUCT_STATUSES, required: true, default: 'draft' },
  quantity: { type: Number, default: 0, min: 0, validate: whole },
  reserved: { type: Number, default: 0, min: 0, validate: whole },
  held: { type: Number, default: 0, min: 0, validate: whole },
  lastStockDate: { type: Date },
  stockSeq: { type: Number, default: 0, min: 0, validate: whole },
  images: { type: [imageSchema], default: [] },
  barcode: { type: String, trim: true, maxlength: 40 },
  shelf: { type: String, trim: true, maxlength: 40 },
  family: { type: String, trim: true, maxlength: 120 },
  lowStockThreshold: { type: Number, default: 5, min: 0, validate: whole },
  attributes: { type: Schema.Types.Mixed, default: () => ({}) },
  lists: { type: [String], default: [] },
  words: { type: [String], default: [] },
  demo: { type: Boolean },
});

schema.index({ sku: 1 }, { unique: true });
schema.index({ slug: 1 }, { unique: true });
schema.index({ barcode: 1 }, { unique: true, sparse: true });
// Whoever lists products names a list that they stand in, and all states for any (`ANY_STATUS`): so three indexes, one for each order, serve
// all lists (docs/decisions/0015, 0027).
for (const field of ['name', 'price', 'createdAt'] as const) {
  schema.index({ lists: 1, status: 1, [field]: 1, _id: 1 });
}
schema.index({ words: 1, status: 1 });

const someId = new Types.ObjectId('000000000000000000000001');
const all = { lists: EVERY_PRODUCT };
const one = { lists: inCategory(someId) };
const several = { lists: { $in: [inCategory(someId), inCategory('000000000000000000000002')] } };
const onSale = { ...all, status: 'active' };
const here = { ...several, status: 'active' };
const byName = { name: 1, _id: 1 } as const;
const byPrice = { price: 1, _id: 1 } as const;
const newest = { createdAt: -1, _id: -1 } as const;
const priceRange = { $gte: 100, $lte: 500 };

export const ProductModel = auditedModel<Product>('products', 'products', schema, {
  // SKU and slug stay unique on a sharded cluster only by lookup collections of their own, which it would need first.
  shardKey: '_id',
  ownedByLedger: LEDGER_FIELDS,
  derived: FOUND_BY,
  lookUp: { category: (ids) => ({ lists: { $in: ids.map(inCategory) } }) },
  // The last line of defence (P5): MongoDB itself refuses a product that has promised more than it has.
  validator: {
    $expr: {
      $and: [
        { $gte: ['$quantity', 0] },
        { $gte: ['$reserved', 0] },
        { $gte: ['$held', 0] },
        { $gte: ['$quantity', { $add: ['$reserved', '$held'] }] },
      ],
    },
  },
  asked: [
    { why: 'shop: all by name', filter: onSale, sort: byName },
    { why: 'shop: all by name, backwards', filter: onSale, sort: { name: -1, _id: -1 } },
    { why: 'shop: all by price', filter: onSale, sort: byPrice },
    { why: 'shop: all by price, dearest first', filter: onSale, sort: { price: -1, _id: -1 } },
    { why: 'shop: newest', filter: onSale, sort: newest },
    { why: 'shop: a price range by price', filter: { ...onSale, price: priceRange }, sort: byPrice },
    { why: 'shop: categories by name', filter: here, sort: byName },
    { why: 'shop: categories by name, backwards', filter: here, sort: { name: -1, _id: -1 } },
    { why: 'shop: categories by price', filter: here, sort: byPrice },
    { why: 'shop: categories by price, dearest first', filter: here, sort: { price: -1, _id: -1 } },
    { why: 'shop: newest of categories', filter: here, sort: newest },
    { why: 'shop: a price range of categories by price', filter: { ...here, price: priceRange }, sort: byPrice },
    {
      why: 'shop: a later page, from the last row on',
      filter: { ...onSale, name: { $gte: 'M' }, $or: [{ name: { $gt: 'M' } }, { _id: { $gt: someId } }] },
      sort: byName,
    },
    { why: 'shop: one product by its address', filter: { slug: 'a' } },
    {
      why: 'search: words by their beginning',
      filter: { ...onSale, words: someBeginsWith('lant') },
    },
    { why: 'search: whole words', filter: { ...onSale, words: 'lantern' } },
    { why: 'panel: by name', filter: { ...all, ...ANY_STATUS }, sort: byName },
    { why: 'panel: by price', filter: { ...all, ...ANY_STATUS }, sort: byPrice },
    { why: 'panel: newest', filter: { ...all, ...ANY_STATUS }, sort: newest },
    { why: 'panel: one category by name', filter: { ...one, ...ANY_STATUS }, sort: byName },
    { why: 'panel: one status by name', filter: { ...all, status: 'draft' }, sort: byName },
    { why: 'scan: by barcode', filter: { barcode: '5012345678900' } },
    { why: 'scan and import: by SKU', filter: { sku: { $in: ['85123A', '71053'] } } },
    { why: 'count: a shelf', filter: { lists: onShelf('A1'), ...ANY_STATUS }, sort: { name: 1 } },
    { why: 'count: categories', filter: { ...several, ...ANY_STATUS }, sort: { name: 1 } },
    { why: 'the products of a family', filter: { lists: ofFamily('lanterns'), ...ANY_STATUS }, sort: { name: 1 } },
    { why: 'does a category still hold products', filter: one },
  ],
});
