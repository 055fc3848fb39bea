import { beforeEach, describe, expect, it } from '@jest/globals';
import request from 'supertest';
import { problemSchema } from '../../platform/api-route.ts';
import { serveApi } from '../../testing/api-app.ts';
import { contextOf, useDatabase } from '../../testing/harness.ts';
import { AuditLog } from '../audit/admin.ts';
import { runOperation } from '../audit/index.ts';
import { CategoryModel, ProductModel } from './admin.ts';
import {
  applyStock,
  archiveProduct,
  catalogueRoutes,
  createCategory,
  createProduct,
  type NewProduct,
} from './index.ts';

useDatabase();
const server = serveApi(catalogueRoutes);
const ctx = contextOf('inventory');
const get = (path: string) => request(server).get(`/api/v1${path}`);

let made = 0;
async function build(overrides: Partial<NewProduct> = {}, stock = 0) {
  made += 1;
  const product = await createProduct(ctx, {
    name: `Thing ${made}`,
    sku: `T${made}`,
    price: 100,
    status: 'active',
    ...overrides,
  });
  const id = String(product._id);
  if (stock > 0) {
    await runOperation(ctx, { action: 'products.receive' }, () => applyStock([{ productId: id, quantity: stock }]));
  }
  return { ...product, id };
}
const category = async (name: string, parent?: string) =>
  String((await createCategory(ctx, { name, ...(parent ? { parent } : {}) }))._id);
const namesOf = (body: { items: { name: string }[] }) => body.items.map(({ name }) => name);

beforeEach(async () => {
  await ProductModel.collection.deleteMany({});
  await CategoryModel.collection.deleteMany({});
});

describe('one product', () => {
  it('is shown with what concerns a shopper, and nothing else', async () => {
    const lanterns = await category('Lanterns');
    const { id } = await build(
      {
        name: 'Red Lantern',
        sku: 'R1',
        price: 255,
        category: lanterns,
        shelf: 'A1',
        barcode: '500',
        bookName: 'RED LANTERN',
        attributes: { margin: 'secret' },
      },
      12,
    );
    const image = { sha256: 'a'.repeat(64), alt: 'Front', width: 480, height: 480 };
    await ProductModel.collection.updateOne({ sku: 'R1' }, { $set: { images: [image] } });
    const answer = await get('/products/red-lantern');
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual({
      id,
      sku: 'R1',
      slug: 'red-lantern',
      name: 'Red Lantern',
      description: '',
      category: { slug: 'lanterns', name: 'Lanterns' },
      uom: 'piece',
      price: { amount: 255, currency: 'GBP' },
      availability: 'in_stock',
      available: 12,
      images: [
        {
          alt: 'Front',
          width: 480,
          height: 480,
          variants: [
            { width: 160, url: `/media/${'a'.repeat(64)}-160.webp` },
            { width: 480, url: `/media/${'a'.repeat(64)}-480.webp` },
          ],
        },
      ],
    });
  });

  it('says how much can be had: reserved and held goods cannot', async () => {
    const { id, slug } = await build({ lowStockThreshold: 3 }, 10);
    const change = (reserved: number, held: number) =>
      runOperation(ctx, { action: 'products.receive' }, () => applyStock([{ productId: id, reserved, held }]));
    const shown = async () => {
      const { availability, available } = (await get(`/products/${slug}`)).body;
      return [availability, available];
    };
    expect(await shown()).toEqual(['in_stock', 10]);
    await change(5, 2);
    expect(await shown()).toEqual(['low', 3]);
    await change(3, 0);
    expect(await shown()).toEqual(['sold_out', 0]);
  });

  it.each([
    ['that is unknown', '/products/nothing'],
    ['with an address no product can have', '/products/No%20Such%20Thing'],
    ['with a name of an object’s inside', '/products/__proto__'],
  ])('%s is a problem with 404', async (_name, path) => {
    const answer = await get(path);
    expect(answer.status).toBe(404);
    expect(answer.headers['content-type']).toContain('application/problem+json');
    expect(problemSchema.parse(answer.body)).toMatchObject({ code: 'not_found', requestId: 'test-request' });
  });

  it('that is a draft or archived is kept in, from lists as well', async () => {
    await build({ name: 'Draft', status: 'draft' });
    const { id } = await build({ name: 'Old' });
    await archiveProduct(ctx, { id });
    expect((await get('/products/draft')).status).toBe(404);
    expect((await get('/products/old')).status).toBe(404);
    expect((await get('/products')).body).toEqual({ items: [], next: null, total: 0 });
  });

  it('answers 304 to who has this version, and anew once it changed', async () => {
    const { id, slug } = await build({}, 5);
    const first = await get(`/products/${slug}`);
    expect(first.headers['cache-control']).toBe('public, max-age=1, must-revalidate');
    const etag = String(first.headers['etag']);
    const again = await get(`/products/${slug}`).set('If-None-Match', `"other", ${etag}`);
    expect([again.status, again.text]).toEqual([304, '']);
    await runOperation(ctx, { action: 'products.receive' }, () => applyStock([{ productId: id, reserved: 5 }]));
    expect((await get(`/products/${slug}`).set('If-None-Match', etag)).body).toMatchObject({
      availability: 'sold_out',
    });
  });

  it('answers HEAD as GET without the body, OPTIONS with its methods, others with 405', async () => {
    const path = `/api/v1/products/${(await build()).slug}`;
    const [head, full] = [await request(server).head(path), await request(server).get(path)];
    expect(head.text).toBeUndefined();
    expect(head.headers['content-length']).toBe(full.headers['content-length']);
    expect(head.headers['etag']).toBe(full.headers['etag']);
    const options = await request(server).options(path);
    expect([options.status, options.headers['allow']]).toEqual([204, 'GET, HEAD, OPTIONS']);
    for (const method of ['post', 'put', 'patch', 'delete'] as const) {
      const refused = await request(server)[method](path).send({ price: 1 });
      expect([refused.status, refused.body.code, refused.headers['allow']]).toEqual([
        405,
        'method_not_allowed',
        'GET, HEAD, OPTIONS',
      ]);
    }
  });
});

