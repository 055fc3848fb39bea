import { clock } from '../../platform/clock.ts';
import { once } from '../../platform/idempotency.model.ts';
import { parseInput } from '../../platform/validation.ts';
import { invalid } from '../../shared/errors.ts';
import type { RequestContext } from '../../shared/request-context.ts';
import { runOperation } from '../audit/index.ts';
import { bookMovements, type MovementLine, withStockQueue } from '../inventory/index.ts';
import { tell } from './order.events.ts';
import type { ReturnedPart } from './order.model.ts';
import { type OrderDocument, orderFor, productsOfOrder } from './order.repository.ts';
import { followGoods } from './order-progress.policy.ts';
import { partOfLine } from './order-totals.policy.ts';
import { type ReturnLines, returnLinesSchema } from './ordering.schemas.ts';
import { personOf } from './place-order.use-case.ts';

export type BookedReturn = {
  orderId: string;
  returnId: string;
  /** What the returned goods cost, in minor units: as much may be refunded for them. Delivery is not in it. */
  worth: number;
};

/**
 * Books goods that came back, each part as its inspection says: on sale again, held for a closer look, or written off. Money is another step
 * (`refundOrder`). Throws `illegal_move`, `invalid` where more comes back than was shipped, `not_found`, `forbidden`, `busy`.
 */
export async function returnOrderLines(ctx: RequestContext, input: ReturnLines): Promise<BookedReturn> {
  const { orderId, lines, requestKey } = parseInput(returnLinesSchema, input);
  const book = async (): Promise<BookedReturn> => {
    const order = await orderFor(ctx, orderId, 'receiveReturn', 'returnLines');
    const returnId = String(order.returns.length + 1);
    const { movements, worth } = takeBack(order, lines);
    await bookMovements(ctx, movements);
    order.returns.push({ returnId, date: clock.now(), lines: [...lines], by: personOf(ctx) });
    followGoods(order);
    await order.save();
    await tell('order.returned', orderId, { returnId });
    return { orderId, returnId, worth };
  };

  return withStockQueue(await productsOfOrder(orderId), () =>
    runOperation(ctx, { action: 'orders.receiveReturn', entity: 'orders', entityId: orderId }, async () => {
      if (!requestKey) return book();
      return (await once({ scope: 'orders.receiveReturn', key: requestKey, request: { orderId, lines } }, book)).answer;
    }),
  );
}

/** Counts the parts as returned on their lines; what that is worth, and the movements that go with it. */
function takeBack(order: OrderDocument, parts: readonly ReturnedPart[]): { movements: MovementLine[]; worth: number } {
  const document = { type: 'return', id: String(order._id), label: order.name };
  let worth = 0;
  const movements = parts.flatMap(({ lineId, quantity, outcome, reason }) => {
    const line = order.lines.find((one) => one.lineId === lineId);
    if (!line?.product) throw invalid({ lines: `There is no line ${lineId} with goods on this order.` });
    const out = line.shipped - line.returned;
    if (quantity > out) throw invalid({ lines: `Only ${out} of ${line.sku} are with the customer.` });
    worth += partOfLine(line, line.returned, quantity);
    line.returned += quantity;
    const back: MovementLine = {
      productId: String(line.product),
      delta: quantity,
      ...(outcome === 'hold' ? { held: quantity } : {}),
      reason: 'return',
      document,
      ...(reason ? { note: reason } : {}),
    };
    if (outcome !== 'write_off') return [back];
    // It did come back, and then it left: two movements, so that the card tells both.
    return [back, { ...back, delta: -quantity, reason: 'write-off' as const }];
  });
  return { movements, worth };
}
