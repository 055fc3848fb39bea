import { spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import mongoose from 'mongoose';
import { contextOf, useDatabase } from '../../testing/harness.ts';
import { endSessionsOf } from '../../testing/killed-process.ts';
import { buildProduct } from '../../testing/stock.ts';
import { AuditLog } from '../audit/audit-entry.model.ts';
import { resumeOperation, undoOperation, verifyFolds } from '../audit/index.ts';
import { Operation } from '../audit/operation-journal.model.ts';
import { stopAbandoned } from '../audit/resume-operation.use-case.ts';
import { importProducts, storedStock } from '../catalog/index.ts';
import { bindOpenReservations, correctStock, receiveStock, verifyStock, writeOffStock } from './index.ts';
import { StockMovementModel } from './stock-movement.model.ts';

useDatabase();
beforeAll(() => bindOpenReservations(async () => new Map()));

type Told = { session?: string; productId?: string; seq?: number; half?: true; booked?: number };

/** Runs the stock room in a process of its own and kills it (-9) as soon as `enough` says so. Answers what it had told by then. */
async function killStockRoom(
  how: 'single' | 'whole' | 'delivery',
  products: string[],
  enough: (told: Told[]) => boolean,
) {
  const { host, port, name } = mongoose.connection;
  const child = spawn(process.execPath, [resolve('server/testing/killed-stock-room.ts')], {
    env: {
      PATH: process.env['PATH'],
      NODE_COMPILE_CACHE: process.env['NODE_COMPILE_CACHE'],
      MONGODB_URI: `mongodb://${host}:${port}/${name}?replicaSet=rs0`,
      HOW: how,
      APP_NAME: `killed-${name}`,
      PRODUCTS: products.join(','),
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const gone = new Promise((done) => child.once('exit', (_code, signal) => done(signal)));
  const told: Told[] = [];
  for await (const line of createInterface(child.stdout)) {
    told.push(JSON.parse(line));
    if (!child.killed && enough(told)) child.kill('SIGKILL');
  }
  expect(await gone).toBe('SIGKILL');
  await endSessionsOf(`killed-${name}`);
  return told;
}

const newProducts = async (count: number): Promise<string[]> => {
  const made: string[] = [];
  for (let n = 0; n < count; n += 1) made.push((await buildProduct()).id);
  return made;
};

describe('a stock room that is killed in the middle of 500 movements', () => {
  test('booked one by one: each is whole or absent, none that was acknowledged is lost, and all figures hold', async () => {
    const products = await newProducts(10);
    const told = await killStockRoom('single', products, (all) => all.filter(({ seq }) => seq).length >= 200);
    const acknowledged = told.filter(({ seq }) => seq);
    const movements = await StockMovementModel.find({ 'document.id': 'killed' }).lean();
    const stored = new Set(movements.map(({ product, seq }) => `${product} ${seq}`));
    expect(acknowledged.filter(({ productId, seq }) => !stored.has(`${productId} ${seq}`))).toEqual([]);
    expect(movements.length).toBeLessThan(500);
    const entries = await AuditLog.distinct('operationId', { action: 'products.receive', entityId: { $in: products } });
    expect(new Set(entries)).toEqual(new Set(movements.map(({ operationId }) => operationId)));
    expect((await verifyStock()).problems).toEqual([]);
  }, 60_000);

  test('booked as one operation: none is there, and the goods can be booked by the next process', async () => {
    const products = await newProducts(3);
    await killStockRoom('whole', products, (all) => all.some(({ half }) => half));
    expect(await StockMovementModel.countDocuments({ product: { $in: products } })).toBe(0);
    expect((await verifyStock()).problems).toEqual([]);
    await receiveStock(contextOf('inventory'), { productId: products[0]!, quantity: 7 });
    expect(await storedStock(products[0]!)).toMatchObject({ quantity: 7, stockSeq: 1 });
  }, 60_000);
});

describe('a delivery of more goods than one transaction holds, whose process was killed', () => {
  const PRODUCTS = 1_200;
  const admin = contextOf('admin');
  let round = 0;
  let products: string[] = [];
  let journalId = '';

  const onHand = async () => {
    const counts = new Map<number, number>();
    const rows = await StockMovementModel.aggregate<{ sum: number }>([
      { $match: { product: { $in: products.map((id) => new mongoose.Types.ObjectId(id)) } } },
      { $group: { _id: '$product', sum: { $sum: '$delta' } } },
    ]);
    for (const { sum } of rows) counts.set(sum, (counts.get(sum) ?? 0) + 1);
    return Object.fromEntries(counts);
  };

  beforeEach(async () => {
    round += 1;
    const rows = Array.from({ length: PRODUCTS }, (_, n) => `LORRY-${round}-${n}`).map(
      (sku) => ({ sku, name: sku, price: 100, status: 'active' }) as const,
    );
    products = [];
    for (let at = 0; at < PRODUCTS; at += 400)
      products.push(...(await importProducts(admin, rows.slice(at, at + 400))).values());
    await killStockRoom('delivery', products, (all) => all.some(({ booked }) => booked === 500));
    const journal = await Operation.findOne({ action: 'products.receive', state: 'running' }).lean();
    journalId = journal!._id;
    expect([500, 1_000]).toContain(journal!.position);
    expect(journal).toMatchObject({ done: journal!.position, total: PRODUCTS });
    expect(await onHand()).toEqual({ 3: journal!.position });
    expect(await stopAbandoned(0)).toBe(1);
  }, 60_000);

  test('is carried on by another process from its journal: every product gets its goods once', async () => {
    expect(await resumeOperation(contextOf('inventory'), journalId)).toMatchObject({ done: PRODUCTS, failed: [] });
    expect(await onHand()).toEqual({ 3: PRODUCTS });
    expect(await StockMovementModel.distinct('operationId', { product: { $in: products } })).toEqual([journalId]);
    expect(await Operation.findById(journalId).lean()).toMatchObject({ state: 'done', position: PRODUCTS });
    expect((await verifyStock()).problems).toEqual([]);
    expect((await verifyFolds()).findings).toEqual([]);
  }, 60_000);

  test('is taken back by counter-movements, but for what is gone or was corrected by hand, which is listed', async () => {
    const [gone = '', corrected = ''] = (await StockMovementModel.distinct('product', { operationId: journalId })).map(
      String,
    );
    await writeOffStock(admin, { productId: gone, quantity: 1, note: 'fell off the lorry' });
    const wrong = await StockMovementModel.findOne({ product: corrected }).lean();
    await correctStock(admin, { movementId: String(wrong!._id), note: 'never came' });
    await expect(undoOperation(contextOf('support'), journalId)).rejects.toMatchObject({ code: 'forbidden' });

    const { position } = (await Operation.findById(journalId).lean())!;
    const undone = await undoOperation(contextOf('inventory'), journalId);
    expect(undone.done).toBe(position - 2);
    expect(undone.failed.map(({ code }) => code).sort()).toEqual(['already_corrected', 'out_of_stock']);
    expect(await onHand()).toEqual({ 0: position - 1, 2: 1 });
    const of = await StockMovementModel.findOne({ operationId: undone.operationId }).lean();
    expect(of).toMatchObject({
      reason: 'correction',
      delta: -3,
      document: { type: 'movement', label: 'A lorry full #1' },
    });
    expect(await Operation.findById(journalId).lean()).toMatchObject({ state: 'undone', undoneBy: undone.operationId });
    await expect(resumeOperation(admin, journalId)).rejects.toMatchObject({ code: 'illegal_move' });
    expect((await verifyStock()).problems).toEqual([]);
    expect((await verifyFolds()).findings).toEqual([]);
  }, 60_000);
});
