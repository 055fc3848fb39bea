import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { clock } from '../../../platform/clock.ts';
import { type HeldLease, releaseLease, takeLease } from '../../../platform/lease.ts';
import { unavailable } from '../../../shared/errors.ts';
import { assertCan } from '../../../shared/permissions.policy.ts';
import type { RequestContext } from '../../../shared/request-context.ts';
import { type CommandJournal, openCommandJournal, recordRefusal } from '../../audit/index.ts';
import { bookInvoices } from './book-invoices.use-case.ts';
import { examineInvoices } from './examine-invoices.service.ts';
import { type ImportTotals, noTotals } from './import-totals.policy.ts';
import { goodsRowsOf } from './plan-invoice.policy.ts';
import { goodsSorter, prepareGoods } from './prepare-goods.use-case.ts';
import type { Encoding } from './read-trade-file.service.ts';
import { refusalReport } from './report.service.ts';
import { settleGoods } from './settle-goods.use-case.ts';
import { type Spool, spoolTradeFiles } from './spool.service.ts';

export type ImportProgress = { stage: 'reading' | 'preparing' | 'booking' | 'settling'; rows: number; total: number };

export type ImportOptions = {
  /** Moves every date by so many days; the time of day stays. For the demo shop. */
  shiftDays?: number;
  /** Put before the invoice numbers to name orders; each series is an import of its own. */
  numberSeries?: string;
  /** The id of the category that a product's name belongs to. */
  categoryFor?: (name: string) => Promise<string | null> | string | null;
  encoding?: Encoding;
  onProgress?: (progress: ImportProgress) => void;
  /** Where the refused rows are listed; written only if there are any. */
  reportFile?: string;
};

export type ImportResult = ImportTotals & {
  operationId: string /** The report that was written. */;
  reportFile: string | null;
  seconds: number;
};

const LEASE = 'import';
const LEASE_MS = 15_000;

/**
 * Books trade files: products, customers, orders, credit notes, adjustments and stock movements, one transaction an invoice. Importing again changes nothing;
 * what a killed import left undone is done by the next, which goes on with its journal if it is of the same files. Throws `bad_file` before anything is booked, `import_running` where another import goes on.
 */
export async function importTradeFiles(
  caller: RequestContext,
  files: readonly string[],
  options: ImportOptions = {},
): Promise<ImportResult> {
  assertCan(caller, 'operations', 'import');
  // Imported history is no news: nobody is told that goods were sold out years ago.
  const ctx: RequestContext = { ...caller, source: 'import' };
  return whileAlone((assertAlone) => importAlone(ctx, files, options, assertAlone));
}

async function importAlone(
  ctx: RequestContext,
  files: readonly string[],
  options: ImportOptions,
  assertAlone: () => void,
): Promise<ImportResult> {
  const started = performance.now();
  const { numberSeries: series = 'INV-', onProgress, shiftDays = 0 } = options;
  const totals = noTotals();
  const report = refusalReport();
  const goods = goodsSorter();
  const tell = (stage: ImportProgress['stage'], rows: number) => onProgress?.({ stage, rows, total: totals.rows });
  const spool = await spoolTradeFiles(files, {
    notAfter: new Date(clock.now().getTime() + 86_400_000),
    encoding: options.encoding,
    onStray: (stray) => report.add(stray),
    onRow: () => {
      totals.rows += 1;
      if (totals.rows % 1_000 === 0) tell('reading', totals.rows);
    },
  });
  let journal: CommandJournal | undefined;
  try {
    journal = await openCommandJournal(ctx, journalOf(spool, series));
    const { operationId, reached } = journal;
    const examine = () => examineInvoices(spool, { series, shiftDays });
    let seen = 0;
    for await (const found of examine()) {
      seen += found.size;
      if (found.verdict === 'book') for (const row of goodsRowsOf(found.plan, found.rows)) await goods.add(row);
      tell('preparing', seen);
    }
    const prepared = await prepareGoods(ctx, goods.sorted(), { operationId, categoryFor: options.categoryFor });
    totals.products += prepared.products;
    totals.movements += prepared.openings;
    totals.openings += prepared.openings;

    seen = report.refused;
    const customersSeen = new Set<string>();
    assertAlone();
    await bookInvoices(ctx, examine(), {
      series,
      operationId,
      totals,
      files: spool.files,
      customersSeen,
      assertAlone,
      refuse: (row) => report.add(row),
      onRows: (rows) => {
        seen += rows;
        reached(seen);
        tell('booking', seen);
      },
    });
    totals.customers = customersSeen.size;
    tell('settling', totals.rows);
    const settled = await settleGoods(ctx, operationId);
    totals.movements += settled.openingsCorrected;
    totals.refused = report.refused;
    const result = await finish(operationId);
    await journal.finished(totals.rows - totals.refused);
    return result;
  } catch (error) {
    await journal?.stopped(error);
    throw error;
  } finally {
    await Promise.all([spool.dispose(), goods.dispose(), report.dispose()]);
  }

  async function finish(operationId: string): Promise<ImportResult> {
    const reportFile = options.reportFile && report.refused > 0 ? options.reportFile : null;
    if (reportFile) await report.writeTo(reportFile, spool.files);
    if (report.refused > 0) {
      const detail = {
        operationId,
        files: spool.files.map((file) => file.name),
        rows: totals.rows,
        refused: report.refused,
      };
      await recordRefusal(ctx, { entity: 'orders', action: 'operations.import', cause: 'rows_refused', detail });
    }
    return { ...totals, operationId, reportFile, seconds: (performance.now() - started) / 1000 };
  }
}

/** The same files in the same series are the same import, in whichever order they are named. */
function journalOf({ files, rows }: Spool, series: string) {
  const digest = createHash('sha256').update(series);
  for (const sha256 of files.map((file) => file.sha256).sort()) digest.update(`\n${sha256}`);
  return {
    action: 'operations.import',
    entity: 'orders',
    key: digest.digest('hex'),
    input: { files: files.map(({ name }) => name) },
    total: rows,
  };
}

const running = () => unavailable('import_running', 'Another import is running. Try again when it has finished.');

let here = false;

/** Two imports at once would book the same opening stock twice. A killed one's lease runs out by itself, so that the next waits a little. */
async function whileAlone<T>(work: (assertAlone: () => void) => Promise<T>): Promise<T> {
  if (here) throw running();
  here = true;
  let lease: HeldLease | null = null;
  let renewal: NodeJS.Timeout | undefined;
  try {
    lease = await waitForLease();
    const { token } = lease;
    let lost = false;
    const renew = async () => {
      const renewed = await takeLease(LEASE, LEASE_MS).catch(() => undefined);
      // Undefined: the database did not answer, and may do so next time; null: somebody else has it.
      if (renewed === null || (renewed && renewed.token !== token)) lost = true;
    };
    renewal = setInterval(() => void renew(), LEASE_MS / 3);
    return await work(() => {
      if (lost) throw running();
    });
  } finally {
    clearInterval(renewal);
    here = false;
    if (lease) await releaseLease(lease);
  }
}

async function waitForLease(): Promise<HeldLease> {
  for (const patience = performance.now() + LEASE_MS + 5_000; ; await sleep(500)) {
    const lease = await takeLease(LEASE, LEASE_MS);
    if (lease) return lease;
    if (performance.now() > patience) throw running();
  }
}
