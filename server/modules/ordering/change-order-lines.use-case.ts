import { secondLook } from '../../platform/four-eyes.ts';
import { once } from '../../platform/idempotency.model.ts';
import { parseInput } from '../../platform/validation.ts';
import { outOfStock, stale } from '../../shared/errors.ts';
import type { RequestContext } from '../../shared/request-context.ts';
import { runOperation } from '../audit/index.ts';
import { type ProductSnapshot, productsByIds } from '../catalog/index.ts';
import { releaseStock, reserveStock, withStockQueue } from '../inventory/index.ts';
import { failPayment, type PaymentView, paymentsOfOrder } from '../payments/index.ts';
import { tell } from './order.events.ts';
import { type OrderView, presentOrder } from './order.presenter.ts';
import { type OrderDocument, orderFor, productsOfOrder } from './order.repository.ts';
import { changeOrder, type OrderChange } from './order-change.policy.ts';
import { followGoods, followMoney } from './order-progress.policy.ts';
import { cannotGrow, paymentUnderWay } from './ordering.errors.ts';
import { type ChangeOrderLines, changeOrderLinesSchema } from './ordering.schemas.ts';
import { pricing } from './ordering.settings.ts';
import { isAnnouncement } from './payable.policy.ts';
import { giveBack } from './refund-order.use-case.ts';
import { startPayment } from './take-payment.use-case.ts';

/**
 * Gives an order that is not packed other lines or another way of delivery, and takes off what has not left of one that is packed in part:
 * what it holds of the stock follows, and money that is too much goes back in the same step. The same request key again does it once. Throws `stale` where the order is another one than was seen,
 * `out_of_stock` with what is left per line, `illegal_move`, `payment_under_way`, `cannot_grow`, `invalid`, `not_found`, `forbidden`, `busy`.
 */
export async function changeOrderLines(ctx: RequestContext, input: ChangeOrderLines): Promise<OrderView> {
  const { requestKey, ...request } = parseInput(changeOrderLinesSchema, input);
  const { orderId, revision } = request;
  const change = async (): Promise<{ orderId: string }> => {
    const order = await orderFor(ctx, orderId, 'changeLines', 'changeLines');
    if (order.revision !== revision) {
      throw stale({ expected: revision, actual: order.revision, theirs: { ...presentOrder(order) } });
    }
    const planned = await plan(order, request);
    await lookAtMoneyBack(ctx, order, planned, request);
    await carryOut(ctx, order, planned, request.reason);
    await order.save();
    await tell('order.changed', orderId, { what: 'lines' });
    return { orderId };
  };

  const touched = [...(await productsOfOrder(orderId)), ...request.lines.map(({ productId }) => productId)];
  return withStockQueue([...new Set(touched)], () =>
    runOperation(ctx, { action: 'orders.changeLines', entity: 'orders', entityId: orderId }, async () => {
      if (requestKey) await once({ scope: 'orders.changeLines', key: requestKey, request }, change);
      else await change();
      return presentOrder(await orderFor(ctx, orderId, 'changeLines'));
    }),
  );
}

/** What was paid too much goes back in the same step, so that it is a refund like any other. */
async function lookAtMoneyBack(
  ctx: RequestContext,
  order: OrderDocument,
  { totals, money }: OrderChange,
  input: Omit<ChangeOrderLines, 'requestKey'>,
): Promise<void> {
  if (money.toRefund === 0) return;
  await secondLook(ctx, {
    kind: 'changeLines',
    entity: 'orders',
    entityId: String(order._id),
    input,
    before: { totals: order.totals, refunded: order.refunded },
    after: { totals, refunded: order.refunded + money.toRefund },
    basis: { revision: order.revision },
    size: money.toRefund,
    reason: input.reason,
  });
}

type Wanted = { lines: { productId: string; quantity: number }[]; delivery?: string | undefined };

/** What the change comes to. Goods of which there shall be more must be on sale, and there must be enough of them. */
async function plan(order: OrderDocument, { lines, delivery }: Wanted): Promise<OrderChange> {
  const view = presentOrder(order);
  const had = new Map(view.lines.map((line) => [line.product, line.quantity]));
  const more = lines
    .map(({ productId, quantity }) => ({ productId, quantity: quantity - (had.get(productId) ?? 0) }))
    .filter(({ quantity }) => quantity > 0);
  return changeOrder(view, lines, await productsForSale(more), await pricing(), delivery);
}

/** The products of the lines. One that is gone or not on sale is out of stock for the shopper: nothing of it can be had. */
async function productsForSale(lines: Wanted['lines']): Promise<Map<string, ProductSnapshot>> {
  const found = new Map(
    (await productsByIds(lines.map((line) => line.productId))).map((product) => [product.id, product]),
  );
  const short = lines.flatMap(({ productId, quantity }) => {
    const product = found.get(productId);
    const available = product?.status === 'active' ? Math.max(product.available, 0) : 0;
    return available < quantity ? [{ productId, sku: product?.sku ?? productId, requested: quantity, available }] : [];
  });
  if (short.length > 0) throw outOfStock(short);
  return found;
}

async function carryOut(
  ctx: RequestContext,
  order: OrderDocument,
  { lines, totals, delivery, reserved, money }: OrderChange,
  reason: string,
): Promise<void> {
  if (order.refunded > 0 && money.toPay > 0) throw cannotGrow();
  const fewer = reserved.filter(({ quantity }) => quantity < 0);
  await releaseStock(
    ctx,
    fewer.map(({ productId, quantity }) => ({ productId, quantity: -quantity })),
  );
  await reserveStock(
    ctx,
    reserved.filter(({ quantity }) => quantity > 0),
  );
  order.set({ lines, totals, delivery });
  await announceAgain(ctx, order, money.toPay);
  if (order.fulfilmentStatus === 'partly_shipped') followGoods(order, false);
  followMoney(order);
  const key = `change:${String(order._id)}:${order.revision}`;
  if (money.toRefund > 0) await giveBack(ctx, order, { amount: money.toRefund, reason, key });
}

/** What was announced no longer fits: it is given up, and the new amount is announced in its place. */
async function announceAgain(ctx: RequestContext, order: OrderDocument, toPay: number): Promise<void> {
  const orderId = String(order._id);
  const waiting = (await paymentsOfOrder(orderId)).filter(
    ({ status, amount }) => status === 'pending' && amount !== toPay,
  );
  if (!waiting.every(isAnnouncement)) throw paymentUnderWay();
  for (const { id } of waiting) await failPayment(ctx, id);
  const [announced] = waiting as [PaymentView?];
  if (!announced || toPay === 0) return;
  const key = `order:${orderId}:change:${order.revision}`;
  await startPayment(ctx, order, { provider: announced.provider, amount: toPay, key });
}
