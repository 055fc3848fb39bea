import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { run, tool } from './run.ts';
import { fromJest, nothing, type Tally } from './tally.ts';

const REPORTS = resolve('.data/reports');

/** Runs the unit and API tests: all, or those that the words for jest choose. */
export async function runJest(words: string[]): Promise<Tally> {
  const report = freshReport('jest.json');
  const { code } = await run(tool('jest'), ['--json', `--outputFile=${report}`, ...words], {
    // What people read of jest goes to standard error.
    shown: 'errors',
    env: jestEnvironment(),
  });
  return read(report, { code, again: 'npm run test:quick' }, fromJest);
}

/** Stays and runs tests as files change, until the person leaves it. */
export async function watchJest(words: string[]): Promise<number> {
  const { code } = await run(tool('jest'), ['--watch', ...words], { shown: 'all', env: jestEnvironment() });
  return code;
}

/** A path for a runner's report, with the last run's report gone. */
export function freshReport(name: string): string {
  mkdirSync(REPORTS, { recursive: true });
  const report = join(REPORTS, name);
  rmSync(report, { force: true });
  return report;
}

/** A runner that ends without a report, or that fails while its report says otherwise, counts as one failed test. */
export function read<T>(report: string, ended: { code: number; again: string }, tallyOf: (content: T) => Tally): Tally {
  const tally = existsSync(report) ? tallyOf(JSON.parse(readFileSync(report, 'utf8'))) : nothing();
  if (ended.code === 0 || tally.failed > 0) return tally;
  return { ...tally, failed: 1, again: [ended.again] };
}

function jestEnvironment(): NodeJS.ProcessEnv {
  // Each test file loads the product anew: with the usual 16 MB for what is young a tenth of the time goes into collecting it.
  const own = '--experimental-vm-modules --disable-warning=ExperimentalWarning --max-semi-space-size=64';
  const options = `${process.env.NODE_OPTIONS ?? ''} ${own}`;
  return { ...process.env, NODE_ENV: 'test', NODE_OPTIONS: options.trim() };
}
