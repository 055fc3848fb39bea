import type { Response } from '@playwright/test';
import { resources } from '../resources/index.ts';
import { en } from '../resources/locale/en.ts';
import { can, canSometimes } from '../server/shared/permissions.policy.ts';
import { expectAccessible } from './support/accessible.ts';
import { listUrl } from './support/office.ts';
import { places } from './support/places.ts';
import { STAFF_ROLES, type StaffRole } from './support/sign-in.ts';
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

  test(`As ${role}, what is closed is not in the navigation, and its page says who may open it`, async ({
    as,
    guard,
  }) => {
    const page = await as(role);
    await open(page, `${places.office}/admin`);
    const navigation = page.getByRole('navigation', { name: 'Main' });
    for (const { id } of resources)
      await expect(navigation.getByRole('link', { name: label(id), exact: true })).toHaveCount(
        closed.some((other) => other.id === id) ? 0 : 1,
      );
    for (const { id } of closed) expect((await page.request.get(listUrl(id))).status(), id).toBe(403);
    // The page is the same for all of them.
    const [first] = closed;
    if (!first) return;
    guard.expectError(/status of 403/);
    await open(page, listUrl(first.id), 403);
    await expectSound(page, /not yours to open|nothing here/);
  });

  for (const [group, members] of Object.entries(Object.groupBy(resources, (resource) => resource.group))) {
    const opened = (members ?? []).filter((resource) => !closed.includes(resource));
    if (opened.length === 0) continue;
    // One window for all of a group: the panel's program is read once.
    test(`As ${role}, every page under “${group}” is sound`, async ({ as }) => {
      test.setTimeout(120_000);
      const page = await as(role);
      for (const resource of opened)
        await test.step(label(resource.id), () => expectPagesSound(page, resource, { role, look }));
    });
  }
}

type Resource = (typeof resources)[number];

/** The list, its first record with what can be opened of it, and the form for a new one. */
async function expectPagesSound(
  page: Page,
  { id, entity, writes, newPage }: Resource,
  { role, look }: { role: StaffRole; look: Look },
): Promise<void> {
  await open(page, listUrl(id));
  await expect(page.getByRole('table').or(page.getByText(/Nothing fits|Nothing here|^No /))).toBeVisible();
  await expectSound(page, label(id), look);
  const mayAdd = newPage ? can([role], entity, newPage.permission) : writes.new && can([role], entity, 'new');
  const form = await newForm(page, one(id), mayAdd);
  const record = await firstRecord(page);
  if (look.withAxe) {
    await page.getByRole('button', { name: 'Filters' }).click();
    await expectAccessible(page, `${page.url()} with filters`, '.cf-filters');
  }
  if (record) {
    await open(page, `${places.office}${record}`);
    await expectSound(page, /\S/, look);
    if (look.withAxe) await expectMenuSound(page);
    if (writes.edit) await expectEditSound(page, { mayEdit: can([role], entity, 'edit'), look });
  }
  if (form) {
    await open(page, `${places.office}${form}`);
    await expectSound(page, `New ${one(id)}`, look);
  }
}

/** The form of the record that is open. */
async function expectEditSound(page: Page, { mayEdit, look }: { mayEdit: boolean; look: Look }): Promise<void> {
  const address = page.url().replace(/\/show$/, '/edit');
  if (!mayEdit) {
    expect((await page.request.get(address)).status()).toBe(403);
    return;
  }
  await open(page, address);
  await expectSound(page, /^Edit /, look);
}

async function expectMenuSound(page: Page): Promise<void> {
  const more = page.locator('summary', { hasText: 'More' });
  if ((await more.count()) === 0) return;
  await more.click();
  await expectAccessible(page, `${page.url()} with its menu open`, '.cf-menu');
}

/** Where the open list leads whoever may add a record; empty for others, who are offered nothing. */
async function newForm(page: Page, name: string, mayAdd: boolean): Promise<string> {
  const link = page.getByRole('link', { name: `New ${name}` });
  await expect(link).toHaveCount(mayAdd ? 1 : 0);
  return mayAdd ? ((await link.getAttribute('href')) ?? '') : '';
}
