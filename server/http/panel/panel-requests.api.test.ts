import { readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import supertest, { type Test } from 'supertest';
import { createProduct, ProductModel } from '../../modules/catalog/admin.ts';
import { SupplierModel } from '../../modules/inventory/admin.ts';
import { contextOf, useDatabase } from '../../testing/harness.ts';
import { newId, usePanel } from '../../testing/panel.ts';

/*
 * What comes in: bodies in every form, hostile and broken requests. One test for each fault that the stock plugin has here.
 */
useDatabase();
const panel = usePanel();

const SUPPLIERS = '/admin/api/resources/suppliers';
const PRODUCTS = '/admin/api/resources/products';
let product = '';
let supplier = '';

beforeAll(async () => {
  const made = await createProduct(contextOf('admin'), { name: 'Red Lantern', sku: 'L1', price: 255 });
  product = String(made._id);
});

beforeEach(async () => {
  const name = `Supplier ${newId()}`;
  const { body } = await panel.post(`${SUPPLIERS}/actions/new`, { values: { name } });
  supplier = body.record.id;
});

/** A write without the headers that `panel.post` adds. */
const bare = (path: string): Test =>
  supertest(panel.app()).post(path).set('x-test-visitor', encodeURIComponent('"admin"')).set('x-counterfoil', 'panel');

const nameOf = async (id: string) => (await SupplierModel.findById(id).lean())?.name;

describe('a form', () => {
  const edit = () => `${SUPPLIERS}/records/${supplier}/edit`;

  test('arrives as JSON', async () => {
    await panel.post(edit(), { values: { note: 'a' }, revision: 1 }).expect(200);
    expect(await SupplierModel.findById(supplier).lean()).toMatchObject({ note: 'a' });
  });

  test('arrives urlencoded', async () => {
    await bare(edit()).set('sec-fetch-site', 'same-origin').type('form').send({ note: 'b', revision: '1' }).expect(200);
    expect(await SupplierModel.findById(supplier).lean()).toMatchObject({ note: 'b' });
  });

  test('with fields that are called like what every object has is read without them, however it arrives', async () => {
    const hostile = {
      '__proto__.isAdmin': '1',
      'constructor.prototype.x': '1',
      toString: '1',
      'note.constructor': '1',
      valueOf: '',
    };
    const send = (revision: string) =>
      bare(edit())
        .set('sec-fetch-site', 'same-origin')
        .type('form')
        .send({ ...hostile, note: 'd', revision });
    await send('1').expect(200);
    const multipart = bare(edit()).set('sec-fetch-site', 'same-origin');
    for (const [field, value] of Object.entries({ ...hostile, note: 'e', revision: '2' }))
      multipart.field(field, value);
    await multipart.expect(200);
    const json = '{"values":{"__proto__":{"x":1},"constructor":{"prototype":{"x":1}},"note":"f"},"revision":3}';
    await bare(edit())
      .set('sec-fetch-site', 'same-origin')
      .set('content-type', 'application/json')
      .send(json)
      .expect(200);
    expect(await SupplierModel.findById(supplier).lean()).toMatchObject({ note: 'f' });
    expect(({} as Record<string, unknown>)['x'] ?? ({} as Record<string, unknown>)['isAdmin']).toBeUndefined();
  });

  test('arrives as AdminJS’s own pages send it: the whole record, flattened, in multipart', async () => {
    const { body } = await panel.get(edit()).expect(200);
    const request = bare(edit()).set('sec-fetch-site', 'same-origin');
    for (const [field, value] of Object.entries(body.record.params)) request.field(field, String(value));
    request.field('note', 'c').field('phone', '__FORM_VALUE_NULL__');
    await request.expect(200);
    expect(await SupplierModel.findById(supplier).lean()).toMatchObject({ note: 'c' });
  });

  test('with an _id in it still changes the record of its address', async () => {
    const other = (await panel.post(`${SUPPLIERS}/actions/new`, { values: { name: `Other ${supplier}` } })).body.record
      .id;
    await panel.post(edit(), { values: { _id: other, note: 'mine' }, revision: 1 }).expect(200);
    await panel.post(edit(), { _id: other, note: 'mine too', revision: 2 }).expect(200);
    expect(await SupplierModel.findById(supplier).lean()).toMatchObject({ note: 'mine too' });
    expect((await SupplierModel.findById(other).lean())?.note).toBeUndefined();
  });

  test('keeps what was typed when it is refused, with the fault beside its field', async () => {
    const values = { email: 'not an address', note: 'long story' };
    const { body, status } = await panel.post(edit(), { values, revision: 1 });
    expect(status).toBe(422);
    expect(body.record.values).toEqual(values);
    expect(body.record.errors.email.message).toBe('This does not have the right form.');
    expect(body.notice.type).toBe('error');
  });

  test('with a taken name is refused at once, not after two minutes of retries', async () => {
    const taken = await nameOf(
      (await panel.post(`${SUPPLIERS}/actions/new`, { values: { name: `T ${supplier}` } })).body.record.id,
    );
    const started = Date.now();
    const { body, status } = await panel.post(edit(), { values: { name: taken }, revision: 1 });
    expect([status, body.error.code]).toEqual([409, 'duplicate']);
    expect(Date.now() - started).toBeLessThan(5000);
  });

  test('can’t reach fields it does not have, nor operators', async () => {
    const values = { note: { $gt: '' }, isAdmin: true, revision: 99, createdAt: '2000-01-01T00:00:00Z' };
    const { status } = await panel.post(edit(), { values, revision: 1 });
    expect(status).toBe(422);
    await panel.post(edit(), { values: { ...values, note: 'fine' }, revision: 1 }).expect(200);
    const stored = await SupplierModel.findById(supplier).lean();
    expect(stored).toMatchObject({ note: 'fine', revision: 2 });
    expect(stored).not.toHaveProperty('isAdmin');
    expect(stored?.createdAt.getFullYear()).toBeGreaterThan(2000);
  });

  test('that is broken or too large says so', async () => {
    const json = bare(edit()).set('sec-fetch-site', 'same-origin').type('json');
    expect((await json.send('{"values":')).body.error.code).toBe('bad_body');
    const large = await panel.post(edit(), { values: { note: 'x'.repeat(3_000_000) }, revision: 1 });
    expect([large.status, large.body.error.code]).toEqual([413, 'too_large']);
  });

  test('carries who, address and browser through to the entry', async () => {
    const answer = await panel.post(
      edit(),
      { values: { note: 'z' }, revision: 1 },
      { name: 'Zoë', roles: ['inventory'] },
    );
    expect(await panel.entriesOf(answer)).toMatchObject([
      {
        kind: 'change',
        entity: 'suppliers',
        entityId: supplier,
        action: 'suppliers.edit',
        performedBy: { name: 'Zoë' },
        ip: '192.0.2.7',
        userAgent: 'test-browser',
        source: 'panel',
        newValue: { note: 'z' },
      },
    ]);
  });
});

describe('uploads', () => {
  const uploads = () => readdir(join(tmpdir(), 'counterfoil-uploads'));

  test('a file that is too large is 413, and no file stays behind', async () => {
    const before = await uploads();
    const request = bare(`${SUPPLIERS}/records/${supplier}/edit`).set('sec-fetch-site', 'same-origin');
    const { status } = await request.attach('file', Buffer.alloc(16 * 1024 * 1024), 'big.bin');
    expect(status).toBe(413);
    expect(await uploads()).toEqual(before);
  });

  test('files are gone once the answer is sent', async () => {
    const request = bare(`${SUPPLIERS}/records/${supplier}/edit`).set('sec-fetch-site', 'same-origin');
    await request.field('revision', '1').attach('file', Buffer.from('hello'), 'a.txt');
    await new Promise((passed) => setTimeout(passed, 100));
    expect(await uploads()).toEqual([]);
  });

  test('nothing is written for someone who may not do what they ask for', async () => {
    const request = bare(`${SUPPLIERS}/records/${supplier}/edit`)
      .set('sec-fetch-site', 'same-origin')
      .set('x-test-visitor', encodeURIComponent('"support"'));
    await request.attach('file', Buffer.from('hello'), 'a.txt').expect(403);
    expect(await uploads()).toEqual([]);
  });
});

describe('another site', () => {
  const rename = () => `${SUPPLIERS}/records/${supplier}/edit`;

  test.each([
    ['cross-site', { 'sec-fetch-site': 'cross-site' }],
    ['a sister site', { 'sec-fetch-site': 'same-site' }],
    ['a foreign origin', { origin: 'https://evil.example' }],
    ['no origin at all', {}],
  ])('can’t write: %s', async (_what, headers) => {
    const before = await nameOf(supplier);
    const request = bare(rename());
    for (const [name, value] of Object.entries(headers)) request.set(name, value);
    const answer = await request.field('name', 'Taken over').field('revision', '1').expect(403);
    expect(answer.body.error.code).toBe('foreign_origin');
    expect(await nameOf(supplier)).toBe(before);
    expect(await panel.entriesOf(answer)).toMatchObject([{ kind: 'refusal', cause: 'foreign_origin' }]);
  });

  test('its own pages can, also in a browser that only sends Origin', async () => {
    const request = bare(rename()).set('host', 'office.example').set('origin', 'https://office.example');
    await request.field('note', 'ok').field('revision', '1').expect(200);
  });

  test('can’t call a custom action by GET, and by GET it does nothing anyway', async () => {
    const path = `${PRODUCTS}/records/${product}/archive`;
    await supertest(panel.app())
      .get(path)
      .set('x-test-visitor', encodeURIComponent('"admin"'))
      .set('x-counterfoil', 'panel')
      .set('sec-fetch-site', 'cross-site')
      .expect(403);
    await panel.get(path).expect(200);
    expect((await ProductModel.findById(product).lean())?.status).toBe('draft');
  });
});

describe('addresses', () => {
  test('an unknown action is 404 and lists nothing', async () => {
    const { status, text } = await panel.post(`${SUPPLIERS}/records/${supplier}/explode`, { values: {} });
    expect(status).toBe(404);
    expect(text).not.toContain('Category');
  });

  test('an action reached in another way than it is made for is 404', async () => {
    await panel.get(`${SUPPLIERS}/actions/delete`).expect(404);
    await panel.get(`${SUPPLIERS}/records/${supplier}/list`).expect(404);
    await panel.get('/admin/api/nowhere').expect(404);
  });

  test.each(['64b000000000000000000000', 'nonsense', '%00', "'; drop table"])(
    'an unknown record is 404: %s',
    async (id) => {
      const answer = await panel.get(`${SUPPLIERS}/records/${encodeURIComponent(id)}/show`).expect(404);
      expect(answer.body.error.code).toBe('not_found');
      expect(await panel.entriesOf(answer)).toMatchObject([{ kind: 'refusal', cause: 'not_found' }]);
    },
  );

  test('a malformed escape is 4xx, not a crash', async () => {
    const { status } = await panel.get('/admin/api/resources/%E0%A4%A/actions/list');
    expect(status).toBeGreaterThanOrEqual(400);
    expect(status).toBeLessThan(500);
  });

  test('selected records that are gone are told one by one', async () => {
    const gone = newId();
    const { body } = await panel
      .post(`${SUPPLIERS}/bulk/bulkDelete?recordIds=${supplier},${gone}`, { values: {} })
      .expect(200);
    expect(body.result).toMatchObject({ done: 1, failed: [{ id: gone, code: 'not_found' }] });
  });
});

describe('lists', () => {
  test('a record whose text looks like the page’s state does not break its own list', async () => {
    const note = 'window.REDUX_STATE = {"a":1};';
    await panel.post(`${SUPPLIERS}/records/${supplier}/edit`, { values: { note }, revision: 1 }).expect(200);
    const { body } = await panel.get(`${SUPPLIERS}/records/${supplier}/show`).expect(200);
    expect(body.record.values.note).toBe(note);
  });

  test('a filter, sort or page that can’t be understood is refused in words and on record', async () => {
    for (const query of ['filters.price=lots', 'filters.nothing=1', 'sortBy=words', 'page=0', 'filters.category=x']) {
      const answer = await panel.get(`${PRODUCTS}/actions/list?${query}`);
      expect([query, answer.status]).toEqual([query, 400]);
      expect(answer.body.notice.message).not.toBe('');
      expect(await panel.entriesOf(answer)).toMatchObject([{ kind: 'refusal', outcome: 'refused' }]);
    }
  });

  test('money is shown and typed in pounds and pence', async () => {
    const { body } = await panel.get(`${PRODUCTS}/records/${product}/edit`).expect(200);
    expect(body.record.values.price).toBe('2.55');
    const { revision } = body.record;
    await panel.post(`${PRODUCTS}/records/${product}/edit`, { values: { price: '3.10' }, revision }).expect(200);
    expect((await ProductModel.findById(product).lean())?.price).toBe(310);
    const wrong = await panel.post(`${PRODUCTS}/records/${product}/edit`, {
      values: { price: '3.105' },
      revision: revision + 1,
    });
    expect(wrong.body.record.errors.price.message).toBe('Give an amount such as 2.55.');
    const found = await panel.get(`${PRODUCTS}/actions/list?filters.price~~from=3&filters.price~~to=3.10`);
    expect(found.body.records).toHaveLength(1);
  });

  test('a product is found by words of its name in any order and case', async () => {
    const { body } = await panel.get(`${PRODUCTS}/actions/list?q=LANT red`).expect(200);
    expect(body.records.map((record: { title: string }) => record.title)).toEqual(['Red Lantern']);
    const picker = await panel.get(`${PRODUCTS}/actions/search/red%20lan`).expect(200);
    expect(picker.body.records[0]).toMatchObject({ id: product, title: 'Red Lantern', values: { _id: product } });
  });

  test('products are found by category, shelf and family, alone, together and beside a search', async () => {
    const category = await panel.post('/admin/api/resources/categories/actions/new', {
      values: { name: `C ${newId()}` },
    });
    const at = category.body.record.id as string;
    for (const [n, values] of [
      { shelf: 'Z1-a', family: 'tins', category: at },
      { shelf: 'Z1-b', family: 'tins' },
      { shelf: 'Z2', category: at },
    ].entries()) {
      const fields = { name: `Shelved ${n}`, sku: `Z-${newId()}`, price: '1.00', ...values };
      await panel.post(`${PRODUCTS}/actions/new`, { values: fields }).expect(200);
    }
    const found = async (query: string) => {
      const { body } = await panel.get(`${PRODUCTS}/actions/list?${query}`).expect(200);
      expect(body.meta.total).toBe(body.records.length);
      return body.records.map((record: { title: string }) => record.title);
    };
    expect(await found(`filters.category=${at}`)).toEqual(['Shelved 0', 'Shelved 2']);
    expect(await found(`filters.category=${at.toUpperCase()}`)).toEqual(['Shelved 0', 'Shelved 2']);
    expect(await found('filters.shelf=Z1')).toEqual(['Shelved 0', 'Shelved 1']);
    expect(await found('filters.family=tins&sortBy=name&direction=desc')).toEqual(['Shelved 1', 'Shelved 0']);
    expect(await found(`filters.shelf=Z1&filters.category=${at}&sortBy=price`)).toEqual(['Shelved 0']);
    expect(await found(`filters.category=${at}&q=shelved`)).toEqual(['Shelved 0', 'Shelved 2']);
    expect(await found(`filters.category=${newId()}`)).toEqual([]);
  });

  test('a reference brings no more than id and title of what it names', async () => {
    const made = await panel
      .post('/admin/api/resources/categories/actions/new', { values: { name: `C ${newId()}` } })
      .expect(200);
    const { body } = await panel.get(`${PRODUCTS}/records/${product}/edit`);
    const values = { category: made.body.record.id };
    await panel.post(`${PRODUCTS}/records/${product}/edit`, { values, revision: body.record.revision }).expect(200);
    const shown = await panel.get(`${PRODUCTS}/records/${product}/show`).expect(200);
    expect(Object.keys(shown.body.record.populated.category.params)).toEqual(['_id']);
    expect(shown.body.record.populated.category.title).toBe(made.body.record.title);
  });
});
