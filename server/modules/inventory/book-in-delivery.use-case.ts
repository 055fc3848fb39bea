import { once } from '../../platform/idempotency.model.ts';
import { AppError, illegalMove } from '../../shared/errors.ts';
import { assertCan } from '../../shared/permissions.policy.ts';
import type { RequestContext } from '../../shared/request-context.ts';
import { runOperation } from '../audit/index.ts';
import { DeliveryModel } from './delivery.model.ts';
import { assertFigures, openOf, stateAfterBooking, toBook } from './delivery-lines.policy.ts';
import { documentFor } from './document-lines.service.ts';
import type { ToDelivery } from './inventory.schemas.ts';
import { bookMovements, type MovementLine } from './stock.service.ts';
import { withStockQueue } from './stock-queue.service.ts';

export type DeliveryBooking = { lines: number; status: string };

/**
 * Books what is accepted and not in stock yet, as one operation: the document and its movements together. What is still to come stays open.
 * A second click books nothing: under the same request key it gets the first answer, without one `nothing_to_book` (409).
 * Throws `illegal_move` for a delivery that is done, `not_found`.
 */
export async function bookInDelivery(ctx: RequestContext, { id, requestKey }: ToDelivery): Promise<DeliveryBooking> {
  assertCan(ctx, 'deliveries', 'book');
  const seen = await documentFor(DeliveryModel, id);
  const productIds = seen.lines.map(({ product }) => String(product));
  const spec = { action: 'deliveries.book', entity: 'deliveries', entityId: id };
  return withStockQueue(productIds, () =>
    runOperation(ctx, spec, async () => {
      if (!requestKey) return bookNow(ctx, id);
      return (await once({ scope: `deliveries.book:${id}`, key: requestKey, request: id }, () => bookNow(ctx, id)))
        .answer;
    }),
  );
}

async function bookNow(ctx: RequestContext, id: string): Promise<DeliveryBooking> {
  const delivery = await documentFor(DeliveryModel, id);
  if (delivery.status === 'done') throw illegalMove('A delivery', delivery.status, 'booked in');
  assertFigures(delivery.lines);
  const document = { type: 'delivery', id, label: delivery.reference };
  const movements: MovementLine[] = [];
  for (const line of delivery.lines) {
    const delta = toBook(line);
    if (delta <= 0) continue;
    movements.push({ productId: String(line.product), delta, reason: 'receipt', document });
    line.booked = line.accepted;
  }
  const status = stateAfterBooking(delivery.lines);
  if (movements.length === 0 && status === delivery.status) {
    throw new AppError('nothing_to_book', 409, 'Everything that was accepted is in stock already.');
  }
  delivery.status = status;
  await delivery.save();
  await bookMovements(ctx, movements);
  return { lines: movements.length, status };
}

/** Says that nothing more will come: what is still open is no longer incoming. Throws `illegal_move` while something accepted is not booked. */
export async function closeDelivery(ctx: RequestContext, { id }: ToDelivery): Promise<void> {
  assertCan(ctx, 'deliveries', 'close');
  await runOperation(ctx, { action: 'deliveries.close', entity: 'deliveries', entityId: id }, async () => {
    const delivery = await documentFor(DeliveryModel, id);
    if (delivery.status === 'done') throw illegalMove('A delivery', delivery.status, 'done');
    if (delivery.lines.some((line) => toBook(line) > 0)) {
      throw new AppError('not_booked_yet', 409, 'Some of what was accepted is not in stock yet. Book it in first.');
    }
    delivery.status = 'done';
    await delivery.save();
  });
}

export type IncomingDelivery = { deliveryId: string; reference: string; expectedOn: Date | null; quantity: number };

/** What is still to come of a product, by delivery, the earliest first; those without a day last. */
export async function incomingOf(productId: string): Promise<IncomingDelivery[]> {
  const deliveries = await DeliveryModel.find(
    { 'lines.product': productId, status: { $in: ['draft', 'partly_booked'] } },
    { reference: 1, expectedOn: 1, lines: 1 },
  ).lean();
  const when = ({ expectedOn }: IncomingDelivery): number => expectedOn?.getTime() ?? Number.MAX_SAFE_INTEGER;
  return deliveries
    .map(({ _id, reference, expectedOn, lines }) => ({
      deliveryId: String(_id),
      reference,
      expectedOn: expectedOn ?? null,
      quantity: lines
        .filter(({ product }) => String(product) === productId)
        .reduce((sum, line) => sum + openOf(line), 0),
    }))
    .filter(({ quantity }) => quantity > 0)
    .sort((a, b) => when(a) - when(b));
}
