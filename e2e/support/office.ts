import { expect, type Locator, type Page } from '@playwright/test';
import { places } from './places.ts';

export const listUrl = (resource: string, search = ''): string =>
  `${places.office}/admin/resources/${resource}${search ? `?${search}` : ''}`;

/** Finds one record by the search box of its list, and opens it. */
export async function openRecord(page: Page, resource: string, words: string, title: string): Promise<void> {
  await page.goto(listUrl(resource));
  await page.getByRole('searchbox').fill(words);
  await page.getByRole('button', { name: 'Search', exact: true }).click();
  await page.getByRole('link', { name: title, exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible();
}

export const openProduct = (page: Page, { sku, name }: { sku: string; name: string }): Promise<void> =>
  openRecord(page, 'products', sku, name);

/** The value that a record's page shows under a label. */
export const shownValue = (page: Page, label: string): Locator =>
  page.locator('dl > div', { has: page.getByRole('term').getByText(label, { exact: true }) }).getByRole('definition');

/** The message that a finished action leaves. */
export const news = (page: Page, text: string | RegExp): Locator =>
  page.getByRole('region', { name: 'Messages' }).getByRole('status').getByText(text);

/** Chooses an action of the record that is open, wherever the page has put it: in the row of buttons or behind "More". */
export async function startAction(page: Page, name: string): Promise<Locator> {
  const button = page.locator('main').getByRole('button', { name, exact: true });
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  if (!(await button.isVisible())) await page.locator('summary', { hasText: 'More' }).click();
  await button.click();
  const dialog = page.getByRole('dialog');
  await expect(dialog).toBeVisible();
  return dialog;
}

/** Opens the form of the record that is open. */
export async function startEditing(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Edit', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: /^Edit / })).toBeVisible();
}

export const save = (page: Page): Promise<void> => page.getByRole('button', { name: 'Save', exact: true }).click();

/** The latest entries about the record that is open. */
export const stub = (page: Page): Locator => page.getByRole('complementary', { name: 'Counterfoil' });

/** The row of a change on an entry's page. */
export const change = (page: Page, field: string): Locator =>
  page.getByRole('row').filter({ has: page.getByRole('rowheader', { name: field, exact: true }) });
