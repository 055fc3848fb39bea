import { beforeEach, describe, expect, it } from '@jest/globals';
import { contextOf, useDatabase } from '../../testing/harness.ts';
import { storedKeys, useObjectStore } from '../../testing/object-store.ts';
import { jpegPicture } from '../../testing/pictures.ts';
import { AuditLog } from '../audit/admin.ts';
import { onPictureUse, storePicture, sweepOrphans } from '../media/index.ts';
import { MediaModel } from '../media/media.model.ts';
import { ProductModel } from './admin.ts';
import {
  activateProduct,
  archiveProduct,
  attachFirstPictures,
  attachPictures,
  changePrice,
  createCategory,
  createProduct,
  deleteProduct,
  editProduct,
  type NewProduct,
  onReferenceCheck,
  picturesInUse,
  productByCode,
  productsByIds,
  productsBySkus,
  removePictures,
  reorderPictures,
} from './index.ts';

useDatabase();
useObjectStore();
onPictureUse(picturesInUse);
const ctx = contextOf('inventory');
const support = contextOf('support');

beforeEach(async () => {
  await ProductModel.collection.deleteMany({});
  await AuditLog.collection.deleteMany({});
  await MediaModel.deleteMany({});
});

let made = 0;
async function build(overrides: Partial<NewProduct> = {}) {
  made += 1;
  const product = await createProduct(ctx, { name: 'Red Lantern', sku: `R${made}`, price: 255, ...overrides });
  return { ...product, id: String(product._id) };
}
const changesOf = (id: string) => AuditLog.find({ entityId: id, kind: 'change' }).sort({ revision: 1 }).lean();

describe('a new product', () => {
  it('is a draft without stock, with an address and search words, and one entry in the trail', async () => {
    const product = await build();
    expect(product).toMatchObject({
      status: 'draft',
      slug: 'red-lantern',
      words: ['red', 'lantern', product.sku.toLowerCase()],
      quantity: 0,
      reserved: 0,
      held: 0,
      revision: 1,
      lowStockThreshold: 5,
    });
    expect(await changesOf(product.id)).toMatchObject([
      { action: 'products.new', revision: 1, prevValue: null, newValue: { name: 'Red Lantern', price: 255 } },
    ]);
  });

  it('with a name that others have gets a numbered address', async () => {
    await build({ name: 'Red Lantern 7' });
    expect([(await build()).slug, (await build()).slug, (await build()).slug]).toEqual([
      'red-lantern',
      'red-lantern-8',
      'red-lantern-9',
    ]);
  });

  it('made ten times at once under one name gets ten addresses', async () => {
    const products = await Promise.all(Array.from({ length: 10 }, () => build()));
    expect(new Set(products.map(({ slug }) => slug)).size).toBe(10);
  });

  it.each<[string, Record<string, unknown>, string]>([
    ['without a name', { name: ' ' }, 'name'],
    ['with a price in pounds', { price: 2.55 }, 'price'],
    ['with a price below nothing', { price: -1 }, 'price'],
    ['with a stock figure', { quantity: 5 }, 'quantity'],
    ['with an unknown unit', { uom: 'dozen' }, 'uom'],
    ['with an operator for a name', { name: { $gt: '' } }, 'name'],
    ['with an operator among its attributes', { attributes: { $where: 'x' } }, 'attributes.$where'],
    ['in a category that is gone', { category: '0'.repeat(24) }, 'category'],
    ['on sale for nothing', { price: 0, status: 'active' }, 'price'],
  ])('%s is refused, with a word at the field', async (_name, fields, field) => {
    await expect(build(fields as Partial<NewProduct>)).rejects.toMatchObject({
      code: 'invalid',
      fields: { [field]: expect.stringMatching(/\.$/) },
    });
    expect(await ProductModel.countDocuments({})).toBe(0);
  });

  it('with a SKU or barcode that is taken is refused', async () => {
    await build({ sku: 'ONE', barcode: '500' });
    await expect(build({ sku: 'ONE' })).rejects.toMatchObject({
      code: 'duplicate',
      fields: { sku: expect.anything() },
    });
    await expect(build({ barcode: '500' })).rejects.toMatchObject({ code: 'duplicate' });
  });

  it('is refused to who may not make one', async () => {
    await expect(createProduct(support, { name: 'X', sku: 'X', price: 1 })).rejects.toMatchObject({
      code: 'forbidden',
    });
  });
});

