import { checkOut, verifyOrders } from '../../modules/ordering/index.ts';
import { CHECKOUT, keyOfCart, killWhileOrdering, tokenOfCart } from './kill.ts';
import type { Scene } from './stage.ts';

const CARTS = 500;
const KILLED_AFTER = 120;

export const killedShop: Scene = {
  title: `The server is killed (kill -9) in the middle of ${CARTS} checkouts`,
  async play({ product, guest, atOnce, figures, says }) {
    const before = await verifyOrders();
    const products = [await product(CARTS), await product(CARTS), await product(CARTS)];
    let told: { cart: number; name: string }[] = [];
    const sell = async (): Promise<void> => {
      told = await killWhileOrdering({ products, carts: CARTS, killedAfter: KILLED_AFTER, ctx: guest });
    };
    await atOnce([sell]);
    const after = await verifyOrders();
    const orders = after.orders - before.orders;
    const payments = after.payments - before.payments;
    const reserved = await Promise.all(products.map(async (id) => (await figures(id)).reserved));
    const isWhole = orders < CARTS && payments === orders && reserved.every((count) => count === orders);
    says(`${orders} of ${CARTS} orders are whole, with their payment and their goods; the rest is absent`, isWhole);
    let kept = 0;
    for (const { cart, name } of told) {
      const again = await checkOut(guest, { token: tokenOfCart(cart) }, CHECKOUT, keyOfCart(cart));
      if (again.name === name) kept += 1;
    }
    says(`${kept} of the ${told.length} orders that shoppers were told of are there`, kept === told.length && kept > 0);
  },
};
