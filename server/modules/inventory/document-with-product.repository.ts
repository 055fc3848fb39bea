import { CountModel } from './count.model.ts';
import { DeliveryModel } from './delivery.model.ts';

/** Why a product can't be deleted, for the catalogue's check; null where no delivery and no count names it. */
export async function documentWithProduct(productId: string): Promise<string | null> {
  const delivery = await DeliveryModel.findOne({ 'lines.product': productId }, { reference: 1 }).lean();
  if (delivery) return `the delivery ${delivery.reference} names it`;
  const count = await CountModel.findOne({ 'lines.product': productId }, { name: 1 }).lean();
  return count && `the count ${count.name} names it`;
}
