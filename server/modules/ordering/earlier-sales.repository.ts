import { Types } from 'mongoose';
import { OrderModel } from './order.model.ts';

type Taken = { productId: string; quantity: number };

const MOST_ORDERS = 200;

/**
 * The numbers of the customer's latest sales, up to that time, that the goods of a cancellation can be from: for each line the latest one with
 * as many of the product or, failing that, with more of it. Lines without such a sale are left out.
 */
export async function earlierSalesOf(customerId: string, lines: readonly Taken[], until: Date): Promise<string[]> {
  const products = lines.map(({ productId }) => new Types.ObjectId(productId));
  const filter = { customer: new Types.ObjectId(customerId), date: { $lte: until }, kind: 'sale' as const };
  const orders = await OrderModel.find({ ...filter, 'lines.product': { $in: products } }, { name: 1, lines: 1 })
    .sort({ date: -1, _id: -1 })
    .limit(MOST_ORDERS)
    .lean();
  const names = lines.map(({ productId, quantity }) => {
    const has = (fits: (sold: number) => boolean) =>
      orders.find((order) => order.lines.some((line) => String(line.product) === productId && fits(line.quantity)));
    return (has((sold) => sold === quantity) ?? has((sold) => sold > quantity))?.name;
  });
  return [...new Set(names.filter((name) => name !== undefined))];
}
