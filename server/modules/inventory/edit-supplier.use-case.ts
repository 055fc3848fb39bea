import { parseInput } from '../../platform/validation.ts';
import { notFound, stale } from '../../shared/errors.ts';
import { assertCan } from '../../shared/permissions.policy.ts';
import type { RequestContext } from '../../shared/request-context.ts';
import { runOperation } from '../audit/index.ts';
import { type EditSupplier, editSupplierSchema, setSupplierActiveSchema } from './inventory.schemas.ts';
import { SupplierModel } from './supplier.model.ts';

/** Changes a supplier. Throws `stale` where it was saved by someone else since, `duplicate`, `invalid`, `not_found`. */
export async function editSupplier(ctx: RequestContext, input: EditSupplier): Promise<void> {
  assertCan(ctx, 'suppliers', 'edit');
  const { supplierId, revision, ...fields } = parseInput(editSupplierSchema, input);
  await runOperation(ctx, { action: 'suppliers.edit', entity: 'suppliers', entityId: supplierId }, async () => {
    const supplier = await supplierAt(supplierId, revision);
    await supplier.set(fields).save();
  });
}

/** Takes a supplier out of use, or back into it; deliveries and history keep it. Throws like `editSupplier`. */
export async function setSupplierActive(
  ctx: RequestContext,
  input: { supplierId: string; revision: number; isActive: boolean },
): Promise<void> {
  assertCan(ctx, 'suppliers', 'edit');
  const { supplierId, revision, isActive } = parseInput(setSupplierActiveSchema, input);
  await runOperation(ctx, { action: 'suppliers.edit', entity: 'suppliers', entityId: supplierId }, async () => {
    const supplier = await supplierAt(supplierId, revision);
    await supplier.set({ isActive }).save();
  });
}

async function supplierAt(id: string, revision: number) {
  const supplier = await SupplierModel.findById(id);
  if (!supplier) throw notFound('supplier', id);
  if (supplier.revision !== revision) {
    throw stale({ expected: revision, actual: supplier.revision, theirs: supplier.toObject() });
  }
  return supplier;
}
