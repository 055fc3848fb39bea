import { recordRefusal, runOperation } from '../../server/modules/audit/index.ts';
import { changePrice, type ProductSnapshot, productsByIds } from '../../server/modules/catalog/index.ts';
import { correctStock, countStock, writeOffStock } from '../../server/modules/inventory/index.ts';
import { OrderModel } from '../../server/modules/ordering/admin.ts';
import {
  addNote,
  cancelOrder,
  deliverOrder,
  expireOrders,
  insertReturnRequest,
  type OrderView,
  placeOrder,
  refundOrder,
  returnOrderLines,
  shipOrder,
  takePayment,
} from '../../server/modules/ordering/index.ts';
import type { fixedClock } from '../../server/platform/clock.ts';
import { isAppError } from '../../server/shared/errors.ts';
import { type RequestContext, systemContext } from '../../server/shared/request-context.ts';
import { addressOf, contextOfPerson, type People, type Person } from './people.ts';
import { seededRandom } from './random.ts';
import { once } from './steps.ts';

const DAYS = 14;
/** Returns asked for in so many last days wait for an answer. */
const STILL_WAITING = 8;
const HOUR = 3_600_000;
const DAY = 24 * HOUR;

export type Fortnight = {
  people: People;
  products: ProductSnapshot[];
  clock: ReturnType<typeof fixedClock>;
  /** The moment the fortnight ends at. */
  now: Date;
  onProgress: (day: number, days: number) => void;
};

/** Plays the last fourteen days of the shop, today among them, through the ordinary use cases, each day once. */
export async function playFortnight(fortnight: Fortnight): Promise<void> {
  for (let daysAgo = DAYS - 1; daysAgo >= 0; daysAgo -= 1) {
    await once(`day ${DAYS - daysAgo}`, () => playDay(fortnight, daysAgo));
    fortnight.onProgress(DAYS - daysAgo, DAYS);
  }
}

/** What becomes of an order, in the order of the steps; those of the last days have not come so far yet. */
const COURSES = [
  'delivered',
  'delivered',
  'returned',
  'cancelled',
  'shipped',
  'delivered',
  'partly shipped',
  'unpaid',
] as const;
type Course = (typeof COURSES)[number];

async function playDay({ people, products, clock, now }: Fortnight, daysAgo: number): Promise<void> {
  const random = seededRandom(daysAgo * 7_919);
  const morning = new Date(now);
  morning.setUTCHours(8, 0, 0, 0);
  let at = morning.getTime() - daysAgo * DAY;
  let step = 0;
  const nobodyLater = now.getTime() - 60_000;
  /** Goes on to a moment later that day, but never beyond the present. */
  const as = (person: Person, hours = 0.4): RequestContext => {
    at += hours * HOUR;
    clock.set(new Date(Math.min(at, nobodyLater)));
    step += 1;
    return contextOfPerson(person, `demo-day${daysAgo}-${step}`);
  };
  const available = async () => (await productsByIds(products.map((p) => p.id))).filter((p) => p.status === 'active');
  const stock = await available();
  const inStock = stock.filter((product) => product.available > 30 && product.price > 0);
  const soldOut = stock.filter((product) => product.available === 0);

  for (let n = 0; n < 4 + random.below(3); n += 1) {
    const buyer = random.pick(people.shoppers);
    const basket = new Map(
      Array.from({ length: 1 + random.below(4) }, () => [random.pick(inStock).id, 1 + random.below(6)]),
    );
    const lines = [...basket].map(([productId, quantity]) => ({ productId, quantity }));
    const order = await attempt(as(buyer), 'orders', 'orders.place', (ctx) =>
      placeOrder(ctx, {
        lines,
        address: addressOf(buyer),
        paymentMethod: random.below(3) === 0 ? 'bank_transfer' : 'card_test',
      }),
    );
    if (order) await follow(order, COURSES[(daysAgo * 5 + n) % COURSES.length]!, daysAgo, people, as);
  }

  if (soldOut.length > 0) {
    const wanted = random.pick(soldOut);
    await attempt(as(random.pick(people.shoppers)), 'orders', 'orders.place', (ctx) =>
      placeOrder(ctx, {
        lines: [{ productId: wanted.id, quantity: 2 }],
        address: addressOf(people.shoppers[0]!),
        paymentMethod: 'card_test',
      }),
    );
  }
  await playTheBackOffice(daysAgo, random.pick(inStock), people, as, random.below(8));
  // What was not paid in time is given up that night, as the job does.
  clock.set(new Date(Math.min(at + 8 * HOUR, nobodyLater)));
  await expireOrders(
    systemContext('expire-orders', {
      source: 'job',
      demo: true,
      reason: 'not paid in time',
      requestId: `demo-day${daysAgo}-night`,
    }),
  );
}

type As = (person: Person, hours?: number) => RequestContext;

