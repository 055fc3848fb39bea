import type { ProductSnapshot } from '../../server/modules/catalog/index.ts';
import { OrderModel } from '../../server/modules/ordering/admin.ts';
import {
  bookCallback,
  cancelOrder,
  changeAddress,
  deliverOrder,
  expireOrders,
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
import { hasPicture } from './pictures.ts';
import { answerWithNo, askForReturn, sayYes } from './returns.ts';
import { once } from './steps.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

export type Desk = {
  people: People;
  products: readonly ProductSnapshot[];
  clock: ReturnType<typeof fixedClock>;
  now: Date;
};

/** An order on its way through the shop: whose it is, what was ordered, and who does the next step when. */
export type Case = { name: string; order: OrderView; buyer: Person; people: People; as: As };
type As = (person: Person, minutes?: number) => RequestContext;
type Step = (one: Case) => Promise<unknown>;

const pay: Step = ({ name, order, people, as }) =>
  takePayment(as(people.admin), {
    orderId: order.id,
    provider: order.paymentMethod,
    received: true,
    card: 'approve',
    requestKey: `demo-paid-${name}`,
  });
const giveBack =
  (part: 'part' | 'all'): Step =>
  async ({ name, order, people, as }) => {
    const { paid, refunded } = await OrderModel.findById(order.id).orFail().lean();
    return refundOrder(as(people.admin), {
      orderId: order.id,
      amount: part === 'all' ? paid - refunded : Math.ceil(paid / 10),
      reason: part === 'all' ? 'We sent it late; it is on the house' : 'Goodwill for a scratched box',
      requestKey: `demo-back-${part}-${name}`,
    });
  };
const ship: Step = ({ name, order, people, as }) =>
  shipOrder(as(people.inventory), {
    orderId: order.id,
    carrier: 'Royal Mail',
    tracking: 'https://www.royalmail.com/track-your-item',
    requestKey: `demo-sent-${name}`,
  });
const shipPart: Step = ({ name, order, people, as }) =>
  shipOrder(as(people.inventory), {
    orderId: order.id,
    lines: [{ lineId: '1', quantity: 1 }],
    carrier: 'Royal Mail',
    requestKey: `demo-part-${name}`,
  });
const deliver: Step = ({ order, people, as }) => deliverOrder(as(people.inventory, 240), { orderId: order.id });
const cancel: Step = ({ order, buyer, as }) => cancelOrder(as(buyer), { orderId: order.id, reason: 'Ordered twice' });
const move: Step = ({ order, buyer, as }) =>
  changeAddress(as(buyer), { orderId: order.id, address: { ...addressOf(buyer), line1: '3 Binder’s Yard' } });
const takeBack =
  (part: 'part' | 'all'): Step =>
  ({ name, order, people, as }) =>
    returnOrderLines(as(people.admin), {
      orderId: order.id,
      lines: order.lines
        .slice(0, part === 'all' ? undefined : 1)
        .map(({ lineId, quantity }) => ({ lineId, quantity: part === 'all' ? quantity : 1, outcome: 'restock' })),
      refund: { reason: 'It came back unused' },
      requestKey: `demo-returned-${name}`,
    });

/** The card takes its time; meanwhile the order expires, and then the card says yes. Nobody may lose that money. */
const payTooLate: Step = async ({ name, order, people, as }) => {
  const provider = 'card_test';
  const requestKey = `demo-late-${name}`;
  const { amount, currency } = await takePayment(as(people.admin, 1), {
    orderId: order.id,
    provider,
    card: 'slow',
    requestKey,
  });
  const { actor, ...night } = as(people.admin, 45);
  const job = { source: 'job' as const, demo: true, reason: 'not paid in time', requestId: night.requestId };
  await expireOrders(systemContext('expire-orders', job));
  const card = {
    ...as(people.admin, 1),
    actor: { ...actor, kind: 'system' as const, id: null, name: provider, roles: [] },
  };
  const event = { id: requestKey, type: 'payment.captured' as const, payment: `order:${order.id}:${requestKey}` };
  return bookCallback(card, provider, { ...event, amount, currency, reference: 'card-late' });
};

const SENT: Step[] = [pay, ship, deliver];
/** What lies on the shop's desk today: an order in every state that the tables of payment and fulfilment know, each by the ordinary steps. */
const CASES: { name: string; hoursAgo: number; payment: OrderView['paymentMethod']; steps: Step[] }[] = [
  { name: 'waits-for-transfer', hoursAgo: 26, payment: 'bank_transfer', steps: [] },
  { name: 'paid', hoursAgo: 5, payment: 'card_test', steps: [pay] },
  { name: 'moved-house', hoursAgo: 20, payment: 'bank_transfer', steps: [move, pay] },
  { name: 'goodwill', hoursAgo: 22, payment: 'card_test', steps: [pay, giveBack('part')] },
  { name: 'on-the-house', hoursAgo: 24, payment: 'card_test', steps: [pay, giveBack('all')] },
  { name: 'first-parcel', hoursAgo: 30, payment: 'card_test', steps: [pay, shipPart] },
  { name: 'on-its-way', hoursAgo: 40, payment: 'card_test', steps: [pay, ship] },
  { name: 'cash-to-come', hoursAgo: 50, payment: 'cash', steps: [ship, deliver] },
  { name: 'arrived', hoursAgo: 60, payment: 'bank_transfer', steps: SENT },
  { name: 'all-back', hoursAgo: 66, payment: 'card_test', steps: [...SENT, takeBack('all')] },
  { name: 'called-off', hoursAgo: 10, payment: 'bank_transfer', steps: [cancel] },
  { name: 'called-off-paid', hoursAgo: 12, payment: 'card_test', steps: [pay, cancel, giveBack('all')] },
  { name: 'paid-too-late', hoursAgo: 3, payment: 'card_test', steps: [payTooLate] },
  { name: 'return-asked', hoursAgo: 64, payment: 'card_test', steps: [...SENT, askForReturn] },
  { name: 'return-accepted', hoursAgo: 65, payment: 'card_test', steps: [...SENT, askForReturn, sayYes] },
  { name: 'return-declined', hoursAgo: 67, payment: 'card_test', steps: [...SENT, askForReturn, answerWithNo] },
  {
    name: 'return-settled',
    hoursAgo: 68,
    payment: 'card_test',
    steps: [...SENT, askForReturn, sayYes, takeBack('part')],
  },
];

/** Plays each of them once. A case that was cut short goes on: what was done of it is refused as done, and passed over. */
export async function playEveryState(desk: Desk): Promise<void> {
  for (const [index, one] of CASES.entries()) await once(`order ${one.name}`, () => playCase(desk, index, one));
}

async function playCase(
  { people, products, clock, now }: Desk,
  index: number,
  one: (typeof CASES)[number],
): Promise<void> {
  const { name, hoursAgo, payment, steps } = one;
  let at = now.getTime() - hoursAgo * HOUR;
  let step = 0;
  const as: As = (person, minutes = 20) => {
    at = Math.min(at + minutes * MINUTE, now.getTime() - MINUTE);
    clock.set(new Date(at));
    step += 1;
    return contextOfPerson(person, `demo-${name}-${step}`);
  };
  const buyer = people.shoppers[index % people.shoppers.length]!;
  const atTheDesk = payment === 'cash';
  const goods = inStock(products);
  const order = await again(() =>
    placeOrder(as(atTheDesk ? people.admin : buyer), {
      ...(atTheDesk ? { customerId: buyer.id } : {}),
      lines: [0, 1].map((n) => ({ productId: goods[(index * 2 + n) % goods.length]!.id, quantity: 2 + n })),
      address: addressOf(buyer),
      paymentMethod: payment,
      requestKey: `demo-order-${name}`,
    }),
  );
  if (!order) return;
  for (const carryOut of steps) await again(() => carryOut({ name, order, buyer, people, as }));
}

/** Goods of which there is plenty; those with a picture of their own first, since some come back with a photo. */
const inStock = (products: readonly ProductSnapshot[]): ProductSnapshot[] =>
  products
    .filter(({ available, price }) => available > 40 && price > 0)
    .toSorted((a, b) => Number(hasPicture(b.sku)) - Number(hasPicture(a.sku)) || (a.sku < b.sku ? -1 : 1));

/** What a step answers to whoever comes a second time. */
const DONE = ['illegal_move', 'return_waiting', 'idempotency_key_reused', 'in_stock', 'amount_does_not_fit'];

export async function again<T>(work: () => Promise<T>): Promise<T | null> {
  try {
    return await work();
  } catch (error) {
    if (isAppError(error) && DONE.includes(error.code)) return null;
    throw error;
  }
}
