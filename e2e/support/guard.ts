import {
  type BrowserContext,
  type ConsoleMessage,
  type Dialog,
  expect,
  type Page,
  type Request,
  type WebError,
} from '@playwright/test';
import { places } from './places.ts';

export type Guard = {
  /** Watches every page of a context from now on, until the function it returns is called. */
  watch: (context: BrowserContext) => () => void;
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

  const onDialog = async (dialog: Dialog): Promise<void> => {
    if (dialog.type() !== 'beforeunload') faults.push(`a dialog opened: ${dialog.message()}`);
    await dialog.accept();
  };
  const onPage = (page: Page): void => void page.on('dialog', onDialog);
  const onConsole = (message: ConsoleMessage): void => {
    if (message.type() !== 'error') return;
    faults.push(`console: ${message.text()} (${message.location().url})`);
  };
  const onError = (error: WebError): void =>
    void faults.push(`script failed: ${error.error().stack ?? error.error().message}`);
  const onRequest = (request: Request): void => {
    const url = request.url();
    if (!WITHOUT_HOST.test(url) && !OWN.has(new URL(url).origin)) faults.push(`asked a foreign host: ${url}`);
  };

  return {
    watch(context) {
      context.pages().forEach(onPage);
      context.on('page', onPage).on('console', onConsole).on('weberror', onError).on('request', onRequest);
      return () => {
        for (const page of context.pages()) page.off('dialog', onDialog);
        context.off('page', onPage).off('console', onConsole).off('weberror', onError).off('request', onRequest);
      };
    },
    expectError: (text) => expected.push(text),
    check: () => expect(faults.filter((fault) => !expected.some((text) => text.test(fault)))).toEqual([]),
  };
}