describe('an edit', () => {
  it('changes what is given, raises the revision and keeps the address', async () => {
    const { id } = await build();
    const edited = await editProduct(ctx, { id, revision: 1, changes: { name: 'Blue Lantern', shelf: 'A1' } });
    expect(edited).toMatchObject({ name: 'Blue Lantern', slug: 'red-lantern', shelf: 'A1', revision: 2, price: 255 });
    expect(edited.words).toContain('blue');
    expect((await changesOf(id))[1]).toMatchObject({ prevValue: { name: 'Red Lantern' }, newValue: { shelf: 'A1' } });
  });

  it('takes a field away when it comes empty', async () => {
    const { id } = await build({ shelf: 'A1' });
    expect(await editProduct(ctx, { id, revision: 1, changes: { shelf: '' } })).not.toHaveProperty('shelf');
  });

  it('of an old version is refused with the version that is there', async () => {
    const { id } = await build();
    await editProduct(ctx, { id, revision: 1, changes: { price: 300 } });
    await expect(editProduct(ctx, { id, revision: 1, changes: { name: 'Mine' } })).rejects.toMatchObject({
      code: 'stale',
      meta: { expected: 1, actual: 2, theirs: { price: 300, name: 'Red Lantern' } },
    });
  });

  it('made five times at once from one version succeeds once', async () => {
    const { id } = await build();
    const edits = [1, 2, 3, 4, 5].map((n) => editProduct(ctx, { id, revision: 1, changes: { name: `Lantern ${n}` } }));
    const outcomes = await Promise.allSettled(edits);
    expect(outcomes.filter((outcome) => outcome.status === 'fulfilled')).toHaveLength(1);
    for (const outcome of outcomes) {
      if (outcome.status === 'rejected') expect(outcome.reason).toMatchObject({ code: 'stale' });
    }
    expect(await changesOf(id)).toHaveLength(2);
  });

  it('to an address that is taken, of an unknown product or by who may not is refused', async () => {
    const [a] = [await build(), await build({ name: 'Blue' })];
    const edit = (id: string, who = ctx) => editProduct(who, { id, revision: 1, changes: { slug: 'blue' } });
    await expect(edit(a.id)).rejects.toMatchObject({ code: 'duplicate', fields: { slug: expect.anything() } });
    await expect(edit('0'.repeat(24))).rejects.toMatchObject({ code: 'not_found' });
    await expect(edit('no id')).rejects.toMatchObject({ code: 'not_found' });
    await expect(edit(a.id, support)).rejects.toMatchObject({ code: 'forbidden' });
  });

  it('of the price alone is called so in the trail', async () => {
    const { id } = await build();
    await changePrice(ctx, { id, price: 199 });
    expect((await changesOf(id))[1]).toMatchObject({
      action: 'products.changePrice',
      prevValue: { price: 255 },
      newValue: { price: 199 },
    });
    await expect(changePrice(ctx, { id, price: 1.5 })).rejects.toMatchObject({ code: 'invalid' });
  });
});

describe('a product’s status', () => {
  it('goes to active, to archived and back', async () => {
    const { id } = await build();
    expect((await activateProduct(ctx, { id, revision: 1 })).status).toBe('active');
    expect((await archiveProduct(ctx, { id, revision: 2 })).status).toBe('archived');
    await expect(archiveProduct(ctx, { id })).rejects.toMatchObject({ code: 'illegal_move' });
    expect((await activateProduct(ctx, { id })).status).toBe('active');
    expect((await changesOf(id)).map(({ action }) => action)).toEqual([
      'products.new',
      'products.activate',
      'products.archive',
      'products.activate',
    ]);
  });

  it('without a price stays draft', async () => {
    const { id } = await build({ price: 0 });
    await expect(activateProduct(ctx, { id })).rejects.toMatchObject({ code: 'invalid' });
    await expect(archiveProduct(support, { id })).rejects.toMatchObject({ code: 'forbidden' });
  });
});

describe('deleting a product', () => {
  it('works while nothing refers to it', async () => {
    const { id } = await build();
    await deleteProduct(ctx, { id, revision: 1 });
    expect(await ProductModel.countDocuments({})).toBe(0);
    expect((await changesOf(id))[1]).toMatchObject({ action: 'products.delete', newValue: null });
  });

  it('is refused with the reason that another module gives', async () => {
    const { id } = await build();
    onReferenceCheck(async (asked) => (asked === id ? '3 order lines name it' : null));
    await expect(deleteProduct(ctx, { id })).rejects.toMatchObject({
      code: 'still_referenced',
      message: "This can't be deleted because 3 order lines name it.",
    });
  });

  it('of an old version or by who may not is refused', async () => {
    const { id } = await build();
    await expect(deleteProduct(ctx, { id, revision: 7 })).rejects.toMatchObject({ code: 'stale' });
    await expect(deleteProduct(support, { id })).rejects.toMatchObject({ code: 'forbidden' });
  });
});

