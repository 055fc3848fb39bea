import { basename } from 'node:path';
import { externalSort, type Sorter } from './external-sort.service.ts';
import { type FileEdges, type InvoiceGroup, type InvoicePart, MOST_ROWS } from './invoice-group.policy.ts';
import { type Encoding, readTradeFile } from './read-trade-file.service.ts';
import { type BadRow, isBadRow, isInvoiceNumber, type TradeRow } from './trade-row.policy.ts';

type Spooled = { key: string; file: number; line: number; row: TradeRow | BadRow; counts: boolean };

/** The rows of some files, laid out by invoice: whole invoices in the order of their numbers, wherever their rows stand. */
export type Spool = {
  rows: number;
  files: (FileEdges & { rows: number; sha256: string })[];
  invoices(): AsyncGenerator<InvoiceGroup>;
  dispose(): Promise<void>;
};

type Options = {
  encoding?: Encoding;
  notAfter: Date;
  onRow?: () => void /** Rows that don't tell their invoice. */;
  onStray: (stray: { file: number; line: number; invoice: string; reason: string }) => Promise<void>;
};

/**
 * Reads the files and sorts their rows by invoice. Throws `bad_file` where one is no trade file. Memory stays flat: what is more than 20,000 rows is
 * sorted on disk.
 */
export async function spoolTradeFiles(paths: readonly string[], options: Options): Promise<Spool> {
  const sorter = externalSort<Spooled>((a, b) =>
    a.key < b.key ? -1 : a.key > b.key ? 1 : a.file - b.file || a.line - b.line,
  );
  const spool: Spool = { rows: 0, files: [], invoices: () => groups(sorter), dispose: () => sorter.dispose() };
  try {
    for (const [file, path] of paths.entries()) {
      const reading = readTradeFile(path, options);
      let next = await reading.next();
      for (; !next.done; next = await reading.next()) {
        const { row, line, counts } = next.value;
        if (counts) options.onRow?.();
        if (isInvoiceNumber(row.invoice)) await sorter.add({ key: sortKey(row.invoice), file, line, row, counts });
        else await options.onStray({ file, line, invoice: row.invoice, reason: isBadRow(row) ? row.reason : '' });
      }
      spool.files.push({ ...next.value, name: basename(path) });
      spool.rows += next.value.rows;
    }
    return spool;
  } catch (error) {
    await sorter.dispose();
    throw error;
  }
}

/** By number, whatever letter stands before it: sales, cancellations and adjustments are numbered in one series, in the order of time. */
function sortKey(invoice: string): string {
  const digits = invoice.replace(/^[AC]/, '');
  return digits.padStart(9, '0') + invoice.slice(0, invoice.length - digits.length);
}

async function* groups(sorter: Sorter<Spooled>): AsyncGenerator<InvoiceGroup> {
  let key: string | null = null;
  let group: InvoiceGroup = { invoice: '', parts: [], tooManyRows: false };
  let size = 0;
  for await (const item of sorter.sorted()) {
    if (item.key !== key) {
      if (key !== null) yield group;
      key = item.key;
      group = { invoice: item.row.invoice, parts: [], tooManyRows: false };
      size = 0;
    } else if (size >= MOST_ROWS) {
      // What is refused anyway is handed on in pieces, so that no invoice can fill the memory.
      yield { ...group, tooManyRows: true };
      group = { invoice: group.invoice, parts: [], tooManyRows: true };
      size = 0;
    }
    size += 1;
    addTo(partOf(group, item.file), item);
  }
  if (key !== null) yield group;
}

function partOf(group: InvoiceGroup, file: number): InvoicePart {
  const last = group.parts.at(-1);
  if (last?.file === file) return last;
  const part: InvoicePart = { file, rows: [], bad: [], distrust: [] };
  group.parts.push(part);
  return part;
}

function addTo(part: InvoicePart, { file, line, row, counts }: Spooled): void {
  if (!isBadRow(row)) part.rows.push({ ...row, file, line });
  else (counts ? part.bad : part.distrust).push({ file, line, reason: row.reason });
}
