import { describe, expect, test } from '@jest/globals';
import {
  bindOpenReservations,
  createCount,
  createDelivery,
  holdStock,
  pasteIntoDelivery,
  receiveStock,
  scanIntoCount,
} from '../../modules/inventory/index.ts';
import { contextOf, useDatabase } from '../../testing/harness.ts';
import { buildOrder } from '../../testing/orders.ts';
import { usePanel } from '../../testing/panel.ts';
import { buildProduct } from '../../testing/stock.ts';

/* What the stock room's pages are told: the stock card, where a product's stock is, what a scan means, what a blind count hides. */
useDatabase();
const panel = usePanel();
const ctx = contextOf('inventory');
const record = (resource: string, id: string, action: string) =>
  `/admin/api/resources/${resource}/records/${id}/${action}`;

describe('the stock card', () => {
  test('goes back page by page to the first movement, with paper, person and operation', async () => {
    const { id } = await buildProduct();
    for (let n = 1; n <= 53; n += 1) await receiveStock(ctx, { productId: id, quantity: 1, reference: `DN-${n}` });
    const { body } = await panel.get(record('products', id, 'stockCard'), 'support').expect(200);
    expect(body.card.rows).toHaveLength(50);
    expect(body.card.rows[0]).toMatchObject({
      seq: 53,
      delta: '1',
      balance: '53',
      reason: 'receipt',
      document: { label: 'DN-53' },
      actor: { name: 'Test inventory' },
      operationId: expect.any(String),
    });
    const older = await panel.get(`${record('products', id, 'stockCard')}?cursor=${body.card.next}`).expect(200);
    expect(older.body.card).toMatchObject({ next: null, rows: [{ seq: 3 }, { seq: 2 }, { seq: 1 }] });
    await panel.get(`${record('products', id, 'stockCard')}?cursor=bm9wZQ`).expect(400);
  });

  test('counts in the unit of its product: 0.1 kg and 0.2 kg are 0.3 kg', async () => {
    const { id } = await buildProduct({ uom: 'kg' });
    for (const quantity of ['0.1', '0.2'])
      await panel.post(record('products', id, 'receive'), { values: { quantity } }, 'inventory').expect(200);
    const { body } = await panel.get(record('products', id, 'stockCard')).expect(200);
    expect(body.record.values).toMatchObject({ quantity: '0.3', available: '0.3' });
    expect(body.card.rows.map((row: { balance: string }) => row.balance)).toEqual(['0.300', '0.100']);
    await panel.post(record('products', id, 'receive'), { values: { quantity: '0.0001' } }, 'inventory').expect(422);
  });
});

test('why a product is unavailable: in whose open orders since when, held, and incoming until when', async () => {
  bindOpenReservations(async () => new Map());
  const { id, sku } = await buildProduct({ onHand: 6 });
  const order = await buildOrder({ lines: [{ productId: id, quantity: 4 }] });
  await holdStock(ctx, { productId: id, quantity: 2, note: 'box was wet' });
  const { id: deliveryId } = await createDelivery(ctx, { reference: 'DN-7', expectedOn: new Date('2026-12-01') });
  await pasteIntoDelivery(ctx, { id: deliveryId, text: `${sku};30`, as: 'expected' });
  const { body } = await panel.get(record('products', id, 'availability'), 'support').expect(200);
  expect(body.whereabouts).toEqual({
    uom: 'piece',
    onHand: '6',
    reserved: '4',
    held: '2',
    available: '0',
    isAvailable: false,
    orders: [{ orderId: order.id, name: order.name, date: expect.any(String), waiting: '4' }],
    more: false,
    incoming: [{ deliveryId, reference: 'DN-7', expectedOn: '2026-12-01T00:00:00.000Z', quantity: '30' }],
  });
});

test('a scan means a barcode or a SKU, and an unknown code is refused in words and on record', async () => {
  const { id, sku } = await buildProduct({ barcode: '5010000000031' });
  for (const code of ['5010000000031', sku]) {
    const { body } = await panel.get(`/admin/api/pages/scan?code=${code}`, 'support').expect(200);
    expect(body.product).toMatchObject({ id, sku });
  }
  const unknown = await panel.get('/admin/api/pages/scan?code=NOTHING', 'support').expect(404);
  expect(unknown.body.error).toMatchObject({ code: 'unknown_code', message: 'No product has the code NOTHING.' });
  expect(await panel.entriesOf(unknown)).toMatchObject([{ kind: 'refusal', cause: 'unknown_code' }]);
});

test('a blind count keeps what the books say to itself until the counting is over', async () => {
  const shelf = 'BLIND';
  const { sku } = await buildProduct({ onHand: 9, shelf });
  await buildProduct({ onHand: 3, shelf });
  const { id } = await createCount(ctx, { shelf });
  await scanIntoCount(ctx, { id, scans: [{ code: sku, times: 7 }] });
  const open = await panel.get(record('counts', id, 'show'), 'inventory').expect(200);
  expect(open.body.record.values.lines).toMatchObject([{ sku, counted: '7' }]);
  expect(open.body.record.values.missing).toHaveLength(1);
  expect(open.text).not.toMatch(/"expected":"?9|"quantity":"?3/);
  const review = await panel.post(record('counts', id, 'review'), { values: {} }, 'inventory').expect(200);
  expect(review.body.record.values.lines).toMatchObject([{ counted: '7', expected: '9', difference: '-2' }]);
});
