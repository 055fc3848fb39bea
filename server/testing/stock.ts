import { createProduct } from '../modules/catalog/index.ts';
import { receiveStock } from '../modules/inventory/index.ts';
import type { RequestContext } from '../shared/request-context.ts';
import { contextOf } from './harness.ts';

let made = 0;

/** A product on sale with so many on hand, for tests. */
export async function buildProduct(
  overrides: Partial<Parameters<typeof createProduct>[1]> & { onHand?: number } = {},
  ctx: RequestContext = contextOf('admin'),
): Promise<{ id: string; sku: string }> {
  const { onHand = 0, ...fields } = overrides;
  made += 1;
  const sku = `TEST-${made}`;
  const product = await createProduct(ctx, {
    name: `Test lantern ${made}`,
    sku,
    price: 295,
    status: 'active',
    ...fields,
  });
  const id = String(product._id);
  if (onHand > 0) await receiveStock(ctx, { productId: id, quantity: onHand });
  return { id, sku: fields.sku ?? sku };
}
