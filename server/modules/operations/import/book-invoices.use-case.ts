import { clock } from '../../../platform/clock.ts';
import { isAppError, type Shortage } from '../../../shared/errors.ts';
import type { RequestContext } from '../../../shared/request-context.ts';
import { productsBySkus } from '../../catalog/index.ts';
import { ensureCustomers } from '../../identity/index.ts';
import { bookMovements, type MovementLine, withStockQueue } from '../../inventory/index.ts';
import { AdjustmentModel } from './adjustment.model.ts';
import { bookDocument, type Known, productOf } from './book-document.service.ts';
import type { Examined, ToBook } from './examine-invoices.service.ts';
import { countBooked, countIgnored, type ImportTotals } from './import-totals.policy.ts';
import { eveningBefore } from './london-time.policy.ts';
import { importStep, patiently } from './patience.service.ts';
import { opening } from './prepare-goods.use-case.ts';
import type { RefusedRow } from './report.service.ts';
import { severalAtOnce } from './several-at-once.service.ts';
import { TradeGoodsModel, TradeInvoiceModel } from './trade-invoice.model.ts';

export type BookingRun = {
  series: string;
  operationId: string;
  totals: ImportTotals;
  files: readonly { name: string }[];
  customersSeen: Set<string>;
  refuse: (row: RefusedRow) => Promise<void>;
  onRows: (rows: number) => void;
  /** Throws where another import may have begun, because this one was silent for too long. */
  assertAlone: () => void;
};

const BATCH_ROWS = 4_000;
const AT_ONCE = 8;
const TOP_UPS = 20;

/** Books invoices in their order, each whole in one transaction; products and customers are looked up, and customers made, for many at once. */
export async function bookInvoices(
  ctx: RequestContext,
  invoices: AsyncIterable<Examined>,
  run: BookingRun,
): Promise<void> {
  let batch: ToBook[] = [];
  let rows = 0;
  for await (const found of invoices) {
    if (found.verdict !== 'book') {
      await account(found, run);
      continue;
    }
    batch.push(found);
    rows += found.size;
    if (rows < BATCH_ROWS) continue;
    await bookBatch(ctx, batch, run);
    batch = [];
    rows = 0;
  }
  await bookBatch(ctx, batch, run);
}

async function account(found: Exclude<Examined, ToBook>, run: BookingRun): Promise<void> {
  if (found.verdict === 'known') {
    run.totals.invoices.known += 1;
    countIgnored(run.totals, found.ignored);
  } else {
    run.totals.invoices.refused += 1;
    for (const row of found.refusal.refused) await run.refuse({ ...row, invoice: found.invoice });
  }
  run.onRows(found.size);
}

async function bookBatch(ctx: RequestContext, batch: readonly ToBook[], run: BookingRun): Promise<void> {
  if (batch.length === 0) return;
  run.assertAlone();
  const skus = new Set(batch.flatMap(skusOf));
  const products = new Map((await productsBySkus([...skus])).map((product) => [product.sku, product]));
  const customers = await customersOf(ctx, batch, run);
  // Several at once, since each spends much of its time waiting for the database.
  const turns = batch.map((invoice) => ({
    item: invoice,
    needs: skusOf(invoice),
    onlyTakes: invoice.plan.kind === 'sale' && invoice.plan.stock.every(({ delta }) => delta < 0),
  }));
  await severalAtOnce(turns, AT_ONCE, async (invoice) => {
    await bookOrRefuse(ctx, invoice, { products, customers }, run);
    run.onRows(invoice.size);
  });
}

const skusOf = ({ plan }: ToBook): string[] => [
  ...new Set([...(plan.document?.goods ?? []), ...plan.stock].map(({ sku }) => sku)),
];

/** The users of the customer numbers; those who are new are made, without e-mail or sign-in. */
async function customersOf(
  ctx: RequestContext,
  batch: readonly ToBook[],
  run: BookingRun,
): Promise<Map<string, string>> {
  const wanted = new Map<string, string>();
  for (const { plan } of batch)
    if (plan.customer && !wanted.has(plan.customer)) wanted.set(plan.customer, plan.country);
  if (wanted.size === 0) return new Map();
  const usernames = [...wanted].map(([number, country]) => ({
    username: `customer-${number}`,
    country,
    ...(ctx.demo ? { demo: true } : {}),
  }));
  const { operationId } = run;
  const ids = await importStep(ctx, { entity: 'users', operationId }, () => ensureCustomers(ctx, usernames));
  for (const number of wanted.keys()) run.customersSeen.add(number);
  return new Map([...wanted.keys()].map((number) => [number, ids.get(`customer-${number}`)!]));
}

