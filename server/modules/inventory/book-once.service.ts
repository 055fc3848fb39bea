import { once } from '../../platform/idempotency.model.ts';
import type { RequestContext } from '../../shared/request-context.ts';
import { runOperation } from '../audit/index.ts';
import { type BookedMovement, bookMovements, type MovementLine } from './stock.service.ts';
import { withStockQueue } from './stock-queue.service.ts';

type Booking = {
  /** The verb, as in the permission table. */
  action: string;
  productId: string;
  detail: Record<string, unknown>;
  /** A repetition under this key answers with the first booking. */
  requestKey?: string | undefined;
};

/** Books movements of one product as one operation, in its queue, and at most once for a request key. `lines` may read stock: it runs inside. */
export async function bookOnce(
  ctx: RequestContext,
  booking: Booking,
  lines: (operationId: string) => Promise<MovementLine[]> | MovementLine[],
): Promise<BookedMovement> {
  const { action, productId, requestKey } = booking;
  const detail = withoutUnset(booking.detail);
  const spec = { action: `products.${action}`, entity: 'products', entityId: productId, detail };
  return withStockQueue([productId], () =>
    runOperation(ctx, spec, async (operation) => {
      const book = async () => {
        const [booked] = await bookMovements(ctx, await lines(operation.id));
        if (!booked) throw new Error('a booking has at least one movement');
        return booked;
      };
      if (!requestKey) return book();
      const scope = `${action}:${ctx.actor.id ?? ctx.actor.name}`;
      return (await once({ scope, key: requestKey, request: { productId, ...detail } }, book)).answer;
    }),
  );
}

/** What was not given leaves no trace in the entry. */
const withoutUnset = (detail: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(detail).filter(([, value]) => value !== undefined));
