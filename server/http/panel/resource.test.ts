import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { Filter } from 'adminjs';
import mongoose, { Schema, type Types } from 'mongoose';
import { useDatabase } from '../../testing/harness.ts';
import { PanelResource } from './resource.ts';

/*
 * The faults of the stock adapter on Mongoose 9, one test each, on a model that has every kind of field.
 */
const maker = new Schema({ title: { type: String, required: true }, secret: String });
const Maker = mongoose.model('AdapterMaker', maker, 'adapterMakers');

const thing = new Schema({
  name: { type: String, required: true },
  code: { type: String, unique: true, sparse: true },
  status: { type: String, enum: ['draft', 'active'], default: 'draft' },
  tags: [String],
  dims: new Schema({ w: Number, h: Number }, { _id: false }),
  lines: [new Schema({ sku: String, count: Number }, { _id: false })],
  labels: { type: Map, of: String },
  maker: { type: Schema.Types.ObjectId, ref: 'AdapterMaker' },
  makers: [{ type: Schema.Types.ObjectId, ref: 'AdapterMaker' }],
  weight: Schema.Types.Decimal128,
  count: { type: Number, min: 0 },
  since: Date,
  extra: Schema.Types.Mixed,
  address: { city: String, post: { code: String } },
});
thing.index({ name: 1, _id: 1 }, { collation: { locale: 'en', strength: 2 } });
let hooks = 0;
thing.pre('save', () => {
  hooks += 1;
});
const Thing = mongoose.model('AdapterThing', thing, 'adapterThings');

const resource = new PanelResource(Thing, {
  titleFields: ['name'],
  timeZone: 'Europe/London',
  referenceOf: (model) => (model === 'AdapterMaker' ? 'makers' : null),
});

useDatabase();
beforeAll(async () => {
  await Thing.createIndexes();
});
beforeEach(async () => {
  await Thing.deleteMany({});
  await Maker.deleteMany({});
});
afterAll(() => {
  mongoose.deleteModel(/^Adapter/);
});

type Stored = { _id: Types.ObjectId; [field: string]: unknown };
const stored = async (id: string): Promise<Stored | null> => Thing.findById(id).lean<Stored>();
const create = async (values: Record<string, unknown>): Promise<string> =>
  String((await resource.create({ name: 'Lantern', ...values }))['_id']);
const filtered = (filters: Record<string, unknown>) => resource.find(new Filter(filters, resource), { limit: 50 });
const names = async (filters: Record<string, unknown>): Promise<unknown[]> =>
  (await filtered(filters)).map((record) => record.params['name']);

describe('properties', () => {
  const typeOf = (path: string) => resource.property(path).type();

  test('arrays and sub-documents have types and sub-properties instead of failing every page', () => {
    expect(typeOf('tags')).toBe('string');
    expect(resource.property('tags').isArray()).toBe(true);
    expect(typeOf('dims')).toBe('mixed');
    expect(
      resource
        .property('dims')
        .subProperties()
        .map((sub) => sub.name()),
    ).toEqual(['w', 'h']);
    expect(typeOf('lines')).toBe('mixed');
    expect(resource.property('lines').isArray()).toBe(true);
    expect(typeOf('weight')).toBe('float');
  });

  test('references are recognised, also in lists, and named by the resource that shows them', () => {
    expect(typeOf('maker')).toBe('reference');
    expect(resource.property('maker').reference()).toBe('makers');
    expect(resource.property('makers').reference()).toBe('makers');
  });

  test('the value type of a map is no field', () => {
    expect(resource.properties().map((property) => property.name())).not.toContain('labels.$*');
    expect(typeOf('labels')).toBe('key-value');
  });

  test('what the software keeps itself is no input', () => {
    expect(resource.property('_id').isEditable()).toBe(false);
    expect(resource.property('name').isRequired()).toBe(true);
    expect(resource.property('status').availableValues()).toEqual(['draft', 'active']);
  });
});

test('a filter on a part of a sub-document finds by that part, and is not left out', async () => {
  await create({ name: 'One', dims: { w: 1 }, address: { city: 'Leeds' } });
  await create({ name: 'Two', dims: { w: 2 }, address: { city: 'York' } });
  const found = async (path: string, value: string) => {
    const property = resource.property(path);
    expect(property.name()).toBe(path);
    const records = await resource.page({ where: resource.term(property, value) }, { limit: 10, offset: 0 });
    return records.map(({ name }) => name);
  };
  expect(await found('dims.w', '2')).toEqual(['Two']);
  expect(await found('address.city', 'Lee')).toEqual(['One']);
  expect(await found('lines.sku', 'none')).toEqual([]);
});