describe('a list of products', () => {
  it('holds a category with all below it, and no other', async () => {
    const light = await category('Lighting');
    const lanterns = await category('Lanterns', light);
    const paper = await category('Paper', lanterns);
    await build({ name: 'A', category: light });
    await build({ name: 'B', category: lanterns });
    await build({ name: 'C', category: paper });
    await build({ name: 'D', category: await category('Bags') });
    await build({ name: 'E' });
    expect(namesOf((await get('/products?category=lighting')).body)).toEqual(['A', 'B', 'C']);
    expect(namesOf((await get('/products?category=paper')).body)).toEqual(['C']);
    expect(await get('/products?category=nothing')).toMatchObject({ status: 404, body: { code: 'not_found' } });
  });

  it('finds words and their beginnings, in any order, without regard to case and accents', async () => {
    await build({ name: 'Red Paper Lantern', sku: 'PX1' });
    await build({ name: 'Crème Lantern' });
    await build({ name: 'Red Mug' });
    const search = async (q: string) => namesOf((await get(`/products?q=${encodeURIComponent(q)}`)).body);
    expect(await search('lantern')).toEqual(['Crème Lantern', 'Red Paper Lantern']);
    expect(await search('LANT red')).toEqual(['Red Paper Lantern']);
    expect(await search('creme')).toEqual(['Crème Lantern']);
    expect(await search('px1')).toEqual(['Red Paper Lantern']);
    expect(await search('antern')).toEqual([]);
    expect(await search('r')).toEqual([]);
    expect(await search('!?')).toEqual([]);
    expect(await search('.*')).toEqual([]);
    expect(await search('red mug lantern')).toEqual([]);
  });

  it('keeps to a price range, both ends included, either end open', async () => {
    for (const price of [100, 200, 300]) await build({ name: `P${price}`, price });
    const range = async (price: string) => namesOf((await get(`/products?price=${price}`)).body);
    expect(await range('100-200')).toEqual(['P100', 'P200']);
    expect(await range('200-')).toEqual(['P200', 'P300']);
    expect(await range('-199')).toEqual(['P100']);
    expect(await range('300-100')).toEqual([]);
  });

  it.each([
    ['name', ['A', 'B', 'C']],
    ['-name', ['C', 'B', 'A']],
    ['price', ['B', 'C', 'A']],
    ['-price', ['A', 'C', 'B']],
    ['newest', ['C', 'A', 'B']],
  ])('is sorted by %s', async (sort, names) => {
    await build({ name: 'B', price: 1 });
    await build({ name: 'A', price: 3 });
    await build({ name: 'C', price: 2 });
    expect(namesOf((await get(`/products?sort=${sort}`)).body)).toEqual(names);
  });

  describe('page by page', () => {
    it.each(['name', '-name', 'price', '-price', 'newest'])(
      'by %s shows each product once, whatever is the same and whatever is added meanwhile',
      async (sort) => {
        const shelf = await category('Shelf');
        for (let n = 0; n < 11; n += 1) {
          await build({ name: `Same ${n % 2}`, price: 100 + (n % 3), category: shelf });
        }
        await build({ name: 'Elsewhere' });
        const seen: string[] = [];
        let path: string | null = `/products?category=shelf&price=100-102&sort=${sort}&limit=3`;
        let pages = 0;
        while (path) {
          const answer = await get(path);
          pages += 1;
          expect(answer.body.total).toBe(pages === 1 ? 11 : null);
          seen.push(...answer.body.items.map(({ id }: { id: string }) => id));
          const link: string | undefined = answer.headers['link'];
          expect(link !== undefined).toBe(answer.body.next !== null);
          path = link ? link.slice(1, link.indexOf('>')).replace('/api/v1', '') : null;
        }
        expect(pages).toBe(4);
        expect(seen).toHaveLength(11);
        expect(new Set(seen).size).toBe(11);
      },
    );

    it('a price range goes on holding on later pages, also where it is narrower than the cursor', async () => {
      for (const price of [100, 150, 200, 250]) await build({ name: `P${price}`, price });
      const first = await get('/products?sort=-price&limit=1');
      const rest = await get(`/products?sort=-price&price=120-180&cursor=${first.body.next}`);
      expect(namesOf(rest.body)).toEqual(['P150']);
    });

    it.each([
      ['of another sort', () => get('/products?limit=1&sort=price')],
      [
        'that is none',
        async () => ({ body: { next: Buffer.from('{"s":"name","v":{"$gt":""},"i":"x"}').toString('base64url') } }),
      ],
      ['of letters', async () => ({ body: { next: 'abc' } })],
    ])('a cursor %s leads nowhere: 404', async (_name, first) => {
      await build();
      await build();
      const { body } = await first();
      const answer = await get(`/products?sort=name&cursor=${body.next}`);
      expect(answer).toMatchObject({ status: 404, body: { code: 'bad_cursor' } });
    });
  });

  it.each([
    ['an unknown parameter', '/products?colour=red', 'unknown_parameter', 'colour'],
    ['a parameter that only looks known', '/products?category[$ne]=x', 'unknown_parameter', 'category[$ne]'],
    ['a parameter given twice', '/products?q=a&q=b', 'invalid_parameter', 'q'],
    ['an empty search', '/products?q=', 'invalid_parameter', 'q'],
    ['a search without end', `/products?q=${'a'.repeat(201)}`, 'invalid_parameter', 'q'],
    ['a price in words', '/products?price=cheap', 'invalid_parameter', 'price'],
    ['a price range of nothing', '/products?price=-', 'invalid_parameter', 'price'],
    ['an unknown sort', '/products?sort=colour', 'invalid_parameter', 'sort'],
    ['a page of none', '/products?limit=0', 'invalid_parameter', 'limit'],
    ['a page of too many', '/products?limit=101', 'invalid_parameter', 'limit'],
    ['half a page', '/products?limit=1.5', 'invalid_parameter', 'limit'],
    ['a page by formula', '/products?limit=0x10', 'invalid_parameter', 'limit'],
    ['a category that cannot be', '/products?category=A%20B', 'invalid_parameter', 'category'],
    ['a parameter where there is none', '/categories?x=1', 'unknown_parameter', 'x'],
    ['a parameter at a product', '/products/thing?x=1', 'unknown_parameter', 'x'],
  ])('%s is refused with its name', async (_name, path, code, field) => {
    const answer = await get(path);
    expect(answer.status).toBe(400);
    expect(problemSchema.parse(answer.body)).toMatchObject({
      code,
      requestId: 'test-request',
      errors: { [field]: expect.stringMatching(/\.$/) },
    });
  });

  it('leaves no trace in the trail, whether it works or fails', async () => {
    const before = await AuditLog.countDocuments({});
    await get('/products');
    await get('/products?x=1');
    await get('/products/nothing');
    expect(await AuditLog.countDocuments({})).toBe(before);
  });

  it('shows a product whose category was deleted straight in the database', async () => {
    const gone = await category('Gone');
    await build({ category: gone });
    await CategoryModel.collection.deleteMany({});
    await category('Other');
    expect((await get('/products')).body.items[0].category).toBeNull();
  });
});

it('categories say how many products on sale they and those below them hold', async () => {
  const light = await category('Lighting');
  const lanterns = await category('Lanterns', light);
  await category('Bags');
  await build({ category: light });
  await build({ category: lanterns });
  await build({ category: lanterns });
  await build({ category: lanterns, status: 'draft' });
  const answer = await get('/categories');
  expect(answer.body).toEqual({
    items: [
      { id: expect.any(String), name: 'Bags', slug: 'bags', parent: null, products: 0 },
      { id: lanterns, name: 'Lanterns', slug: 'lanterns', parent: 'lighting', products: 2 },
      { id: light, name: 'Lighting', slug: 'lighting', parent: null, products: 3 },
    ],
  });
  expect(answer.headers['etag']).toBeDefined();
});
