import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { basename } from 'node:path';
import { TextDecoder } from 'node:util';
import { parse } from 'csv-parse/sync';
import { AppError } from '../../../shared/errors.ts';
import { isCountryName } from './countries.policy.ts';
import {
  type BadRow,
  COLUMNS,
  invoiceIn,
  isBadRow,
  isInvoiceNumber,
  type RowOptions,
  readTradeRow,
  type TradeRow,
} from './trade-row.policy.ts';

export type Encoding = 'utf-8' | 'windows-1252';

/** A line that counts as a row, or (without `row`, `counts` false) the news that an invoice can't be trusted. */
export type FileItem = { line: number; row: TradeRow | BadRow; counts: boolean };

export type FileSummary = { sha256: string; rows: number; firstInvoice: string; lastInvoice: string };

type Options = RowOptions & { encoding?: Encoding; onBytes?: (bytes: number) => void };

const LONGEST_LINE = 64 * 1024;

/** A file that is no trade file at all. Nothing of the import has been booked when this is thrown. */
const badFile = (path: string, problem: string) => new AppError('bad_file', 400, `${basename(path)} ${problem}`);

/**
 * Reads a trade file line by line: one record is one line, so that a quote left open spoils its own line and no other. Yields each row, sound or
 * bad; answers with what is only known at the end. Throws `bad_file` where the file can't be read or has not the trade file's header.
 */
export async function* readTradeFile(path: string, options: Options): AsyncGenerator<FileItem, FileSummary> {
  const decoder = new TextDecoder(options.encoding ?? 'utf-8', { fatal: true, ignoreBOM: true });
  const hash = createHash('sha256');
  const summary: FileSummary = { sha256: '', rows: 0, firstInvoice: '', lastInvoice: '' };
  let previous = '';
  let doubtful: FileItem[] = [];
  let header = false;

  for await (const { number, bytes, ended, tooLong } of lines(path, hash, options.onBytes)) {
    if (number === 1) {
      checkHeader(path, bytes, decoder);
      header = true;
      continue;
    }
    if (bytes.length === 0 && !tooLong) continue;
    summary.rows += 1;
    const row = tooLong ? tooLongRow(bytes) : readLine(bytes, decoder, options);
    const item: FileItem = { line: number, row: ended ? row : cutOff(row), counts: true };

    // A row whose invoice can't be read, amid the rows of one invoice, is one of them: without it that invoice would be booked in part.
    const before = previous;
    const readable = isInvoiceNumber(row.invoice);
    if (readable) {
      if (row.invoice === previous) yield* doubtful.map((other) => distrust(previous, other));
      doubtful = [];
      previous = row.invoice;
      summary.firstInvoice ||= row.invoice;
    } else {
      doubtful.push(item);
    }
    yield item;
    // The beginning of a number may be that of the invoice before, cut off.
    if (!ended && isBadRow(item.row) && row.invoice !== before && before.startsWith(row.invoice))
      yield distrust(before, item);
  }
  if (!header) throw badFile(path, 'is empty.');
  summary.lastInvoice = previous;
  summary.sha256 = hash.digest('hex');
  return summary;
}

function distrust(invoice: string, because: FileItem): FileItem {
  const reason = isBadRow(because.row) ? because.row.reason : '';
  return { line: because.line, row: { invoice, reason }, counts: false };
}

function readLine(bytes: Buffer, decoder: TextDecoder, options: RowOptions): TradeRow | BadRow {
  let text: string;
  try {
    text = decoder.decode(bytes);
  } catch {
    return {
      invoice: firstField(bytes),
      reason: 'is not valid UTF-8 (a file from Windows is read with --encoding windows-1252)',
    };
  }
  const fields = splitFields(text);
  return fields
    ? readTradeRow(fields, options)
    : { invoice: firstField(bytes), reason: 'has a quotation mark that is not closed, or stands amid a field' };
}

/** The fields of one line of CSV; null where its quotation marks make no sense. */
export function splitFields(line: string): string[] | null {
  if (!line.includes('"')) return line.split(',');
  try {
    return (parse(line, { relax_column_count: true }) as string[][])[0] ?? null;
  } catch {
    return null;
  }
}

