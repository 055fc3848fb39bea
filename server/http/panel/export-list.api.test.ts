import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import mongoose from 'mongoose';
import { AuditLog } from '../../modules/audit/admin.ts';
import { runOperation } from '../../modules/audit/index.ts';
import { createUser } from '../../modules/identity/admin.ts';
import { SupplierModel } from '../../modules/inventory/admin.ts';
import { contextOf, useDatabase } from '../../testing/harness.ts';
import { ADDRESS, buildOrder } from '../../testing/orders.ts';
import { PEOPLE, usePanel } from '../../testing/panel.ts';
import { csvRow } from './csv.ts';

useDatabase();
const panel = usePanel();
const admin = contextOf('admin');
const SUPPLIERS = '/admin/api/resources/suppliers/actions/export';

const suppliers = (list: { name: string; email?: string; phone?: string }[]) =>
  runOperation(admin, { action: 'suppliers.new', entity: 'suppliers' }, () => SupplierModel.insertMany(list));

/** A file's rows by the header, as any reader of CSV sees them. */
const rowsOf = (text: string): Record<string, string>[] =>
  text.startsWith('\uFEFF') ? parse(text, { bom: true, columns: true, record_delimiter: '\r\n' }) : [];

const exported = async (path: string, as: Parameters<typeof panel.get>[1] = 'admin') => {
  const answer = await panel.get(path, as).buffer(true);
  return { answer, rows: rowsOf(answer.text), entries: await panel.entriesOf(answer) };
};

beforeEach(async () => {
  await mongoose.connection.collection('limits').deleteMany({});
});

describe('the export of a list', () => {
  const HOSTILE = [
    '=HYPERLINK("http://evil.example","x")',
    '+1+cmd|’ /C calc’!A0',
    '-2+3',
    '@SUM(A1)',
    '\tx',
    '\r=1',
    ' =1+1',
    '＝1+1',
    'a "quoted", and\r\nbroken name',
    'Ünïcode 水',
  ];

  test('is a table in UTF-8 with a header, in which no cell is a formula', async () => {
    await runOperation(admin, { action: 'suppliers.new', entity: 'suppliers' }, async () => {
      // As they would come from elsewhere: the form trims what is typed.
      for (const name of HOSTILE)
        await SupplierModel.collection.insertOne({ name, phone: '+44 1', revision: 1 } as never);
    });
    const { answer, rows } = await exported(`${SUPPLIERS}?sortBy=name`);
    expect(answer.headers).toMatchObject({
      'content-type': 'text/csv; charset=utf-8; header=present',
      'content-disposition': expect.stringMatching(/^attachment; filename="suppliers-\d{4}-\d{2}-\d{2}\.csv"$/),
    });
    expect(answer.text.startsWith('\uFEFFName,')).toBe(true);
    const names = rows.map(({ Name = '' }) => Name);
    expect(new Set(names)).toEqual(
      new Set(HOSTILE.map((name) => (/^\s*[=+\-@＝]|^[\t\r]/.test(name) ? `'${name}` : name))),
    );
    for (const cell of rows.flatMap((row) => Object.values(row)))
      expect(cell).not.toMatch(/^\s*[=+\-@＝＋－＠]|^[\t\r\n]/);
  });

  test('keeps numbers numbers, below zero too', () => {
    expect(csvRow(['-2.50', '-3', '-1-1', '=1', ''])).toBe("-2.50,-3,'-1-1,'=1,\r\n");
  });

  test('holds what the filter and the search in force leave, in their order, and is on record with both and the count', async () => {
    await suppliers(['Borough', 'Bower', 'Boxall'].map((name, n) => ({ name, email: `${name}${n}@example.org` })));
    const { rows, entries } = await exported(
      `${SUPPLIERS}?q=Bo&filters.isActive=true&sortBy=name&direction=desc&page=7`,
    );
    expect(rows.map(({ Name }) => Name)).toEqual(['Boxall', 'Bower', 'Borough']);
    expect(entries).toMatchObject([
      {
        kind: 'access',
        action: 'suppliers.export',
        entity: 'suppliers',
        performedBy: { id: PEOPLE.admin },
        detail: { isActive: 'true', search: 'given', records: 3 },
      },
    ]);
  });

  test('has no column that its reader may not see, and masks as the list does', async () => {
    await createUser(admin, { email: 'ana.marsh@example.org', username: 'ana', firstName: 'Ana', roles: ['shopper'] });
    await buildOrder();
    const seen = (await exported('/admin/api/resources/orders/actions/export', 'admin')).answer.text;
    expect(seen).toContain(ADDRESS.line1);
    for (const [role, open] of [
      ['support', true],
      ['inventory', false],
    ] as const) {
      const { answer } = await exported('/admin/api/resources/orders/actions/export', role);
      expect(answer.status).toBe(open ? 200 : 403);
      expect(answer.text).not.toContain(ADDRESS.line1);
      expect(answer.text).not.toContain('ada@example.org');
    }
    const people = await exported('/admin/api/resources/customers/actions/export', 'admin');
    expect(people.rows).toMatchObject([{ Username: 'ana', 'E-mail': 'ana.marsh@example.org' }]);
    const payments = await exported('/admin/api/resources/payments/actions/export', { roles: ['admin'] });
    expect(Object.keys(payments.rows[0] ?? { 'Idempotency key': '' })).toContain('Idempotency key');
  });

  test('of the trail tells who did what, with values masked for support', async () => {
    const path = '/admin/api/resources/auditLogs/actions/export?filters.entity=users';
    const asAdmin = await exported(path, 'admin');
    expect(asAdmin.answer.text).toContain('ana.marsh@example.org');
    const asSupport = await exported(path, 'support');
    expect(asSupport.answer.status).toBe(200);
    expect(asSupport.answer.text).not.toContain('ana.marsh@example.org');
    expect(asSupport.rows.find(({ Action }) => Action === 'users.new')).toMatchObject({
      Outcome: 'done',
      Who: 'Test admin',
    });
  });

  test.each([
    ['a role that may not', '/admin/api/resources/suppliers/actions/export', 'support', 403, 'forbidden'],
    ['a shopper', '/admin/api/resources/products/actions/export', 'shopper', 403, 'forbidden'],
    ['nobody', '/admin/api/resources/products/actions/export', 'nobody', 401, 'unauthenticated'],
    ['a list that has none', '/admin/api/resources/settings/actions/export', 'admin', 403, 'forbidden'],
    ['a filter that there is not', `${SUPPLIERS}?filters.x=1`, 'admin', 400, 'bad_filter'],
    ['an order that there is not', `${SUPPLIERS}?sortBy=x`, 'admin', 400, 'bad_sort'],
  ] as const)('is refused to %s, on record', async (_what, path, as, status, code) => {
    const { answer, entries } = await exported(path, as);
    expect([answer.status, answer.body.error.code]).toEqual([status, code]);
    if (as !== 'nobody') expect(entries).toMatchObject([{ kind: 'refusal', cause: code }]);
  });

  test('is not for another site’s page, and not by POST', async () => {
    const foreign = await panel.get(SUPPLIERS).set('sec-fetch-site', 'cross-site');
    expect([foreign.status, foreign.body.error.code]).toEqual([403, 'foreign_origin']);
    expect((await panel.post(SUPPLIERS, {})).status).toBe(400);
  });

  test('is taken so often by one person and no more, on record', async () => {
    const answers = await Promise.all(Array.from({ length: 22 }, () => exported(`${SUPPLIERS}?q=none`)));
    const refused = answers.filter(({ answer }) => answer.status === 429);
    expect(refused.length).toBeGreaterThan(0);
    expect(refused[0]?.entries).toMatchObject([{ kind: 'refusal', action: 'suppliers.export', cause: 'rate_limited' }]);
    expect((await exported(`${SUPPLIERS}?q=none`, 'inventory')).answer.status).toBe(200);
  });
});

