import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';

const PACKED = join(import.meta.dirname, 'trade-days');

/** Unpacks the trade days into a folder of their own; `remove` deletes it again. See NOTICE.md for their source. */
export function unpackTradeDays(): { files: string[]; remove: () => void } {
  const folder = mkdtempSync(join(tmpdir(), 'counterfoil-trade-days-'));
  const files = readdirSync(PACKED)
    .filter((name) => name.endsWith('.csv.gz'))
    .sort()
    .map((name) => {
      const file = join(folder, name.slice(0, -'.gz'.length));
      writeFileSync(file, gunzipSync(readFileSync(join(PACKED, name))));
      return file;
    });
  return { files, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
