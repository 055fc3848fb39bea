import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeEach, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import mongoose from 'mongoose';
import { systemContext } from '../../../shared/request-context.ts';
import { contextOf, useDatabase } from '../../../testing/harness.ts';
import { endSessionsOf } from '../../../testing/killed-process.ts';
import { resumeOperation, undoOperation, verifyFolds } from '../../audit/index.ts';
import { stopAbandoned } from '../../audit/resume-operation.use-case.ts';
import { editProduct } from '../../catalog/index.ts';
import { bindOpenReservations, receiveStock, verifyStock } from '../../inventory/index.ts';
import { openReservations } from '../../ordering/index.ts';
import { accountOf } from './import-totals.policy.ts';
import { type ImportOptions, importTradeFiles } from './import-trade-files.use-case.ts';
import { fileFolder, line, type RowText, tradeFile } from './testing.ts';

useDatabase();
bindOpenReservations(openReservations);
const folder = fileFolder();
afterAll(() => folder.remove());

const ctx = systemContext('import', { source: 'import' });
const run = (contents: string[], options?: ImportOptions) =>
  importTradeFiles(
    ctx,
    contents.map((content) => folder.write(content)),
    options,
  );
const file = (...rows: RowText[]) => tradeFile(...rows.map(line));
const found = (collection: string, filter = {}) =>
  mongoose.connection.collection(collection).find(filter).sort({ _id: 1 }).toArray();
const product = async (sku: string) => (await found('products', { sku }))[0];
const card = async (sku: string) => {
  const rows = await found('stockMovements', { product: (await product(sku))?._id });
  return rows.sort((a, b) => a.seq - b.seq).map(({ reason, delta }) => `${reason} ${delta}`);
};
const proved = async () => {
  expect((await verifyStock()).problems).toEqual([]);
  expect((await verifyFolds()).findings).toEqual([]);
};
/** What a shop's books say, without ids and times of booking. */
const books = async () => {
  const skus = new Map((await found('products')).map(({ _id, sku }) => [String(_id), sku]));
  const sums = new Map<string, number>();
  for (const { product: id, reason, delta } of await found('stockMovements')) {
    const key = `${skus.get(String(id))} ${reason}`;
    sums.set(key, (sums.get(key) ?? 0) + delta);
  }
  return {
    products: (await found('products'))
      .map(({ sku, name, price, status, quantity }) => ({ sku, name, price, status, quantity }))
      .sort((a, b) => (a.sku < b.sku ? -1 : 1)),
    orders: (await found('orders'))
      .map(({ name, kind, totals, lines }) => ({ name, kind, totals, lines: lines.length }))
      .sort((a, b) => (a.name < b.name ? -1 : 1)),
    movements: [...sums].sort(),
    payments: (await found('payments')).map(({ reference, amount }) => `${reference} ${amount}`).sort(),
    adjustments: (await found('adjustments')).map(({ name, amount }) => `${name} ${amount}`).sort(),
    customers: (await found('users')).map(({ username }) => username).sort(),
  };
};

const everyDay = [
  { invoice: '536365' },
  { invoice: '536365' },
  { invoice: '536365', code: '22423', text: 'REGENCY CAKESTAND 3 TIER', quantity: 2, price: '12.75' },
  { invoice: '536365', code: 'POST', text: 'POSTAGE', quantity: 1, price: '18.0' },
  { invoice: '536366', customer: '', code: '71053', text: '', quantity: -4, price: '0.0', date: '2010-12-01 09:00:00' },
  {
    invoice: '536367',
    customer: '',
    code: '22139',
    text: 'amazon',
    quantity: 20,
    price: '0.0',
    date: '2010-12-01 10:00:00',
  },
  {
    invoice: '536368',
    customer: '',
    code: '22139',
    text: 'RETROSPOT TEA SET CERAMIC 11 PC ',
    quantity: 5,
    price: '4.21',
    date: '2010-12-01 11:00:00',
  },
  { invoice: 'C536369', quantity: -3, date: '2010-12-01 12:00:00' },
  {
    invoice: 'C536370',
    code: 'AMAZONFEE',
    text: 'AMAZON FEE',
    quantity: -1,
    price: '13541.33',
    customer: '',
    date: '2010-12-01 13:00:00',
  },
  {
    invoice: 'A563187',
    code: 'B',
    text: 'Adjust bad debt',
    quantity: 1,
    price: '-11062.06',
    customer: '',
    date: '2010-12-01 14:00:00',
  },
];

