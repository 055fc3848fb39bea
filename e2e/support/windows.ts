import type { Browser, BrowserContext, BrowserContextOptions, Page } from '@playwright/test';
import { places } from './places.ts';

export type Cookies = Awaited<ReturnType<BrowserContext['cookies']>>;
type Window = { page: Page; options: BrowserContextOptions; size: string };

export type Windows = {
  /** A window with these cookies and nothing else: one that an earlier test is done with, or a new one. */
  open: (browser: Browser, options: BrowserContextOptions, cookies: Cookies) => Promise<Window>;
  /** Takes a window back. */
  giveBack: (window: Window) => Promise<void>;
};

/** Answer at once, with nothing that runs, and are of the same site, so that the window keeps its process. */
const QUIET = [`${places.shop}/robots.txt`, `${places.office}/healthz`];

const sizeOf = (page: Page): string => JSON.stringify(page.viewportSize());

/**
 * Keeps windows for the next test. A new one reads and compiles the whole program of the panel or the shop again, which takes longer than most
 * tests. What a test leaves behind does not stay: the page, the cookies and what was stored go.
 */
export function newWindows(): Windows {
  const idle = new Map<string, Page[]>();
  const idleLike = (options: BrowserContextOptions): Page[] => {
    const kind = JSON.stringify(options);
    return idle.get(kind) ?? idle.set(kind, []).get(kind) ?? [];
  };

  return {
    async open(browser, options, cookies) {
      const known = idleLike(options).pop();
      const page = known ?? (await (await browser.newContext(options)).newPage());
      const { colorScheme = 'light', reducedMotion = 'no-preference' } = options;
      if (known) await page.emulateMedia({ media: null, colorScheme, reducedMotion });
      await page.context().addCookies(cookies);
      return { page, options, size: sizeOf(page) };
    },
    async giveBack({ page, options, size }) {
      const context = page.context();
      const asItWas = !page.isClosed() && context.pages().length === 1 && sizeOf(page) === size;
      if (!asItWas || options.storageState) {
        await context.close();
        return;
      }
      for (const quiet of QUIET) {
        await page.goto(quiet);
        await page.evaluate('localStorage.clear(); sessionStorage.clear()');
      }
      await context.clearCookies();
      idleLike(options).push(page);
    },
  };
}
