import { parseInput } from '../../platform/validation.ts';
import { illegalMove, notFound } from '../../shared/errors.ts';
import { assertCan } from '../../shared/permissions.policy.ts';
import type { RequestContext } from '../../shared/request-context.ts';
import { runOperation } from '../audit/index.ts';
import { DeliveryModel } from './delivery.model.ts';
import { documentFor } from './document-lines.service.ts';
import { type NewDelivery, newDeliverySchema } from './inventory.schemas.ts';
import { SupplierModel } from './supplier.model.ts';

/** Announces a delivery; it has no lines yet. Throws `invalid`, `not_found` for an unknown supplier. */
export async function createDelivery(ctx: RequestContext, input: NewDelivery): Promise<{ id: string }> {
  assertCan(ctx, 'deliveries', 'new');
  const fields = parseInput(newDeliverySchema, input);
  if (fields.supplier && !(await SupplierModel.exists({ _id: fields.supplier }))) {
    throw notFound('supplier', fields.supplier);
  }
  return runOperation(ctx, { action: 'deliveries.new', entity: 'deliveries' }, async () => {
    const delivery = await new DeliveryModel({ ...fields, ...(ctx.demo ? { demo: true } : {}) }).save();
    return { id: String(delivery._id) };
  });
}

/** Deletes a delivery of which nothing is booked. Throws `illegal_move`, `not_found`. */
export async function deleteDelivery(ctx: RequestContext, id: string): Promise<void> {
  assertCan(ctx, 'deliveries', 'delete');
  await runOperation(ctx, { action: 'deliveries.delete', entity: 'deliveries', entityId: id }, async () => {
    const delivery = await documentFor(DeliveryModel, id);
    if (delivery.lines.some(({ booked }) => booked > 0)) throw illegalMove('A delivery', delivery.status, 'deleted');
    await delivery.deleteOne();
  });
}
