import { parseInput } from '../../platform/validation.ts';
import { illegalMove } from '../../shared/errors.ts';
import { assertCan, assertMayEdit } from '../../shared/permissions.policy.ts';
import type { RequestContext } from '../../shared/request-context.ts';
import { runOperation } from '../audit/index.ts';
import type { ProductStatus } from './product.model.ts';
import { type ProductChanges, productChanges } from './product.schemas.ts';
import { productForEdit, type StoredProduct, saveProduct } from './product-writes.service.ts';

/** Which product; and the revision the change is based on, without which the last one wins (for programs, never for forms). */
export type ProductAt = { id: string; revision?: number };

/** Changes the fields that are given. Throws `stale`, `invalid`, `duplicate`, `picture_missing`, `not_found`, `forbidden`. */
export async function editProduct(
  ctx: RequestContext,
  { id, revision, changes }: { id: string; revision: number; changes: ProductChanges },
): Promise<StoredProduct> {
  assertCan(ctx, 'products', 'edit');
  const checked = parseInput(productChanges, changes);
  assertMayEdit(ctx, 'products', Object.keys(checked));
  return runOperation(ctx, { action: 'products.edit', entity: 'products', entityId: id }, async () =>
    saveProduct(await productForEdit(id, revision), checked),
  );
}

/** Sets a product's price in minor units of the shop's currency. Throws as `editProduct` does. */
export async function changePrice(
  ctx: RequestContext,
  { id, revision, price }: ProductAt & { price: number },
): Promise<StoredProduct> {
  assertCan(ctx, 'products', 'edit');
  assertMayEdit(ctx, 'products', ['price']);
  const checked = parseInput(productChanges, { price });
  return runOperation(ctx, { action: 'products.changePrice', entity: 'products', entityId: id }, async () =>
    saveProduct(await productForEdit(id, revision), checked),
  );
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