/** A last line without its end is only good if it can't be part of a longer one. */
function cutOff(row: TradeRow | BadRow): TradeRow | BadRow {
  if (isBadRow(row)) return { invoice: row.invoice, reason: `the file breaks off in this line; it ${row.reason}` };
  if (isCountryName(row.country)) return row;
  return { invoice: row.invoice, reason: `the file breaks off in this line, in the country "${row.country}"` };
}

const firstField = (bytes: Buffer): string =>
  invoiceIn(bytes.subarray(0, 200).toString('latin1').split(',')[0]?.replaceAll('"', '') ?? '');

const tooLongRow = (bytes: Buffer): BadRow => ({
  invoice: firstField(bytes),
  reason: `is longer than ${LONGEST_LINE} bytes`,
});

function checkHeader(path: string, bytes: Buffer, decoder: TextDecoder): void {
  if (bytes[0] === 0x1f && bytes[1] === 0x8b) throw badFile(path, 'is compressed (gzip). Unpack it first.');
  if (bytes[0] === 0x50 && bytes[1] === 0x4b)
    throw badFile(path, 'is a ZIP archive or a spreadsheet. Save the sheet as CSV (UTF-8) first.');
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff) || bytes.includes(0)) {
    throw badFile(path, 'is not UTF-8 text (it looks like UTF-16 or a binary file). Save it as CSV (UTF-8).');
  }
  let text: string;
  try {
    text = decoder.decode(bytes).replace(/^\uFEFF/, '');
  } catch {
    throw badFile(path, 'has a first line that is not valid UTF-8.');
  }
  const found = splitFields(text)?.map((field) => field.trim()) ?? [];
  if (found.join('\n') === COLUMNS.join('\n')) return;
  const missing = COLUMNS.filter((column) => !found.includes(column));
  const hint = missing.length === 0 ? 'The columns stand in another order.' : `Missing: ${missing.join(', ')}.`;
  throw badFile(
    path,
    `does not begin with the header of a trade file. Expected: ${COLUMNS.join(',')} — found: ${text.slice(0, 120)}. ${hint}`,
  );
}

type Line = { number: number; bytes: Buffer /** Closed by a line end. */; ended: boolean; tooLong: boolean };

const BOM = Buffer.from([0xef, 0xbb, 0xbf]);

/** Splits the file at line ends, without ever holding more than one chunk and one line. */
async function* lines(
  path: string,
  hash: ReturnType<typeof createHash>,
  onBytes?: (bytes: number) => void,
): AsyncGenerator<Line> {
  let rest: Buffer = Buffer.alloc(0);
  let dropped = false;
  let number = 0;
  const line = (bytes: Buffer, ended: boolean): Line => {
    number += 1;
    const body = number === 1 && bytes.subarray(0, 3).equals(BOM) ? bytes.subarray(3) : bytes;
    const result = {
      number,
      bytes: body.at(-1) === 0x0d ? body.subarray(0, -1) : body,
      ended,
      tooLong: dropped || body.length > LONGEST_LINE,
    };
    dropped = false;
    return result;
  };
  try {
    for await (const chunk of createReadStream(path, { highWaterMark: 256 * 1024 }) as AsyncIterable<Buffer>) {
      hash.update(chunk);
      onBytes?.(chunk.length);
      let from = 0;
      for (let at = chunk.indexOf(0x0a); at !== -1; at = chunk.indexOf(0x0a, from)) {
        yield line(rest.length > 0 ? Buffer.concat([rest, chunk.subarray(from, at)]) : chunk.subarray(from, at), true);
        rest = Buffer.alloc(0);
        from = at + 1;
      }
      if (from < chunk.length) rest = Buffer.concat([rest, chunk.subarray(from)]);
      if (rest.length > LONGEST_LINE) {
        rest = rest.subarray(0, LONGEST_LINE);
        dropped = true;
      }
    }
  } catch (error) {
    throw badFile(path, unreadable(error));
  }
  if (rest.length > 0) yield line(rest, false);
}

function unreadable(error: unknown): string {
  const code = (error as NodeJS.ErrnoException).code;
  if (code === 'ENOENT') return 'does not exist.';
  if (code === 'EISDIR') return 'is a folder, not a file.';
  if (code === 'EACCES') return 'may not be read by this user.';
  throw error;
}
