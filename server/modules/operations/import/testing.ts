import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { COLUMNS } from './trade-row.policy.ts';

export type RowText = {
  invoice?: string;
  code?: string;
  text?: string;
  quantity?: number | string;
  date?: string;
  price?: number | string;
  customer?: string;
  country?: string;
};

const quoted = (field: string): string => (/[",]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field);

/** One line of a trade file; what is not given is a sound sale of lanterns to customer 17850. */
export function line(row: RowText = {}): string {
  const {
    invoice = '536365',
    code = '71053',
    text = 'WHITE METAL LANTERN',
    quantity = 6,
    date = '2010-12-01 08:26:00',
  } = row;
  const { price = '3.39', customer = '17850.0', country = 'United Kingdom' } = row;
  return [invoice, code, text, quantity, date, price, customer, country]
    .map((field) => quoted(String(field)))
    .join(',');
}

/** A trade file of these lines, with its header and the last line's end. */
export const tradeFile = (...lines: string[]): string => `${[COLUMNS.join(','), ...lines].join('\n')}\n`;

/** A temporary folder for the files of a test. */
export function fileFolder() {
  const folder = mkdtempSync(join(tmpdir(), 'counterfoil-import-test-'));
  let count = 0;
  return {
    path: folder,
    write(content: string | Buffer, name?: string): string {
      count += 1;
      const path = join(folder, name ?? `file-${count}.csv`);
      writeFileSync(path, content);
      return path;
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
