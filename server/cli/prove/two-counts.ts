import { countBasis, countStock } from '../../modules/inventory/index.ts';
import type { Scene } from './stage.ts';

export const twoCounts: Scene = {
  title: 'Two people count one shelf, and both find 8 where the books say 10',
  async play({ product, staff, atOnce, figures, says }) {
    const productId = await product(10);
    const basis = await countBasis(staff, productId);
    const count = () => countStock(staff, { productId, counted: 8, basis });
    const { done = 0, counted_meanwhile: refused = 0 } = await atOnce([count, count]);
    const { onHand } = await figures(productId);
    says(`booked ${done}, asked to count again ${refused}`, done === 1 && refused === 1);
    says(`${onHand} on hand: the difference is booked once`, onHand === 8);
  },
};
