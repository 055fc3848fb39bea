import { setTimeout as sleep } from 'node:timers/promises';
import { captureOrderPayment, expireOrders, placeOrder, takePayment } from '../../modules/ordering/index.ts';
import { fixedClock, setClock } from '../../platform/clock.ts';
import { ADDRESS, GUEST } from './people.ts';
import type { Scene } from './stage.ts';

const ORDERS = 10;
const BETWEEN_MS = 15;
const LONG_AFTER_MS = 400 * 86_400_000;
const at = (ms: number) => fixedClock(new Date(ms));

export const lateMoney: Scene = {
  title: `The time of ${ORDERS} unpaid orders runs out in the moment in which their money arrives`,
  async play({ product, staff, atOnce, figures, says }) {
    const productId = await product(ORDERS);
    const lines = [{ productId, quantity: 1 }];
    const paymentIds: string[] = [];
    const expire = () => expireOrders();
    const later = Date.now() + LONG_AFTER_MS;
    setClock(at(later));
    try {
      // What earlier scenes left unpaid is no part of this race.
      await expireOrders();
      for (let n = 0; n < ORDERS; n += 1) {
        const order = { lines, guest: GUEST, address: ADDRESS, paymentMethod: 'bank_transfer' as const };
        const { id: orderId } = await placeOrder(staff, order);
        const announced = { orderId, provider: 'bank_transfer' as const, requestKey: `announced-${n}` };
        paymentIds.push((await takePayment(staff, announced)).id);
      }
      setClock(at(later + LONG_AFTER_MS));
      // One after the other, while the job goes through the orders from the oldest on: somewhere they meet.
      const arrive = paymentIds.toReversed().map((paymentId, n) => async () => {
        await sleep(n * BETWEEN_MS);
        await captureOrderPayment(staff, { paymentId });
      });
      const { done = 0 } = await atOnce([expire, expire, ...arrive]);
      const { reserved, available } = await figures(productId);
      says(`all ${done - 2} payments are kept, whoever came first`, done === ORDERS + 2);
      says(
        `${reserved} orders go on, ${available} ran out and their goods are free again`,
        reserved + available === ORDERS,
      );
    } finally {
      setClock();
    }
  },
};
