import type { Uom } from '../../shared/quantity.ts';

/** The three figures of a product's stock, in steps of its unit. */
export type StockFigures = { quantity: number; reserved: number; held: number };

/** What can be sold: on hand, less what is promised to open orders, less what waits for inspection. */
export const availableOf = ({ quantity, reserved, held }: StockFigures): number => quantity - reserved - held;

/** What the outbox carries from here. */
export const STOCK_TOPICS = ['stock.low', 'stock.recovered', 'stock.sold-out', 'stock.back'] as const;
export type StockTopic = (typeof STOCK_TOPICS)[number];

/** What is said of a product that crossed a line: what is left to sell of it, in steps of its unit. */
export type StockNews = {
  productId: string;
  sku: string;
  name: string;
  uom: Uom;
  available: number;
  threshold: number;
};

/** What such a message says: the products that crossed the same line together. */
export type StockMessage = { products: StockNews[] };

export type Crossing = { topic: StockTopic; news: StockNews };

type LevelChange = {
  productId: string;
  sku: string;
  name: string;
  uom: Uom;
  lowStockThreshold?: number | null;
  before: StockFigures;
  after: StockFigures;
};

/**
 * Which lines a change of stock crossed. Being low is told once on the way down and again only after it recovered, because staying
 * below the threshold crosses nothing.
 */
export function crossings(level: LevelChange): Crossing[] {
  const threshold = level.lowStockThreshold ?? 0;
  const before = availableOf(level.before);
  const after = availableOf(level.after);
  const { productId, sku, name, uom } = level;
  const news: StockNews = { productId, sku, name, uom, available: after, threshold };
  const topics: StockTopic[] = [];
  if (threshold > 0 && before > threshold && after <= threshold) topics.push('stock.low');
  if (threshold > 0 && before <= threshold && after > threshold) topics.push('stock.recovered');
  if (before > 0 && after <= 0) topics.push('stock.sold-out');
  if (before <= 0 && after > 0) topics.push('stock.back');
  return topics.map((topic) => ({ topic, news }));
}