describe('a product’s pictures', () => {
  let shade = 0;
  const upload = async () => {
    shade += 1;
    const source = await jpegPicture({ width: 100, height: 80, colour: { r: 0, g: shade, b: 0 } });
    return (await storePicture(source)).sha256;
  };
  const shown = async (id: string) => (await ProductModel.findById(id).lean())?.images.map(({ sha256 }) => sha256);

  it('are attached, put in order and removed; what no product shows is swept from the store', async () => {
    const { id } = await build();
    const [a, b] = [await upload(), await upload()];
    const attached = await attachPictures(ctx, {
      id,
      revision: 1,
      pictures: [{ sha256: a, alt: 'Front' }, { sha256: b }],
    });
    expect(attached.images).toEqual([
      { sha256: a, alt: 'Front', width: 100, height: 80 },
      { sha256: b, alt: '', width: 100, height: 80 },
    ]);
    await reorderPictures(ctx, { id, order: [b, a] });
    expect(await shown(id)).toEqual([b, a]);
    await removePictures(ctx, { id, sha256s: [b] });
    expect(await shown(id)).toEqual([a]);

    await MediaModel.updateMany({ state: 'waiting' }, { sweepAfter: new Date(0) });
    expect(await sweepOrphans()).toEqual({ swept: 1, kept: 0 });
    expect(await storedKeys(`media/${a}`)).toHaveLength(3);
    expect(await storedKeys(`media/${b}`)).toHaveLength(0);
  });

  it('that two products show stay until the second lets go', async () => {
    const sha256 = await upload();
    const [one, two] = [await build({ images: [{ sha256 }] }), await build({ images: [{ sha256 }] })];
    const sweep = async () => {
      await MediaModel.updateMany({ state: 'waiting' }, { sweepAfter: new Date(0) });
      return sweepOrphans();
    };
    await editProduct(ctx, { id: one.id, revision: 1, changes: { images: [] } });
    expect(await sweep()).toEqual({ swept: 0, kept: 1 });
    await deleteProduct(ctx, { id: two.id });
    expect(await sweep()).toEqual({ swept: 1, kept: 0 });
  });

  it('given as first ones hang on products that have none, also where somebody is giving them one meanwhile', async () => {
    const [a, b, unused] = [await upload(), await upload(), await upload()];
    const full = await build({ images: [{ sha256: b }] });
    const bare = await Promise.all([build(), build(), build(), build()]);
    const firsts = [...bare, full].map(({ id }) => ({ id, sha256: a, alt: 'A' }));
    const own = bare[3]!;
    await Promise.all([
      attachFirstPictures(ctx, firsts),
      attachPictures(ctx, { id: own.id, pictures: [{ sha256: b, alt: 'Own' }] }),
    ]);
    await attachFirstPictures(ctx, [{ id: full.id, sha256: unused, alt: '' }]);
    for (const { id } of bare.slice(0, 3)) {
      expect(await shown(id)).toEqual([a]);
      expect((await changesOf(id)).map(({ action }) => action)).toEqual(['products.new', 'products.attachPictures']);
    }
    expect(await shown(full.id)).toEqual([b]);
    expect([[b], [a, b]]).toContainEqual(await shown(own.id));
    expect((await MediaModel.findById(unused).lean())?.state).toBe('waiting');
    await expect(attachFirstPictures(support, firsts)).rejects.toMatchObject({ code: 'forbidden' });
  });

  it('that were never uploaded, come twice, or in an order that leaves one out are refused', async () => {
    const sha256 = await upload();
    const { id } = await build({ images: [{ sha256 }] });
    const attach = (pictures: { sha256: string }[]) => attachPictures(ctx, { id, pictures });
    await expect(attach([{ sha256: 'a'.repeat(64) }])).rejects.toMatchObject({ code: 'picture_missing' });
    await expect(attach([{ sha256 }])).rejects.toMatchObject({ code: 'invalid' });
    await expect(reorderPictures(ctx, { id, order: [] })).rejects.toMatchObject({ code: 'invalid' });
    await expect(reorderPictures(ctx, { id, order: [sha256, sha256] })).rejects.toMatchObject({ code: 'invalid' });
    await expect(attachPictures(support, { id, pictures: [] })).rejects.toMatchObject({ code: 'forbidden' });
    expect(await shown(id)).toEqual([sha256]);
  });
});

it('other modules find products by id, SKU and code as plain objects', async () => {
  const category = String((await createCategory(ctx, { name: 'Lanterns' }))._id);
  const { id } = await build({ sku: 'FIND', barcode: '5012', category });
  const found = { id, sku: 'FIND', category, available: 0, price: 255, revision: 1, stockSeq: 0 };
  expect(await productsByIds([id, 'no id', '0'.repeat(24)])).toMatchObject([found]);
  expect(await productsBySkus(['FIND', 'OTHER'])).toMatchObject([found]);
  expect(await productByCode('5012')).toMatchObject(found);
  expect(await productByCode('FIND')).toMatchObject(found);
  expect(await productByCode('OTHER')).toBeNull();
});
