import { beforeAll, describe, expect, test } from '@jest/globals';
import {
  acceptReturn,
  declineReturn,
  isGivenUp,
  mayDo,
  mayMoveReturn,
  type OrderAction,
  OrderModel,
  ReturnRequestModel,
} from '../../modules/ordering/admin.ts';
import {
  cancelOrder,
  deliverOrder,
  refundOrder,
  returnOrderLines,
  shipOrder,
  takePayment,
  verifyOrders,
} from '../../modules/ordering/index.ts';
import {
  FULFILMENT_MOVES,
  FULFILMENT_STATUSES,
  ORDER_MOVES,
  ORDER_STATUSES,
  PAYMENT_MOVES,
  PAYMENT_STATUSES,
} from '../../modules/ordering/order-state.policy.ts';
import { RETURN_REQUEST_STATUSES } from '../../modules/ordering/return-request.policy.ts';
import { PaymentModel } from '../../modules/payments/admin.ts';
import { callOf, stockTheShelf } from '../../testing/every-action.ts';
import { contextOf, useDatabase } from '../../testing/harness.ts';
import { ADDRESS, buildOrder, buildReturnRequest, stockProblems } from '../../testing/orders.ts';
import { newId, usePanel } from '../../testing/panel.ts';

/*
 * Every action that the panel has for orders, tried in every state that an order can be in: what the tables allow works and moves along them,
 * what they do not is 409, on record, and leaves the order as it was.
 */
useDatabase();
const panel = usePanel();
const staff = contextOf('admin');
beforeAll(stockTheShelf);

const pay = (orderId: string) => takePayment(staff, { orderId, provider: 'cash', received: true, requestKey: newId() });
const refund = (orderId: string, amount: number) =>
  refundOrder(staff, { orderId, amount, reason: 'as a test', requestKey: newId() });
const ship = (orderId: string, quantity: number) => shipOrder(staff, { orderId, lines: [{ lineId: '1', quantity }] });
const back = (orderId: string) =>
  returnOrderLines(staff, { orderId, lines: [{ lineId: '1', quantity: 2, outcome: 'restock' }] });

type Step = (orderId: string, gross: number) => Promise<unknown>;
const MONEY: Record<string, Step[]> = {
  unpaid: [],
  paid: [pay],
  partly_refunded: [pay, (id) => refund(id, 100)],
  refunded: [pay, refund],
};
const GOODS: Record<string, Step[]> = {
  unfulfilled: [],
  partly_shipped: [(id) => ship(id, 1)],
  shipped: [(id) => ship(id, 2)],
  delivered: [(id) => ship(id, 2), (orderId) => deliverOrder(staff, { orderId })],
  returned: [(id) => ship(id, 2), back],
};

/** An order of two pieces that went these ways. */
async function orderAfter(steps: readonly Step[]) {
  const { id, totals } = await buildOrder({ address: { ...ADDRESS, line1: '1 Old Street' } });
  for (const step of steps) await step(id, totals.gross);
  return id;
}
const stored = (id: string) => OrderModel.findById(id).orFail().lean();

/** The panel's actions by what the tables call them. */
const ACTIONS: Record<string, OrderAction> = {
  markPaid: 'takePayment',
  ship: 'ship',
  deliver: 'deliver',
  changeAddress: 'changeAddress',
  changeLines: 'changeLines',
  receiveReturn: 'returnLines',
  refund: 'refund',
  cancel: 'cancel',
};

async function tryOut(id: string, action: string) {
  const before = await stored(id);
  const { path, body } = callOf('orders', 'orders', action, id, before.revision);
  const fewer = { lines: [{ productId: String(before.lines[0]?.product), quantity: '1' }] };
  const answer = await panel.post(path, { ...body, ...(action === 'changeLines' ? { values: fewer } : {}) });
  return { before, answer, after: await stored(id), entries: await panel.entriesOf(answer) };
}

const seen = { status: new Set<string>(), paymentStatus: new Set<string>(), fulfilmentStatus: new Set<string>() };

/** The states, and how an order gets there. Whether it is open or completed follows from the other two. */
const STATES = [
  ...Object.entries(GOODS).flatMap(([goods, there]) =>
    // Money goes back last: nothing is shipped any more once all of it did.
    Object.entries(MONEY).map(
      ([money, [pay = [], ...refund]]) => [`${money} and ${goods}`, [pay, there, refund].flat()] as const,
    ),
  ),
  ...Object.entries(MONEY).map(
    ([money, paid]) =>
      [`${money} and cancelled`, [...paid, (orderId: string) => cancelOrder(staff, { orderId })]] as const,
  ),
];

