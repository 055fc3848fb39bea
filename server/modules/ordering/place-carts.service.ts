import { isDuplicateKey } from '../../platform/database-errors.ts';
import { keepAnswer, type OnceOptions, once } from '../../platform/idempotency.model.ts';
import { isAppError } from '../../shared/errors.ts';
import type { RequestContext } from '../../shared/request-context.ts';
import { currentOperation, optimistically, runOperation, runTogether } from '../audit/index.ts';
import { productsByIds } from '../catalog/index.ts';
import { reserveStock, type Shared, shareStockTurn, type Turn, withStockQueue } from '../inventory/index.ts';
import type { PaymentState, PaymentView } from '../payments/index.ts';
import type { Cart } from './cart.model.ts';
import { type CartOwner, dropCarts } from './cart.service.ts';
import type { OrderTotals } from './order-totals.policy.ts';
import { cartChanged } from './ordering.errors.ts';
import { isAnnouncement } from './payable.policy.ts';
import { insertOrder, type NewOrder } from './place-order.use-case.ts';
import { startPayment } from './take-payment.use-case.ts';

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

export type Placed = CheckoutAnswer & { settled: boolean };
/** An order that is committed, and its pending payment where this very call has recorded it. */
export type Committed = { placed: Placed; payment?: PaymentView };

/** A cart as it was read, and the order that is to become of it. */
type Sale = { ctx: RequestContext; owner: CartOwner; cart: Cart; order: NewOrder; repetition: OnceOptions };

const PLACE = { action: 'orders.place', entity: 'orders' } as const;

/**
 * Makes an order of a cart when it is its turn at the stock of its goods. Who waits for the same goods meanwhile shares one transaction, since
 * most of what a sale costs is the calls to the database, and so many are enough for one as for sixteen (docs/decisions/0025).
 */
export async function placeInTurn(sale: Sale): Promise<Committed> {
  const productIds = sale.order.lines.map((line) => line.productId);
  // Within somebody's operation it is part of that one.
  if (currentOperation()) return withStockQueue(productIds, (turn) => placeAlone(sale, turn));
  return shareStockTurn(productIds, sale, placeAll);
}

async function placeAll(all: Shared<Sale, Committed>[], turn: Turn): Promise<void> {
  const inThisTurn = async ({ piece, resolve }: Shared<Sale, Committed>, how: TurnAlone) => {
    const placing = placeAlone(piece, how);
    resolve(placing);
    await placing.catch(() => undefined);
  };
  const [first, ...others] = all as [Shared<Sale, Committed>, ...Shared<Sale, Committed>[]];
  if (others.length === 0) return inThisTurn(first, turn);

  const sales = all.map(({ piece }) => piece);
  const placed = await placeTogether(sales, turn);
  if (placed) {
    for (const [n, { resolve }] of all.entries()) resolve(placed[n] as Committed);
    return;
  }
  // One of them can't be served, or comes for the second time: each gets the answer that is due to it.
  const short = await thoseTooLate(sales);
  const { onConflict } = turn;
  for (const one of all)
    if (!short.has(one.piece)) await inThisTurn(one, { careful: true, ...(onConflict && { onConflict }) });
  // To be told that there is nothing left takes no turn, and the next ones wait.
  for (const { piece, resolve } of all) if (short.has(piece)) resolve(placeAlone(piece, { careful: true }));
}

type TurnAlone = Turn & { careful?: boolean };

/** For whom there is too little, if those before them get what they want. What is true in the end each one's own transaction finds out. */
async function thoseTooLate(sales: readonly Sale[]): Promise<Set<Sale>> {
  const products = await productsByIds([
    ...new Set(sales.flatMap(({ order }) => order.lines.map((line) => line.productId))),
  ]);
  const left = new Map(products.map(({ id, available }) => [id, available]));
  const tooLate = new Set<Sale>();
  for (const sale of sales) {
    const { lines } = sale.order;
    if (lines.some(({ productId, quantity }) => quantity > (left.get(productId) ?? 0))) tooLate.add(sale);
    else for (const { productId, quantity } of lines) left.set(productId, (left.get(productId) ?? 0) - quantity);
  }
  return tooLate;
}

/** The sales as operations that share a transaction; null, and nothing is done, where anything speaks against one of them. */
const placeTogether = (sales: readonly Sale[], turn: Turn): Promise<Committed[] | null> =>
  runTogether(
    sales,
    PLACE,
    async (inEach) => {
      const [{ ctx }] = sales as [Sale];
      const reserved = await reserveStock(
        ctx,
        sales.flatMap((sale) => sale.order.lines),
      );
      // Early, so that nobody who fills a cart meanwhile can make all of it run again.
      if (!(await dropCarts(sales))) throw cartChanged();
      return inEach(async (sale) => {
        const written = await write(sale, reserved);
        await keepAnswer(sale.repetition, written.placed);
        return written;
      });
    },
    turn,
  );

function placeAlone(sale: Sale, turn: TurnAlone): Promise<Committed> {
  let payment: PaymentView | undefined;
  const work = async (): Promise<Placed> => {
    const written = await write(sale);
    payment = written.payment;
    if (!(await dropCarts([sale]))) throw cartChanged();
    return written.placed;
  };
  return runOperation(
    sale.ctx,
    PLACE,
    async () => {
      const { answer, repeated } = await onceUnlessNew(sale.repetition, work);
      return { placed: answer, ...(payment && !repeated ? { payment } : {}) };
    },
    turn,
  );
}

/** Writes the order and its payment, in the current operation. */
async function write({ ctx, order }: Sale, reserved?: Awaited<ReturnType<typeof reserveStock>>): Promise<Committed> {
  const { id, name, totals, currency } = await insertOrder(ctx, order, reserved);
  const { paymentMethod } = order;
  const answer = { orderId: id, name, totals, currency, paymentMethod };
  if (totals.gross === 0) return { placed: { ...answer, payment: null, settled: true } };
  const payable = { _id: id, name, totals, paid: 0, currency };
  const payment = await startPayment(ctx, payable, {
    provider: paymentMethod,
    amount: totals.gross,
    key: paymentKey(id),
    orderIsNew: true,
  });
  // Money that will come by hand is asked for by nobody: what is to be said is certain as soon as the order is.
  return isAnnouncement({ provider: paymentMethod })
    ? { placed: { ...answer, payment: 'pending', settled: true }, payment }
    : { placed: { ...answer, payment: null, settled: false }, payment };
}

export const paymentKey = (orderId: string): string => `order:${orderId}:checkout`;

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
