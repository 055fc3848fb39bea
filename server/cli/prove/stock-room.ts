import { runOperation } from '../../modules/audit/index.ts';
import {
  bookMovements,
  countBasis,
  countStock,
  receiveStock,
  withStockQueue,
  writeOffStock,
} from '../../modules/inventory/index.ts';
import type { Scene } from './stage.ts';

const SALES = 60;

export const stockRoom: Scene = {
  title: `A count, a write-off and a receipt in the middle of ${SALES} sales`,
  async play({ product, staff, atOnce, figures, says }) {
    const productId = await product(100);
    const basis = await countBasis(staff, productId);
    const sell = (_: unknown, n: number) => () =>
      withStockQueue([productId], () =>
        runOperation(staff, { action: 'orders.ship' }, () =>
          bookMovements(staff, [
            {
              productId,
              delta: -1,
              reason: 'sale',
              document: { type: 'order', id: String(n), label: `Sale ${n + 1}` },
            },
          ]),
        ),
      );
    const sales = Array.from({ length: SALES }, sell);
    const { done = 0 } = await atOnce([
      ...sales.slice(0, 20),
      () => countStock(staff, { productId, counted: 97, basis }),
      ...sales.slice(20, 40),
      () => writeOffStock(staff, { productId, quantity: 5, note: 'broken' }),
      () => receiveStock(staff, { productId, quantity: 20 }),
      ...sales.slice(40),
    ]);
    const { onHand } = await figures(productId);
    says(`all ${done} bookings done: 100 counted as 97, sold ${SALES}, 5 broken, 20 came`, done === SALES + 3);
    says(`${onHand} on hand: the sales during the count are no difference`, onHand === 97 - SALES - 5 + 20);
  },
};
