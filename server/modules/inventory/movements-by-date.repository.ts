import { Types } from 'mongoose';
import { StockMovementModel } from './stock-movement.model.ts';

/** A movement as its document dates it, whenever it was booked. */
export type DatedMovement = { productId: string; date: Date; delta: number; documentType: string };

/** The date of each product's latest movement; products without movements are left out. */
export async function latestMovementDates(productIds: readonly string[]): Promise<Map<string, Date>> {
  const rows = await StockMovementModel.aggregate<{ _id: Types.ObjectId; latest: Date }>([
    { $match: { product: { $in: toObjectIds(productIds) } } },
    { $group: { _id: '$product', latest: { $max: '$date' } } },
  ]);
  return new Map(rows.map(({ _id, latest }) => [String(_id), latest]));
}

/** Every movement of these products that changed what was on hand, product by product. */
export async function* movementsOf(productIds: readonly string[]): AsyncGenerator<DatedMovement> {
  const fields = { product: 1, date: 1, delta: 1, document: 1 } as const;
  const filter = { product: { $in: toObjectIds(productIds) }, delta: { $ne: 0 } };
  for await (const row of StockMovementModel.find(filter, fields)
    .sort({ product: 1, seq: -1 })
    .lean()
    .cursor({ batchSize: 1_000 })) {
    yield { productId: String(row.product), date: row.date, delta: row.delta, documentType: row.document.type };
  }
}

const toObjectIds = (ids: readonly string[]): Types.ObjectId[] => ids.map((id) => new Types.ObjectId(id));
