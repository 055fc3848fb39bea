import { withStockQueue } from '../modules/inventory/index.ts';
import { stockQueueLength } from '../modules/inventory/stock-queue.service.ts';

/** Has everybody stand in line for these goods, in this order, before the first one gets a turn: as in a crowd. */
export async function inOneTurn<T>(
  productId: string,
  buyers: readonly (() => Promise<T>)[],
): Promise<PromiseSettledResult<T>[]> {
  let open = () => {};
  const closed = withStockQueue([productId], () => new Promise<void>((resolve) => (open = resolve)));
  const outcomes: Promise<PromiseSettledResult<T>[]>[] = [];
  for (const [n, buy] of buyers.entries()) {
    outcomes.push(Promise.allSettled([buy()]));
    while (stockQueueLength(productId) < n + 2) await new Promise((resolve) => setTimeout(resolve, 2));
  }
  open();
  await closed;
  return (await Promise.all(outcomes)).flat();
}
