import { describe, expect, test } from '@jest/globals';
import {
  cancelOrder,
  captureOrderPayment,
  changeAddress,
  changeOrderLines,
  deliverOrder,
  expireOrders,
  refundOrder,
  setCartLine,
  shipOrder,
  takePayment,
} from '../../modules/ordering/index.ts';
import { setClock } from '../../platform/clock.ts';
import type { Role } from '../../shared/request-context.ts';
import { contextOf, guestContext, useDatabase } from '../../testing/harness.ts';
import { ADDRESS, buildOrder, buildReturnRequest, buildShopper, GUEST } from '../../testing/orders.ts';
import { newId, usePanel } from '../../testing/panel.ts';
import { buildProduct } from '../../testing/stock.ts';

useDatabase();
const panel = usePanel();
const staff = contextOf('admin');

type Move = { at: string; what: string; by: string; amount?: string };

/** What became of an order, as its page tells it. */
async function movesOf(id: string, as: Role = 'admin'): Promise<Omit<Move, 'at'>[]> {
  const { body } = await panel.get(`/admin/api/resources/orders/records/${id}/show`, as).expect(200);
  const moves = body.record.values.moves as Move[];
  for (const { at } of moves) expect(Date.now() - Date.parse(at)).toBeLessThan(60 * 60_000);
  return moves.map(({ at: _at, ...move }) => move);
}

describe('an order’s page tells by whom and when it was', () => {
  test('cancelled: by staff by name, to everybody who sees the order', async () => {
    const { id } = await buildOrder();
    expect(await movesOf(id)).toEqual([]);
    await cancelOrder(staff, { orderId: id, reason: 'Ordered twice.' });
    for (const role of ['admin', 'inventory', 'support'] as const)
      expect(await movesOf(id, role)).toEqual([{ what: 'cancelled', by: 'Test admin' }]);
  });

  test('cancelled by whoever ordered, signed in or as a guest, whose name stays masked', async () => {
    const { id: customerId, ctx } = await buildShopper();
    const own = await buildOrder({ guest: undefined, customerId });
    await cancelOrder(ctx, { orderId: own.id });
    const guests = await buildOrder();
    await cancelOrder(guestContext({ holdsKeyTo: guests.id }), { orderId: guests.id });
    for (const { id } of [own, guests])
      expect(await movesOf(id, 'support')).toEqual([{ what: 'cancelled', by: 'the customer' }]);
  });

  test('cancelled by itself, since nobody paid', async () => {
    const { id } = await buildOrder({ paymentMethod: 'card_test' });
    setClock({ now: () => new Date(Date.now() + 31 * 60_000) });
    await expireOrders();
    setClock();
    const { body } = await panel.get(`/admin/api/resources/orders/records/${id}/show`);
    expect(body.record.values).toMatchObject({
      cancelReason: 'not paid in time',
      moves: [{ what: 'cancelled', by: 'the payment deadline' }],
    });
  });

  test('delivered, given money back for and changed, in that order', async () => {
    const { id, revision, productId, totals } = await buildOrder();
    await changeAddress(staff, { orderId: id, address: { ...ADDRESS, line1: '2 New Street' } });
    const lines = [{ productId, quantity: 1 }];
    await changeOrderLines(staff, { orderId: id, lines, revision: revision + 1 });
    await takePayment(staff, { orderId: id, provider: 'cash', received: true, requestKey: newId() });
    await shipOrder(staff, { orderId: id });
    await deliverOrder(staff, { orderId: id });
    expect(totals.gross).toBeGreaterThan(200);
    for (const amount of [150, 50])
      await refundOrder(staff, { orderId: id, amount, reason: 'scratched', requestKey: newId() });
    const by = 'Test admin';
    expect(await movesOf(id)).toEqual([
      { what: 'addressChanged', by },
      { what: 'linesChanged', by },
      { what: 'delivered', by },
      { what: 'refunded', by, amount: '1.50' },
      { what: 'refunded', by, amount: '0.50' },
    ]);
  });
});

test('an order’s page says when money came that had been announced, also after some of it went back', async () => {
  const { id } = await buildOrder({ paymentMethod: 'bank_transfer' });
  const announced = new Date(Date.now() - 3 * 86_400_000);
  setClock({ now: () => announced });
  const { id: paymentId } = await takePayment(staff, { orderId: id, provider: 'bank_transfer', requestKey: newId() });
  setClock();
  const payments = async () =>
    (await panel.get(`/admin/api/resources/orders/records/${id}/show`)).body.record.values.payments;
  expect(await payments()).toMatchObject([{ status: 'pending', settledAt: null }]);
  await captureOrderPayment(staff, { paymentId });
  await refundOrder(staff, { orderId: id, amount: 1, reason: 'scratched', requestKey: newId() });
  const [payment] = await payments();
  expect(payment).toMatchObject({ status: 'partly_refunded' });
  expect(Date.now() - Date.parse(payment.settledAt)).toBeLessThan(60_000);
});

