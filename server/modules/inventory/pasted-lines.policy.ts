import { CsvError, parse } from 'csv-parse/sync';
import { invalid } from '../../shared/errors.ts';
import { parseDecimal } from '../../shared/money.ts';

/** A row of a pasted table: which product, how much of it, and where it stood. */
type PastedRow = { row: number; code: string; quantity: string };

const SEPARATORS = ['\t', ';', ','];

/**
 * Reads what was pasted from a spreadsheet or a CSV file: a code and a quantity in each row, separated by tab, semicolon or comma; a code
 * alone counts as one. Empty rows and a heading (a first row whose second cell is no number) are passed over. Throws `invalid`.
 */
export function pastedRows(text: string): PastedRow[] {
  return recordsOf(text)
    .filter(({ record: [, quantity] }, index) => !(index === 0 && quantity && !isNumber(quantity)))
    .map(({ record: [code = '', quantity], info }) => ({ row: info.lines, code, quantity: quantity || '1' }));
}

type CsvRecord = { record: string[]; info: { lines: number } };

function recordsOf(text: string): CsvRecord[] {
  const delimiter = SEPARATORS.find((separator) => text.includes(separator)) ?? ',';
  const options = { delimiter, bom: true, info: true, trim: true, relax_column_count: true, relax_quotes: true };
  try {
    return parse(text, { ...options, skip_records_with_empty_values: true }) as unknown as CsvRecord[];
  } catch (error) {
    if (error instanceof CsvError) throw invalid({ text: 'A quotation mark is opened in it and never closed.' });
    throw error;
  }
}

const isNumber = (text: string): boolean => parseDecimal(text, 6) !== null;
