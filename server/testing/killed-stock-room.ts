import { currentOperation, runOperation } from '../modules/audit/index.ts';
import { bookDelivery, bookMovements, type MovementLine, withStockQueue } from '../modules/inventory/index.ts';
import { connectDatabase } from '../platform/database.ts';
import { systemContext } from '../shared/request-context.ts';

/*
 * A stock room whose process is killed while it books 500 movements: each by itself (`single`), or all as one operation (`whole`);
 * or goods of more products than one transaction holds (`delivery`). It tells on its standard output which sessions it uses, what is booked, and
 * when it is half-way through an operation.
 */
const MOVEMENTS = 500;
const AT_ONCE = 8;
const ctx = systemContext('stock room', { reason: 'killed on purpose' });
const products = (process.env['PRODUCTS'] ?? '').split(',');

const say = (told: object): void => void process.stdout.write(`${JSON.stringify(told)}\n`);
const saySession = (): void => say({ session: currentOperation()?.session.id?.id.toString('hex') });
const document = { type: 'receipt', id: 'killed', label: 'Killed' };
const lineOf = (n: number): MovementLine => ({
  productId: products[n % products.length] ?? '',
  delta: 1,
  reason: 'receipt',
  document,
});

async function bookOne(n: number): Promise<void> {
  const line = lineOf(n);
  const [booked] = await withStockQueue([line.productId], () =>
    runOperation(ctx, { action: 'products.receive', entity: 'products', entityId: line.productId }, () => {
      saySession();
      return bookMovements(ctx, [line]);
    }),
  );
  say({ productId: line.productId, seq: booked?.seq });
}

async function bookSingle(): Promise<void> {
  let next = 0;
  const hands = Array.from({ length: AT_ONCE }, async () => {
    while (next < MOVEMENTS) {
      next += 1;
      await bookOne(next);
    }
  });
  await Promise.all(hands);
}

async function bookWhole(): Promise<void> {
  const lines = Array.from({ length: MOVEMENTS }, (_, n) => lineOf(n));
  await runOperation(ctx, { action: 'products.receive', entity: 'products' }, async () => {
    saySession();
    await bookMovements(ctx, lines.slice(0, MOVEMENTS / 2));
    say({ half: true });
    // The parent kills it here; the second half never comes.
    await new Promise(() => setInterval(() => undefined, 1_000));
  });
}

async function bookGoods(): Promise<void> {
  const lines = products.map((productId) => ({ productId, quantity: 3 }));
  await bookDelivery(ctx, { reference: 'A lorry full', lines }, (booked) => say({ booked }));
}

const appName = process.env['APP_NAME'];
await connectDatabase(process.env['MONGODB_URI'] ?? '', appName ? { appName } : {});
await { whole: bookWhole, single: bookSingle, delivery: bookGoods }[process.env['HOW'] as 'single']();
process.exit(0);
