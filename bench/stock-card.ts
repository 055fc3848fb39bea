// npm run bench -- stock-card: how long a page of the stock card of a product with 100,000 movements takes, asked as the panel asks it.
import '../server/composition-root.ts';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { withScratchDatabase } from '../server/cli/with-database.ts';
import { mountAdminPanel } from '../server/http/admin-panel.ts';
import { runOperation } from '../server/modules/audit/index.ts';
import { createProduct } from '../server/modules/catalog/index.ts';
import { bookMovements, type MovementLine } from '../server/modules/inventory/index.ts';
import { type RequestContext, systemContext } from '../server/shared/request-context.ts';

const MOVEMENTS = 100_000;
const IN_ONE_OPERATION = 500;
const PAGES = 300;
const LIMIT_MS = 60;

const ctx: RequestContext = systemContext('bench', { reason: 'measuring the stock card' });

/** A product whose card is as long as the movements are many: every second one takes out what the one before brought. */
async function productWithMovements(): Promise<string> {
  const product = await createProduct(ctx, { name: 'Long card', sku: 'BENCH-CARD', price: 100, status: 'active' });
  const productId = String(product._id);
  const line = (n: number): MovementLine => ({
    productId,
    delta: n % 2 === 0 ? 7 : -7,
    reason: n % 2 === 0 ? 'receipt' : 'sale',
    document: { type: 'receipt', id: `bench-${n}`, label: `Paper ${n}` },
    note: 'bench',
  });
  for (let at = 0; at < MOVEMENTS; at += IN_ONE_OPERATION) {
    const lines = Array.from({ length: IN_ONE_OPERATION }, (_, n) => line(at + n));
    await runOperation(ctx, { action: 'products.receive', entity: 'products' }, () => bookMovements(ctx, lines));
  }
  return productId;
}

async function panelAddress(): Promise<{ url: string; close: () => void }> {
  const app = express();
  app.use((request, _response, next) => {
    request.ctx = { ...ctx, actor: { kind: 'user', id: 'a'.repeat(24), name: 'Bench', roles: ['admin'] } };
    next();
  });
  const config = { TIME_ZONE: 'Europe/London', SHOP_CURRENCY: 'GBP', production: false };
  await mountAdminPanel(app, { config, authenticate: (_request, _response, next) => next() });
  const server = createServer(app).listen(0, '127.0.0.1');
  await new Promise((ready) => server.once('listening', ready));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, close: () => server.close() };
}

/** Reads pages all over the card, most of them far from its top, one after the other; answers the milliseconds of each. */
async function timesOfPages(url: string, productId: string): Promise<number[]> {
  const path = `${url}/admin/api/resources/products/records/${productId}/stockCard`;
  const times: number[] = [];
  for (let n = 0; n < PAGES; n += 1) {
    const seq = Math.round((MOVEMENTS / PAGES) * (n + 1));
    const cursor = Buffer.from(JSON.stringify({ seq })).toString('base64url');
    const started = performance.now();
    const response = await fetch(`${path}?cursor=${cursor}`, { headers: { 'sec-fetch-site': 'same-origin' } });
    const { card } = (await response.json()) as { card?: { rows: { seq: number }[] } };
    times.push(performance.now() - started);
    if (card?.rows[0]?.seq !== seq - 1) throw new Error(`the page before movement ${seq} begins elsewhere`);
  }
  return times.sort((a, b) => a - b);
}

await withScratchDatabase('bench', async () => {
  const productId = await productWithMovements();
  const { url, close } = await panelAddress();
  const times = await timesOfPages(url, productId);
  close();
  const at = (share: number): string => `${(times[Math.ceil(times.length * share) - 1] ?? 0).toFixed(1)} ms`;
  console.log(`${PAGES} pages of 50 rows of a card with ${MOVEMENTS.toLocaleString('en-GB')} movements`);
  console.log(`p50 ${at(0.5)}, p95 ${at(0.95)}, slowest ${at(1)} (promised: p95 ≤ ${LIMIT_MS} ms)`);
  if ((times[Math.ceil(times.length * 0.95) - 1] ?? 0) > LIMIT_MS) process.exitCode = 1;
});
