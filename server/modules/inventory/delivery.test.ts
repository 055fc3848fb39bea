import { beforeAll, describe, expect, test } from '@jest/globals';
import { contextOf, useDatabase } from '../../testing/harness.ts';
import { buildProduct } from '../../testing/stock.ts';
import { AuditLog } from '../audit/audit-entry.model.ts';
import { undoOperation, verifyFolds } from '../audit/index.ts';
import { storedStock } from '../catalog/index.ts';
import { deleteDelivery } from './create-delivery.use-case.ts';
import { DeliveryModel } from './delivery.model.ts';
import { openOf, stateAfterBooking } from './delivery-lines.policy.ts';
import {
  bindOpenReservations,
  bookInDelivery,
  closeDelivery,
  createDelivery,
  documentWithProduct,
  incomingOf,
  pasteIntoDelivery,
  scanIntoDelivery,
  setDeliveryLines,
  verifyStock,
} from './index.ts';
import { pastedRows } from './pasted-lines.policy.ts';
import { StockMovementModel } from './stock-movement.model.ts';

useDatabase();
beforeAll(() => bindOpenReservations(async () => new Map()));
const ctx = contextOf('inventory');
const code = (expected: string) => expect.objectContaining({ code: expected });
const onHand = async (id: string) => (await storedStock(id))?.quantity;
const linesOf = async (id: string) => (await DeliveryModel.findById(id).lean())?.lines ?? [];
const statusOf = async (id: string) => (await DeliveryModel.findById(id).lean())?.status;
const announce = (more: Partial<Parameters<typeof createDelivery>[1]> = {}) =>
  createDelivery(ctx, { reference: 'DN-1', ...more });
const line = { expected: 0, accepted: 0, rejected: 0, reason: '', booked: 0 };

describe('a line', () => {
  test('is open with what was announced and not refused, less what is in stock', () => {
    expect(openOf({ ...line, expected: 10 })).toBe(10);
    expect(openOf({ ...line, expected: 10, accepted: 4, rejected: 2, booked: 4 })).toBe(4);
    expect(openOf({ ...line, accepted: 3 })).toBe(3);
    expect(openOf({ ...line, expected: 2, accepted: 5, booked: 5 })).toBe(0);
  });

  test('that was announced and has come makes the delivery done; one that announced nothing stays open', () => {
    expect(stateAfterBooking([{ ...line, expected: 2, accepted: 2, booked: 2 }])).toBe('done');
    expect(stateAfterBooking([{ ...line, expected: 2, rejected: 2, reason: 'wet' }])).toBe('done');
    expect(stateAfterBooking([{ ...line, accepted: 2, booked: 2 }])).toBe('partly_booked');
    expect(stateAfterBooking([{ ...line, expected: 3, accepted: 1 }])).toBe('draft');
  });
});

describe('what was pasted', () => {
  test.each([
    ['A-1\t5\nB-2\t7', ['A-1 5', 'B-2 7']],
    ['sku;quantity\r\nA-1;5\r\n\r\n', ['A-1 5']],
    ['\uFEFF"A-1","1,500"', ['A-1 1,500']],
    ['A-1\nA-1', ['A-1 1', 'A-1 1']],
    ['85123A, 0.25', ['85123A 0.25']],
  ])('%j is read as codes and quantities', (text, expected) => {
    expect(pastedRows(text).map(({ code, quantity }) => `${code} ${quantity}`)).toEqual(expected);
  });

  test('knows which row is which, and refuses a quotation mark that is never closed', () => {
    expect(pastedRows('code,qty\n\nA,1')).toEqual([{ row: 3, code: 'A', quantity: '1' }]);
    expect(() => pastedRows('"A,1')).toThrow(expect.objectContaining({ code: 'invalid' }));
  });
});

