import { beforeAll, describe, expect, test } from '@jest/globals';
import { storedStock } from '../../modules/catalog/index.ts';
import { OrderModel } from '../../modules/ordering/admin.ts';
import { useDatabase } from '../../testing/harness.ts';
import { ADDRESS, buildShopper, GUEST } from '../../testing/orders.ts';
import { newId, usePanel } from '../../testing/panel.ts';
import { buildProduct } from '../../testing/stock.ts';

useDatabase();
const panel = usePanel();
const DESK = '/admin/api/pages/orderDesk';

let piece = '';
let byWeight = '';
beforeAll(async () => {
  piece = (await buildProduct({ onHand: 5, price: 295 })).id;
  byWeight = (await buildProduct({ onHand: 2_000, price: 900, uom: 'kg' })).id;
});

const order = (lines: object[], more: object = {}) => ({
  do: 'place',
  lines,
  guest: GUEST,
  address: ADDRESS,
  delivery: 'collect',
  paymentMethod: 'cash',
  requestKey: newId(),
  ...more,
});

describe('the desk where staff take orders down', () => {
  test('says what there is to choose from', async () => {
    const { status, body } = await panel.get(DESK);
    expect(status).toBe(200);
    expect(body).toMatchObject({ waysToPay: ['bank_transfer', 'cash'] });
    expect(body.deliveries[0]).toMatchObject({ id: 'standard', price: '3.95' });
  });

  test('previews in the units of the products, and tells at each line how much there is', async () => {
    const lines = [
      { productId: piece, quantity: '7' },
      { productId: byWeight, quantity: '0.25' },
    ];
    const { body } = await panel.post(DESK, { do: 'preview', lines, delivery: 'collect' });
    expect(body.preview.lines).toMatchObject([
      { product: piece, quantity: '7', available: '5', gross: '20.65' },
      { product: byWeight, quantity: '0.25', available: '2', gross: '2.25' },
    ]);
    expect(body.preview.totals).toMatchObject({ gross: '22.90' });
    expect(await storedStock(piece)).toMatchObject({ reserved: 0 });
  });

  test('places the order once, however often it is sent, with its goods set aside', async () => {
    const body = order([{ productId: piece, quantity: '2' }]);
    const first = await panel.post(DESK, body);
    const again = await panel.post(DESK, body);
    expect(first.status).toBe(200);
    expect(again.body).toMatchObject({ orderId: first.body.orderId, name: first.body.name });
    expect(await OrderModel.findById(first.body.orderId).lean()).toMatchObject({ source: 'staff', guest: GUEST });
    expect(await storedStock(piece)).toMatchObject({ reserved: 2 });
  });

  test.each([
    ['a quantity that its unit does not know', [{ quantity: '1.5' }], 'invalid'],
    ['more than there is', [{ quantity: '99' }], 'out_of_stock'],
    ['nothing', [], 'invalid'],
  ])('%s is refused, and on record as an order that was not placed', async (_what, lines, code) => {
    const answer = await panel.post(DESK, order(lines.map((line) => ({ productId: piece, ...line }))));
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(answer.body.error).toMatchObject({ code });
    expect(await panel.entriesOf(answer)).toMatchObject([
      { kind: 'refusal', entity: 'orders', action: 'orders.place', cause: code },
    ]);
  });

  test('knows where the customer’s last order went, and has it on record that somebody looked', async () => {
    const { id: customerId } = await buildShopper();
    const ask = () => panel.post(DESK, { do: 'address', customerId });
    expect((await ask()).body.address).toBeUndefined();
    const mine = { customerId, guest: undefined };
    await panel.post(DESK, order([{ productId: piece, quantity: '1' }], mine));
    const moved = { ...ADDRESS, line1: '1 New Street' };
    const { body: last } = await panel.post(
      DESK,
      order([{ productId: byWeight, quantity: '0.1' }], { ...mine, address: moved }),
    );
    const answer = await ask();
    expect(answer.body).toMatchObject({ address: moved, order: last.name });
    expect(await panel.entriesOf(answer)).toMatchObject([{ kind: 'access', entity: 'orders', entityId: last.orderId }]);
    expect((await panel.post(DESK, { do: 'address', customerId }, 'support')).status).toBe(403);
  });

  test.each(['inventory', 'support'] as const)('%s may neither look nor place', async (role) => {
    expect((await panel.get(DESK, role)).status).toBe(403);
    const answer = await panel.post(DESK, order([{ productId: piece, quantity: '1' }]), role);
    expect(answer.status).toBe(403);
    expect(await panel.entriesOf(answer)).toMatchObject([{ kind: 'refusal', cause: 'forbidden' }]);
  });
});
