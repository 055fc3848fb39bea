import { parseInput } from '../../platform/validation.ts';
import { notFound } from '../../shared/errors.ts';
import { assertCan } from '../../shared/permissions.policy.ts';
import type { RequestContext } from '../../shared/request-context.ts';
import { type ProductSnapshot, productsByIds } from '../catalog/index.ts';
import { presentOrder } from './order.presenter.ts';
import { orderFor } from './order.repository.ts';
import { changeOrder, type OrderChange } from './order-change.policy.ts';
import { type DraftLine, draftOrder, type WantedLine } from './order-draft.policy.ts';
import type { OrderTotals } from './order-totals.policy.ts';
import { type PreviewOrder, previewOrderSchema } from './ordering.schemas.ts';
import { pricing } from './ordering.settings.ts';

export type PreviewedLine = DraftLine & {
  /** How much of it the order may have: what is free, and what the order has set aside already. Nothing of what is not on sale. */
  available: number;
};

export type OrderPreview = {
  lines: PreviewedLine[];
  totals: OrderTotals;
  delivery: { method: string; name: string } | null;
  /** Of a change: what it costs more or less. */
  money: OrderChange['money'] | null;
};

/**
 * What an order of these lines would cost now, and whether there is enough of each; with an order, what other lines would make of it. Nothing
 * is written or set aside, so that the answer holds only for now. Throws `not_found`, `illegal_move`, `invalid`, `forbidden`.
 */
export async function previewOrder(ctx: RequestContext, input: PreviewOrder): Promise<OrderPreview> {
  const { orderId, lines, delivery } = parseInput(previewOrderSchema, input);
  const products = new Map((await productsByIds(lines.map((line) => line.productId))).map((one) => [one.id, one]));
  for (const { productId } of lines) if (!products.has(productId)) throw notFound('product', productId);
  if (!orderId) {
    assertCan(ctx, 'orders', 'place');
    const draft = draftOrder(lines, products, await pricing(), delivery);
    return { ...draft, lines: withAvailable(draft.lines, products, []), money: null };
  }
  const order = presentOrder(await orderFor(ctx, orderId, 'changeLines', 'changeLines'));
  const { reserved: _reserved, ...change } = changeOrder(order, lines, products, await pricing(), delivery);
  const had = order.lines.flatMap(({ product, quantity }) => (product ? [{ productId: product, quantity }] : []));
  return { ...change, lines: withAvailable(change.lines, products, had) };
}

function withAvailable(
  lines: readonly DraftLine[],
  products: ReadonlyMap<string, ProductSnapshot>,
  had: readonly WantedLine[],
): PreviewedLine[] {
  const own = new Map(had.map(({ productId, quantity }) => [productId, quantity]));
  return lines.map((line) => {
    const product = products.get(line.product ?? '');
    const free = product?.status === 'active' ? Math.max(0, product.available) : 0;
    return { ...line, available: line.product ? free + (own.get(line.product) ?? 0) : line.quantity };
  });
}
