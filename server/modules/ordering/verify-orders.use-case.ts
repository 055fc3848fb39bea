import mongoose, { type Types } from 'mongoose';
import { paidSumOf, paidSums } from '../payments/index.ts';
import { type Order, OrderModel } from './order.model.ts';
import { fulfilmentOf, paymentOf } from './order-state.policy.ts';
import { orderTotals } from './order-totals.policy.ts';

/** A figure or a state of an order that its lines or payments don't bear out. */
export type OrderProblem = {
  orderId: string;
  name: string;
  what: 'paid' | 'refunded' | 'totals' | 'payment status' | 'fulfilment status' | 'order';
  stored: string;
  proved: string;
};

export type OrderReport = { orders: number; payments: number; problems: OrderProblem[] };

type Sums = { paid: number; refunded: number; count: number };
type Checked = Pick<
  Order,
  | '_id'
  | 'name'
  | 'kind'
  | 'lines'
  | 'totals'
  | 'paid'
  | 'refunded'
  | 'status'
  | 'paymentStatus'
  | 'fulfilmentStatus'
  | 'source'
>;

const FIELDS = {
  name: 1,
  kind: 1,
  lines: 1,
  totals: 1,
  paid: 1,
  refunded: 1,
  status: 1,
  paymentStatus: 1,
  fulfilmentStatus: 1,
  source: 1,
} as const;
const MAX_PROBLEMS = 1_000;
const NOTHING: Sums = { paid: 0, refunded: 0, count: 0 };

/**
 * Proves the orders: totals are the sums of the lines, what is paid and refunded is what the payments say, and the states are those that the
 * figures say. One pass in the order of the ids, in bounded memory; what differs is looked at again in one snapshot.
 */
export async function verifyOrders(onProgress?: (orders: number) => void): Promise<OrderReport> {
  const report: OrderReport = { orders: 0, payments: 0, problems: [] };
  const doubtful: string[] = [];
  const sums = paidSums();
  let next = await sums.next();
  const orders = OrderModel.find({}, FIELDS).sort({ _id: 1 }).lean().cursor({ batchSize: 500 });
  for await (const order of orders as AsyncIterable<Checked>) {
    const id = String(order._id);
    while (!next.done && next.value.orderId < id) {
      doubtful.push(next.value.orderId);
      next = await sums.next();
    }
    const own = !next.done && next.value.orderId === id ? next.value : NOTHING;
    if (own !== NOTHING) next = await sums.next();
    report.orders += 1;
    report.payments += own.count;
    if (problemsOf(order, own).length > 0) doubtful.push(id);
    if (report.orders % 1_000 === 0) onProgress?.(report.orders);
  }
  for (; !next.done; next = await sums.next()) doubtful.push(next.value.orderId);

  for (const orderId of doubtful) {
    if (report.problems.length >= MAX_PROBLEMS) break;
    report.problems.push(...(await lookAgain(orderId)));
  }
  onProgress?.(report.orders);
  return report;
}

function problemsOf(order: Checked, sums: Sums): OrderProblem[] {
  const problems: OrderProblem[] = [];
  const check = (what: OrderProblem['what'], stored: string | number, proved: string | number) => {
    if (stored === proved) return;
    problems.push({ orderId: String(order._id), name: order.name, what, stored: `${stored}`, proved: `${proved}` });
  };
  const { goods, delivery, net, vat, gross } = order.totals;
  const lines = orderTotals(order.lines, { net: 0, vat: 0, gross: 0 });
  check('totals', goods, lines.goods);
  check('totals', gross, goods + delivery);
  check('totals', gross, net + vat);
  check('paid', order.paid, sums.paid);
  check('refunded', order.refunded, sums.refunded);
  // What came from another system is stored as it ended there; its states are its own.
  if (order.source === 'import') return problems;
  check('payment status', order.paymentStatus, paymentOf(gross, order.paid, order.refunded));
  const delivered = order.fulfilmentStatus === 'delivered';
  check('fulfilment status', order.fulfilmentStatus, fulfilmentOf(order.lines, delivered));
  return problems;
}

/** The same question about one order, all of it answered as of one moment. */
async function lookAgain(orderId: string): Promise<OrderProblem[]> {
  let problems: OrderProblem[] = [];
  await mongoose.connection.transaction(
    async () => {
      const order = await OrderModel.findById(orderId as unknown as Types.ObjectId, FIELDS).lean<Checked>();
      const sums = await paidSumOf(orderId);
      const lost = { orderId, name: '', what: 'order', stored: 'missing', proved: `${sums.count} payments` } as const;
      problems = order ? problemsOf(order, sums) : [lost];
    },
    { readConcern: { level: 'snapshot' } },
  );
  return problems;
}