describe('writing', () => {
  test('a map can be written and changed', async () => {
    const id = await create({ labels: { colour: 'red' } });
    await resource.update(id, { labels: { colour: 'blue', size: 'XL' } });
    expect((await stored(id))?.['labels']).toEqual({ colour: 'blue', size: 'XL' });
  });

  test('sending one field of a sub-document keeps the others', async () => {
    const id = await create({ dims: { w: 1, h: 2 }, address: { city: 'Leeds', post: { code: 'LS1' } } });
    await resource.update(id, { 'dims.w': 5, 'address.post.code': 'LS2' });
    expect(await stored(id)).toMatchObject({ dims: { w: 5, h: 2 }, address: { city: 'Leeds', post: { code: 'LS2' } } });
  });

  test('a list is replaced as a whole, and emptied', async () => {
    const id = await create({ tags: ['a', 'b'], lines: [{ sku: 'x', count: 1 }] });
    await resource.update(id, { 'tags.0': 'c', 'lines.0.sku': 'y', 'lines.0.count': '3', 'lines.1.sku': 'z' });
    expect(await stored(id)).toMatchObject({ tags: ['c'], lines: [{ sku: 'y', count: 3 }, { sku: 'z' }] });
    await resource.update(id, { tags: '', lines: '' });
    expect(await stored(id)).toMatchObject({ tags: [], lines: [] });
  });

  test('a reference can be cleared', async () => {
    const made = await Maker.create({ title: 'M' });
    const id = await create({ maker: String(made._id) });
    expect(String((await stored(id))?.['maker'])).toBe(String(made._id));
    await resource.update(id, { maker: '' });
    expect((await stored(id))?.['maker']).toBeUndefined();
  });

  test('an emptied unique text is removed, so that a second record may be without it too', async () => {
    const [one, two] = [await create({ code: 'A' }), await create({ code: 'B' })];
    await resource.update(one, { code: '' });
    await resource.update(two, { code: '' });
    expect(await Thing.countDocuments({ code: { $exists: true } })).toBe(0);
  });

  test('decimals are shown as they were typed', async () => {
    const id = await create({ weight: '0.10' });
    expect((await resource.findOne(id)).params['weight']).toBe('0.10');
  });

  test('an _id among the values does not move the write to another record', async () => {
    const [mine, other] = [await create({ name: 'Mine' }), await create({ name: 'Other' })];
    await resource.update(mine, { _id: other, name: 'Changed' });
    expect((await stored(other))?.['name']).toBe('Other');
    expect((await stored(mine))?.['name']).toBe('Changed');
  });

  test('save hooks run on edits', async () => {
    const id = await create({});
    const before = hooks;
    await resource.update(id, { name: 'Other' });
    expect(hooks).toBe(before + 1);
  });

  test('bad values are refused per field in plain words', async () => {
    const id = await create({});
    await expect(resource.update(id, { name: '', count: 'many', status: 'lost' })).rejects.toMatchObject({
      code: 'invalid',
      fields: { name: 'Fill this in.', count: 'This is not a number.', status: 'Choose one of: draft, active.' },
    });
    await expect(resource.update(id, { count: -1 })).rejects.toMatchObject({ fields: { count: 'At least 0.' } });
  });

  test('a value that is taken is refused as a duplicate', async () => {
    await create({ code: 'A' });
    await expect(create({ code: 'A' })).rejects.toMatchObject({
      code: 'duplicate',
      fields: { code: expect.any(String) },
    });
  });

  test('names that reach for an object’s prototype are dropped', async () => {
    const id = await create({});
    await resource.update(id, { '__proto__.polluted': 'yes', 'extra.constructor.prototype.x': 'yes' });
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });
});

