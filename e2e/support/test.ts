import { type BrowserContextOptions, test as base, type Page } from '@playwright/test';
import { type Guard, newGuard } from './guard.ts';
import { type StaffRole, signInToPanel } from './sign-in.ts';

type State = Exclude<BrowserContextOptions['storageState'], string | undefined>;

type Fixtures = {
  /** Applied to every page of every test. */
  guard: Guard;
  /** A new window of someone who is signed in to the panel; twice the same role is two people at two screens. */
  as: (role: StaffRole, options?: BrowserContextOptions) => Promise<Page>;
  /** A new window of someone who is not signed in anywhere. */
  visitor: (options?: BrowserContextOptions) => Promise<Page>;
};
type WorkerFixtures = { sessions: Map<StaffRole, State> };

export const test = base.extend<Fixtures, WorkerFixtures>({
  sessions: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads from the pattern which fixtures are wanted
    async ({}, use) => {
      await use(new Map());
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

  visitor: async ({ browser, guard }, use) => {
    const opened: Page[] = [];
    await use(async (options = {}) => {
      const context = await browser.newContext(options);
      guard.watch(context);
      const page = await context.newPage();
      opened.push(page);
      return page;
    });
    for (const page of opened) await page.context().close();
  },

  page: async ({ visitor }, use) => {
    await use(await visitor());
  },

  as: async ({ visitor, sessions }, use) => {
    await use(async (role, options = {}) => {
      const known = sessions.get(role);
      const page = await visitor({ ...options, ...(known ? { storageState: known } : {}) });
      if (!known) {
        await signInToPanel(page, role);
        sessions.set(role, await page.context().storageState());
      }
      return page;
    });
  },
});

export { expect, type Locator, type Page } from '@playwright/test';
