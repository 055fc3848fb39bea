import { secondLook } from '../../platform/four-eyes.ts';
import { notFound } from '../../shared/errors.ts';
import { worthOf } from '../../shared/quantity.ts';
import type { RequestContext } from '../../shared/request-context.ts';
import { productsByIds } from '../catalog/index.ts';

type Loss = {
  kind: 'writeOff' | 'correct';
  productId: string;
  /** How much less there will be, in the smallest step of the unit. */
  quantity: number;
  note: string;
  input: Record<string, unknown>;
};

/** Has goods that leave the books looked at by a second person where they are worth much; asked inside the operation that books them. */
export async function lookAtLoss(ctx: RequestContext, { kind, productId, quantity, note, input }: Loss): Promise<void> {
  const [product] = await productsByIds([productId]);
  if (!product) throw notFound('product', productId);
  const { uom, price } = product;
  await secondLook(ctx, {
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
  });
}
