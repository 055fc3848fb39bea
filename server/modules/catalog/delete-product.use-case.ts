import { stillReferenced } from '../../shared/errors.ts';
import { assertCan } from '../../shared/permissions.policy.ts';
import type { RequestContext } from '../../shared/request-context.ts';
import { afterCommit, runOperation } from '../audit/index.ts';
import { releasePictures } from '../media/index.ts';
import { forgetCounts } from './catalogue.repository.ts';
import type { ProductAt } from './edit-product.use-case.ts';
import { productForEdit } from './product-writes.service.ts';

/** Says what refers to a product, in words that end "This can't be deleted because …", or null. Asked inside the operation. */
export type ReferenceCheck = (productId: string) => Promise<string | null>;

const checks = new Set<ReferenceCheck>();

/** A module whose records name products answers here; bound by the composition root. */
export function onReferenceCheck(check: ReferenceCheck): void {
  checks.add(check);
}

/** Deletes a product that nothing refers to; what has history is archived instead. Throws `still_referenced`, `stale`, `not_found`. */
export async function deleteProduct(ctx: RequestContext, { id, revision }: ProductAt): Promise<void> {
  assertCan(ctx, 'products', 'delete');
  await runOperation(ctx, { action: 'products.delete', entity: 'products', entityId: id }, async () => {
    const product = await productForEdit(id, revision);
    if (product.stockSeq > 0 || product.quantity + product.reserved + product.held > 0) {
      throw stillReferenced('stock movements belong to it; archive it instead');
    }
    for (const check of checks) {
      const by = await check(id);
      if (by) throw stillReferenced(by);
    }
    await releasePictures(product.images.map((image) => image.sha256));
    afterCommit(forgetCounts);
    await product.deleteOne();
  });
}