describe('filling', () => {
  test('each scan of a barcode or SKU adds one whole unit, and a repeated request none', async () => {
    const jar = await buildProduct({ barcode: '5010000000017' });
    const rope = await buildProduct({ uom: 'm' });
    const { id } = await announce();
    await scanIntoDelivery(ctx, { id, scans: [{ code: '5010000000017', times: 2 }], requestKey: 'scan-burst-1' });
    await scanIntoDelivery(ctx, { id, scans: [{ code: '5010000000017', times: 2 }], requestKey: 'scan-burst-1' });
    await scanIntoDelivery(ctx, {
      id,
      scans: [
        { code: jar.sku, times: 1 },
        { code: rope.sku, times: 1 },
      ],
    });
    expect(await linesOf(id)).toMatchObject([
      { sku: jar.sku, accepted: 3, booked: 0 },
      { sku: rope.sku, uom: 'm', accepted: 100 },
    ]);
    await expect(scanIntoDelivery(ctx, { id, scans: [{ code: 'nothing', times: 1 }] })).rejects.toEqual(
      code('unknown_code'),
    );
    expect(await AuditLog.countDocuments({ kind: 'change', entityId: id, action: 'deliveries.fill' })).toBe(2);
  });

  test('scans of two people at once all count', async () => {
    const { sku } = await buildProduct();
    const { id } = await announce();
    await Promise.all(
      Array.from({ length: 20 }, () => scanIntoDelivery(ctx, { id, scans: [{ code: sku, times: 1 }] })),
    );
    expect(await linesOf(id)).toMatchObject([{ accepted: 20 }]);
  });

  test('a pasted table is taken whole or not at all, and says which rows are wrong', async () => {
    const nails = await buildProduct({ uom: 'kg' });
    const jar = await buildProduct();
    const { id } = await announce();
    const bad = `${nails.sku}\t0.1\nNO-SUCH\t3\n${jar.sku}\t1.5`;
    await expect(pasteIntoDelivery(ctx, { id, text: bad, as: 'expected' })).rejects.toMatchObject({
      code: 'invalid',
      fields: { text: `Row 2: no product has the code NO-SUCH. Row 3: 1.5 is no quantity of ${jar.sku}.` },
    });
    expect(await linesOf(id)).toEqual([]);
    await pasteIntoDelivery(ctx, { id, text: `${nails.sku};0.1\n${nails.sku};0.2`, as: 'expected' });
    expect(await linesOf(id)).toMatchObject([{ expected: 300, accepted: 0 }]);
  });

  test('typed figures need the version that was seen, a reason for what is rejected, and the unit of the product', async () => {
    const { id: product } = await buildProduct();
    const { id } = await announce();
    const typed = { product, uom: 'piece', expected: 5, accepted: 3, rejected: 2, reason: 'cracked' };
    await setDeliveryLines(ctx, { id, revision: 1, lines: [typed] });
    await expect(setDeliveryLines(ctx, { id, revision: 1, lines: [typed] })).rejects.toEqual(code('stale'));
    await expect(setDeliveryLines(ctx, { id, lines: [{ ...typed, reason: ' ' }] })).rejects.toEqual(code('invalid'));
    await expect(setDeliveryLines(ctx, { id, lines: [{ ...typed, uom: 'kg' }] })).rejects.toEqual(code('invalid'));
    expect(await linesOf(id)).toMatchObject([{ expected: 5, accepted: 3, rejected: 2, reason: 'cracked' }]);
    await setDeliveryLines(ctx, { id, lines: [{ ...typed, expected: 0, accepted: 0, rejected: 0, reason: '' }] });
    expect(await linesOf(id)).toEqual([]);
  });
});

