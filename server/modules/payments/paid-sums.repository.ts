import { type PipelineStage, Types } from 'mongoose';
import { PaymentModel, type PaymentState } from './payment.model.ts';

/** What an order's payments took and gave back. */
export type PaidSum = { orderId: string; paid: number; refunded: number; count: number };

const TAKEN: PaymentState[] = ['captured', 'partly_refunded', 'refunded'];
const SUMS: PipelineStage[] = [
  {
    $group: {
      _id: '$order',
      paid: { $sum: { $cond: [{ $in: ['$status', TAKEN] }, '$amount', 0] } },
      refunded: { $sum: '$refunded' },
      count: { $sum: 1 },
    },
  },
  { $sort: { _id: 1 } },
];

/** The sums of every order that has a payment, in the order of the orders' ids, in bounded memory. */
export async function* paidSums(): AsyncGenerator<PaidSum> {
  yield* sumsOf({});
}

/** The sums of one order. */
export async function paidSumOf(orderId: string): Promise<PaidSum> {
  for await (const sum of sumsOf({ order: new Types.ObjectId(orderId) })) return sum;
  return { orderId, paid: 0, refunded: 0, count: 0 };
}

async function* sumsOf(match: Record<string, unknown>): AsyncGenerator<PaidSum> {
  const cursor = PaymentModel.aggregate<Omit<PaidSum, 'orderId'> & { _id: Types.ObjectId }>([
    { $match: match },
    ...SUMS,
  ])
    .allowDiskUse(true)
    .cursor({ batchSize: 1_000 });
  for await (const { _id, ...sums } of cursor) yield { orderId: String(_id), ...sums };
}
