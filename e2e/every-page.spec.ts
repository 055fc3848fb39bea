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
  // Records, filters, menus and forms are made of the same parts for everyone who may open them; axe looks at all of them once.
  const inFull = role === 'admin';
  const look: Look = { withAxe: inFull };

  test(`As ${role}, the dashboard says what needs attention, without a fault in it`, async ({ as }) => {
    const page = await as(role);
    await open(page, `${places.office}/admin`);
    await expect(page.getByRole('list').filter({ hasText: 'Orders to pack' })).toBeVisible();
    await expectSound(page, /^Good day/);
  });

  for (const { id, entity, writes, newPage } of resources) {
    if (!canSometimes([role], entity, 'list')) {
      test(`As ${role}, ${label(id)} is closed, and the page says who may open it`, async ({ as, guard }) => {
        guard.expectError(/status of 403/);
        const page = await as(role);
        await open(page, listUrl(id), 403);
        await expect(page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: label(id) })).toHaveCount(
          0,
        );
        await expectSound(page, /not yours to open|nothing here/);
      });
      continue;
    }

    test(`As ${role}, every page of ${label(id)} is sound`, async ({ as, guard }) => {
      const page = await as(role);
      await open(page, listUrl(id));
      await expect(page.getByRole('table').or(page.getByText(/Nothing fits|Nothing here|^No /))).toBeVisible();
      await expectSound(page, label(id));
      if (inFull) {
        await page.getByRole('button', { name: 'Filters' }).click();
        await expectAccessible(page, `${page.url()} with filters`);
      }

      const record = await firstRecord(page);
      if (record) {
        await open(page, `${places.office}${record}`);
        await expectSound(page, /\S/, look);
        if (inFull) await expectMenuSound(page);
        const mayEdit = writes.edit && can([role], entity, 'edit');
        if (!mayEdit) guard.expectError(/status of 403/);
        const form = `${places.office}${record.replace(/\/show$/, '/edit')}`;
        if (writes.edit) {
          await open(page, form, mayEdit ? 200 : 403);
          await expectSound(page, mayEdit ? /^Edit / : 'This is not yours to open', look);
        }
      }
      await expectNewSound(
        page,
        id,
        newPage ? can([role], entity, newPage.permission) : writes.new && can([role], entity, 'new'),
        look,
      );
    });
  }
}

async function expectMenuSound(page: Page): Promise<void> {
  const more = page.locator('summary', { hasText: 'More' });
  if ((await more.count()) === 0) return;
  await more.click();
  await expectAccessible(page, `${page.url()} with its menu open`);
}

async function expectNewSound(page: Page, id: string, mayAdd: boolean, look: Look): Promise<void> {
  await page.goto(listUrl(id));
  const link = page.getByRole('link', { name: `New ${one(id)}` });
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(label(id));
  await expect(link).toHaveCount(mayAdd ? 1 : 0);
  if (!mayAdd) return;
  await link.click();
  await expectSound(page, `New ${one(id)}`, look);
}
