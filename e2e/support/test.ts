import { type BrowserContextOptions, test as base, type Page } from '@playwright/test';
import { type Guard, newGuard } from './guard.ts';
import { type StaffRole, signInToPanel } from './sign-in.ts';
import { type Cookies, newWindows, type Windows } from './windows.ts';

type Fixtures = {
  /** Applied to every page of every test. */
  guard: Guard;
  /** A window of someone who is signed in to the panel; twice the same role is two people at two screens. */
  as: (role: StaffRole, options?: BrowserContextOptions) => Promise<Page>;
  /** A window of someone who is not signed in anywhere, unless they bring cookies along. */
  visitor: (options?: BrowserContextOptions, cookies?: Cookies) => Promise<Page>;
};
type WorkerFixtures = { sessions: Map<StaffRole, Cookies>; windows: Windows };

export const test = base.extend<Fixtures, WorkerFixtures>({
  sessions: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads from the pattern which fixtures are wanted
    async ({}, use) => {
      await use(new Map());
    },
    { scope: 'worker' },
  ],

  windows: [
    // biome-ignore lint/correctness/noEmptyPattern: as above
    async ({}, use) => {
      await use(newWindows());
    },
    { scope: 'worker' },
  ],

  guard: [
    // biome-ignore lint/correctness/noEmptyPattern: as above
    async ({}, use) => {
      const guard = newGuard();
      await use(guard);
      guard.check();
    },
    { auto: true },
  ],

  visitor: async ({ browser, guard, windows }, use) => {
    const giveBack: (() => Promise<void>)[] = [];
    await use(async (options = {}, cookies = []) => {
      const window = await windows.open(browser, options, cookies);
      const unwatch = guard.watch(window.page.context());
      giveBack.push(() => {
        unwatch();
        return windows.giveBack(window);
      });
      return window.page;
    });
    for (const give of giveBack) await give();
  },

  page: async ({ visitor }, use) => {
    await use(await visitor());
  },

  as: async ({ visitor, sessions }, use) => {
    await use(async (role, options = {}) => {
      const page = await visitor(options, sessions.get(role));
      if (!sessions.has(role)) {
        await signInToPanel(page, role);
        sessions.set(role, await page.context().cookies());
      }
      return page;
    });
  },
});

export { expect, type Locator, type Page } from '@playwright/test';
