import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, relative, resolve } from 'node:path';

const ROOT = resolve(import.meta.dirname, '../../..');

/** Where the built components lie. A folder without a leading dot: Express serves no others. */
export const BUNDLE_DIR = join(ROOT, 'adminjs-tmp');
export const BUNDLE_FILE = join(BUNDLE_DIR, 'bundle.js');
const STAMP_FILE = join(BUNDLE_DIR, 'stamp.json');

/** What the components are made of: a change in any of it makes the bundle stale. */
const SOURCES = ['resources/components', 'resources/locale', 'server/shared/money.ts', 'server/shared/quantity.ts'];

/** A digest of everything that goes into the bundle. */
function sourceHash(): string {
  const hash = createHash('sha256');
  for (const file of SOURCES.flatMap((source) => filesIn(join(ROOT, source)))) {
    if (/\.(css|test\.tsx?)$/.test(file)) continue;
    hash.update(relative(ROOT, file)).update(readFileSync(file));
  }
  const require = createRequire(import.meta.url);
  const adminjs = JSON.parse(readFileSync(join(require.resolve('adminjs'), '../package.json'), 'utf8')) as {
    version: string;
  };
  return hash.update(adminjs.version).digest('hex');
}

function filesIn(path: string): string[] {
  if (!existsSync(path)) return [];
  try {
    return readdirSync(path, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .sort();
  } catch {
    return [path];
  }
}

/** Is the bundle there and made of the components as they are now? */
export function bundleIsFresh(): boolean {
  if (!existsSync(BUNDLE_FILE) || !existsSync(STAMP_FILE)) return false;
  const stamp = JSON.parse(readFileSync(STAMP_FILE, 'utf8')) as { sources?: string };
  return stamp.sources === sourceHash();
}

export const stampText = (): string => `${JSON.stringify({ sources: sourceHash() })}\n`;
export const stampFile = (): string => STAMP_FILE;
