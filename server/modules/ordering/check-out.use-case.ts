import {
  amendAnswer,
  answerOf,
  assertIdempotencyKey,
  isDuplicateKey,
  keepAnswer,
  type OnceOptions,
  once,
} from '../../platform/idempotency.model.ts';
import { parseInput } from '../../platform/validation.ts';
import { isAppError } from '../../shared/errors.ts';
import type { RequestContext } from '../../shared/request-context.ts';
import { optimistically, runOperation } from '../audit/index.ts';
import { withStockQueue } from '../inventory/index.ts';
import { type PaymentState, type PaymentView, paymentByKey } from '../payments/index.ts';
import type { Cart } from './cart.model.ts';
import { type CartOwner, dropCart, keyOf, storedCart } from './cart.service.ts';
import type { OrderDraft } from './order-draft.policy.ts';
import type { OrderTotals } from './order-totals.policy.ts';
import { cartChanged, cartEmpty, priceChanged } from './ordering.errors.ts';
import { type Checkout, checkoutSchema } from './ordering.schemas.ts';
import { isAnnouncement } from './payable.policy.ts';
import { type Buyer, buyerOf, insertOrder, nextOrderName } from './place-order.use-case.ts';
import { settle, startPayment } from './take-payment.use-case.ts';

/** What a shopper is told, the same however often they ask. */
export type CheckoutAnswer = {
  orderId: string;
  name: string;
  totals: OrderTotals;
  currency: string;
  paymentMethod: string;
  /** What became of the payment: `pending` waits for a transfer or a call-back, `failed` may be tried again; null where nothing is to be paid. */
  payment: PaymentState | null;
};

type Placed = CheckoutAnswer & { settled: boolean };
/** An order that is committed, and its pending payment where this very call has recorded it. */
type Committed = { placed: Placed; payment?: PaymentView };

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
  { mostGoods }: Bounds = {},
): Promise<CheckoutAnswer> {
  const repetition = repetitionOf(owner, input, idempotencyKey);
  const { request } = repetition;
  const buyer = await buyerOf(ctx, request);
  const committed = await place(ctx, owner, { ...request, ...buyer, mostGoods }, repetition);
  return pay(ctx, committed, request.card, repetition);
}

type Bounds = {
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
  Bounds &
  Pick<ReturnType<typeof checkoutSchema.parse>, 'address' | 'delivery' | 'paymentMethod' | 'note' | 'expectedTotal'>;

async function place(
  ctx: RequestContext,
  owner: CartOwner,
  wanted: Wanted,
  repetition: OnceOptions,
): Promise<Committed> {
  const cart = await storedCart(owner);
  if (!cart || cart.lines.length === 0) {
    // It became an order already: by this very request the first time it came, or by the other one of two at once.
    const known = await answerOf<Placed>(repetition);
    if (known) return { placed: known.answer };
    throw cartEmpty();
  }
  const { expectedTotal, mostGoods, ...order } = wanted;
  const lines = cart.lines.map((line) => ({ productId: String(line.product), quantity: line.quantity }));
  const name = await nextOrderName(ctx);
  let payment: PaymentView | undefined;
  const placeOnce = async (): Promise<Placed> => {
    const check = (draft: OrderDraft) => {
      refuseOtherPrices(draft, cart, expectedTotal);
      if (mostGoods !== undefined && draft.totals.goods > mostGoods) throw cartChanged();
    };
    const { id, totals, currency } = await insertOrder(ctx, { ...order, name, lines, check });
    const { paymentMethod } = order;
    if (totals.gross > 0) {
      const payable = { _id: id, name, totals, paid: 0, currency };
      payment = await startPayment(ctx, payable, {
        provider: paymentMethod,
        amount: totals.gross,
        key: paymentKey(id),
        orderIsNew: true,
      });
    }
    if (!(await dropCart(owner, cart))) throw cartChanged();
    const answer = { orderId: id, name, totals, currency, paymentMethod };
    if (totals.gross === 0) return { ...answer, payment: null, settled: true };
    // Money that will come by hand is asked for by nobody: what is to be said is certain as soon as the order is.
    return isAnnouncement({ provider: paymentMethod })
      ? { ...answer, payment: 'pending', settled: true }
      : { ...answer, payment: null, settled: false };
  };
  return withStockQueue(
    lines.map((line) => line.productId),
    (turn) =>
      runOperation(
        ctx,
        { action: 'orders.place', entity: 'orders' },
        async () => {
          const { answer, repeated } = await onceUnlessNew(repetition, placeOnce);
          return { placed: answer, ...(payment && !repeated ? { payment } : {}) };
        },
        turn,
      ),
  );
}

/**
 * As `once`, without looking first: a key is new nearly always, and while one looks, others wait for the same goods. Whatever speaks against
 * it has the operation start over and look.
 */
function onceUnlessNew<T>(repetition: OnceOptions, work: () => Promise<T>): Promise<{ answer: T; repeated: boolean }> {
  const asNew = async () => {
    try {
      const answer = await work();
      await keepAnswer(repetition, answer);
      return { answer, repeated: false };
    } catch (error) {
      if (isAppError(error) || isDuplicateKey(error)) return null;
      throw error;
    }
  };
  return optimistically(asNew, () => once(repetition, work));
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

const paymentKey = (orderId: string): string => `order:${orderId}:checkout`;

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