describe('a list of 20,000 records', () => {
  const MANY = 20_000;
  beforeAll(async () => {
    const rows = Array.from({ length: MANY }, (_, n) => ({
      ...{ name: `Bulk ${String(n).padStart(5, '0')}`, email: `bulk${n}@example.org`, isActive: true, revision: 1 },
      ...{ leadTimeDays: n % 30, createdAt: new Date(), updatedAt: new Date() },
    }));
    await SupplierModel.collection.insertMany(rows as never);
  }, 60_000);
  afterAll(async () => void (await AuditLog.deleteMany({ action: 'suppliers.export' })));

  test('comes whole, once each, in a stream that holds no more than a batch', async () => {
    let most = 0;
    const before = process.memoryUsage().arrayBuffers + process.memoryUsage().heapUsed;
    const watching = setInterval(() => {
      most = Math.max(most, process.memoryUsage().arrayBuffers + process.memoryUsage().heapUsed - before);
    }, 20);
    let rows = 0;
    let last = '';
    const answer = await panel
      .get(`${SUPPLIERS}?q=Bulk&sortBy=name`)
      .buffer(true)
      .parse((response, done) => {
        response.setEncoding('utf8');
        response.on('data', (part: string) => {
          rows += part.split('\r\n').length - 1;
          last = part.slice(-400);
        });
        response.on('end', () => done(null, null));
      });
    clearInterval(watching);
    expect(answer.status).toBe(200);
    expect(rows).toBe(MANY + 1);
    expect(last).toContain('Bulk 19999');
    expect(most).toBeLessThan(150 * 1024 * 1024);
  }, 60_000);
});
