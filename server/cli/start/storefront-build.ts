import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { type OnLaunch, runTask } from '../../embedded/child.ts';
import { step } from '../progress.cjs';
import { inProject } from './root.ts';

const STOREFRONT = inProject('storefront');
const GENERATED = new Set(['.next', 'node_modules', 'next-env.d.ts', 'tsconfig.tsbuildinfo']);

/** Builds the storefront where its sources, its packages or Node have changed since the last build. */
export async function buildStorefront(env: NodeJS.ProcessEnv, logDir: string, onLaunch: OnLaunch): Promise<void> {
  const stamp = join(STOREFRONT, '.next', 'counterfoil-build');
  const wanted = fingerprint();
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  rmSync(stamp, { force: true });
  const shown = step('Building the storefront');
  try {
    await runTask({
      name: 'the build of the storefront',
      ...nextCommand('build'),
      env: { ...env, NODE_ENV: 'production' },
      logFile: join(logDir, 'storefront-build.log'),
      onLaunch,
    });
    writeFileSync(stamp, wanted);
    shown.done('Storefront built');
  } finally {
    shown.fail();
  }
}

/** How to run Next in the storefront's folder. */
export function nextCommand(...words: string[]): { command: string; args: string[]; cwd: string } {
  const manifest = createRequire(join(STOREFRONT, 'package.json')).resolve('next/package.json');
  return { command: process.execPath, args: [join(dirname(manifest), 'dist/bin/next'), ...words], cwd: STOREFRONT };
}

function fingerprint(): string {
  const hash = createHash('sha256')
    .update(process.version)
    .update(readFileSync(inProject('package-lock.json')));
  for (const file of sources(STOREFRONT)) hash.update(file).update('\0').update(readFileSync(file));
  return hash.digest('hex');
}

function sources(folder: string): string[] {
  const entries = readdirSync(folder, { withFileTypes: true }).filter(({ name }) => !GENERATED.has(name));
  return entries
    .flatMap((entry) => (entry.isDirectory() ? sources(join(folder, entry.name)) : [join(folder, entry.name)]))
    .sort();
}
