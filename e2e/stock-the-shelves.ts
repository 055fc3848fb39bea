// Puts the goods and orders that the browser tests ask for into the shop, through the ordinary use cases.
import { compose, connectParts } from '../server/composition-root.ts';
import { runOperation } from '../server/modules/audit/index.ts';
import { ProductModel } from '../server/modules/catalog/admin.ts';
import { activateProduct, createCategory, createProduct, productsBySkus } from '../server/modules/catalog/index.ts';
import { receiveStock } from '../server/modules/inventory/index.ts';
import { OrderModel } from '../server/modules/ordering/admin.ts';
import {
  deliverOrder,
  insertReturnRequest,
  placeOrder,
  shipOrder,
  takePayment,
} from '../server/modules/ordering/index.ts';
import { fixedClock, setClock } from '../server/platform/clock.ts';
import { loadConfig } from '../server/platform/config.ts';
import { disconnectDatabase } from '../server/platform/database.ts';
import { systemContext } from '../server/shared/request-context.ts';
import { buyers, goods, returned } from './support/goods.ts';

const DAY = 86_400_000;
const LONG_ORDER = 700;
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
  const { toPack, longList, toReturn, toSendBack, ...others } = buyers;
  // Before the others: the newest order is the one that every page's test opens.
  await addPaidOrder(await manyLines(), longList);
  for (const email of Object.values(others)) await addPaidOrder([{ productId, quantity: 2 }], email);
  await addReturnRequest(await delivered(await addPaidOrder([{ productId, quantity: 2 }], toReturn)));
  await delivered(await addPaidOrder([{ productId, quantity: 2 }], toSendBack));
  const packed = [goods.picked, goods.pickedToo].map(({ sku }) => ({ productId: ids.get(sku) ?? '', quantity: 3 }));
  await addPaidOrder(packed, toPack);
}

type Goods = { sku: string; name: string; price: number; stock: number; uom?: 'kg'; shelf?: string };

async function addProduct({ sku, name, price, stock, uom, shelf }: Goods, category: string): Promise<string> {
  const product = await createProduct(ctx, {
    sku,
    name,
    price,
    category,
    ...(uom ? { uom, lowStockThreshold: 5_000 } : { lowStockThreshold: 5 }),
    ...(shelf ? { shelf } : {}),
  });
  const id = String(product._id);
  if (stock > 0) await receiveStock(ctx, { productId: id, quantity: stock, reference: `For ${sku}` });
  await activateProduct(ctx, { id });
  return id;
}

/** One each of goods of which there is plenty: as long as an order of a shop that stocks up for the season. */
async function manyLines(): Promise<Ordered[]> {
  const plenty = await ProductModel.find({ status: 'active', quantity: { $gte: 20 }, sku: { $not: /^E2E-/ } })
    .sort({ _id: 1 })
    .limit(LONG_ORDER)
    .select('_id')
    .lean();
  return plenty.map(({ _id }) => ({ productId: String(_id), quantity: 1 }));
}

type Ordered = { productId: string; quantity: number };

async function addPaidOrder(lines: Ordered[], email: string): Promise<string> {
  const order = await placeOrder(ctx, {
    lines,
    guest: { name: 'Grace Guest', email },
    address: { name: 'Grace Guest', line1: '7 Ledger Lane', city: 'London', postcode: 'N1 7AA', country: 'GB' },
    paymentMethod: 'cash',
  });
  await takePayment(ctx, { orderId: order.id, provider: 'cash', received: true, requestKey: `paid-${email}` });
  return order.id;
}

async function delivered(orderId: string): Promise<string> {
  await shipOrder(ctx, { orderId });
  await deliverOrder(ctx, { orderId });
  return orderId;
}

/** The buyer wants to send a piece back. */
async function addReturnRequest(orderId: string): Promise<void> {
  const { quantity, reason } = returned;
  await runOperation(ctx, { action: 'orders.requestReturn', entity: 'orders', entityId: orderId }, async () => {
    const order = await OrderModel.findById(orderId).orFail().lean();
    await insertReturnRequest(ctx, order, { lines: [{ lineId: '1', quantity }], reason, photos: [] });
  });
}

const config = loadConfig(process.env);
compose(config);
await connectParts(config);
try {
  await stockTheShelves();
} finally {
  await disconnectDatabase();
}
