import { placeOrder } from '../../modules/ordering/index.ts';
import { ADDRESS } from './people.ts';
import type { Scene } from './stage.ts';

const UNITS = 100;
const BUYERS = 200;

export const buyers: Scene = {
  title: `${BUYERS} shoppers want one each of ${UNITS} lanterns`,
  async play({ product, guest, atOnce, figures, says }) {
    const productId = await product(UNITS);
    const buy = (_: unknown, n: number) => () =>
      placeOrder(guest, {
        lines: [{ productId, quantity: 1 }],
        guest: { name: `Buyer ${n + 1}`, email: `buyer-${n + 1}@example.org` },
        address: ADDRESS,
        paymentMethod: 'bank_transfer',
      });
    const { done = 0, out_of_stock: refused = 0 } = await atOnce(Array.from({ length: BUYERS }, buy));
    const { onHand, reserved, available } = await figures(productId);
    says(`sold ${done}, refused ${refused}`, done === UNITS && refused === BUYERS - UNITS);
    says(`${onHand} on hand, ${reserved} promised, ${available} left to sell`, reserved === UNITS && available === 0);
  },
};