const empty = async () => {
  for (const collection of await mongoose.connection.db!.collections()) {
    if (!collection.collectionName.startsWith('system.')) await collection.deleteMany({});
  }
};
beforeEach(empty);

describe('an import', () => {
  test('books a day as a bookkeeper would, and accounts for every row', async () => {
    const result = await run([file(...everyDay)]);
    expect(accountOf(result)).toBe('rows read 10 = booked 10 + ignored 0 + refused 0');
    expect(result.money).toEqual({
      orders: 2 * 6 * 339 + 2 * 1275 + 1800 + 5 * 421,
      creditNotes: -3 * 339,
      adjustments: -1_354_133 - 1_106_206,
    });
    expect(await card('71053')).toEqual(['opening 16', 'sale -6', 'sale -6', 'write-off -4', 'return 3']);
    expect(await card('22139')).toEqual(['correction 20', 'sale -5']);
    expect(await product('71053')).toMatchObject({
      name: 'White Metal Lantern',
      bookName: 'WHITE METAL LANTERN',
      price: 339,
      status: 'active',
      quantity: 3,
    });
    expect(await found('products', { sku: { $in: ['POST', 'AMAZONFEE', 'B'] } })).toEqual([]);
    const [sale] = await found('orders', { name: 'INV-536365' });
    expect(sale).toMatchObject({
      kind: 'sale',
      paymentStatus: 'paid',
      status: 'completed',
      invoice: '536365',
      totals: { goods: 6618, delivery: 1800, gross: 8418 },
    });
    expect(await found('users')).toMatchObject([
      { username: 'customer-17850', country: 'United Kingdom', roles: ['shopper'] },
    ]);
    expect(await found('orders', { name: 'INV-536368' })).toMatchObject([
      { customer: null, guest: { name: expect.any(String) } },
    ]);
    expect(await found('orders', { name: 'INV-C536369' })).toMatchObject([
      { kind: 'credit_note', totals: { gross: -1017 }, notes: [{ text: 'Takes back goods of INV-536365.' }] },
    ]);
    // Both are booked at the same time.
    const booked = (await found('adjustments')).map(({ kind, amount }) => [kind, amount]).sort();
    expect(booked).toEqual([
      ['bad-debt', -1_106_206],
      ['fee', -1_354_133],
    ]);
    await proved();
  });

  test('of a file that was imported changes nothing', async () => {
    await run([file(...everyDay)]);
    const before = await books();
    const entries = (await found('auditLogs')).length;
    expect(accountOf(await run([file(...everyDay)]))).toBe('rows read 10 = booked 0 + ignored 10 + refused 0');
    expect(await books()).toEqual(before);
    expect((await found('auditLogs')).length).toBe(entries);
  });

  test('of one day in pieces, in any order and over one another, comes to the same sums', async () => {
    await run([file(...everyDay)]);
    const whole = await books();
    const pieces = [everyDay.slice(7), everyDay.slice(4, 8), everyDay.slice(0, 4)];
    for (const order of [
      [0, 1, 2],
      [2, 0, 1],
      [1, 0, 2],
    ]) {
      await empty();
      for (const piece of order) await run([file(...pieces[piece]!)]);
      expect(await books()).toEqual(whole);
      await proved();
    }
  });

  test('books an invoice whose rows stand in two files, far apart, whole', async () => {
    await run([file(everyDay[0]!, everyDay[4]!, everyDay[2]!), file(everyDay[3]!, everyDay[7]!)]);
    expect((await found('orders', { name: 'INV-536365' }))[0]?.lines).toHaveLength(2);
    expect((await found('orders', { name: 'INV-536365' }))[0]?.totals.delivery).toBe(1800);
  });

  test('refuses an invoice that comes again with other rows, and says so', async () => {
    await run([file({}, { code: '22423' })]);
    const before = await books();
    const result = await run([file({}, { code: '22423' }, { code: '84029G' })]);
    expect(accountOf(result)).toBe('rows read 3 = booked 0 + ignored 0 + refused 3');
    expect(await books()).toEqual(before);
  });

  test('lists each refused row with file, line and reason', async () => {
    const report = `${folder.path}/report.csv`;
    const good = line({ invoice: '536366' });
    const bad = tradeFile(line(), line({ quantity: 'six' }), line({ code: '22423' }), good, ',,,,');
    const result = await importTradeFiles(ctx, [folder.write(bad, 'day.csv')], { reportFile: report });
    expect(accountOf(result)).toBe('rows read 5 = booked 1 + ignored 0 + refused 4');
    expect(readFileSync(report, 'utf8').split('\n')).toEqual([
      'file,line,invoice,reason',
      'day.csv,2,536365,"its invoice has a bad row, line 3: ""six"" is not a whole quantity"',
      'day.csv,3,536365,"""six"" is not a whole quantity"',
      'day.csv,4,536365,"its invoice has a bad row, line 3: ""six"" is not a whole quantity"',
      'day.csv,6,,has 5 columns instead of 8',
      '',
    ]);
    expect(await found('orders')).toHaveLength(1);
    expect(await found('auditLogs', { kind: 'refusal' })).toMatchObject([
      { cause: 'rows_refused', detail: { refused: 4 } },
    ]);
  });

  test('books nothing at all where one of the files is no trade file', async () => {
    await expect(run([file({}), 'a,b\n1,2\n'])).rejects.toMatchObject({ code: 'bad_file' });
    expect(await found('products')).toEqual([]);
  });

  test('accounts for every row and keeps its books in order, whatever the files hold', async () => {
    const row = fc.record({
      invoice: fc.constantFrom('536365', '536366', '536367', 'C536368', 'C536366', 'A563187', '536', 'x', ''),
      code: fc.constantFrom('71053', '22423', '84029g', '84029G', 'POST', 'D', 'M', 'gift_0001_20', 'TEST001', ''),
      text: fc.constantFrom('', '?', 'damages', 'RED LANTERN', 'BLUE LANTERN', 'POSTAGE'),
      quantity: fc.constantFrom(1, 2, 6, -1, -6, 0, 'six'),
      price: fc.constantFrom('3.39', '0.0', '0.001', '-5', ''),
      customer: fc.constantFrom('17850.0', '', '', '17850', 'Ana'),
      date: fc.constantFrom('2010-12-01 08:26:00', '2010-12-01 09:00:00', '2010-12-02 08:00:00', 'today'),
      country: fc.constantFrom('EIRE', 'EIRE', 'EIRE', ''),
    });
    const likely = fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...everyDay) }, { weight: 1, arbitrary: row });
    await fc.assert(
      fc.asyncProperty(fc.array(fc.array(likely, { maxLength: 12 }), { minLength: 1, maxLength: 3 }), async (files) => {
        const contents = files.map((rows) => file(...rows));
        for (const result of [await run(contents), await run(contents)]) {
          expect(result.rows).toBe(files.flat().length);
          expect(result.booked + result.ignored + result.refused).toBe(result.rows);
        }
        const sum = async (collection: string, field: (one: mongoose.mongo.BSON.Document) => number) =>
          (await found(collection)).reduce((total, one) => total + field(one), 0);
        const money =
          (await sum('orders', ({ totals }) => totals.gross)) + (await sum('adjustments', ({ amount }) => amount));
        const rows = (await found('tradeInvoices')).flatMap((invoice) => invoice.rows);
        const kept = rows
          .filter(({ code }) => code !== 'TEST001')
          .reduce((total, { quantity, price }) => total + quantity * price, 0);
        expect(money).toBe(kept);
        await proved();
        await empty();
      }),
      { numRuns: 8 },
    );
  }, 180_000);

  test('of an invoice of 675 lines is one order', async () => {
    const rows = Array.from({ length: 675 }, (_, n) => ({
      code: String(20_000 + (n % 400)),
      text: `GOODS NUMBER ${n % 400}`,
    }));
    const result = await run([file(...rows)]);
    expect(result).toMatchObject({ booked: 675, orders: 1, products: 400 });
    await proved();
  });
});

