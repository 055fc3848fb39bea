import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from '@jest/globals';
import type { Express } from 'express';
import { createApp } from '../app.ts';
import { compose } from '../composition-root.ts';
import { useSignIn } from '../http/sign-in/testing.ts';
import { bucketName } from '../platform/object-store.ts';
import type { Role } from '../shared/request-context.ts';
import { httpBrowser } from './http-browser.ts';
import { useObjectStore } from './object-store.ts';

/** Who has a token for the log, in these tests. */
export const LOG_TOKEN = 'the-token-of-the-log-readers';

/**
 * Gives a test file the whole server as it runs: put together by the composition root, behind a real identity provider and a storefront's
 * hop, with a database and a bucket of its own.
 */
export function useWholeApp(settings: Record<string, string> = {}) {
  useObjectStore();
  const dataDir = mkdtempSync(join(tmpdir(), 'counterfoil-app-'));
  let app: Express | undefined;
  const signIn = useSignIn({
    settings: {
      DATA_DIR: dataDir,
      AUDIT_LOG_TOKEN: LOG_TOKEN,
      AUDIT_SIGNING_KEY: randomBytes(32).toString('base64'),
      S3_ENDPOINT: process.env['TEST_S3_ENDPOINT'] ?? '',
      S3_BUCKET: bucketName(),
      S3_ACCESS_KEY_ID: process.env['TEST_S3_ACCESS_KEY_ID'] ?? '',
      S3_SECRET_ACCESS_KEY: process.env['TEST_S3_SECRET_ACCESS_KEY'] ?? '',
      S3_FORCE_PATH_STYLE: 'true',
      CALLS_PER_MINUTE: '10000000',
      ...settings,
    },
    app: async (config) => {
      compose(config);
      app = await createApp({ config });
      return app;
    },
  });
  afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

  /** The cookies of someone who has just signed in at both doors (shoppers at the shop's alone). */
  async function cookiesOf(
    role: Role,
    login = `${role}@counterfoil.test`,
    password = 'counterfoil-demo',
  ): Promise<string> {
    const { panel, shop } = signIn;
    const browser = httpBrowser();
    if (role !== 'shopper') await signIn.signIn(browser, panel('/admin'), login, password);
    const page = await browser.open(shop('/auth/login'));
    if (role === 'shopper') await browser.submit(page, { login, password });
    for (const name of role === 'shopper' ? ['cf_shop'] : ['cf_panel', 'cf_shop'])
      if (!browser.cookie(name)) throw new Error(`${login} is not signed in: there is no ${name}`);
    return browser.cookies();
  }

  return { ...signIn, app: () => app as Express, cookiesOf };
}
