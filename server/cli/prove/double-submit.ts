import { type CheckoutAnswer, captureOrderPayment, checkOut, setCartLine } from '../../modules/ordering/index.ts';
import { paymentsOfOrder } from '../../modules/payments/index.ts';
import { ADDRESS, GUEST } from './people.ts';
import type { Scene } from './stage.ts';

export const doubleSubmit: Scene = {
  title: 'A shopper presses “Order” three times, and the bank calls back twice',
  async play({ product, guest, staff, atOnce, figures, says }) {
    const productId = await product(10);
    const token = 'double-submit-'.padEnd(32, '0');
    await setCartLine(guest, { token }, { productId, quantity: 2 });
    const request = { guest: GUEST, address: ADDRESS, paymentMethod: 'card_test', card: 'slow' } as const;
    const answers: CheckoutAnswer[] = [];
    const press = async (): Promise<void> => {
      answers.push(await checkOut(guest, { token }, request, 'one-press-of-the-button'));
    };
    await atOnce([press, press, press]);
    const names = new Set(answers.map(({ name }) => name));
    const orderId = answers[0]?.orderId ?? '';
    const [payment] = await paymentsOfOrder(orderId);
    const callBack = () => captureOrderPayment(staff, { paymentId: payment?.id ?? '' });
    const { done: heard = 0 } = await atOnce([callBack, callBack]);
    const payments = await paymentsOfOrder(orderId);
    const { reserved } = await figures(productId);
    says(`${answers.length} answers, ${names.size} order, 2 pieces promised`, names.size === 1 && reserved === 2);
    says(
      `${heard} call-backs heard, ${payments.length} payment taken`,
      heard === 2 && payments.length === 1 && payments[0]?.status === 'captured',
    );
  },
};
