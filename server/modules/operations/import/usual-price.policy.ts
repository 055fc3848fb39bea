/** A sale that tells what goods usually cost. */
export type PriceWitness = {
  at: number;
  price: number;
  invoice: string /** To a customer of the trade, not by the web shop or over the counter. */;
  trade: boolean;
};

/** How many of the latest sales have a say. */
export const WITNESSES = 20;

/**
 * The latest usual price: the most frequent one among the latest 20 sales to customers of the trade, the most recent where several are as frequent. Sales
 * without a customer (the web shop has prices of its own) only count where there are no others. Null without any.
 */
export function usualPrice(witnesses: readonly PriceWitness[]): number | null {
  const trade = witnesses.filter((witness) => witness.trade);
  const latest = (trade.length > 0 ? trade : [...witnesses]).sort(newestFirst).slice(0, WITNESSES);
  const counts = new Map<number, number>();
  for (const { price } of latest) counts.set(price, (counts.get(price) ?? 0) + 1);
  let best: number | null = null;
  for (const [price, count] of counts) if (best === null || count > (counts.get(best) ?? 0)) best = price;
  return best;
}

/** The later invoice first; within one invoice the higher price, so that the order of its lines does not matter. */
function newestFirst(a: PriceWitness, b: PriceWitness): number {
  return b.at - a.at || (a.invoice < b.invoice ? 1 : a.invoice > b.invoice ? -1 : 0) || b.price - a.price;
}

/** The usual name: the most frequent one; of several as frequent the longest, then the first in the alphabet. */
export function usualName(counts: ReadonlyMap<string, number>): string | null {
  let best: string | null = null;
  for (const [name, count] of counts) {
    if (best === null || isBetter(name, count, best, counts.get(best) ?? 0)) best = name;
  }
  return best;
}

function isBetter(name: string, count: number, best: string, bestCount: number): boolean {
  if (count !== bestCount) return count > bestCount;
  if (name.length !== best.length) return name.length > best.length;
  return name < best;
}
