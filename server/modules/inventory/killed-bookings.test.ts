import { spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { beforeAll, describe, expect, test } from '@jest/globals';
import mongoose from 'mongoose';
import { contextOf, useDatabase } from '../../testing/harness.ts';
import { buildProduct } from '../../testing/stock.ts';
import { AuditLog } from '../audit/audit-entry.model.ts';
import { storedStock } from '../catalog/index.ts';
import { bindOpenReservations, receiveStock, verifyStock } from './index.ts';
import { StockMovementModel } from './stock-movement.model.ts';

useDatabase();
beforeAll(() => bindOpenReservations(async () => new Map()));

type Told = { session?: string; productId?: string; seq?: number; half?: true };

/** Runs the stock room in a process of its own and kills it (-9) as soon as `enough` says so. Answers what it had told by then. */
async function killStockRoom(how: 'single' | 'whole', products: string[], enough: (told: Told[]) => boolean) {
  const { host, port, name } = mongoose.connection;
  const child = spawn(process.execPath, [resolve('server/testing/killed-stock-room.ts')], {
    env: {
      PATH: process.env['PATH'],
      MONGODB_URI: `mongodb://${host}:${port}/${name}?replicaSet=rs0`,
      HOW: how,
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
  // MongoDB ends the transactions of a client that went away after a minute; here at once.
  const sessions = [...new Set(told.flatMap(({ session }) => session ?? []))];
  const ids = sessions.map((session) => ({ id: new mongoose.mongo.UUID(Buffer.from(session, 'hex')) }));
  await mongoose.connection.db!.admin().command({ killSessions: ids });
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
