import { bringChromium } from './chromium.ts';
import { run, tool } from './run.ts';
import { fromPlaywright, type Tally } from './tally.ts';
import { freshReport, read } from './unit.ts';

/** Runs the browser tests, all or those that the words choose; their configuration starts a whole product with data of its own. */
export async function runBrowserTests(words: string[]): Promise<Tally> {
  const chromium = await bringChromium();
  const report = freshReport('playwright.json');
  const { code } = await run(tool('playwright'), ['test', '--config', 'e2e/playwright.config.ts', ...words], {
    shown: 'all',
    env: { ...process.env, CHROME_PATH: chromium, E2E_REPORT: report },
  });
  return read(report, { code, again: 'npm run test:quick -- e2e' }, fromPlaywright);
}
