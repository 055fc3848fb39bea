import { type HydratedDocument, Types } from 'mongoose';
import { duplicate, invalid, notFound, stale } from '../../shared/errors.ts';
import { type Audited, afterCommit } from '../audit/index.ts';
import { claimPictures, releasePictures } from '../media/index.ts';
import { forgetCounts } from './catalogue.repository.ts';
import { CategoryModel } from './category.model.ts';
import { type Product, type ProductImage, ProductModel } from './product.model.ts';
import type { CheckedChanges } from './product.schemas.ts';

export type ProductDocument = HydratedDocument<Product & Audited>;
/** A product as stored, as a plain object. */
export type StoredProduct = Product & Audited;

/** The product that an edit is for; throws `not_found`, or `stale` where it was saved since the revision that the edit is based on. */
export async function productForEdit(id: string, revision?: number): Promise<ProductDocument> {
  const product = Types.ObjectId.isValid(id) ? await ProductModel.findById(id) : null;
  if (!product) throw notFound('product', id);
  if (revision !== undefined && product.revision !== revision) {
    throw stale({ expected: revision, actual: product.revision, theirs: product.toObject() });
  }
  return product;
}

/** Sets checked fields on a product and stores it. Stock figures are not among them. */
export async function saveProduct(product: ProductDocument, changes: CheckedChanges): Promise<StoredProduct> {
  const { images, category, slug, ...plain } = changes;
  product.set(plain);
  if (slug !== undefined && slug !== product.slug) product.slug = await unusedSlug(slug);
  if (category !== undefined) product.category = await existingCategory(category);
  if (images !== undefined) product.images = await exchangePictures(product.images, images);
  if (product.status === 'active' && product.price === 0) {
    throw invalid({ price: 'Set a price before the product goes on sale.' });
  }
  if (product.isModified(['status', 'category'])) afterCommit(forgetCounts);
  await product.save();
  return product.toObject();
}

async function unusedSlug(slug: string): Promise<string> {
  if (await ProductModel.exists({ slug })) throw duplicate('slug', slug);
  return slug;
}

async function existingCategory(id: string | null): Promise<Types.ObjectId | null> {
  if (id === null) return null;
  if (!(await CategoryModel.exists({ _id: id }))) throw invalid({ category: 'This category no longer exists.' });
  return new Types.ObjectId(id);
}

/** Tells the media module which pictures come and which go; those that stay keep the size they were stored with. */
async function exchangePictures(
  before: readonly ProductImage[],
  wanted: readonly { sha256: string; alt: string }[],
): Promise<ProductImage[]> {
  const known = new Map(before.map(({ sha256, width, height }) => [sha256, { width, height }]));
  const added = wanted.filter(({ sha256 }) => !known.has(sha256)).map(({ sha256 }) => sha256);
  const kept = new Set(wanted.map(({ sha256 }) => sha256));
  for (const [sha256, size] of await claimPictures(added)) known.set(sha256, size);
  await releasePictures([...known.keys()].filter((sha256) => !kept.has(sha256)));
  return wanted.map(({ sha256, alt }) => {
    const { width, height } = known.get(sha256)!;
    return { sha256, alt, width, height };
  });
}
