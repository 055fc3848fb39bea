import { parseInput } from '../../platform/validation.ts';
import { assertCan, assertMayEdit } from '../../shared/permissions.policy.ts';
import type { RequestContext } from '../../shared/request-context.ts';
import { runOperation } from '../audit/index.ts';
import { ProductModel } from './product.model.ts';
import { type NewProduct, newProduct } from './product.schemas.ts';
import { type StoredProduct, saveProduct } from './product-writes.service.ts';
import { freeSlug, retryOnTakenSlug } from './slug.service.ts';

/** Makes a product, a draft unless said otherwise, without stock. Throws `invalid`, `duplicate` (SKU, barcode), `picture_missing`, `forbidden`. */
export async function createProduct(ctx: RequestContext, input: NewProduct): Promise<StoredProduct> {
  assertCan(ctx, 'products', 'new');
  const fields = parseInput(newProduct, input);
  const { bookName: _written, ...editable } = fields;
  assertMayEdit(ctx, 'products', Object.keys(editable));
  return retryOnTakenSlug(() =>
    runOperation(ctx, { action: 'products.new', entity: 'products' }, async () => {
      const slug = fields.slug ?? (await freeSlug(ProductModel, fields.name));
      const product = new ProductModel({ slug, ...(ctx.demo ? { demo: true } : {}) });
      return saveProduct(product, fields);
    }),
  );
}
