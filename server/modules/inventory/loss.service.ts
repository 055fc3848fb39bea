import { secondLook } from '../../platform/four-eyes.ts';
import { notFound, outOfStock } from '../../shared/errors.ts';
import { worthOf } from '../../shared/quantity.ts';
import type { RequestContext } from '../../shared/request-context.ts';
import { productsByIds } from '../catalog/index.ts';

type Loss = {
  kind: 'writeOff' | 'correct';
  productId: string;
  /** How much less there will be, in the smallest step of the unit. */
  quantity: number;
  /** How much of that comes from what is held for inspection. */
  held?: number;
  note: string;
  input: Record<string, unknown>;
};

/**
 * Has goods that leave the books looked at by a second person where they are worth much; asked inside the operation that books them. Throws
 * `out_of_stock` instead of asking somebody where there is less than that.
 */
export async function lookAtLoss(
  ctx: RequestContext,
  { kind, productId, quantity, held = 0, note, input }: Loss,
): Promise<void> {
  const [product] = await productsByIds([productId]);
  if (!product) throw notFound('product', productId);
  const { uom, price, sku } = product;
  const available = Math.max(product.available, 0);
  const assertEnough = (): void => {
    if (available < quantity - held) throw outOfStock([{ productId, sku, requested: quantity, available }]);
  };
  const action = {
    kind,
    entity: 'products',
    entityId: productId,
    input,
    before: { quantity: product.quantity, uom },
    after: { quantity: product.quantity - quantity, uom },
    // Sales go on meanwhile; whether enough is left is asked when it is booked.
    basis: { price },
    size: worthOf(quantity, price, uom),
    reason: note,
  };
  await secondLook(ctx, action, assertEnough);
}