describe.each(STATES)('an order that is %s', (_name, steps) => {
  test('takes what its state allows, along the tables, and refuses the rest on record', async () => {
    const stuck = await orderAfter(steps);
    const state = await stored(stuck);
    for (const [field, values] of Object.entries(seen)) values.add(state[field as keyof typeof seen]);
    for (const [action, move] of Object.entries(ACTIONS)) {
      // An order whose money went back whole may not cost anything again, and sends nothing for nothing.
      const givenBack: Record<string, string> = { changeLines: 'cannot_grow', ship: 'money_went_back' };
      const code = (isGivenUp(state) && givenBack[action]) || 'illegal_move';
      const allowed = mayDo(move, state) && code === 'illegal_move';
      const { before, answer, after, entries } = await tryOut(allowed ? await orderAfter(steps) : stuck, action);
      if (allowed) {
        expect([action, answer.status, answer.body.error?.code]).toEqual([action, 200, undefined]);
        expect(after).not.toEqual(before);
        expect(entries.map(({ outcome }) => outcome)).not.toContain('refused');
        for (const [from, to, table] of [
          [before.status, after.status, ORDER_MOVES],
          [before.paymentStatus, after.paymentStatus, PAYMENT_MOVES],
          [before.fulfilmentStatus, after.fulfilmentStatus, FULFILMENT_MOVES],
        ] as const) {
          expect([from, ...((table as Record<string, readonly string[]>)[from] ?? [])]).toContain(to);
        }
      } else {
        expect([action, answer.status, answer.body.error?.code]).toEqual([action, 409, code]);
        expect(after).toEqual(before);
        expect(entries).toMatchObject([
          { kind: 'refusal', outcome: 'refused', entity: 'orders', entityId: stuck, cause: code },
        ]);
      }
    }
  });
});

test('the states above are all that the tables know, and stock and sums hold after all of it', async () => {
  expect([...seen.status].sort()).toEqual([...ORDER_STATUSES].sort());
  expect([...seen.paymentStatus].sort()).toEqual([...PAYMENT_STATUSES].sort());
  expect([...seen.fulfilmentStatus].sort()).toEqual([...FULFILMENT_STATUSES].sort());
  expect(await stockProblems()).toEqual([]);
  expect((await verifyOrders()).problems).toEqual([]);
});

describe.each(RETURN_REQUEST_STATUSES)('a return that is %s', (status) => {
  test.each([
    ['accept', 'accepted'],
    ['decline', 'declined'],
    ['receive', 'received'],
  ] as const)('%s: as its table says', async (action, to) => {
    const { id, order } = await buildReturnRequest();
    if (status === 'accepted') await acceptReturn(staff, { id });
    if (status === 'declined') await declineReturn(staff, { id, note: 'Too late.' });
    if (status === 'received')
      await returnOrderLines(staff, { orderId: order.id, lines: [{ lineId: '1', quantity: 1, outcome: 'restock' }] });
    const before = await ReturnRequestModel.findById(id).orFail().lean();
    expect(before.status).toBe(status);
    const call = callOf('returnRequests', 'returnRequests', action, id, before.revision);
    const answer = await panel.post(call.path, call.body ?? {});
    const after = await ReturnRequestModel.findById(id).orFail().lean();
    if (mayMoveReturn(status, to)) {
      expect([answer.status, after.status]).toEqual([200, to]);
      return;
    }
    expect(after).toEqual(before);
    expect([answer.status, answer.body.error?.code]).toEqual([409, 'illegal_move']);
    expect(await panel.entriesOf(answer)).toMatchObject([{ kind: 'refusal', cause: 'illegal_move' }]);
  });
});

test('a return that waits for an answer is counted on the dashboard, with the list behind it', async () => {
  const figure = async () => {
    const { figures } = (await panel.get('/admin/api/dashboard', 'support').expect(200)).body;
    return figures.find(({ key }: { key: string }) => key === 'toAnswer');
  };
  const { count } = await figure();
  await buildReturnRequest();
  expect(await figure()).toMatchObject({ count: count + 1, href: 'returnRequests?filters.status=requested' });
});

test('cash that is booked while a card is still being asked is a payment of its own: the card answers for itself', async () => {
  const { id } = await buildOrder({ paymentMethod: 'card_test' });
  await takePayment(staff, { orderId: id, provider: 'card_test', card: 'slow', requestKey: newId() });
  const { path, body } = callOf('orders', 'orders', 'markPaid', id);
  expect((await panel.post(path, body ?? {})).status).toBe(200);
  const payments = await PaymentModel.find({ order: id }).sort({ _id: 1 }).lean();
  expect(payments.map(({ provider, status }) => [provider, status])).toEqual([
    ['card_test', 'pending'],
    ['cash', 'captured'],
  ]);
});
