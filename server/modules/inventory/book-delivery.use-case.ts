import { once } from '../../platform/idempotency.model.ts';
import { parseInput } from '../../platform/validation.ts';
import { notFound } from '../../shared/errors.ts';
import { assertCan } from '../../shared/permissions.policy.ts';
import type { RequestContext } from '../../shared/request-context.ts';
import { CHUNK_SIZE, currentOperation, runChunkedOperation, runOperation } from '../audit/index.ts';
import { type BookDelivery, bookDeliverySchema } from './inventory.schemas.ts';
import { bookMovements, type MovementLine } from './stock.service.ts';
import { withStockQueue } from './stock-queue.service.ts';
import { SupplierModel } from './supplier.model.ts';

export type BookedDelivery = { lines: number; quantity: number };

/**
 * Books goods in that have no delivery document of their own, such as an opening stock: up to 500 products are one transaction, above that
 * a journalled series of such. Booked again under the same `deliveryId`, parts that were booked before are left alone. Throws `invalid`,
 * `not_found`.
 */
export async function bookDelivery(
  ctx: RequestContext,
  input: BookDelivery,
  onProgress?: (done: number, total: number) => void,
): Promise<BookedDelivery> {
  assertCan(ctx, 'products', 'receive');
  const delivery = parseInput(bookDeliverySchema, input);
  if (delivery.supplierId && !(await SupplierModel.exists({ _id: delivery.supplierId }))) {
    throw notFound('supplier', delivery.supplierId);
  }
  const byProduct = Map.groupBy(delivery.lines, (line) => line.productId);
  const productIds = [...byProduct.keys()].sort();
  const spec = {
    action: 'products.receive',
    entity: 'products',
    detail: {
      reference: delivery.reference,
      products: productIds.length,
      ...(delivery.supplierId ? { supplierId: delivery.supplierId } : {}),
    },
  };

  const bookPart = async (part: string[]): Promise<void> => {
    const id = delivery.deliveryId ?? currentOperation()?.id ?? '';
    const document = { type: 'receipt', id, label: delivery.reference };
    const lines = part.flatMap((id) => byProduct.get(id) ?? []);
    const book = async () => {
      const rows: MovementLine[] = lines.map(({ productId, quantity, note }) => ({
        productId,
        delta: quantity,
        reason: 'receipt',
        document,
        note,
        ...(delivery.date ? { date: delivery.date } : {}),
      }));
      await bookMovements(ctx, rows);
    };
    if (!delivery.deliveryId) return book();
    await once({ scope: `delivery:${delivery.deliveryId}`, key: part[0] ?? '', request: lines }, async () => {
      await book();
      return { lines: lines.length };
    });
  };

  await withStockQueue(productIds, async () => {
    if (productIds.length <= CHUNK_SIZE) {
      await runOperation(ctx, spec, () => bookPart(productIds));
      return;
    }
    await runChunkedOperation(ctx, { ...spec, items: productIds, input: spec.detail, onProgress }, async (part) => {
      await bookPart(part);
      return { done: part.length };
    });
  });
  return {
    lines: delivery.lines.length,
    quantity: delivery.lines.reduce((total, line) => total + line.quantity, 0),
  };
}