test('an order whose money all went back before it was packed waits to be cancelled, not to be packed', async () => {
  const { id, totals } = await buildOrder();
  const queued = async (queue: string) => {
    const { body } = await panel.get(`/admin/api/resources/orders/actions/list?filters.queue=${queue}&perPage=100`);
    return (body.records as { id: string; values: { next?: string } }[]).find((order) => order.id === id)?.values.next;
  };
  await takePayment(staff, { orderId: id, provider: 'cash', received: true, requestKey: newId() });
  expect([await queued('pack'), await queued('cancel')]).toEqual(['ship', undefined]);
  await refundOrder(staff, { orderId: id, amount: totals.gross, reason: 'sold out', requestKey: newId() });
  expect([await queued('pack'), await queued('cancel')]).toEqual([undefined, 'cancel']);
});

test('orders of a guest are found by their address in whatever letters it is typed', async () => {
  const email = `mixed-${newId().slice(-8)}@example.org`;
  const { id } = await buildOrder({ guest: { ...GUEST, email } });
  const { body } = await panel.get(`/admin/api/resources/orders/actions/list?q=${email.toUpperCase()}`).expect(200);
  expect((body.records as { id: string }[]).map((order) => order.id)).toEqual([id]);
});

test('a cart shows what lies in it by name and in its unit, and opens its customer', async () => {
  const { id: owner, ctx } = await buildShopper();
  const { id: product } = await buildProduct({ onHand: 5_000, uom: 'kg', name: 'Loose tea' });
  await setCartLine(ctx, { userId: owner }, { productId: product, quantity: 250 });
  const { body } = await panel.get('/admin/api/resources/carts/actions/list', 'support').expect(200);
  const found = (body.records as { id: string; values: object }[]).find(
    ({ values }) => (values as { owner?: string }).owner === owner,
  );
  const shown = await panel.get(`/admin/api/resources/carts/records/${found?.id}/show`, 'support').expect(200);
  expect(shown.body.record.values.lines).toMatchObject([{ name: 'Loose tea', quantity: '0.25', uom: 'kg' }]);
});

test('a cart is found by its customer, whom the filter finds by e-mail or name, for whoever may list carts', async () => {
  const [{ id: owner, ctx }, { id: other, ctx: theirs }] = [await buildShopper(), await buildShopper()];
  const { id: product } = await buildProduct({ onHand: 50 });
  await setCartLine(ctx, { userId: owner }, { productId: product, quantity: 1 });
  await setCartLine(theirs, { userId: other }, { productId: product, quantity: 1 });
  for (const text of [`${ctx.actor.name}@example.org`, ctx.actor.name]) {
    const found = await panel.get(
      `/admin/api/resources/customers/actions/search/${encodeURIComponent(text)}`,
      'support',
    );
    expect(found.body.records.map(({ id }: { id: string }) => id)).toEqual([owner]);
  }
  const list = (role: Role) => panel.get(`/admin/api/resources/carts/actions/list?filters.owner=${owner}`, role);
  const { body } = await list('support');
  expect(body.records.map(({ values }: { values: { owner: string } }) => values.owner)).toEqual([owner]);
  expect((await list('inventory')).status).toBe(403);
});

describe('a return of a guest names them', () => {
  const seenBy = async (role: Role, name: string) => {
    const { body } = await panel.get(`/admin/api/resources/returnRequests/actions/list?filters.status=requested`, role);
    const found = (body.records as { title: string; id: string; values: { guest?: object } }[]).find(
      ({ title }) => title === name,
    );
    const shown = await panel.get(`/admin/api/resources/returnRequests/records/${found?.id}/show`, role);
    return [found?.values.guest, shown.body.record.values.guest];
  };

  test('in the queue and on its page, masked for whoever sees the order masked', async () => {
    const { name } = await buildReturnRequest();
    expect(await seenBy('admin', name)).toEqual([GUEST, GUEST]);
    const masked = { name: `${GUEST.name[0]}•••`, email: `${GUEST.email[0]}•••@•••` };
    for (const role of ['inventory', 'support'] as const) expect(await seenBy(role, name)).toEqual([masked, masked]);
  });
});
