import { parseInput } from '../../platform/validation.ts';
import { assertCan } from '../../shared/permissions.policy.ts';
import type { RequestContext } from '../../shared/request-context.ts';
import { runOperation } from '../audit/index.ts';
import { type NewSupplier, supplierSchema } from './inventory.schemas.ts';
import { SupplierModel } from './supplier.model.ts';

/** Adds a supplier. Throws `invalid`, and `duplicate` for a name that exists in any case of letters. */
export async function createSupplier(ctx: RequestContext, input: NewSupplier): Promise<{ id: string }> {
  assertCan(ctx, 'suppliers', 'new');
  const fields = parseInput(supplierSchema, input);
  return runOperation(ctx, { action: 'suppliers.new', entity: 'suppliers' }, async () => {
    const supplier = await new SupplierModel({ ...fields, ...(ctx.demo ? { demo: true } : {}) }).save();
    return { id: String(supplier._id) };
  });
}
