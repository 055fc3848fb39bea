import { createHash } from 'node:crypto';
import { Types } from 'mongoose';
import { clock } from '../../platform/clock.ts';
import { parseInput } from '../../platform/validation.ts';
import { badRequest, outOfStock } from '../../shared/errors.ts';
import { assertCan } from '../../shared/permissions.policy.ts';
import type { RequestContext } from '../../shared/request-context.ts';
import { type ProductSnapshot, productsByIds } from '../catalog/index.ts';
import { type Cart, type CartLine, CartModel } from './cart.model.ts';
import { type CartView, presentCart } from './cart.presenter.ts';
import { cartFull, notForSale } from './ordering.errors.ts';
import { cartLineSchema, MAX_LINES } from './ordering.schemas.ts';
import { orderingSettings, pricing } from './ordering.settings.ts';

/** Whose cart: the signed-in user's own, or that of a guest's token (from an HttpOnly cookie; at least 16 characters). */
export type CartOwner = { userId: string } | { token: string };

/** The cart as it stands: today's prices and stock, what it would cost, and what changed since each line was set. */
export async function getCart(ctx: RequestContext, owner: CartOwner): Promise<CartView> {
  assertOwn(ctx, owner, 'show');
  return presented(await storedCart(owner));
}

/**
 * Sets how many of a product are in the cart; zero takes it out. Throws `out_of_stock` with what is left, `not_for_sale`, `cart_full`,
 * `invalid`. Nothing is set aside: checkout alone decides.
 */
export async function setCartLine(
  ctx: RequestContext,
  owner: CartOwner,
  input: { productId: string; quantity: number },
): Promise<CartView> {
  assertOwn(ctx, owner, 'edit');
  const { productId, quantity } = parseInput(cartLineSchema, input);
  if (quantity === 0) return presented(await writeCart(owner, withoutLine(productId)));
  const [product] = await productsByIds([productId]);
  if (product?.status !== 'active') throw notForSale(productId);
  if (product.available < quantity) {
    const available = Math.max(product.available, 0);
    throw outOfStock([{ productId, sku: product.sku, requested: quantity, available }]);
  }
  const { price, name, uom } = product;
  const line = { product: new Types.ObjectId(productId), quantity, price, name, uom };
  const cart = await writeCart(owner, withLine(line));
  if (!cart?.lines.some((one) => String(one.product) === productId)) throw cartFull(MAX_LINES);
  return presented(cart);
}

/** Empties the cart. */
export async function clearCart(ctx: RequestContext, owner: CartOwner): Promise<void> {
  assertOwn(ctx, owner, 'edit');
  await CartModel.deleteOne({ _id: keyOf(owner) });
}

/** The stored cart, or null. For checkout. */
export const storedCart = (owner: CartOwner): Promise<Cart | null> => CartModel.findById(keyOf(owner)).lean<Cart>();

/** Takes carts away, in the current operation: they became orders. Answers false, and may not be committed, where one holds other lines by now. */
export async function dropCarts(carts: readonly { owner: CartOwner; cart: Pick<Cart, 'lines'> }[]): Promise<boolean> {
  const asRead = carts.map(({ owner, cart }) => ({ _id: keyOf(owner), lines: cart.lines }));
  const { deletedCount } = await CartModel.deleteMany({ $or: asRead });
  return deletedCount === carts.length;
}

export function keyOf(owner: CartOwner): string {
  if ('userId' in owner) return `user:${owner.userId}`;
  if (owner.token.length < 16) throw badRequest('bad_cart_token', 'This is not the token of a cart.');
  return `guest:${createHash('sha256').update(owner.token).digest('hex')}`;
}

/** A user has their own cart by the permission table; a guest has the one whose token they hold. */
function assertOwn(ctx: RequestContext, owner: CartOwner, action: 'show' | 'edit'): void {
  if ('userId' in owner) assertCan(ctx, 'carts', action, { owner: owner.userId });
}

type Stage = Record<string, unknown>;

/** One atomic write, so that two tabs can't overwrite each other's lines; it gives the cart its full time again. */
export async function writeCart(owner: CartOwner, lines: Stage | readonly CartLine[]): Promise<Cart | null> {
  const { cartDays } = orderingSettings();
  const now = clock.now();
  const days = 'userId' in owner ? cartDays.user : cartDays.guest;
  return CartModel.findOneAndUpdate(
    { _id: keyOf(owner) },
    [
      {
        $set: {
          lines: Array.isArray(lines) ? { $literal: lines } : lines,
          owner: 'userId' in owner ? owner.userId : null,
          expiresAt: new Date(now.getTime() + days * 86_400_000),
          createdAt: { $ifNull: ['$createdAt', now] },
          updatedAt: now,
        },
      },
    ],
    { upsert: true, returnDocument: 'after', updatePipeline: true },
  ).lean<Cart>();
}

const LINES = { $ifNull: ['$lines', []] };

/** The line as it is: what a product is called may begin with a dollar sign. */
function withLine(wanted: CartLine): Stage {
  const line = { $literal: wanted };
  const here = { $in: [wanted.product, { $map: { input: LINES, in: '$$this.product' } }] };
  const replaced = {
    $map: { input: LINES, in: { $cond: [{ $eq: ['$$this.product', wanted.product] }, line, '$$this'] } },
  };
  const full = { $gte: [{ $size: LINES }, MAX_LINES] };
  return { $cond: [here, replaced, { $cond: [full, LINES, { $concatArrays: [LINES, [line]] }] }] };
}

const withoutLine = (productId: string): Stage => ({
  $filter: { input: LINES, cond: { $ne: ['$$this.product', new Types.ObjectId(productId)] } },
});

/** A stored cart as its owner gets it. */
export async function presented(cart: Cart | null): Promise<CartView> {
  const lines = cart?.lines ?? [];
  return presentCart(lines, await productsOf(lines), await pricing());
}

/** The products of some lines by their id, without those that were deleted since. */
export async function productsOf(lines: readonly CartLine[]): Promise<Map<string, ProductSnapshot>> {
  const found = await productsByIds([...new Set(lines.map((line) => String(line.product)))]);
  return new Map(found.map((product) => [product.id, product]));
}
