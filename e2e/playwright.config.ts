import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { defineConfig } from '@playwright/test';
import { places } from './support/places.ts';

/** Taken only when asked for: pictures of every page, and the tour in the README. */
const ON_DEMAND = ['screenshots', 'record-tour'];
const asked = ON_DEMAND.find((name) => name === process.env.E2E_ONLY);

/** Debian's own Chromium where it is installed, its shell first; otherwise the one that `npx playwright install chromium` brings. */
const KNOWN = [process.env.CHROME_PATH, '/usr/bin/chromium-headless-shell', '/usr/bin/chromium'];
const installed = KNOWN.find((path) => path && existsSync(path));
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export default defineConfig({
  testDir: '.',
  testMatch: asked ? `${asked}.spec.ts` : '*.spec.ts',
  testIgnore: asked ? [] : ON_DEMAND.map((name) => `${name}.spec.ts`),
  outputDir: '../test-results/browser',
  fullyParallel: false,
  workers: 2,
  // A test that passes only now and then is a fault to find, not to repeat.
  retries: 0,
  forbidOnly: true,
  timeout: 45_000,
  expect: { timeout: 10_000 },
  reporter: [['list'], ['json', { outputFile: process.env.E2E_REPORT || '../test-results/browser.json' }]],
  use: {
    baseURL: places.office,
    browserName: 'chromium',
    locale: 'en-GB',
    timezoneId: 'Europe/London',
    viewport: { width: 1280, height: 800 },
    actionTimeout: 10_000,
    screenshot: 'only-on-failure',
    trace: process.env.E2E_TRACE ? 'retain-on-failure' : 'off',
    launchOptions: { args: FLAGS, ...(installed ? { executablePath: installed } : {}) },
  },
  webServer: {
    command: `"${process.execPath}" e2e/serve.ts`,
    cwd: resolve(import.meta.dirname, '..'),
    url: places.ready,
    timeout: 600_000,
    reuseExistingServer: Boolean(process.env.E2E_REUSE),
    gracefulShutdown: { signal: 'SIGTERM', timeout: 30_000 },
    stdout: 'pipe',
  },
});
