import { secondLook } from '../../platform/four-eyes.ts';
import { parseInput } from '../../platform/validation.ts';
import { illegalMove } from '../../shared/errors.ts';
import { assertCan, assertMayEdit } from '../../shared/permissions.policy.ts';
import type { RequestContext } from '../../shared/request-context.ts';
import { runOperation } from '../audit/index.ts';
import type { ProductStatus } from './product.model.ts';
import { type CheckedChanges, type ProductChanges, productChanges } from './product.schemas.ts';
import { type ProductDocument, productForEdit, type StoredProduct, saveProduct } from './product-writes.service.ts';

/** Which product; and the revision the change is based on, without which the last one wins (for programs, never for forms). */
export type ProductAt = { id: string; revision?: number };

/**
 * Changes the fields that are given. Throws `stale`, `invalid`, `duplicate`, `picture_missing`, `not_found`, `forbidden`, and
 * `approval_needed` where the price would fall further than one person may let it.
 */
export async function editProduct(
  ctx: RequestContext,
  { id, revision, changes }: ProductAt & { changes: ProductChanges },
): Promise<StoredProduct> {
  assertCan(ctx, 'products', 'edit');
  const checked = parseInput(productChanges, changes);
  assertMayEdit(ctx, 'products', Object.keys(checked));
  return runOperation(ctx, { action: 'products.edit', entity: 'products', entityId: id }, async () => {
    const product = await productForEdit(id, revision);
    await lookAtPriceCut(ctx, product, checked, changes);
    return saveProduct(product, checked);
  });
}

/** Sets a product's price in minor units of the shop's currency. Throws as `editProduct` does. */
export async function changePrice(
  ctx: RequestContext,
  { id, revision, price }: ProductAt & { price: number },
): Promise<StoredProduct> {
  assertCan(ctx, 'products', 'edit');
  assertMayEdit(ctx, 'products', ['price']);
  const checked = parseInput(productChanges, { price });
  return runOperation(ctx, { action: 'products.changePrice', entity: 'products', entityId: id }, async () => {
    const product = await productForEdit(id, revision);
    await lookAtPriceCut(ctx, product, checked, { price });
    return saveProduct(product, checked);
  });
}

/** A price that falls far may be a slip of the finger or a favour. What else the form changes waits with it. */
async function lookAtPriceCut(
  ctx: RequestContext,
  product: ProductDocument,
  checked: CheckedChanges,
  changes: ProductChanges,
): Promise<void> {
  const { price } = checked;
  if (price === undefined || price >= product.price) return;
  const before = product.toObject<StoredProduct>();
  const names = Object.keys(checked) as (keyof CheckedChanges)[];
  await secondLook(ctx, {
    kind: 'priceCut',
    entity: 'products',
    entityId: String(product._id),
    input: { id: String(product._id), changes },
    before: Object.fromEntries(names.map((name) => [name, before[name] ?? null])),
    after: checked,
    size: Math.floor(((product.price - price) * 10_000) / product.price),
  });
}

/** Takes a product off the shop; its history stays. Throws `illegal_move` where it is archived already. */
export const archiveProduct = (ctx: RequestContext, product: ProductAt): Promise<StoredProduct> =>
  moveTo(ctx, 'archived', 'products.archive', product);

/** Puts a product on sale. Throws `illegal_move` where it is already, `invalid` without a price. */
export const activateProduct = (ctx: RequestContext, product: ProductAt): Promise<StoredProduct> =>
  moveTo(ctx, 'active', 'products.activate', product);

async function moveTo(
  ctx: RequestContext,
  status: ProductStatus,
  action: string,
  { id, revision }: ProductAt,
): Promise<StoredProduct> {
  assertCan(ctx, 'products', 'archive');
  return runOperation(ctx, { action, entity: 'products', entityId: id }, async () => {
    const product = await productForEdit(id, revision);
    if (product.status === status) throw illegalMove('A product', product.status, status);
    return saveProduct(product, { status });
  });
}
