// Puts the goods and orders that the browser tests ask for into the shop, through the ordinary use cases.
import { compose, connectParts } from '../server/composition-root.ts';
import { activateProduct, createCategory, createProduct, productsBySkus } from '../server/modules/catalog/index.ts';
import { receiveStock } from '../server/modules/inventory/index.ts';
import { placeOrder, takePayment } from '../server/modules/ordering/index.ts';
import { fixedClock, setClock } from '../server/platform/clock.ts';
import { loadConfig } from '../server/platform/config.ts';
import { disconnectDatabase } from '../server/platform/database.ts';
import { systemContext } from '../server/shared/request-context.ts';
import { buyers, goods } from './support/goods.ts';

const DAY = 86_400_000;
const ctx = systemContext('browser tests', { source: 'script' });

async function stockTheShelves(): Promise<void> {
  const { shelf, ...products } = goods;
  if ((await productsBySkus([goods.ordered.sku])).length > 0) return;
  const category = String((await createCategory(ctx, shelf))._id);
  const ids = new Map<string, string>();
  // Of an older day, so that the demo shop's own goods stay in its window.
  setClock(fixedClock(new Date(Date.now() - 60 * DAY)));
  for (const product of Object.values(products)) ids.set(product.sku, await addProduct(product, category));
  setClock();
  const productId = ids.get(goods.ordered.sku) ?? '';
  for (const email of Object.values(buyers)) await addPaidOrder(productId, email);
}

type Goods = { sku: string; name: string; price: number; stock: number; uom?: 'kg' };

async function addProduct({ sku, name, price, stock, uom }: Goods, category: string): Promise<string> {
  const product = await createProduct(ctx, {
    sku,
    name,
    price,
    category,
    ...(uom ? { uom, lowStockThreshold: 5_000 } : { lowStockThreshold: 5 }),
  });
  const id = String(product._id);
  if (stock > 0) await receiveStock(ctx, { productId: id, quantity: stock, reference: `For ${sku}` });
  await activateProduct(ctx, { id });
  return id;
}

async function addPaidOrder(productId: string, email: string): Promise<void> {
  const order = await placeOrder(ctx, {
    lines: [{ productId, quantity: 2 }],
    guest: { name: 'Grace Guest', email },
    address: { name: 'Grace Guest', line1: '7 Ledger Lane', city: 'London', postcode: 'N1 7AA', country: 'GB' },
    paymentMethod: 'cash',
  });
  await takePayment(ctx, { orderId: order.id, provider: 'cash', received: true, requestKey: `paid-${email}` });
}

const config = loadConfig(process.env);
compose(config);
await connectParts(config);
try {
  await stockTheShelves();
} finally {
  await disconnectDatabase();
}
