import { beforeEach, describe, expect, it } from '@jest/globals';
import { contextOf, useDatabase } from '../../testing/harness.ts';
import { AuditLog } from '../audit/admin.ts';
import { CategoryModel, ProductModel } from './admin.ts';
import { categoryTree, withDescendants } from './category-tree.service.ts';
import { createCategory, createProduct, deleteCategory, editCategory } from './index.ts';

useDatabase();
const ctx = contextOf('inventory');
const support = contextOf('support');

beforeEach(async () => {
  await CategoryModel.collection.deleteMany({});
  await ProductModel.collection.deleteMany({});
  await AuditLog.collection.deleteMany({});
});

async function build(name: string, parent?: string) {
  const category = await createCategory(ctx, { name, ...(parent ? { parent } : {}) });
  return { ...category, id: String(category._id) };
}

describe('a category', () => {
  it('is made with an address of its own and an entry in the trail', async () => {
    const lanterns = await build('Lanterns');
    expect(lanterns).toMatchObject({ slug: 'lanterns', parent: null, revision: 1 });
    expect((await build('Lanterns!')).slug).toBe('lanterns-2');
    expect(await AuditLog.find({ entityId: lanterns.id }).lean()).toMatchObject([
      { kind: 'change', action: 'categories.new', newValue: { name: 'Lanterns' } },
    ]);
  });

  it('is renamed and moved, and the shop knows at once', async () => {
    const [light, lanterns] = [await build('Lighting'), await build('Lanterns')];
    await categoryTree();
    await editCategory(ctx, { id: lanterns.id, revision: 1, changes: { name: 'Paper lanterns', parent: light.id } });
    const tree = await categoryTree();
    expect(tree.bySlug.get('lanterns')).toMatchObject({ name: 'Paper lanterns', parent: light.id });
    expect(withDescendants(tree, light.id)).toEqual([light.id, lanterns.id]);
  });

  it('keeps its place when an edit of an old version is refused', async () => {
    const { id } = await build('Lanterns');
    await editCategory(ctx, { id, revision: 1, changes: { name: 'Lamps' } });
    await expect(editCategory(ctx, { id, revision: 1, changes: { name: 'Mine' } })).rejects.toMatchObject({
      code: 'stale',
      meta: { actual: 2, theirs: { name: 'Lamps' } },
    });
  });

  it('cannot be put below itself, however far down', async () => {
    const a = await build('A');
    const b = await build('B', a.id);
    const c = await build('C', b.id);
    for (const parent of [a.id, b.id, c.id]) {
      await expect(editCategory(ctx, { id: a.id, revision: 1, changes: { parent } })).rejects.toMatchObject({
        code: 'invalid',
        fields: { parent: 'A category cannot stand below itself.' },
      });
    }
  });

  it.each<[string, Record<string, unknown>, object]>([
    ['without a name', { name: '' }, { code: 'invalid', fields: { name: 'This field is required.' } }],
    ['below one that is gone', { name: 'X', parent: '0'.repeat(24) }, { code: 'invalid' }],
    ['at a taken address', { name: 'X', slug: 'taken' }, { code: 'duplicate' }],
    [
      'with a field there is not',
      { name: 'X', colour: 'red' },
      { code: 'invalid', fields: { colour: expect.anything() } },
    ],
  ])('%s is refused', async (_name, input, error) => {
    await build('Taken');
    await expect(createCategory(ctx, input as { name: string })).rejects.toMatchObject(error);
  });

  it('is deleted when it is empty, and only then', async () => {
    const a = await build('A');
    const b = await build('B', a.id);
    await createProduct(ctx, { name: 'Lantern', sku: 'L', price: 1, category: b.id });
    await expect(deleteCategory(ctx, { id: a.id })).rejects.toMatchObject({ code: 'still_referenced' });
    await expect(deleteCategory(ctx, { id: b.id })).rejects.toMatchObject({ code: 'still_referenced' });
    await expect(deleteCategory(ctx, { id: '0'.repeat(24) })).rejects.toMatchObject({ code: 'not_found' });
    const c = await build('C');
    await deleteCategory(ctx, { id: c.id, revision: 1 });
    expect((await categoryTree()).byId.has(c.id)).toBe(false);
  });

  it('is neither made, edited nor deleted by who may not', async () => {
    const { id } = await build('A');
    const no = { code: 'forbidden' };
    await expect(createCategory(support, { name: 'B' })).rejects.toMatchObject(no);
    await expect(editCategory(support, { id, revision: 1, changes: { name: 'B' } })).rejects.toMatchObject(no);
    await expect(deleteCategory(support, { id })).rejects.toMatchObject(no);
  });
});

it('a circle that got into the data neither hangs nor hides anything', async () => {
  const [a, b] = [await build('A'), await build('B')];
  await CategoryModel.collection.updateOne({ _id: a._id }, { $set: { parent: b._id } });
  await CategoryModel.collection.updateOne({ _id: b._id }, { $set: { parent: a._id } });
  await editCategory(ctx, { id: (await build('C')).id, revision: 1, changes: { name: 'D' } });
  const tree = await categoryTree();
  expect(withDescendants(tree, a.id).sort()).toEqual([a.id, b.id].sort());
});