describe('versions', () => {
  const versioned = mongoose.model(
    'AdapterVersioned',
    new Schema({ name: String, revision: { type: Number, default: 1 } }),
  );
  const versionedResource = new PanelResource(versioned);

  test('an edit without its version, or with an old one, is refused', async () => {
    const { _id } = await versioned.create({ name: 'One', revision: 3 });
    const id = String(_id);
    await expect(versionedResource.update(id, { name: 'Two' })).rejects.toMatchObject({ code: 'invalid' });
    await expect(versionedResource.update(id, { name: 'Two', revision: '' })).rejects.toMatchObject({
      code: 'invalid',
    });
    await expect(versionedResource.update(id, { name: 'Two', revision: '2' })).rejects.toMatchObject({
      code: 'stale',
      meta: { expected: 2, actual: 3, theirs: { name: 'One' } },
    });
    await versionedResource.update(id, { name: 'Two', revision: '3' });
    expect(await versioned.findById(id).lean()).toMatchObject({ name: 'Two' });
  });
});

describe('reading', () => {
  test('an unknown or malformed id is not found, not an empty record', async () => {
    await expect(resource.findOne('64b000000000000000000000')).rejects.toMatchObject({
      status: 404,
      code: 'not_found',
    });
    await expect(resource.findOne('nonsense')).rejects.toMatchObject({ status: 404 });
  });

  test('nothing is fetched for a reference of another resource’s record, whose title is presented in another way', async () => {
    const made = await Maker.create({ title: 'M', secret: 'hidden' });
    const makers = new PanelResource(Maker, { titleFields: ['title'] });
    const context = { resource } as never;
    expect(await makers.findMany([String(made._id)], context)).toEqual([]);
    const [record] = await makers.findMany([String(made._id), 'nonsense']);
    expect(record?.params).toMatchObject({ _id: String(made._id), title: 'M' });
  });

  test('texts are found by how they begin, in upper or lower case, with special characters taken literally', async () => {
    await Thing.create([
      { name: 'White Lantern' },
      { name: 'WHITE mug' },
      { name: 'Off white (.*)' },
      { name: '.* star' },
    ]);
    expect(await names({ name: 'white' })).toHaveLength(2);
    expect(await names({ name: '.*' })).toEqual(['.* star']);
  });

  test('a text search is answered from the index', async () => {
    await Thing.create(Array.from({ length: 50 }, (_, n) => ({ name: `Thing ${n}` })));
    const { where } = resource.query(new Filter({ name: 'thing 4' }, resource));
    const plan = JSON.stringify(
      await Thing.find(where).collation({ locale: 'en', strength: 2 }).explain('queryPlanner'),
    );
    expect(plan).toContain('IXSCAN');
  });

  test.each([
    ['an id', { _id: 'nonsense' }],
    ['a reference', { maker: 'nonsense' }],
    ['a number', { count: 'many' }],
    ['a date', { 'since~~from': 'yesterday' }],
    ['a listed value', { status: 'lost' }],
    ['a field that is none', { nothing: 'x' }],
  ])('%s that can’t be read is refused in words, and no other filter is dropped', (_what, filters) => {
    expect(() => resource.query(new Filter({ name: 'x', ...filters }, resource))).toThrow(
      expect.objectContaining({ status: 400, code: 'bad_filter' }),
    );
  });

  test('numbers and dates are filtered by ranges, days in the shop’s time zone', async () => {
    await Thing.create([
      { name: 'a', count: 1, since: '2011-07-01T22:59:00Z' },
      { name: 'b', count: 5, since: '2011-07-01T23:30:00Z' },
    ]);
    expect(await names({ 'count~~from': '2' })).toEqual(['b']);
    expect(await names({ 'count~~to': '2' })).toEqual(['a']);
    expect(await names({ 'since~~from': '2011-07-02', 'since~~to': '2011-07-02' })).toEqual(['b']);
    expect(await names({ count: '5' })).toEqual(['b']);
  });

  test('equal values keep their order from page to page', async () => {
    await Thing.create(Array.from({ length: 30 }, () => ({ name: 'Same' })));
    const pages = [];
    for (const offset of [0, 10, 20]) {
      pages.push(...(await resource.page({ where: {} }, { sortBy: 'name', limit: 10, offset })));
    }
    expect(new Set(pages.map((record) => record['_id'])).size).toBe(30);
  });

  test('a list can’t be sorted by what is no sortable field', async () => {
    await expect(resource.page({ where: {} }, { sortBy: 'lines', limit: 1, offset: 0 })).rejects.toMatchObject({
      code: 'bad_sort',
    });
  });

  test('counting stops at 1,001', async () => {
    await Thing.collection.insertMany(Array.from({ length: 1100 }, (_, n) => ({ name: `n${n}` })));
    expect(await resource.count(null)).toBe(1001);
    expect(await resource.count(new Filter({ name: 'n10' }, resource))).toBe(111);
  });
});
