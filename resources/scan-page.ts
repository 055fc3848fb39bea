import { productByCode } from '../server/modules/catalog/admin.ts';
import { unknownCode } from '../server/modules/inventory/admin.ts';
import { assertCan } from '../server/shared/permissions.policy.ts';
import type { RequestContext } from '../server/shared/request-context.ts';

/** The product that a scanned code means; nothing where none was scanned. Throws `unknown_code`, `forbidden`. */
export async function scanPage(ctx: RequestContext, query: URLSearchParams): Promise<object> {
  assertCan(ctx, 'products', 'stockCard');
  const code = query.get('code')?.trim() ?? '';
  if (code === '') return {};
  const product = await productByCode(code);
  if (!product) throw unknownCode(code);
  const { id, name, sku } = product;
  return { product: { id, name, sku } };
}