describe('goods', () => {
  test('have their usual name and price; notes never rename them', async () => {
    await run([
      file(
        { invoice: '536401', text: 'WHITE LANTERN' },
        { invoice: '536402', text: 'WHITE METAL LANTERN' },
        { invoice: '536403', text: 'WHITE METAL LANTERN', price: '2.95', quantity: 96 },
        { invoice: '536404', text: '20713 wrongly marked', price: '0.0', customer: '', quantity: -8 },
        { invoice: '536405', text: '?', price: '0.0', customer: '', quantity: -8 },
        { invoice: '536406', text: '', price: '0.0', customer: '', quantity: -8 },
      ),
    ]);
    expect(await product('71053')).toMatchObject({ name: 'White Metal Lantern', price: 339 });
    expect((await found('stockMovements', { reason: 'write-off' })).map(({ note }) => note)).toEqual([
      '20713 wrongly marked',
      '?',
      'Written off; the trade file gives no reason',
    ]);
  });

  test('that nobody names are a draft until a later file names and prices them', async () => {
    await run([file({ text: '', price: '0.0', customer: '', quantity: -8 })]);
    expect(await product('71053')).toMatchObject({ name: 'SKU 71053', status: 'draft', price: 0 });
    await run([file({ invoice: '536400', date: '2010-12-02 10:00:00' })]);
    expect(await product('71053')).toMatchObject({ name: 'White Metal Lantern', status: 'active', price: 339 });
  });

  test('follow the latest usual price, unless staff gave them another', async () => {
    await run([file({})]);
    await run([file({ invoice: '536500', price: '4.25', date: '2010-12-05 10:00:00' })]);
    expect(await product('71053')).toMatchObject({ price: 425 });
    const { _id, revision } = (await product('71053'))!;
    await editProduct(ctx, { id: String(_id), revision, changes: { price: 500, name: 'Lantern' } });
    await run([
      file(
        { invoice: '536600', price: '3.95', text: 'LANTERN WHITE METAL', date: '2010-12-06 10:00:00' },
        { invoice: '536600', price: '3.95', text: 'LANTERN WHITE METAL', date: '2010-12-06 10:00:00' },
      ),
    ]);
    expect(await product('71053')).toMatchObject({ price: 500, name: 'Lantern' });
  });

  test('do not eat up what was delivered after the imported trade', async () => {
    await run([file({ invoice: '536500', date: '2010-12-05 10:00:00' })]);
    await receiveStock(ctx, { productId: String((await product('71053'))?._id), quantity: 100 });
    await run([file({ invoice: '536365' })]);
    expect(await product('71053')).toMatchObject({ quantity: 100 });
    expect(await card('71053')).toEqual(['opening 6', 'sale -6', 'receipt 100', 'opening 6', 'sale -6']);
    await proved();
  });

  test('take a part of their opening stock back where an earlier file shows where they came from', async () => {
    await run([file({ invoice: '536500', quantity: 10, date: '2010-12-05 10:00:00' })]);
    await run([file({ invoice: 'C536300', quantity: -4 })]);
    expect(await card('71053')).toEqual(['opening 10', 'sale -10', 'return 4', 'opening -4']);
    expect(await product('71053')).toMatchObject({ quantity: 0 });
    await proved();
  });
});