describe('booking', () => {
  test('in parts: each is one operation, what has not come stays incoming, and the last part makes it done', async () => {
    const jar = await buildProduct();
    const cup = await buildProduct();
    const { id } = await announce({ expectedOn: new Date('2026-12-01') });
    await pasteIntoDelivery(ctx, { id, text: `${jar.sku}\t10\n${cup.sku}\t4`, as: 'expected' });
    expect(await incomingOf(jar.id)).toMatchObject([{ deliveryId: id, reference: 'DN-1', quantity: 10 }]);

    await scanIntoDelivery(ctx, {
      id,
      scans: [
        { code: jar.sku, times: 6 },
        { code: cup.sku, times: 1 },
      ],
    });
    expect(await bookInDelivery(ctx, { id })).toEqual({ lines: 2, status: 'partly_booked' });
    expect([await onHand(jar.id), await onHand(cup.id)]).toEqual([6, 1]);
    expect(await incomingOf(jar.id)).toMatchObject([{ quantity: 4 }]);
    await expect(bookInDelivery(ctx, { id })).rejects.toEqual(code('nothing_to_book'));

    const [typedJar, typedCup] = (await linesOf(id)).map(({ product, uom, expected, accepted }) => ({
      product: String(product),
      uom,
      expected,
      accepted,
      rejected: expected - accepted,
      reason: 'broken in the van',
    }));
    await setDeliveryLines(ctx, { id, lines: [typedJar!, { ...typedCup!, accepted: 4, rejected: 0, reason: '' }] });
    expect(await bookInDelivery(ctx, { id })).toEqual({ lines: 1, status: 'done' });
    expect([await onHand(jar.id), await onHand(cup.id)]).toEqual([6, 4]);
    expect(await incomingOf(jar.id)).toEqual([]);

    const movements = await StockMovementModel.find({ 'document.id': id }).lean();
    expect(new Set(movements.map(({ operationId }) => operationId)).size).toBe(2);
    expect(movements.map(({ document, reason }) => [document.type, document.label, reason])).toEqual(
      Array.from({ length: 3 }, () => ['delivery', 'DN-1', 'receipt']),
    );
    for (const more of [
      () => scanIntoDelivery(ctx, { id, scans: [{ code: jar.sku, times: 1 }] }),
      () => bookInDelivery(ctx, { id }),
    ])
      await expect(more()).rejects.toEqual(code('illegal_move'));
    expect((await verifyStock()).problems).toEqual([]);
    expect((await verifyFolds()).findings).toEqual([]);
  });

  test('by a double click books once, with one key and with two', async () => {
    const { id: product, sku } = await buildProduct();
    const { id } = await announce();
    await scanIntoDelivery(ctx, { id, scans: [{ code: sku, times: 5 }] });
    const sameKey = await Promise.all(
      Array.from({ length: 2 }, () => bookInDelivery(ctx, { id, requestKey: 'one-press' })),
    );
    expect(sameKey[0]).toEqual(sameKey[1]);
    await scanIntoDelivery(ctx, { id, scans: [{ code: sku, times: 5 }] });
    const twoKeys = await Promise.allSettled(
      ['press-one', 'press-two'].map((requestKey) => bookInDelivery(ctx, { id, requestKey })),
    );
    expect(twoKeys.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(await onHand(product)).toBe(10);
  });

  test('what is in stock can no longer be taken back on the paper, nor the delivery deleted', async () => {
    const { id: product, sku } = await buildProduct();
    const { id } = await announce();
    await scanIntoDelivery(ctx, { id, scans: [{ code: sku, times: 5 }] });
    await bookInDelivery(ctx, { id });
    const less = { product, uom: 'piece', expected: 0, accepted: 3, rejected: 0, reason: '' };
    await expect(setDeliveryLines(ctx, { id, lines: [less] })).rejects.toEqual(code('invalid'));
    await expect(deleteDelivery(ctx, id)).rejects.toEqual(code('illegal_move'));
  });

  test('can’t be taken back by undoing the operation, which would book it twice', async () => {
    const { id: product, sku } = await buildProduct();
    const { id } = await announce();
    await scanIntoDelivery(ctx, { id, scans: [{ code: sku, times: 5 }] });
    await bookInDelivery(ctx, { id });
    const booking = await AuditLog.findOne({ action: 'deliveries.book', entityId: id }).lean();
    const undone = await undoOperation(contextOf('admin'), String(booking?.operationId));
    expect(undone).toMatchObject({ done: 0, failed: [{ code: 'booked' }] });
    await expect(bookInDelivery(ctx, { id })).rejects.toEqual(code('nothing_to_book'));
    expect(await onHand(product)).toBe(5);
  });

  test('closing says that nothing more comes, but not before what is accepted is booked', async () => {
    const { sku, id: product } = await buildProduct();
    const { id } = await announce();
    await pasteIntoDelivery(ctx, { id, text: `${sku}\t10`, as: 'expected' });
    await scanIntoDelivery(ctx, { id, scans: [{ code: sku, times: 5 }] });
    await expect(closeDelivery(ctx, { id })).rejects.toEqual(code('not_booked_yet'));
    await bookInDelivery(ctx, { id });
    await closeDelivery(ctx, { id });
    expect(await statusOf(id)).toBe('done');
    expect(await incomingOf(product)).toEqual([]);
  });
});

test('a delivery is for the stock room, and a product that one names stays', async () => {
  const { id: product, sku } = await buildProduct();
  const { id } = await announce();
  await pasteIntoDelivery(ctx, { id, text: sku, as: 'expected' });
  const support = contextOf('support');
  const attempts = [
    () => createDelivery(support, { reference: 'X' }),
    () => scanIntoDelivery(support, { id, scans: [{ code: sku, times: 1 }] }),
    () => setDeliveryLines(support, { id, lines: [{ product, uom: 'piece', expected: 1, accepted: 0, rejected: 0 }] }),
    () => bookInDelivery(support, { id }),
    () => closeDelivery(support, { id }),
    () => deleteDelivery(support, id),
  ];
  for (const attempt of attempts) await expect(attempt()).rejects.toEqual(code('forbidden'));
  expect(await documentWithProduct(product)).toBe('the delivery DN-1 names it');
  await deleteDelivery(ctx, id);
  expect(await documentWithProduct(product)).toBeNull();
});
