import { type BrowserContext, expect, type Page } from '@playwright/test';
import { places } from './places.ts';

export type Guard = {
  /** Watches every page of a context from now on. */
  watch: (context: BrowserContext) => void;
  /** An error that a test provokes on purpose, by what the console says of it. */
  expectError: (text: RegExp) => void;
  /** Fails where a page has said, asked for or done what it should not. */
  check: () => void;
};

const OWN = new Set([places.office, places.shop, places.identityProvider].map((place) => new URL(place).origin));
const WITHOUT_HOST = /^(data|blob|about|chrome-error):/;

/**
 * Holds for every page in every test: nothing in the console, no script that fails, no violation of the content security policy (Chromium
 * reports those in the console too), no request to a host that is not ours, no dialog that nobody asked for.
 */
export function newGuard(): Guard {
  const faults: string[] = [];
  const expected: RegExp[] = [];

  const watchPage = (page: Page): void => {
    page.on('dialog', async (dialog) => {
      if (dialog.type() !== 'beforeunload') faults.push(`a dialog opened: ${dialog.message()}`);
      await dialog.accept();
    });
  };

  return {
    watch(context) {
      context.on('page', watchPage);
      context.on('console', (message) => {
        if (message.type() !== 'error') return;
        faults.push(`console: ${message.text()} (${message.location().url})`);
      });
      context.on('weberror', (error) => faults.push(`script failed: ${error.error().stack ?? error.error().message}`));
      context.on('request', (request) => {
        const url = request.url();
        if (!WITHOUT_HOST.test(url) && !OWN.has(new URL(url).origin)) faults.push(`asked a foreign host: ${url}`);
      });
    },
    expectError: (text) => expected.push(text),
    check: () => expect(faults.filter((fault) => !expected.some((text) => text.test(fault)))).toEqual([]),
  };
}
