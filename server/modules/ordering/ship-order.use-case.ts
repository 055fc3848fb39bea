import { clock } from '../../platform/clock.ts';
import { once } from '../../platform/idempotency.model.ts';
import { parseInput } from '../../platform/validation.ts';
import { invalid } from '../../shared/errors.ts';
import { formatQuantity } from '../../shared/quantity.ts';
import type { RequestContext } from '../../shared/request-context.ts';
import { runOperation } from '../audit/index.ts';
import { bookMovements, type MovementLine, withStockQueue } from '../inventory/index.ts';
import { paymentRules } from '../payments/index.ts';
import { tell } from './order.events.ts';
import type { ShippedPart } from './order.model.ts';
import { type OrderView, presentOrder } from './order.presenter.ts';
import { type OrderDocument, orderFor, productsOfOrder } from './order.repository.ts';
import { followGoods } from './order-progress.policy.ts';
import { isGivenUp } from './order-state.policy.ts';
import { givenUp, unpaid } from './ordering.errors.ts';
import { type ShipOrder, shipOrderSchema } from './ordering.schemas.ts';
import { personOf } from './place-order.use-case.ts';

/**
 * Ships an order, or some of its lines: books the sale of what leaves and takes it out of what was set aside.
 * Throws `unpaid` (409) where the way to pay wants its money first, `money_went_back` (409), `illegal_move`, `invalid`, `not_found`, `forbidden`, `busy`.
 */
export async function shipOrder(ctx: RequestContext, input: ShipOrder): Promise<OrderView> {
  const { orderId, lines, carrier, tracking, requestKey } = parseInput(shipOrderSchema, input);
  const ship = async () => {
    const order = await orderFor(ctx, orderId, 'ship', 'ship');
    if (order.paymentStatus === 'unpaid' && !(await paymentRules(order.paymentMethod)).shipsUnpaid) throw unpaid();
    if (isGivenUp(order)) throw givenUp();
    const parts = lines ?? everythingLeft(order);
    await bookMovements(ctx, takeFromOrder(order, parts));
    order.shipments.push({
      shipmentId: String(order.shipments.length + 1),
      date: clock.now(),
      ...(carrier ? { carrier } : {}),
      ...(tracking ? { tracking } : {}),
      lines: [...parts],
      by: personOf(ctx),
    });
    followGoods(order, false);
    await order.save();
    await tell('order.shipped', orderId, { shipmentId: String(order.shipments.length) });
    return presentOrder(order);
  };

  return withStockQueue(await productsOfOrder(orderId), () =>
    runOperation(ctx, { action: 'orders.ship', entity: 'orders', entityId: orderId }, async () => {
      if (!requestKey) return ship();
      await once({ scope: 'orders.ship', key: requestKey, request: { orderId, lines } }, async () => {
        await ship();
        return { orderId };
      });
      return presentOrder(await orderFor(ctx, orderId, 'ship'));
    }),
  );
}

const everythingLeft = (order: OrderDocument): ShippedPart[] =>
  order.lines
    .filter((line) => line.product && line.quantity > line.shipped)
    .map((line) => ({ lineId: line.lineId, quantity: line.quantity - line.shipped }));

/** Counts the parts as shipped on their lines and answers with the movements that go with them. */
function takeFromOrder(order: OrderDocument, parts: readonly ShippedPart[]): MovementLine[] {
  const document = { type: 'order', id: String(order._id), label: order.name };
  return parts.map(({ lineId, quantity }) => {
    const line = order.lines.find((one) => one.lineId === lineId);
    if (!line?.product) throw invalid({ lines: `There is no line ${lineId} with goods on this order.` });
    const left = line.quantity - line.shipped;
    if (quantity > left)
      throw invalid({ lines: `Only ${formatQuantity(left, line.uom)} of ${line.sku} are left to be shipped.` });
    line.shipped += quantity;
    return { productId: String(line.product), delta: -quantity, reserved: -quantity, reason: 'sale', document };
  });
}
