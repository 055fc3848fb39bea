import { Schema, Types } from 'mongoose';
import { defineModel } from '../../platform/model.ts';
import { UOMS, type Uom } from '../../shared/quantity.ts';

export type CartLine = {
  product: Types.ObjectId;
  quantity: number;
  /** The price when the line was last set, to tell the shopper of a change since. */
  price: number;
  /** What it was called and sold by then: all that is left to say should the product be deleted. */
  name: string;
  uom: Uom;
  /** How much the shopper wanted, where joining two carts could keep less. */
  wanted?: number;
};

export type Cart = {
  /** `user:<id>` or `guest:<digest of the token>`: one cart an owner, by the unique `_id`. The token itself is not stored. */
  _id: string;
  /** The user's id; null for a guest's cart. */
  owner: string | null;
  lines: CartLine[];
  expiresAt: Date;
  createdAt: Date;
  updatedAt: Date;
};

const whole = { validator: Number.isSafeInteger, message: '{PATH} must be a whole number' };

const cartSchema = new Schema<Cart>(
  {
    _id: { type: String, required: true },
    owner: { type: String, default: null },
    lines: {
      type: [
        new Schema<CartLine>(
          {
            product: { type: Schema.Types.ObjectId, ref: 'products', required: true },
            quantity: { type: Number, required: true, min: 1, validate: whole },
            price: { type: Number, required: true, min: 0, validate: whole },
            name: { type: String, required: true, maxlength: 300 },
            uom: { type: String, enum: Object.keys(UOMS), required: true },
            wanted: { type: Number, min: 1, validate: whole },
          },
          { _id: false },
        ),
      ],
      default: [],
    },
    expiresAt: { type: Date, required: true },
    createdAt: { type: Date, required: true },
    updatedAt: { type: Date, required: true },
  },
  { versionKey: false },
);
cartSchema.index({ expiresAt: 1 }, { expireAfterSeconds: 0 });
cartSchema.index({ updatedAt: -1, _id: -1 });
cartSchema.index({ owner: 1, updatedAt: -1, _id: -1 }, { partialFilterExpression: { owner: { $gt: '' } } });
cartSchema.index({ 'lines.product': 1 });

export const CartModel = defineModel<Cart>('carts', 'carts', cartSchema, {
  class: 'temporary',
  shardKey: '_id',
  asked: [
    { why: "an owner's cart", filter: { _id: 'user:1' } },
    { why: 'the list, last used first', filter: {}, sort: { updatedAt: -1, _id: -1 } },
    { why: 'the cart of a user', filter: { owner: '1' }, sort: { updatedAt: -1, _id: -1 } },
    { why: 'does a cart hold a product', filter: { 'lines.product': new Types.ObjectId('000000000000000000000001') } },
  ],
});
