// A shop in a process of its own that orders carts, eight at a time, until it is killed; each order it acknowledges is a line of its output.
import { configureStockQueue } from '../../modules/inventory/index.ts';
import { checkOut, setCartLine } from '../../modules/ordering/index.ts';
import { connectDatabase, disconnectDatabase } from '../../platform/database.ts';
import type { RequestContext } from '../../shared/request-context.ts';
import { appNameOf, CHECKOUT, keyOfCart, tokenOfCart } from './kill.ts';

const { MONGODB_URI = '', DATABASE = '', PRODUCTS = '[]', CARTS = '0', CONTEXT = '{}' } = process.env;
const ctx = JSON.parse(CONTEXT) as RequestContext;
const products = JSON.parse(PRODUCTS) as string[];
const AT_ONCE = 8;

let next = 0;

async function order(): Promise<void> {
  for (let cart = next++; cart < Number(CARTS); cart = next++) {
    const token = tokenOfCart(cart);
    for (const productId of products) await setCartLine(ctx, { token }, { productId, quantity: 1 });
    const { name } = await checkOut(ctx, { token }, CHECKOUT, keyOfCart(cart));
    process.stdout.write(`${JSON.stringify({ cart, name })}\n`);
  }
}

await connectDatabase(MONGODB_URI, { database: DATABASE, appName: appNameOf(process.pid) });
configureStockQueue({ deadlineMs: 60_000 });
await Promise.all(Array.from({ length: AT_ONCE }, order));
await disconnectDatabase();
