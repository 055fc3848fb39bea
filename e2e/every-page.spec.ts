import type { Response } from '@playwright/test';
import { resources } from '../resources/index.ts';
import { en } from '../resources/locale/en.ts';
import { can, canSometimes } from '../server/shared/permissions.policy.ts';
import { expectAccessible } from './support/accessible.ts';
import { listUrl } from './support/office.ts';
import { places } from './support/places.ts';
import { STAFF_ROLES } from './support/sign-in.ts';
import { expect, type Page, test } from './support/test.ts';

// Walks the panel's own list of resources, so that a new one cannot be left out; what a role may is asked of the permission table.

const label = (id: string): string => (en.labels as Record<string, string>)[id] ?? id;
const one = (id: string): string => en.resources[id]?.one ?? id;

// Each test stands alone; together they take as long as all others, and so share the workers with them.
test.describe.configure({ mode: 'parallel' });

type Look = { withAxe?: boolean };

/** The page says in heading and title what it is, and axe finds nothing. */
async function expectSound(page: Page, heading: string | RegExp, { withAxe = true }: Look = {}): Promise<void> {
  const h1 = page.getByRole('heading', { level: 1 });
  await expect(h1).toHaveCount(1);
  await expect(h1).toHaveText(heading);
  await expect(page.getByText(en.cf.loading, { exact: true })).toHaveCount(0);
  await expect(page).toHaveTitle(`${await h1.textContent()} · ${en.cf.product}`);
  if (withAxe) await expectAccessible(page);
}

async function open(page: Page, url: string, status = 200): Promise<Response | null> {
  const response = await page.goto(url);
  expect(response?.status(), url).toBe(status);
  return response;
}

/** The first record of the open list; empty where there is none. */
async function firstRecord(page: Page): Promise<string> {
  const link = page.getByRole('row').getByRole('link').first();
  return (await link.count()) > 0 ? ((await link.getAttribute('href')) ?? '') : '';
}

for (const role of STAFF_ROLES) {
  // Lists, records, filters, menus and forms are made of the same parts for everyone who may open them; axe looks at all of them once.
  const inFull = role === 'admin';
  const look: Look = { withAxe: inFull };
  const closed = resources.filter(({ entity }) => !canSometimes([role], entity, 'list'));

  test(`As ${role}, the dashboard says what needs attention, without a fault in it`, async ({ as }) => {
    const page = await as(role);
    await open(page, `${places.office}/admin`);
    await expect(page.getByRole('list').filter({ hasText: 'Orders to pack' })).toBeVisible();
    await expectSound(page, /^Good day/);
  });

  for (const { id } of closed) {
    test(`As ${role}, ${label(id)} is closed, and the page says who may open it`, async ({ as, guard }) => {
      guard.expectError(/status of 403/);
      const page = await as(role);
      await open(page, listUrl(id), 403);
      await expect(page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: label(id) })).toHaveCount(
        0,
      );
      // The page is the same for all of them.
      await expectSound(page, /not yours to open|nothing here/, { withAxe: id === closed[0]?.id });
    });
  }

  for (const { id, entity, writes, newPage } of resources.filter((resource) => !closed.includes(resource))) {
    test(`As ${role}, every page of ${label(id)} is sound`, async ({ as, guard }) => {
      const page = await as(role);
      await open(page, listUrl(id));
      await expect(page.getByRole('table').or(page.getByText(/Nothing fits|Nothing here|^No /))).toBeVisible();
      await expectSound(page, label(id), look);
      const mayAdd = newPage ? can([role], entity, newPage.permission) : writes.new && can([role], entity, 'new');
      const form = await newForm(page, one(id), mayAdd);
      const record = await firstRecord(page);
      if (inFull) {
        await page.getByRole('button', { name: 'Filters' }).click();
        await expectAccessible(page, `${page.url()} with filters`);
      }

      if (record) {
        await open(page, `${places.office}${record}`);
        await expectSound(page, /\S/, look);
        if (inFull) await expectMenuSound(page);
        if (writes.edit) {
          const mayEdit = can([role], entity, 'edit');
          if (!mayEdit) guard.expectError(/status of 403/);
          await open(page, `${places.office}${record.replace(/\/show$/, '/edit')}`, mayEdit ? 200 : 403);
          await expectSound(page, mayEdit ? /^Edit / : 'This is not yours to open', look);
        }
      }
      if (form) {
        await open(page, `${places.office}${form}`);
        await expectSound(page, `New ${one(id)}`, look);
      }
    });
  }
}

async function expectMenuSound(page: Page): Promise<void> {
  const more = page.locator('summary', { hasText: 'More' });
  if ((await more.count()) === 0) return;
  await more.click();
  await expectAccessible(page, `${page.url()} with its menu open`);
}

/** Where the open list leads whoever may add a record; empty for others, who are offered nothing. */
async function newForm(page: Page, name: string, mayAdd: boolean): Promise<string> {
  const link = page.getByRole('link', { name: `New ${name}` });
  await expect(link).toHaveCount(mayAdd ? 1 : 0);
  return mayAdd ? ((await link.getAttribute('href')) ?? '') : '';
}