/** Prices, a count, a write-off, a correction, and what people try who may not. */
async function playTheBackOffice(
  daysAgo: number,
  product: ProductSnapshot,
  people: People,
  as: As,
  chance: number,
): Promise<void> {
  const { id, price, name } = product;
  if (daysAgo % 2 === 0) {
    const [fresh] = await productsByIds([id]);
    const next = Math.max(1, Math.round((price * (92 + chance * 2)) / 100));
    if (fresh && next !== price) await changePrice(as(people.inventory), { id, revision: fresh.revision, price: next });
  }
  if (daysAgo % 3 === 0) {
    const note = `${1 + (chance % 3)} × ${name} broken while unpacking`;
    await writeOffStock(as(people.inventory), {
      productId: id,
      quantity: 1 + (chance % 3),
      note,
      requestKey: `demo-broken-${daysAgo}`,
    });
  }
  if (daysAgo % 5 === 1) {
    const [fresh] = await productsByIds([id]);
    const counted = Math.max(fresh?.reserved ?? 0, (fresh?.quantity ?? 0) - (chance % 3));
    await countStock(as(people.inventory), {
      productId: id,
      counted,
      note: 'Shelf count',
      requestKey: `demo-count-${daysAgo}`,
    });
  }
  if (daysAgo === 4) {
    await correctStock(as(people.inventory), {
      productId: id,
      delta: 2,
      note: 'Two more found behind the shelf',
      requestKey: 'demo-found-4',
    });
  }
  if (daysAgo % 4 === 2) {
    await attempt(
      as(people.support),
      'products',
      'products.edit',
      (ctx) => changePrice(ctx, { id, revision: product.revision, price: 1 }),
      id,
    );
  }
}

async function follow(order: OrderView, course: Course, daysAgo: number, people: People, as: As): Promise<void> {
  const { id: orderId, paymentMethod } = order;
  const { inventory, support, admin } = people;
  // What was ordered yesterday has not gone far yet.
  if (course === 'unpaid' || (daysAgo <= 1 && course === 'delivered')) return;
  if (course === 'cancelled') {
    await cancelOrder(as(support), { orderId, reason: 'The customer changed their mind.' });
    return;
  }
  const payer = paymentMethod === 'card_test' ? people.admin : admin;
  await takePayment(as(payer), {
    orderId,
    provider: paymentMethod as 'card_test',
    received: true,
    card: 'approve',
    requestKey: `demo-payment-${orderId}`,
  });
  if (daysAgo <= 2 && course !== 'partly shipped') return;
  const [first] = order.lines;
  if (course === 'partly shipped' && first && (order.lines.length > 1 || first.quantity > 1)) {
    const part = { lineId: first.lineId, quantity: order.lines.length > 1 ? first.quantity : 1 };
    await shipOrder(as(inventory), {
      orderId,
      lines: [part],
      carrier: 'Royal Mail',
      requestKey: `demo-shipment-${orderId}`,
    });
    await addNote(as(support), { orderId, text: 'The rest follows as soon as it is packed; the customer knows.' });
    return;
  }
  await shipOrder(as(inventory), { orderId, carrier: 'Royal Mail', requestKey: `demo-shipment-${orderId}` });
  if (daysAgo <= 4 || course === 'shipped') return;
  await deliverOrder(as(inventory, 0.1), { orderId });
  if (course !== 'returned' || !first) return;
  if (daysAgo <= STILL_WAITING) {
    await askForReturn(as(support, 2), orderId, first.lineId);
    return;
  }
  const back = { lineId: first.lineId, quantity: 1, outcome: 'restock' as const, reason: 'Wrong colour' };
  const returned = await returnOrderLines(as(inventory), {
    orderId,
    lines: [back],
    requestKey: `demo-return-${orderId}`,
  });
  const amount = Math.min(first.unitPrice, order.totals.gross);
  if (returned && amount > 0)
    await refundOrder(as(admin), {
      orderId,
      amount,
      reason: 'One piece came back',
      requestKey: `demo-refund-${orderId}`,
    });
}

/** The customer has written, and nobody has answered yet. */
const askForReturn = (ctx: RequestContext, orderId: string, lineId: string): Promise<unknown> =>
  runOperation(ctx, { action: 'orders.requestReturn', entity: 'orders', entityId: orderId }, async () => {
    const order = await OrderModel.findById(orderId).orFail().lean();
    const reason = 'It is smaller than it looks in the picture. May I send one back?';
    await insertReturnRequest(ctx, order, { lines: [{ lineId, quantity: 1 }], reason, photos: [] });
  });

/** Tries what may be refused, and has the refusal put on record as the panel and the API do. Answers null then. */
async function attempt<T>(
  ctx: RequestContext,
  entity: string,
  action: string,
  work: (ctx: RequestContext) => Promise<T>,
  entityId?: string,
): Promise<T | null> {
  try {
    return await work(ctx);
  } catch (error) {
    if (!isAppError(error)) throw error;
    await recordRefusal(ctx, { entity, action, cause: error.code, ...(entityId ? { entityId } : {}) });
    return null;
  }
}
