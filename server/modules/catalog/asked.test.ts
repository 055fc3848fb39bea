import { beforeAll, expect, it } from '@jest/globals';
import mongoose from 'mongoose';
import { collectionByName, whereAny } from '../../platform/model.ts';
import { unindexed } from '../../testing/asked.ts';
import { useDatabase } from '../../testing/harness.ts';
import { CategoryModel, ProductModel } from './admin.ts';
import { FOUND_BY } from './product-lists.policy.ts';
import '../media/index.ts';

useDatabase();

const COLOURS = ['Red', 'Blue', 'Green', 'White', 'Pink'];
const THINGS = ['Lantern', 'Mug', 'Bag', 'Clock', 'Heart', 'Candle', 'Frame'];

beforeAll(async () => {
  const categories = Array.from({ length: 12 }, () => new mongoose.Types.ObjectId());
  await CategoryModel.collection.insertMany(
    categories.map((_id, n) => ({ _id, name: `Category ${n}`, slug: `category-${n}`, parent: null })),
  );
  const products = Array.from({ length: 2_000 }, (_, n) => {
    const name = `${COLOURS[n % 5]} ${THINGS[n % 7]} ${n}`;
    const product = {
      name,
      sku: `S${n}`,
      slug: `s-${n}`,
      status: n % 10 ? 'active' : 'draft',
      category: categories[n % 12],
      price: (n * 37) % 2_000,
      quantity: n % 50,
      reserved: 0,
      held: 0,
      images: n % 3 ? [{ sha256: n.toString(16).padStart(64, '0'), alt: '', width: 1, height: 1 }] : [],
      createdAt: new Date(n * 1_000),
      ...(n % 4 ? { shelf: `A${n % 20}`, family: `family ${n % 100}`, barcode: `b${n}` } : {}),
    };
    return { ...product, ...FOUND_BY.of(product) };
  });
  await ProductModel.collection.insertMany(products as never[]);
});

it.each(['products', 'categories', 'media'])('each way %s is asked has its index and its order', async (name) => {
  const collection = collectionByName(name);
  expect(collection?.asked?.length).toBeGreaterThan(0);
  expect(collection && (await unindexed(collection))).toEqual([]);
});

it('the products of a category are found by an index, though it is no index of the category', async () => {
  const category = (await CategoryModel.findOne().lean())?._id;
  const products = collectionByName('products')!;
  const where = whereAny(products, 'category', [category]);
  const plan = JSON.stringify(await ProductModel.find(where).explain('queryPlanner'));
  expect(plan).not.toContain('COLLSCAN');
  expect(await ProductModel.countDocuments(where)).toBe(await ProductModel.countDocuments({ category }));
});
