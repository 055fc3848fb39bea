import type { AnyBulkWriteOperation } from 'mongoose';
import { clock } from '../../platform/clock.ts';
import { enqueue } from '../../platform/outbox.ts';
import { assertCan } from '../../shared/permissions.policy.ts';
import type { RequestContext } from '../../shared/request-context.ts';
import type { StockLevel } from '../catalog/index.ts';
import { type AlertKind, type StockAlert, StockAlertModel } from './stock-alert.model.ts';
import { type Crossing, crossings, STOCK_TOPICS, type StockMessage, type StockTopic } from './stock-level.policy.ts';

/** What a crossing raises, and which alerts are over by it. */
const MEANING: Record<StockTopic, { raises?: AlertKind; ends: readonly AlertKind[] }> = {
  'stock.low': { raises: 'low', ends: [] },
  'stock.recovered': { ends: ['low'] },
  'stock.sold-out': { raises: 'sold-out', ends: ['back'] },
  'stock.back': { raises: 'back', ends: ['sold-out'] },
};

/** Of a large delivery a message tells of so many products at once: one each would keep the transaction open for thousands of writes. */
const PRODUCTS_A_MESSAGE = 100;

/** Says, in the current operation, what changes of stock mean for people: messages for the outbox, and the alerts of the dashboard. */
export async function raiseAlerts(levels: readonly StockLevel[]): Promise<void> {
  const crossed = levels.flatMap(crossings);
  if (crossed.length === 0) return;
  for (const topic of STOCK_TOPICS) {
    const products = crossed.filter((crossing) => crossing.topic === topic).map(({ news }) => news);
    for (let at = 0; at < products.length; at += PRODUCTS_A_MESSAGE)
      await enqueue(topic, { products: products.slice(at, at + PRODUCTS_A_MESSAGE) } satisfies StockMessage);
  }
  await StockAlertModel.bulkWrite(crossed.flatMap(alertWrites), { ordered: true });
}

function alertWrites({ topic, news }: Crossing): AnyBulkWriteOperation<StockAlert>[] {
  const { raises, ends } = MEANING[topic];
  const { productId: product, available } = news;
  const over = { updateMany: { filter: { product, kind: { $in: ends } }, update: { $set: { open: false } } } };
  const raised = {
    updateOne: {
      filter: { product, kind: raises },
      update: { $set: { available, raisedAt: clock.now(), open: true } },
      upsert: true,
    },
  };
  return [...(ends.length > 0 ? [over] : []), ...(raises ? [raised] : [])] as AnyBulkWriteOperation<StockAlert>[];
}

export type StandingAlert = { productId: string; kind: AlertKind; raisedAt: Date };

/** The alerts that stand, the newest first. That goods are back is news for a week. */
export async function standingAlerts(ctx: RequestContext, limit: number): Promise<StandingAlert[]> {
  assertCan(ctx, 'stockMovements', 'list');
  const since = new Date(clock.now().getTime() - NEWS_FOR_MS);
  const rows = await StockAlertModel.find({
    open: true,
    $or: [{ kind: { $ne: 'back' } }, { raisedAt: { $gte: since } }],
  })
    .sort({ raisedAt: -1 })
    .limit(limit)
    .lean();
  return rows.map(({ product, kind, raisedAt }) => ({ productId: String(product), kind, raisedAt }));
}

const NEWS_FOR_MS = 7 * 24 * 3_600_000;
