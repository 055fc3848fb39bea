import { assertCan } from '../../shared/permissions.policy.ts';
import type { RequestContext } from '../../shared/request-context.ts';
import { runOperation } from '../audit/index.ts';
import { type Cart, CartModel } from './cart.model.ts';
import type { CartView } from './cart.presenter.ts';
import { keyOf, presented, productsOf, storedCart, writeCart } from './cart.service.ts';
import { mergedLines } from './merged-lines.policy.ts';
import { MAX_LINES } from './ordering.schemas.ts';

/**
 * Moves a guest's cart into the user's on sign-in: quantities of one product add up, clamped to what is available. Both are written in one
 * transaction, so that neither a second sign-in nor a crash adds anything twice or loses it.
 */
export async function mergeCarts(ctx: RequestContext, token: string, userId: string): Promise<CartView> {
  assertCan(ctx, 'carts', 'edit', { owner: userId });
  // Carts are no audited records: an operation that names no collection leaves no entry.
  return runOperation(ctx, { action: 'carts.merge' }, async () => {
    const guest = await CartModel.findOneAndDelete({ _id: keyOf({ token }) }).lean<Cart>();
    const own = await storedCart({ userId });
    if (!guest || guest.lines.length === 0) return presented(own);
    const products = await productsOf([...guest.lines, ...(own?.lines ?? [])]);
    const lines = mergedLines(own?.lines ?? [], guest.lines, (id) => {
      const product = products.get(id);
      return product?.status === 'active' ? Math.max(product.available, 0) : 0;
    });
    return presented(await writeCart({ userId }, lines.slice(0, MAX_LINES)));
  });
}
