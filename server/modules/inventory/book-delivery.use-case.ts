import { once } from '../../platform/idempotency.model.ts';
import { parseInput } from '../../platform/validation.ts';
import { notFound } from '../../shared/errors.ts';
import { assertCan } from '../../shared/permissions.policy.ts';
import type { RequestContext } from '../../shared/request-context.ts';
import {
  CHUNK_SIZE,
  currentOperation,
  registerChunkHandler,
  registerCounterBooking,
  runChunkedOperation,
  runOperation,
} from '../audit/index.ts';
import { bookOpposites, inQueueOf, movementsOfReceipt } from './book-opposites.service.ts';
import { type BookDelivery, bookDeliverySchema } from './inventory.schemas.ts';
import { bookMovements, type MovementLine } from './stock.service.ts';
import { withStockQueue } from './stock-queue.service.ts';
import { SupplierModel } from './supplier.model.ts';

const RECEIVE = 'products.receive';

export type BookedDelivery = { lines: number; quantity: number };

/** What is booked, as the journal keeps it so that another process can go on. */
type Goods = Pick<BookDelivery, 'reference' | 'supplierId' | 'deliveryId' | 'date' | 'lines'>;

/**
 * Books goods in that have no delivery document of their own, such as an opening stock: up to 500 products are one transaction, above that
 * a journalled series of such, which can be carried on or taken back in the panel. Booked again under the same `deliveryId`, parts that were
 * booked before are left alone. Throws `invalid`, `not_found`.
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
  const goods = goodsOf(delivery);
  const productIds = [...new Set(delivery.lines.map((line) => line.productId))].sort();
  const spec = { action: RECEIVE, entity: 'products' };
  if (productIds.length <= CHUNK_SIZE) {
    const detail = {
      reference: delivery.reference,
      products: productIds.length,
      ...(delivery.supplierId ? { supplierId: delivery.supplierId } : {}),
    };
    await withStockQueue(productIds, () =>
      runOperation(ctx, { ...spec, detail }, () => bookPart(ctx, productIds, goods)),
    );
  } else {
    await runChunkedOperation(ctx, { ...spec, items: productIds, input: goods, onProgress });
  }
  return {
    lines: delivery.lines.length,
    quantity: delivery.lines.reduce((total, line) => total + line.quantity, 0),
  };
}

/** Without what is not set: the database would keep it as null, and it would not be the same request any more. */
function goodsOf({ reference, supplierId, deliveryId, date, lines }: Goods): Goods {
  return {
    reference,
    ...(supplierId ? { supplierId } : {}),
    ...(deliveryId ? { deliveryId } : {}),
    ...(date ? { date } : {}),
    lines: lines.map(({ productId, quantity, note }) => ({ productId, quantity, ...(note ? { note } : {}) })),
  };
}

registerChunkHandler(RECEIVE, {
  work: async (ctx, part, input) => {
    assertCan(ctx, 'products', 'receive');
    await bookPart(ctx, part, input as Goods);
    return { done: part.length };
  },
  inTurn: (part, _input, run) => withStockQueue(part, run),
});

registerCounterBooking(RECEIVE, {
  ledger: 'stockMovements',
  rowsOf: ({ _id, input }) => movementsOfReceipt(String((input as Goods | undefined)?.deliveryId ?? _id), _id),
  book: bookOpposites,
  inTurn: inQueueOf,
});

/** Books some of the products, in the current operation. */
async function bookPart(
  ctx: RequestContext,
  part: string[],
  { deliveryId, reference, date, lines }: Goods,
): Promise<void> {
  const ofPart = new Set(part);
  const own = lines.filter((line) => ofPart.has(line.productId)).sort(byProduct);
  const document = { type: 'receipt', id: deliveryId ?? currentOperation()?.id ?? '', label: reference };
  const book = async () => {
    const rows = own.map(
      ({ productId, quantity, note }): MovementLine => ({
        productId,
        delta: quantity,
        reason: 'receipt',
        document,
        ...(note ? { note } : {}),
        ...(date ? { date } : {}),
      }),
    );
    await bookMovements(ctx, rows);
  };
  if (!deliveryId) return book();
  await once({ scope: `delivery:${deliveryId}`, key: part[0] ?? '', request: own }, async () => {
    await book();
    return { lines: own.length };
  });
}

const byProduct = (a: { productId: string }, b: { productId: string }): number =>
  a.productId < b.productId ? -1 : a.productId > b.productId ? 1 : 0;
