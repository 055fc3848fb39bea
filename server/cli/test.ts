import { sentenceOf } from '../embedded/problem.ts';
import { say } from './progress.cjs';
import { inProject } from './start/root.ts';
import { stopOnSignals } from './start/signals.ts';
import { runBrowserTests } from './test/browser.ts';
import { runChecks } from './test/checks.ts';
import { bringChromium } from './test/chromium.ts';
import { meansBrowser, readTestFlags, type TestFlags } from './test/flags.ts';
import { stopRunning } from './test/run.ts';
import { closingLine, sum, type Tally } from './test/tally.ts';
import { runJest, watchJest } from './test/unit.ts';

process.chdir(inProject());
const end = stopOnSignals(stopRunning, { farewell: 'Stopping the tests …', code: 130 });

try {
  const flags = readTestFlags(process.argv.slice(2));
  if (flags.watch) process.exitCode = await watchJest(flags.words);
  else report(sum(await runChosen(flags)));
} catch (error) {
  end(sentenceOf(error));
}

async function runChosen({ mode, words }: TestFlags): Promise<Tally[]> {
  if (mode === 'checks') return [await runChecks(words)];
  if (mode === 'quick') return [await runQuick(words)];
  // Fetched meanwhile, so that its lack is said at once and nobody waits for it later.
  const [checks] = await Promise.all([runChecks([]), bringChromium()]);
  return [checks, await runJest([]), await runBrowserTests([])];
}

/** The tests that the words name, or those that the uncommitted changes touch. */
async function runQuick(words: string[]): Promise<Tally> {
  if (meansBrowser(words)) return runBrowserTests(words);
  return runJest(words.length > 0 ? words : ['--onlyChanged', '--passWithNoTests']);
}

function report(total: Tally): void {
  if (total.again.length > 0) say(`\nTo run what failed again:\n${total.again.map((line) => `  ${line}`).join('\n')}`);
  say(`\n${closingLine(total)}`);
  process.exitCode = total.failed === 0 ? 0 : 1;
}
