import { placeOrder } from '../../modules/ordering/index.ts';
import { ADDRESS } from './people.ts';
import type { Scene } from './stage.ts';

const CARTS = 50;
const PRODUCTS = 5;

export const carts: Scene = {
  title: `${CARTS} carts with the same ${PRODUCTS} products, each in another order`,
  async play({ product, guest, atOnce, figures, says }) {
    const products: string[] = [];
    for (let n = 0; n < PRODUCTS; n += 1) products.push(await product(CARTS));
    const order = (_: unknown, n: number) => () => {
      const turned = [...products.slice(n % PRODUCTS), ...products.slice(0, n % PRODUCTS)];
      return placeOrder(guest, {
        lines: (n % 2 ? turned : turned.reverse()).map((productId) => ({ productId, quantity: 1 })),
        guest: { name: `Buyer ${n + 1}`, email: `cart-${n + 1}@example.org` },
        address: ADDRESS,
        paymentMethod: 'bank_transfer',
      });
    };
    const { done = 0, ...failed } = await atOnce(Array.from({ length: CARTS }, order));
    const reserved = await Promise.all(products.map(async (id) => (await figures(id)).reserved));
    const left = Object.values(failed).reduce((sum, count) => sum + count, 0);
    says(`${done} carts ordered, ${left} stuck in a deadlock or lost`, done === CARTS && left === 0);
    says(
      `each of the ${PRODUCTS} products is promised ${CARTS} times`,
      reserved.every((count) => count === CARTS),
    );
  },
};
