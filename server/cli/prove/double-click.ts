import { receiveStock } from '../../modules/inventory/index.ts';
import type { Scene } from './stage.ts';

export const doubleClick: Scene = {
  title: 'A receipt of 12 is booked by a double click',
  async play({ product, staff, atOnce, figures, says }) {
    const productId = await product(0);
    const receive = () => receiveStock(staff, { productId, quantity: 12, requestKey: 'one-press-of-the-button' });
    const { done = 0 } = await atOnce([receive, receive]);
    const { onHand } = await figures(productId);
    says(`both clicks were answered (${done}), ${onHand} came in`, done === 2 && onHand === 12);
  },
};
