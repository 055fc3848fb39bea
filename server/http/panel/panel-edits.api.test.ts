import { beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { defineResource } from '../../../resources/define-resource.ts';
import { resources } from '../../../resources/index.ts';
import { AuditLog } from '../../modules/audit/admin.ts';
import { createCategory, createProduct, ProductModel } from '../../modules/catalog/admin.ts';
import { createUser } from '../../modules/identity/admin.ts';
import { StockMovementModel, SupplierModel } from '../../modules/inventory/admin.ts';
import { shipOrder } from '../../modules/ordering/admin.ts';
import { contextOf, useDatabase } from '../../testing/harness.ts';
import { buildOrder } from '../../testing/orders.ts';
import { newId, PEOPLE, usePanel } from '../../testing/panel.ts';

/*
 * What people do to records: two at once, many at once, what has consequences, and what they may not see.
 */
const odd = defineResource({
  id: 'odd',
  model: SupplierModel,
  actions: {
    edit2: { permission: 'edit', run: async () => undefined },
    restore: {
      run: async () => {
        throw new Error('the secret path /etc/counterfoil broke');
      },
    },
  },
});

useDatabase();
const panel = usePanel({ definitions: [...resources, odd] });
const api = '/admin/api/resources';
const ctx = contextOf('admin');

let productId = '';
const product = () => ProductModel.findById(productId).lean();
const edit = (values: object, revision: unknown, as = {}) =>
  panel.post(`${api}/products/records/${productId}/edit`, { values, revision }, as);

beforeAll(async () => {
  await createUser(ctx, {
    email: 'mary.poole@example.org',
    firstName: 'Mary',
    lastName: 'Poole',
    username: 'mpoole',
    roles: ['shopper'],
  });
});

beforeEach(async () => {
  productId = String((await createProduct(ctx, { name: 'White Lantern', sku: `W-${newId()}`, price: 339 }))._id);
});

describe('two people on one record', () => {
  test('the second is refused, sees both versions with who and when, and may take over on the new one', async () => {
    await edit({ price: '2.95' }, 1, { name: 'Ana' }).expect(200);
    const stale = await edit({ price: '3.10', shelf: 'B2' }, 1, { name: 'Ben' }).expect(409);
    expect(stale.body.error.code).toBe('stale');
    expect(stale.body.conflict).toMatchObject({ revision: 2, by: { name: 'Ana', at: expect.any(String) } });
    expect(stale.body.conflict.theirs.values).toMatchObject({ price: '2.95', name: 'White Lantern' });
    expect(stale.body.record.values).toEqual({ price: '3.10', shelf: 'B2' });
    expect(await panel.entriesOf(stale)).toMatchObject([{ kind: 'refusal', cause: 'stale', entityId: productId }]);
    expect((await product())?.price).toBe(295);

    await edit({ price: '3.10', shelf: 'B2' }, stale.body.conflict.revision, { name: 'Ben' }).expect(200);
    expect(await product()).toMatchObject({ price: 310, shelf: 'B2', revision: 3 });
  });

  test('a form without its version is refused, not let through', async () => {
    for (const revision of [undefined, '', null, 'one', 0, -1, 1.5, [1]]) {
      const { status, body } = await edit({ price: '1.00' }, revision);
      expect([revision, status, body.error?.code]).toEqual([revision, 400, 'revision_missing']);
    }
    expect((await product())?.price).toBe(339);
  });

  test('of five who save the same version at once one wins, and four are told', async () => {
    const answers = await Promise.all([1, 2, 3, 4, 5].map((pence) => edit({ price: `1.0${pence}` }, 1)));
    const statuses = answers.map((answer) => answer.status).sort();
    expect(statuses).toEqual([200, 409, 409, 409, 409]);
    expect(await product()).toMatchObject({ revision: 2 });
  });
});

describe('deleting', () => {
  test('what others refer to stays, and says in plain words what that is', async () => {
    const category = String((await createCategory(ctx, { name: `Lamps ${newId()}` }))._id);
    await edit({ category }, 1).expect(200);
    const { status, body } = await panel.post(`${api}/categories/records/${category}/delete`, { values: {} });
    expect([status, body.error.code]).toEqual([409, 'still_referenced']);
    expect(body.error.message).toBe("This can't be deleted because 1 product is filed under it.");
  });

  test('a selection goes as one operation; those that can’t go stay and are named', async () => {
    const [free, alsoFree, used] = await Promise.all(
      ['A', 'B', 'C'].map(async (name) => String((await createCategory(ctx, { name: `${name} ${newId()}` }))._id)),
    );
    await edit({ category: used }, 1).expect(200);
    const answer = await panel.post(`${api}/categories/bulk/bulkDelete?recordIds=${free},${used},${alsoFree}`, {
      values: {},
    });
    expect(answer.status).toBe(200);
    expect(answer.body.result).toMatchObject({ done: 2, failed: [{ id: used, code: 'still_referenced' }] });
    const entries = await panel.entriesOf(answer);
    const changes = entries.filter((entry) => entry['kind'] === 'change');
    expect(changes).toHaveLength(2);
    expect(new Set(changes.map((entry) => entry['operationId'])).size).toBe(1);
    expect(entries.filter((entry) => entry['kind'] === 'refusal')).toMatchObject([
      { action: 'categories.bulkDelete', cause: 'still_referenced', detail: { records: [used], count: 1 } },
    ]);
  });

  test('an empty selection is refused', async () => {
    const { body } = await panel.post(`${api}/categories/bulk/bulkDelete?recordIds=`, { values: {} });
    expect(body.error).toBeDefined();
  });
});

describe('named actions', () => {
  const receive = (body: object) => panel.post(`${api}/products/records/${productId}/receive`, body);

  test('book through the use case, in the product’s unit, and leave the stock proved', async () => {
    const answer = await receive({ values: { quantity: '12', reference: 'GRN-7' }, requestKey: newId() });
    expect(answer.status).toBe(200);
    expect(answer.body.record.values).toMatchObject({ quantity: '12', available: '12', stock: 'in_stock' });
    expect(await panel.entriesOf(answer)).toMatchObject([
      { entity: 'products', action: 'products.receive', outcome: 'done' },
    ]);
  });

  test('say beside each input what is wrong with it', async () => {
    const { status, body } = await panel.post(`${api}/products/records/${productId}/writeOff`, {
      values: { quantity: '1.5' },
    });
    expect(status).toBe(422);
    expect(body.error.fields).toEqual({ quantity: 'Give a whole number.', note: 'Fill this in.' });
  });

  test('pressed twice, book once', async () => {
    const body = { values: { quantity: '5' }, requestKey: newId() };
    await Promise.all([receive(body), receive(body)]);
    expect(await StockMovementModel.countDocuments({ product: productId })).toBe(1);
  });

  test('take no input that their form does not have', async () => {
    const { body } = await receive({ values: { quantity: '5', price: '0.01' } });
    expect(body.error.fields).toEqual({ price: 'This is not a field of the record.' });
  });

  test('can’t be refused in silence: not enough in stock is on record with its cause', async () => {
    const values = { quantity: '5', note: 'broken' };
    const answer = await panel.post(`${api}/products/records/${productId}/writeOff`, { values });
    expect(answer.status).toBe(409);
    expect(await panel.entriesOf(answer)).toMatchObject([{ cause: 'out_of_stock', outcome: 'refused' }]);
  });

  test('run for a selection as one operation', async () => {
    const other = String((await createProduct(ctx, { name: 'Other', sku: `O-${newId()}`, price: 1 }))._id);
    const { body } = await panel.post(`${api}/products/bulk/activate?recordIds=${productId},${other}`, { values: {} });
    expect(body.result).toEqual({ done: 2, failed: [], operationId: expect.any(String) });
    expect((await product())?.status).toBe('active');
  });

  test('that write nothing leave an entry all the same', async () => {
    const made = await panel.post(`${api}/suppliers/actions/new`, { values: { name: `S ${newId()}` } });
    const answer = await panel.post(`${api}/odd/records/${made.body.record.id}/edit2`, { values: {} });
    expect(answer.status).toBe(200);
    expect(await panel.entriesOf(answer)).toMatchObject([
      { kind: 'action', action: 'suppliers.edit', outcome: 'done' },
    ]);
  });

  test('that break say nothing of the inside, and are on record as failed', async () => {
    const made = await panel.post(`${api}/suppliers/actions/new`, { values: { name: `S ${newId()}` } });
    const answer = await panel.post(`${api}/odd/records/${made.body.record.id}/restore`, { values: {} });
    expect(answer.status).toBe(500);
    expect(answer.text).not.toContain('/etc/counterfoil');
    expect(await panel.entriesOf(answer)).toMatchObject([{ outcome: 'failed', cause: 'internal' }]);
  });
});

describe('what a role may not see', () => {
  const customers = (query: string, as = 'support' as const) => panel.get(`${api}/customers/actions/list?${query}`, as);

  test('support sees personal fields masked, in lists, records, titles and the trail', async () => {
    const list = await customers('q=mpoole').expect(200);
    const [customer] = list.body.records;
    expect(JSON.stringify(list.body)).not.toMatch(/Mary|Poole@|mary\.poole/);
    expect(customer.masked).toEqual(expect.arrayContaining(['firstName', 'lastName', 'email']));
    const trail = await panel
      .get(`${api}/auditLogs/actions/list?filters.entityId=${customer.id}`, 'support')
      .expect(200);
    expect(trail.body.records.length).toBeGreaterThan(0);
    expect(JSON.stringify(trail.body)).not.toMatch(/mary\.poole/);
    const entry = trail.body.records.find((one: { values: { kind: string } }) => one.values.kind === 'change');
    const shown = await panel.get(`${api}/auditLogs/records/${entry.id}/show`, 'support').expect(200);
    expect(JSON.stringify(shown.body)).not.toMatch(/mary\.poole|"Mary"/);
  });

  test('masked values are found by typing them in full, never by how they begin', async () => {
    expect((await customers('q=mary.poole@example.org')).body.records).toHaveLength(1);
    expect((await customers('filters.email=mary.poole@example.org')).body.records).toHaveLength(1);
    expect((await customers('filters.email=mary')).body.records).toHaveLength(0);
    expect((await customers('q=Poo')).body.records).toHaveLength(0);
    expect((await customers('sortBy=lastName')).status).toBe(400);
  });

  test('what was searched in personal data is on record without what was typed', async () => {
    const { headers } = await customers('q=mary.poole@example.org&filters.isActive=true');
    const [entry] = await panel.entriesOf({ headers });
    if (entry) expect(entry).toMatchObject({ kind: 'access', detail: { search: 'given', isActive: 'true' } });
    expect(await AuditLog.countDocuments({ 'detail.search': 'mary.poole@example.org' })).toBe(0);
  });

  test('the fields of a form are those one may edit; others are refused by name', async () => {
    const own = { id: PEOPLE.support, roles: ['support' as const] };
    const { status, body } = await panel.post(
      `${api}/products/records/${productId}/edit`,
      { values: { price: '1.00' }, revision: 1 },
      own,
    );
    expect([status, body.error.code]).toEqual([403, 'forbidden']);
  });

  test('who may cancel before packing and comes too late is told about the state', async () => {
    const order = await buildOrder();
    await shipOrder(ctx, { orderId: order.id });
    const answer = await panel.post(`${api}/orders/records/${order.id}/cancel`, { values: {} }, 'support');
    expect([answer.status, answer.body.error.code]).toEqual([409, 'illegal_move']);
    expect(await panel.entriesOf(answer)).toMatchObject([{ cause: 'illegal_move', entityId: order.id }]);
  });

  test('a masked address is not handed out by the form that changes it', async () => {
    const order = await buildOrder();
    const { body } = await panel.get(`${api}/orders/records/${order.id}/changeAddress`, 'support').expect(200);
    expect(body.initial).toEqual({ name: '', line1: '', line2: '', city: '', postcode: '', country: '' });
  });

  test('the dashboard counts what its reader may list, and looking at the latest changes is on record', async () => {
    const keys = async (role: 'admin' | 'inventory') => {
      const { body } = await panel.get('/admin/api/dashboard', role).expect(200);
      return [body.figures.map((figure: { key: string }) => figure.key), body.latest === null];
    };
    const forBoth = ['toApprove', 'myRequests', 'toPack', 'toRefund', 'toPay', 'toAnswer', 'lowStock', 'soldOut'];
    expect(await keys('inventory')).toEqual([forBoth, true]);
    expect(await keys('admin')).toEqual([[...forBoth, 'refused', 'outside'], false]);
    expect(await AuditLog.countDocuments({ kind: 'access', entity: 'auditLogs', 'performedBy.id': PEOPLE.admin })).toBe(
      1,
    );
  });

  test('the trail tells a price change in one sentence', async () => {
    await edit({ price: '2.95' }, 1, { name: 'Ana' }).expect(200);
    const { body } = await panel.get(
      `${api}/auditLogs/actions/list?filters.entityId=${productId}&filters.about=changes`,
    );
    expect(body.records[0].values.sentence).toBe('Ana changed price of White Lantern from £3.39 to £2.95');
    const shown = await panel.get(`${api}/auditLogs/records/${body.records[0].id}/show`).expect(200);
    expect(shown.body.record.values.changes).toEqual([
      { field: 'price', label: 'Price', before: '£3.39', after: '£2.95' },
    ]);
  });
});

describe('the trail’s list', () => {
  test('finds by id, request and person through an index, however long the trail is', async () => {
    for (const [field, value] of [
      ['entityId', productId],
      ['requestId', 'r-1'],
      ['operationId', 'o-1'],
      ['performedBy.id', PEOPLE.admin],
      ['action', 'products.edit'],
      ['ip', '192.0.2.7'],
    ]) {
      const answer = await panel.get(`${api}/auditLogs/actions/list?filters.${field}=${value}`);
      expect([field, answer.status]).toEqual([field, 200]);
      const plan = JSON.stringify(
        await AuditLog.find({ [String(field)]: value })
          .sort({ createdAt: -1, _id: -1 })
          .explain(),
      );
      expect([field, plan.includes('COLLSCAN')]).toEqual([field, false]);
    }
  });

  test('knows every resource by name, also one that was added', async () => {
    const { body } = await panel.get(`${api}/auditLogs/actions/list?filters.entity=suppliers&filters.about=events`);
    expect(body.meta.total).toBeGreaterThan(0);
    expect(panel.registry().byId('auditLogs')?.fields['entity']?.values).toEqual(
      expect.arrayContaining(['suppliers', 'panel']),
    );
  });
});
