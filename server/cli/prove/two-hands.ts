import { cancelOrder, placeOrder, shipOrder } from '../../modules/ordering/index.ts';
import { ADDRESS, GUEST } from './people.ts';
import type { Scene } from './stage.ts';

const ORDERS = 12;

export const twoHands: Scene = {
  title: `${ORDERS} orders are cancelled by one and shipped by another at the same moment`,
  async play({ product, staff, atOnce, figures, says }) {
    const productId = await product(ORDERS);
    const order = {
      lines: [{ productId, quantity: 1 }],
      guest: GUEST,
      address: ADDRESS,
      paymentMethod: 'cash' as const,
    };
    const ids: string[] = [];
    for (let n = 0; n < ORDERS; n += 1) ids.push((await placeOrder(staff, order)).id);
    let shipped = 0;
    const ship = async (orderId: string): Promise<void> => {
      await shipOrder(staff, { orderId });
      shipped += 1;
    };
    const hands = ids.flatMap((orderId, n) => {
      const both = [() => cancelOrder(staff, { orderId }), () => ship(orderId)];
      return n % 2 ? both : both.reverse();
    });
    const { done = 0, illegal_move: late = 0 } = await atOnce(hands);
    const { onHand, reserved, available } = await figures(productId);
    says(`${shipped} shipped, ${done - shipped} cancelled, ${late} came too late`, done === ORDERS && late === ORDERS);
    says(
      `${onHand} on hand, ${reserved} promised, ${available} left to sell`,
      onHand === ORDERS - shipped && reserved === 0,
    );
  },
};
