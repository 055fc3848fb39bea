import type { ProductSnapshot } from '../../server/modules/catalog/index.ts';
import { bookDelivery, createSupplier } from '../../server/modules/inventory/index.ts';
import type { RequestContext } from '../../server/shared/request-context.ts';
import { hashOf } from './random.ts';

/** Of a hundred products so many are low in stock after the delivery, and so many sold out. */
const LOW = 8;
const SOLD_OUT = 7;

/** What the opening delivery brings of a product: most are well in stock, some low, some not at all. */
export function deliveredQuantity({
  sku,
  available,
  lowStockThreshold,
}: Pick<ProductSnapshot, 'sku' | 'available' | 'lowStockThreshold'>): number {
  const lot = hashOf(sku) % 100;
  if (lot < SOLD_OUT) return 0;
  const wanted =
    lot < SOLD_OUT + LOW ? 1 + (hashOf(`${sku}!`) % Math.max(1, lowStockThreshold)) : 40 + (hashOf(`${sku}?`) % 360);
  return Math.max(0, wanted - available);
}

/** Books the delivery that fills the shop's shelves. Safe to repeat: a delivery is booked once under its id. */
export async function bookOpeningDelivery(ctx: RequestContext, products: ProductSnapshot[]): Promise<void> {
  const supplier = await createSupplier(ctx, {
    name: 'Lantern & Loom Wholesale',
    email: 'orders@lantern-and-loom.test',
    leadTimeDays: 5,
    note: 'Demo supplier.',
  }).catch(() => null);
  const lines = products.flatMap((product) => {
    const quantity = deliveredQuantity(product);
    return quantity > 0 ? [{ productId: product.id, quantity }] : [];
  });
  await bookDelivery(ctx, {
    ...(supplier ? { supplierId: supplier.id } : {}),
    reference: 'Opening delivery',
    deliveryId: 'demo-opening-delivery',
    lines,
  });
}
