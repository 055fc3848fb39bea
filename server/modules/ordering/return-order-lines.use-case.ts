import { clock } from '../../platform/clock.ts';
import { secondLook } from '../../platform/four-eyes.ts';
import { once } from '../../platform/idempotency.model.ts';
import { parseInput } from '../../platform/validation.ts';
import { assertCan } from '../../shared/permissions.policy.ts';
import type { RequestContext } from '../../shared/request-context.ts';
import { runOperation } from '../audit/index.ts';
import { bookMovements, type MovementLine, withStockQueue } from '../inventory/index.ts';
import { tell } from './order.events.ts';
import type { ReturnedPart } from './order.model.ts';
import { type OrderDocument, orderFor, productsOfOrder, subjectOf } from './order.repository.ts';
import { followGoods } from './order-progress.policy.ts';
import { partOfLine } from './order-totals.policy.ts';
import { type ReturnLines, returnLinesSchema } from './ordering.schemas.ts';
import { personOf } from './place-order.use-case.ts';
import { giveBack, waysBack } from './refund-order.use-case.ts';
import { assertWithCustomer, moveReturn } from './return-request.policy.ts';
import { returnRequestFor, waitingReturnOf } from './return-request.repository.ts';

export type BookedReturn = {
  orderId: string;
  returnId: string;
  /** What the returned goods cost, in minor units: as much may be refunded for them. Delivery is not in it. */
  worth: number;
  /** What was given back for it in the same step, in minor units. */
  refunded: number;
};

/**
 * Books goods that came back, each part as its inspection says: on sale again, held for a closer look, or written off. A request of the
 * customer that waits is settled by it. With `refund` the money goes back in the same step. Throws `illegal_move`, `invalid` where more comes
 * back than was shipped, `amount_does_not_fit` (409) where more money would go back than is there, `not_found`, `forbidden`, `busy`.
 */
export async function returnOrderLines(ctx: RequestContext, input: ReturnLines): Promise<BookedReturn> {
  const { orderId, lines, refund, returnRequestId, requestKey } = parseInput(returnLinesSchema, input);
  const book = async (): Promise<BookedReturn> => {
    const order = await orderFor(ctx, orderId, 'receiveReturn', 'returnLines');
    if (returnRequestId) moveReturn((await returnRequestFor(ctx, returnRequestId)).status, 'received');
    const returnId = String(order.returns.length + 1);
    const { movements, worth } = takeBack(order, lines);
    await bookMovements(ctx, movements);
    order.returns.push({ returnId, date: clock.now(), lines: [...lines], by: personOf(ctx) });
    followGoods(order);
    const key = `return:${orderId}:${returnId}`;
    const refunded = refund ? await refundFor(ctx, order, worth, { ...refund, key }, { orderId, lines, refund }) : 0;
    await order.save();
    await settleRequest(ctx, order, returnId);
    await tell('order.returned', orderId, { returnId });
    return { orderId, returnId, worth, refunded };
  };

  return withStockQueue(await productsOfOrder(orderId), () =>
    runOperation(ctx, { action: 'orders.receiveReturn', entity: 'orders', entityId: orderId }, async () => {
      if (!requestKey) return book();
      const request = { orderId, lines, refund, returnRequestId };
      return (await once({ scope: 'orders.receiveReturn', key: requestKey, request }, book)).answer;
    }),
  );
}

/** Gives back what the goods cost, or what was said instead; how much that is. Goods that cost nothing bring nothing back. */
async function refundFor(
  ctx: RequestContext,
  order: OrderDocument,
  worth: number,
  { amount = worth, ...back }: { amount?: number | undefined; reason: string; key: string },
  input: Record<string, unknown>,
): Promise<number> {
  assertCan(ctx, 'orders', 'refund', subjectOf(order));
  if (amount > 0) {
    const action = {
      kind: 'receiveReturn',
      entity: 'orders',
      entityId: String(order._id),
      input,
      before: { refunded: order.refunded },
      after: { refunded: order.refunded + amount },
      basis: { paid: order.paid, refunded: order.refunded },
      size: amount,
      reason: back.reason,
    };
    await secondLook(ctx, action, () => waysBack(order, { amount }));
    await giveBack(ctx, order, { amount, ...back });
  }
  return amount;
}

/** The goods are here: whatever was said about their return before is settled. */
async function settleRequest(ctx: RequestContext, order: OrderDocument, returnId: string): Promise<void> {
  const request = await waitingReturnOf(order._id);
  if (!request) return;
  request.status = moveReturn(request.status, 'received');
  request.returnId = returnId;
  request.decidedBy ??= personOf(ctx);
  request.decidedAt ??= clock.now();
  await request.save();
}

/** Counts the parts as returned on their lines; what that is worth, and the movements that go with it. */
function takeBack(order: OrderDocument, parts: readonly ReturnedPart[]): { movements: MovementLine[]; worth: number } {
  const document = { type: 'return', id: String(order._id), label: order.name };
  let worth = 0;
  const movements = parts.flatMap(({ lineId, quantity, outcome, reason }) => {
    // One part after the other: the same line may come back in several, of which each is looked at by itself.
    assertWithCustomer(order.lines, [{ lineId, quantity }]);
    const line = order.lines.find((one) => one.lineId === lineId) as (typeof order.lines)[number];
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
