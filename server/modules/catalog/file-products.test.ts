import { beforeAll, describe, expect, it } from '@jest/globals';
import mongoose from 'mongoose';
import { useDatabase } from '../../testing/harness.ts';
import { AuditLog } from '../audit/admin.ts';
import { ProductModel } from './admin.ts';
import { findOnSale } from './catalogue.repository.ts';
import { fileProducts } from './index.ts';
import '../media/index.ts';

useDatabase();

const category = new mongoose.Types.ObjectId();
const OLD = Array.from({ length: 1_200 }, (_, n) => ({
  name: `Lantern ${String(n).padStart(4, '0')}`,
  sku: `OLD-${n}`,
  slug: `lantern-${n}`,
  status: 'active',
  category: n % 2 ? category : null,
  price: 100,
  quantity: 0,
  reserved: 0,
  held: 0,
  words: ['lantern'],
  revision: 1,
  ...(n % 3 ? { shelf: 'A1', family: 'lanterns' } : {}),
}));
const listOf = (categories: string[] | null) =>
  findOnSale({ categories, words: null, minPrice: null, maxPrice: null }, { sort: 'name', after: null, limit: 5 });

beforeAll(() => ProductModel.collection.insertMany(OLD as never[]));

describe('products that an earlier version stored', () => {
  it('are in no list until they are filed, and then in theirs, each with one entry, whoever begins with them', async () => {
    expect(await listOf(null)).toEqual([]);
    await Promise.all([fileProducts(), fileProducts()]);
    expect((await listOf(null)).map(({ sku }) => sku)).toEqual(['OLD-0', 'OLD-1', 'OLD-2', 'OLD-3', 'OLD-4']);
    expect((await listOf([String(category)])).map(({ sku }) => sku)).toContain('OLD-1');
    expect(await ProductModel.findOne({ sku: 'OLD-1' }).lean()).toMatchObject({
      lists: ['#all', `#category:${String(category)}`, '#shelf:A1', '#family:lanterns'],
      words: ['lantern', '0001', 'old', '1'],
    });
    expect(await AuditLog.countDocuments({ entity: 'products', kind: 'change' })).toBe(OLD.length);
    expect(await ProductModel.countDocuments({ revision: { $ne: 2 } })).toBe(0);
  });

  it('are filed though some are odd, and one that the database refuses is left out', async () => {
    const odd = (n: number, more: object) => ({
      ...OLD[0],
      _id: new mongoose.Types.ObjectId(),
      slug: `odd-${n}`,
      sku: `ODD-${n}`,
      ...more,
    });
    await ProductModel.collection.insertMany(
      [
        odd(1, { sku: 71053 }),
        odd(2, { name: { first: 'x' }, shelf: 7, category: 'none' }),
        odd(3, { reserved: 5 }),
      ] as never[],
      { bypassDocumentValidation: true },
    );
    await fileProducts();
    expect(await ProductModel.collection.findOne({ sku: 71053 as never })).toMatchObject({
      words: ['lantern', '0000', '71053'],
    });
    expect(await ProductModel.collection.findOne({ slug: 'odd-2' })).toMatchObject({ lists: ['#all', '#shelf:7'] });
    expect((await ProductModel.collection.find({ lists: null }).toArray()).map(({ slug }) => slug)).toEqual(['odd-3']);
    await ProductModel.collection.deleteMany({ slug: /^odd/ });
  });

  it('are left alone from then on', async () => {
    const before = await AuditLog.countDocuments();
    await fileProducts();
    expect(await AuditLog.countDocuments()).toBe(before);
  });
});