describe('for the demo shop', () => {
  test('days are moved and numbers have their series, and the same file is still booked for real', async () => {
    const demo = systemContext('seed', { source: 'seed', demo: true });
    const path = folder.write(file(...everyDay));
    await importTradeFiles(demo, [path], { shiftDays: 5_000, numberSeries: 'DEMO-', categoryFor: () => null });
    expect(await found('orders', { name: 'DEMO-536365' })).toMatchObject([
      { demo: true, date: new Date('2024-08-09T07:26:00Z') },
    ]);
    expect(accountOf(await importTradeFiles(demo, [path], { shiftDays: 5_001, numberSeries: 'DEMO-' }))).toContain(
      'booked 0 + ignored 10',
    );
    const shown = (await product('71053'))?.quantity;
    expect(accountOf(await importTradeFiles(ctx, [path]))).toContain('booked 10');
    expect((await product('71053'))?.quantity).toBe(shown);
    await proved();
  });
});

/** Ends at once what the next import would otherwise wait for: a killed process's lease (15 s) and its open transactions (a minute). */
async function forget(appName: string): Promise<void> {
  await mongoose.connection.collection('leases').deleteMany({});
  await endSessionsOf(appName);
}

describe('killed in the middle and run again', () => {
  const script = fileURLToPath(new URL('./import-in-child.ts', import.meta.url));
  const rows = Array.from({ length: 240 }, (_, n) => ({
    invoice: `${n % 9 === 8 ? 'C' : ''}${536_400 + Math.floor(n / 3)}`,
    code: String(20_000 + ((n * 7) % 60)),
    text: `GOODS NUMBER ${(n * 7) % 60}`,
    quantity: n % 9 === 8 ? -1 : (n % 5) + 1,
    date: `2010-12-01 ${String(8 + Math.floor(n / 60)).padStart(2, '0')}:${String(n % 60).padStart(2, '0')}:00`,
  }));

  test('comes to the same as one run', async () => {
    await run([file(...rows)]);
    const whole = await books();
    await empty();
    const path = folder.write(file(...rows));
    const { host, port, name } = mongoose.connection;
    const uri = `mongodb://${host}:${port}/${name}?replicaSet=rs0`;
    const child = spawn(process.execPath, [script, uri, `killed-${name}`, path], {
      stdio: 'ignore',
      env: { ...process.env, NODE_OPTIONS: '' },
    });
    const ended = new Promise((resolve) => child.once('exit', resolve));
    for (let waited = 0; waited < 60_000 && (await found('orders')).length < 10; waited += 20) {
      await new Promise((next) => setTimeout(next, 20));
    }
    child.kill('SIGKILL');
    await ended;
    const half = (await found('orders')).length;
    expect(half).toBeGreaterThan(0);
    expect(half).toBeLessThan(whole.orders.length);
    await forget(`killed-${name}`);
    const [journal] = await found('operations');
    expect(await found('operations')).toMatchObject([{ state: 'running', action: 'operations.import', total: 240 }]);
    expect(journal?.['input'].files).toEqual([basename(path)]);
    expect(await stopAbandoned(0)).toBe(1);
    const admin = contextOf('admin');
    await expect(undoOperation(admin, String(journal?._id))).rejects.toMatchObject({ code: 'not_undoable' });
    await expect(resumeOperation(admin, String(journal?._id))).rejects.toMatchObject({ code: 'not_resumable' });

    const result = await importTradeFiles(ctx, [path]);
    expect(result.booked + result.ignored).toBe(rows.length);
    expect(await books()).toEqual(whole);
    // What the second run did belongs to the operation that was killed.
    expect(result.operationId).toBe(journal?._id);
    expect(await found('operations')).toMatchObject([{ state: 'done', run: 2, position: 240, done: 240 }]);
    expect(await found('auditLogs', { action: 'operations.resume' })).toMatchObject([{ entityId: journal?._id }]);
    await proved();
  }, 180_000);
});
