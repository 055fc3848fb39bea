import { Types } from 'mongoose';
import { parseInput } from '../../platform/validation.ts';
import { invalid } from '../../shared/errors.ts';
import { assertCan, assertMayEdit } from '../../shared/permissions.policy.ts';
import type { RequestContext } from '../../shared/request-context.ts';
import { runOperation } from '../audit/index.ts';
import { claimPictures } from '../media/index.ts';
import type { ProductAt } from './edit-product.use-case.ts';
import { type ProductImage, ProductModel } from './product.model.ts';
import { pictureList } from './product.schemas.ts';
import { productForEdit, type StoredProduct, saveProduct } from './product-writes.service.ts';

type Picture = { sha256: string; alt: string };

/** Adds uploaded pictures behind those a product has. Throws `picture_missing`, `invalid`, `stale`. */
export const attachPictures = (
  ctx: RequestContext,
  { pictures, ...at }: ProductAt & { pictures: { sha256: string; alt?: string }[] },
): Promise<StoredProduct> =>
  changePictures(ctx, 'products.attachPictures', at, (before) => [
    ...before,
    ...pictures.map(({ sha256, alt = '' }) => ({ sha256, alt })),
  ]);

/**
 * Gives products that have no picture their first one, in one operation, so for at most 500 of them. Those that got one meanwhile are left
 * alone. Throws `picture_missing`, `forbidden`.
 */
export async function attachFirstPictures(
  ctx: RequestContext,
  firsts: readonly { id: string; sha256: string; alt: string }[],
): Promise<void> {
  assertCan(ctx, 'products', 'edit');
  assertMayEdit(ctx, 'products', ['images']);
  if (firsts.length === 0) return;
  await runOperation(ctx, { action: 'products.attachPictures', entity: 'products' }, async () => {
    const ids = firsts.map(({ id }) => new Types.ObjectId(id));
    // Whoever gives one of them a picture from now on conflicts with this transaction, which then looks again.
    const bare = await ProductModel.find({ _id: { $in: ids }, images: { $size: 0 } }, { _id: 1 }).lean();
    const waiting = new Set(bare.map(({ _id }) => String(_id)));
    const due = firsts.filter(({ id }) => waiting.has(id));
    if (due.length === 0) return;
    const sizes = await claimPictures(due.map(({ sha256 }) => sha256));
    await ProductModel.bulkWrite(
      due.map(({ id, sha256, alt }) => ({
        updateOne: { filter: { _id: id }, update: { $set: { images: [{ sha256, alt, ...sizes.get(sha256)! }] } } },
      })),
    );
  });
}

/** Puts a product's pictures into another order, given as all of their digests; the first stands for the product. */
export const reorderPictures = (
  ctx: RequestContext,
  { order, ...at }: ProductAt & { order: string[] },
): Promise<StoredProduct> =>
  changePictures(ctx, 'products.reorderPictures', at, (before) => {
    const sorted = order.flatMap((sha256) => before.filter((picture) => picture.sha256 === sha256));
    if (order.length !== before.length || new Set(sorted).size !== before.length) {
      throw invalid({ images: 'Name each picture of the product once.' });
    }
    return sorted;
  });

/** Takes pictures off a product; those that no other record shows are deleted after an hour. */
export const removePictures = (
  ctx: RequestContext,
  { sha256s, ...at }: ProductAt & { sha256s: string[] },
): Promise<StoredProduct> =>
  changePictures(ctx, 'products.removePictures', at, (before) =>
    before.filter((picture) => !sha256s.includes(picture.sha256)),
  );

async function changePictures(
  ctx: RequestContext,
  action: string,
  { id, revision }: ProductAt,
  change: (before: Picture[]) => Picture[],
): Promise<StoredProduct> {
  assertCan(ctx, 'products', 'edit');
  assertMayEdit(ctx, 'products', ['images']);
  return runOperation(ctx, { action, entity: 'products', entityId: id }, async () => {
    const product = await productForEdit(id, revision);
    const before = product.images.map(({ sha256, alt }: ProductImage) => ({ sha256, alt }));
    return saveProduct(product, { images: parseInput(pictureList, change(before)) });
  });
}
