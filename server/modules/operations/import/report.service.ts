import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { externalSort } from './external-sort.service.ts';

export type RefusedRow = { file: number; line: number; invoice: string; reason: string };

/** What became of the rows; booked + ignored + refused = rows. */
export type RowCounts = { rows: number; booked: number; ignored: number; refused: number };

/** Collects the rows that were refused, however many, and writes them in the order of the files. */
export function refusalReport() {
  const sorter = externalSort<RefusedRow>((a, b) => a.file - b.file || a.line - b.line);
  let refused = 0;
  return {
    get refused() {
      return refused;
    },
    async add(row: RefusedRow): Promise<void> {
      refused += 1;
      await sorter.add(row);
    },
    /** The refused rows in the order of files and lines. */
    rows: () => sorter.sorted(),
    async writeTo(path: string, files: readonly { name: string }[]): Promise<void> {
      await mkdir(dirname(path), { recursive: true });
      const out = createWriteStream(path);
      await once(out, 'open');
      out.write('file,line,invoice,reason\n');
      for await (const { file, line, invoice, reason } of sorter.sorted()) {
        const cells = [files[file]?.name ?? '', String(line), invoice, reason].map(csvCell);
        if (!out.write(`${cells.join(',')}\n`)) await once(out, 'drain');
      }
      out.end();
      await once(out, 'close');
    },
    dispose: () => sorter.dispose(),
  };
}

/** Quoted where it must be; a cell that a spreadsheet would run as a formula gets an apostrophe before it. */
function csvCell(text: string): string {
  const safe = /^[=+@\t\r-]/.test(text) ? `'${text}` : text;
  return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
