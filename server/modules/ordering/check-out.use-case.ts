import { amendAnswer, answerOf, assertIdempotencyKey, type OnceOptions } from '../../platform/idempotency.model.ts';
import { parseInput } from '../../platform/validation.ts';
import type { RequestContext } from '../../shared/request-context.ts';
import { paymentByKey } from '../payments/index.ts';
import type { Cart } from './cart.model.ts';
import { type CartOwner, keyOf, storedCart } from './cart.service.ts';
import type { OrderDraft } from './order-draft.policy.ts';
import { cartChanged, cartEmpty, priceChanged } from './ordering.errors.ts';
import { type Checkout, checkoutSchema } from './ordering.schemas.ts';
import { type CheckoutAnswer, type Committed, type Placed, paymentKey, placeInTurn } from './place-carts.service.ts';
import { type Buyer, buyerOf, nextOrderName } from './place-order.use-case.ts';
import { settle } from './take-payment.use-case.ts';

export type { CheckoutAnswer };

/**
 * Turns the cart into an order, at the prices of this moment. The same Idempotency-Key gives the same answer, also when two come at once or
 * the server died in between: order, payment, emptied cart and answer are committed together, and a repetition goes on from there.
 * Throws `out_of_stock` with what is left, `price_changed`, `cart_changed`, `cart_empty`, `idempotency_key_reused`, `invalid`, `busy`; then
 * nothing was taken.
 */
export async function checkOut(
  ctx: RequestContext,
  owner: CartOwner,
  input: Checkout,
  idempotencyKey: string,
  seen: Seen = {},
): Promise<CheckoutAnswer> {
  const repetition = repetitionOf(owner, input, idempotencyKey);
  const { request } = repetition;
  const buyer = await buyerOf(ctx, request);
  const committed = await place(ctx, owner, { ...request, ...buyer, ...seen }, repetition);
  return pay(ctx, committed, request.card, repetition);
}

type Seen = {
  /** The cart as it was read a moment ago, null where there is none; its order is placed only if it still holds the same. */
  cart?: Cart | null;
  /** What the goods may cost, in minor units, because so much was allowed for the cart as it was a moment ago: more is `cart_changed`. */
  mostGoods?: number | undefined;
};

function repetitionOf(owner: CartOwner, input: Checkout, key: string) {
  const request = parseInput(checkoutSchema, input);
  assertIdempotencyKey(key);
  return { scope: `checkout:${keyOf(owner)}`, key, request };
}

/** What a checkout with this key was answered; null where none has placed an order. Throws `idempotency_key_reused`. */
export async function earlierCheckout(owner: CartOwner, input: Checkout, key: string): Promise<CheckoutAnswer | null> {
  const known = await answerOf<Placed>(repetitionOf(owner, input, key));
  if (!known) return null;
  const { settled: _settled, ...answer } = known.answer;
  return answer;
}

type Wanted = Buyer &
  Seen &
  Pick<ReturnType<typeof checkoutSchema.parse>, 'address' | 'delivery' | 'paymentMethod' | 'note' | 'expectedTotal'>;

async function place(
  ctx: RequestContext,
  owner: CartOwner,
  wanted: Wanted,
  repetition: OnceOptions,
): Promise<Committed> {
  const { cart = await storedCart(owner), expectedTotal, mostGoods, ...order } = wanted;
  if (!cart || cart.lines.length === 0) {
    // It became an order already: by this very request the first time it came, or by the other one of two at once.
    const known = await answerOf<Placed>(repetition);
    if (known) return { placed: known.answer };
    throw cartEmpty();
  }
  const check = (draft: OrderDraft) => {
    refuseOtherPrices(draft, cart, expectedTotal);
    if (mostGoods !== undefined && draft.totals.goods > mostGoods) throw cartChanged();
  };
  const lines = cart.lines.map((line) => ({ productId: String(line.product), quantity: line.quantity }));
  const name = await nextOrderName(ctx);
  return placeInTurn({ ctx, owner, cart, order: { ...order, name, lines, check }, repetition });
}

/** Asks for the money once the order is committed, and keeps what came of it with the answer. */
async function pay(
  ctx: RequestContext,
  { placed: { settled, ...answer }, payment: recorded }: Committed,
  card: Checkout['card'],
  repetition: OnceOptions,
): Promise<CheckoutAnswer> {
  if (settled) return answer;
  const key = paymentKey(answer.orderId);
  const pending = recorded ?? (await paymentByKey(key));
  if (!pending) throw new Error(`the payment of order ${answer.name} is missing`);
  const { status } = await settle(ctx, pending, { label: answer.name, key, ...(card ? { card } : {}) });
  const final = { ...answer, payment: status };
  await amendAnswer(repetition, { ...final, settled: true });
  return final;
}

/** The total the shopper saw decides; without one, the prices their cart was filled at. */
function refuseOtherPrices(draft: OrderDraft, cart: Cart, expectedTotal: number | undefined): void {
  const then = new Map(cart.lines.map((line) => [String(line.product), line.price]));
  const changed = draft.lines.flatMap(({ product, sku, unitPrice }) => {
    const was = product === null ? undefined : then.get(product);
    return product === null || was === undefined || was === unitPrice
      ? []
      : [{ productId: product, sku, was, now: unitPrice }];
  });
  const now = draft.totals.gross;
  const refused = expectedTotal === undefined ? changed.length > 0 : now !== expectedTotal;
  if (refused) throw priceChanged(changed, { was: expectedTotal ?? null, now });
}
