import { clock } from '../../platform/clock.ts';
import { once } from '../../platform/idempotency.model.ts';
import { parseInput } from '../../platform/validation.ts';
import { forbidden, invalid, notFound } from '../../shared/errors.ts';
import { assertCan, can, whoMay } from '../../shared/permissions.policy.ts';
import type { RequestContext } from '../../shared/request-context.ts';
import { currentOperation, runOperation } from '../audit/index.ts';
import { findUsers } from '../identity/index.ts';
import { reserveStock, withStockQueue } from '../inventory/index.ts';
import { paymentRules } from '../payments/index.ts';
import { tell } from './order.events.ts';
import { type Order, OrderModel } from './order.model.ts';
import { type OrderView, presentOrder } from './order.presenter.ts';
import { draftOrder, type OrderDraft, type WantedLine } from './order-draft.policy.ts';
import { takeOrderNumber } from './order-number.service.ts';
import { type PlaceOrder, placeOrderSchema } from './ordering.schemas.ts';
import { orderingSettings, pricing } from './ordering.settings.ts';

/**
 * Places an order at the prices of this moment and sets its goods aside. Shoppers and guests order for themselves, staff for a customer or a
 * guest. The same request key again answers with the first order. Throws `out_of_stock` with what is left per line, `not_found`, `invalid`, `forbidden`, `busy`.
 */
export async function placeOrder(ctx: RequestContext, input: PlaceOrder): Promise<OrderView> {
  const { requestKey, ...wanted } = parseInput(placeOrderSchema, input);
  const buyer = await buyerOf(ctx, wanted);
  const name = await nextOrderName(ctx);
  const productIds = wanted.lines.map((line) => line.productId);
  const insert = () => insertOrder(ctx, { ...wanted, ...buyer, name });
  const work = async () => {
    if (!requestKey) return insert();
    const repetition = { scope: `orders.place:${ctx.actor.id}`, key: requestKey, request: wanted };
    const { answer } = await once(repetition, async () => ({ orderId: (await insert()).id }));
    return presentOrder(await OrderModel.findById(answer.orderId).orFail());
  };
  return withStockQueue(productIds, (turn) =>
    runOperation(ctx, { action: 'orders.place', entity: 'orders' }, work, turn),
  );
}

export type Buyer = Pick<Order, 'source'> & { customer: string | null; guest: { name: string; email: string } | null };

/** Who an order is for, as far as the caller may say so. Throws `forbidden`, `invalid`, `not_found`. */
export async function buyerOf(
  ctx: RequestContext,
  input: { customerId?: string; guest?: { name: string; email: string }; address?: unknown; paymentMethod: string },
): Promise<Buyer> {
  const { customerId, guest } = input;
  const selling = isStaff(ctx);
  if (ctx.actor.kind === 'guest') {
    if (!can(['shopper'], 'orders', 'place')) throw forbidden('place', 'orders', whoMay('orders', 'place'));
  } else {
    assertCan(ctx, 'orders', 'place');
  }
  if (!selling && customerId && customerId !== ctx.actor.id) throw forbidden('place', 'orders for others', ['admin']);
  if (!selling && !(await paymentRules(input.paymentMethod)).inShop) {
    throw invalid({ paymentMethod: 'Choose another way to pay.' });
  }
  if (!selling && !input.address) throw invalid({ address: 'Where should it go?' });

  const customer = customerId ?? (selling || ctx.actor.kind !== 'user' ? null : ctx.actor.id);
  if (customer && guest) throw invalid({ guest: 'An order is for a customer or for a guest, not for both.' });
  if (!customer && !guest) throw invalid({ guest: 'Who is it for?' });
  if (customer && customer !== ctx.actor.id && (await findUsers([customer])).length === 0) {
    throw notFound('user', customer);
  }
  return { customer, guest: guest ?? null, source: selling ? 'staff' : 'shop' };
}

export const nextOrderName = (ctx: RequestContext): Promise<string> => {
  const { series } = orderingSettings();
  return takeOrderNumber(ctx.demo ? series.demo : series.shop);
};

export type NewOrder = Buyer & {
  name: string;
  lines: readonly WantedLine[];
  address?: Order['address'];
  delivery?: string;
  paymentMethod: Order['paymentMethod'];
  note?: string;
  /** Refuses the order, given what it would cost now. */
  check?: (draft: OrderDraft) => void;
};

type Reserved = Awaited<ReturnType<typeof reserveStock>>;

/** Writes the order and reserves its goods, where they are not reserved yet, in the current operation. */
export async function insertOrder(ctx: RequestContext, input: NewOrder, already?: Reserved): Promise<OrderView> {
  if (!currentOperation()) throw new Error('an order needs an operation');
  const { name, customer, guest, source, address = null, paymentMethod, note } = input;
  const reserved = already ?? (await reserveStock(ctx, input.lines));
  const products = new Map(
    [...reserved].map(([id, { sku, name: called, uom, price }]) => [id, { id, sku, name: called, uom, price }]),
  );
  const draft = draftOrder(input.lines, products, await pricing(), input.delivery);
  input.check?.(draft);
  const now = clock.now();
  const free = draft.totals.gross === 0;
  const order = new OrderModel({
    ...draft,
    name,
    kind: 'sale',
    customer,
    guest,
    source,
    address,
    paymentMethod,
    date: now,
    status: 'open',
    paymentStatus: free ? 'paid' : 'unpaid',
    fulfilmentStatus: 'unfulfilled',
    expiresAt: free ? null : await expiry(paymentMethod, now),
    notes: note ? [{ noteId: '1', text: note, by: personOf(ctx), at: now }] : [],
    ...(ctx.demo ? { demo: true } : {}),
  });
  await order.save();
  await tell('order.placed', order._id);
  return presentOrder(order);
}

async function expiry(paymentMethod: string, now: Date): Promise<Date | null> {
  const { expiresAfterMinutes } = await paymentRules(paymentMethod);
  return expiresAfterMinutes === null ? null : new Date(now.getTime() + expiresAfterMinutes * 60_000);
}

/** Whoever may see every order sells for others, except in the shop itself, where everybody buys for themselves. */
const isStaff = (ctx: RequestContext): boolean =>
  ctx.actor.kind !== 'guest' && ctx.source !== 'shop' && can(ctx.actor, 'orders', 'search');

export const personOf = ({ actor }: RequestContext) => ({ kind: actor.kind, id: actor.id, name: actor.name });
