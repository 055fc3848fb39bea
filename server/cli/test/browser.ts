import { rmSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Crew } from '../../embedded/crew.ts';
import { freePortBlock } from '../../embedded/ports.ts';
import { keptSecrets } from '../../embedded/secrets.ts';
import { planFrom, productEnvironment } from '../start/environment.ts';
import { startProduct } from '../start/product.ts';
import { bringChromium } from './chromium.ts';
import { run, tool } from './run.ts';
import { fromPlaywright, type Tally } from './tally.ts';
import { freshReport, read } from './unit.ts';

/** Settings of the person's own product, which a test run must not touch. */
const NOT_FOR_TESTS =
  /^(MONGODB_|S3_|OIDC_|PORT$|PUBLIC_URL|STOREFRONT_|SHOP_URL|API_URL|IMAGE_BASE_URL|DATA_DIR|NODE_ENV|IDP_PORT)/;

/** Starts a whole product with data and ports of its own, and runs the browser tests against it. */
export async function runBrowserTests(crew: Crew, words: string[]): Promise<Tally> {
  const chromium = await bringChromium();
  const env = await startTestProduct(crew);
  const report = freshReport('playwright.json');
  const args = ['test', '--config', 'e2e/playwright.config.ts', '--reporter=list,json', ...words];
  const { code } = await run(tool('playwright'), args, {
    shown: 'all',
    env: { ...env, CHROME_PATH: chromium, PLAYWRIGHT_JSON_OUTPUT_FILE: report },
  });
  return read(report, code, fromPlaywright);
}

async function startTestProduct(crew: Crew): Promise<NodeJS.ProcessEnv> {
  const dataDir = resolve('.data/browser-tests');
  rmSync(dataDir, { recursive: true, force: true });
  const [first, objectStore] = [await freePortBlock(4), await freePortBlock(10)];
  const plan = planFrom({
    PORT: String(first),
    STOREFRONT_PORT: String(first + 1),
    IDP_PORT: String(first + 2),
    MONGODB_PORT: String(first + 3),
    S3_PORT: String(objectStore),
    DATA_DIR: dataDir,
  });
  const inherited = Object.fromEntries(Object.entries(process.env).filter(([name]) => !NOT_FOR_TESTS.test(name)));
  const secrets = keptSecrets(dataDir);
  const env = productEnvironment(inherited, plan, secrets);
  // The parts were fetched for everybody, not for this run alone.
  await startProduct({ plan, env, secrets, crew, partsDir: resolve('.data') });
  return env;
}