async function bookOrRefuse(ctx: RequestContext, invoice: ToBook, known: Known, run: BookingRun): Promise<void> {
  for (let attempt = 0; ; attempt += 1) {
    try {
      const movements = await bookInvoice(ctx, invoice, known, run);
      countBooked(run.totals, invoice, movements);
      return;
    } catch (error) {
      if (!isAppError(error)) throw error;
      if (error.status >= 500) throw error;
      if (error.code === 'out_of_stock' && attempt < TOP_UPS) {
        await topUp(ctx, invoice, error.meta?.['lines'] as Shortage[], run);
        continue;
      }
      run.totals.invoices.refused += 1;
      const fields = Object.values(error.fields ?? {}).join(' ');
      const reason = `its invoice could not be booked: ${error.message} ${fields}`.trim();
      for (const { file, line } of [...invoice.rows, ...invoice.repeated])
        await run.refuse({ file, line, invoice: invoice.invoice, reason });
      return;
    }
  }
}

/** One invoice, one transaction: its document, its movements and the mark that it is booked come together or not at all. */
async function bookInvoice(ctx: RequestContext, invoice: ToBook, known: Known, run: BookingRun): Promise<number> {
  const { id, plan } = invoice;
  const productIds = skusOf(invoice).map((sku) => productOf(sku, known).id);
  const entity = plan.document ? 'orders' : plan.stock.length > 0 ? 'products' : 'adjustments';
  const work = async () => {
    // As it is: of an invoice's hundreds of rows none needs to be made a document of Mongoose's.
    await TradeInvoiceModel.insertMany([tradeInvoice(ctx, invoice, run)], { lean: true });
    const movements = plan.document ? await bookDocument(ctx, invoice, known) : 0;
    await bookAdjustments(ctx, invoice, known);
    await bookMovements(ctx, stockLines(invoice, known));
    return movements + plan.stock.length;
  };
  const { operationId } = run;
  return patiently(() =>
    withStockQueue(productIds, () => importStep(ctx, { entity, entityId: id, operationId }, work)),
  );
}

function tradeInvoice(ctx: RequestContext, { id, plan, rows, fingerprint }: ToBook, run: BookingRun) {
  return {
    _id: id,
    fingerprint,
    date: new Date(plan.at),
    customer: plan.customer,
    country: plan.country,
    rows: rows.map(({ code, text, quantity, price, at }) => ({ code, text, quantity, price, at: new Date(at) })),
    booked: plan.booked,
    ignored: plan.ignored.length,
    file: run.files[rows[0]?.file ?? 0]?.name ?? '',
    operationId: run.operationId,
    importedAt: clock.now(),
    ...(ctx.demo ? { demo: true } : {}),
  };
}

async function bookAdjustments(ctx: RequestContext, { id, plan }: ToBook, known: Known): Promise<void> {
  if (plan.adjustments.length === 0) return;
  const rows = plan.adjustments.map(({ kind, label, amount }, n) => ({
    name: `${id}/${n + 1}`,
    kind,
    label,
    amount,
    currency: CURRENCY,
    date: new Date(plan.at),
    customer: known.customers.get(plan.customer) ?? null,
    country: plan.country,
    ...(ctx.demo ? { demo: true } : {}),
  }));
  await AdjustmentModel.insertMany(rows);
}

/** The trade files are in pounds sterling. */
const CURRENCY = 'GBP';

const stockLines = ({ id, plan }: ToBook, known: Known): MovementLine[] =>
  plan.stock.map(({ sku, delta, reason, note }) => ({
    productId: productOf(sku, known).id,
    delta,
    reason,
    document: { type: 'trade-invoice', id, label: id },
    note,
    date: new Date(plan.at),
  }));

/**
 * Books what an invoice finds missing, since goods were sold or promised otherwise meanwhile, or the numbers of the invoices are not in the order of
 * time; settling goes over it.
 */
async function topUp(
  ctx: RequestContext,
  { plan }: ToBook,
  lines: readonly Shortage[],
  run: BookingRun,
): Promise<void> {
  const date = eveningBefore(plan.at);
  const movements = lines.map(({ productId, sku, requested, available }) =>
    opening(productId, sku, requested - available, date, 'What must have been there before this sale'),
  );
  const skus = lines.map(({ sku }) => sku);
  const { operationId } = run;
  await importStep(ctx, { entity: 'products', operationId }, async () => {
    await bookMovements(ctx, movements);
    await TradeGoodsModel.updateMany({ _id: { $in: skus } }, { $set: { unsettled: true, recount: true } });
  });
  run.totals.movements += movements.length;
  run.totals.openings += movements.length;
}
