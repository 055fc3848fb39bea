import { goods } from './support/goods.ts';
import { listUrl, news, openRecord, save, shownValue, startAction, startEditing } from './support/office.ts';
import { places } from './support/places.ts';
import { expect, type Page, test } from './support/test.ts';

async function add(page: Page, resource: string, one: string, values: Record<string, string>): Promise<void> {
  await page.goto(listUrl(resource));
  await page.getByRole('link', { name: `New ${one}` }).click();
  await expect(page.getByRole('heading', { level: 1, name: `New ${one}` })).toBeVisible();
  for (const [label, value] of Object.entries(values)) await page.getByLabel(label).fill(value);
  await page.getByRole('button', { name: `Add ${one}` }).click();
  await expect(news(page, 'Added.').last()).toBeVisible();
}

async function remove(page: Page): Promise<void> {
  await startAction(page, 'Delete');
  await page.getByRole('dialog').getByRole('button', { name: 'Delete', exact: true }).click();
}

test('A category is added below another, renamed and deleted, and nothing is left of it in the list', async ({
  as,
}) => {
  const page = await as('inventory');
  await add(page, 'categories', 'category', { Name: 'Garden Twine' });
  await startEditing(page);
  await page.getByRole('combobox', { name: 'Below' }).fill('test');
  await page.getByRole('option', { name: goods.shelf.name }).click();
  await page.getByLabel('Name').fill('Garden String');
  await save(page);
  await expect(page.getByRole('heading', { level: 1, name: 'Garden String' })).toBeVisible();
  await expect(shownValue(page, 'Below')).toHaveText(goods.shelf.name);

  await remove(page);
  await expect(news(page, 'Deleted.')).toBeVisible();
  await page.goto(listUrl('categories', 'q=Garden+String'));
  await expect(page.getByText('Nothing fits this search.')).toBeVisible();
});

test('A category that products are filed under stays, and the reason is said in plain words', async ({ as, guard }) => {
  guard.expectError(/status of 409/);
  const page = await as('inventory');
  await openRecord(page, 'categories', goods.shelf.name, goods.shelf.name);
  await remove(page);
  await expect(page.getByRole('dialog').getByRole('alert')).toContainText(/\d+ products are filed under it/);
  await page.getByRole('button', { name: 'Cancel' }).click();
  await page.reload();
  await expect(page.getByRole('heading', { level: 1, name: goods.shelf.name })).toBeVisible();
});

test('A supplier is added, edited and deleted', async ({ as }) => {
  const page = await as('inventory');
  await add(page, 'suppliers', 'supplier', {
    Name: 'Willow & Wick',
    'E-mail': 'hello@willow.test',
    'Lead time (days)': '6',
  });
  await startEditing(page);
  await page.getByLabel('Lead time (days)').fill('9');
  await save(page);
  await expect(shownValue(page, 'Lead time (days)')).toHaveText('9');
  await remove(page);
  await expect(news(page, 'Deleted.')).toBeVisible();
});

test('A form with faults says at each field what is wrong, keeps what was typed and goes to the first one', async ({
  as,
  guard,
}) => {
  guard.expectError(/status of 422/);
  const page = await as('inventory');
  await page.goto(listUrl('suppliers'));
  await page.getByRole('link', { name: 'New supplier' }).click();
  await page.getByLabel('Name').fill('Half A Supplier');
  await page.getByLabel('E-mail').fill('not an address');
  await page.getByLabel('Lead time (days)').fill('soon');
  await page.getByRole('button', { name: 'Add supplier' }).click();
  await expect(page.getByRole('alert').first()).toBeVisible();
  await expect(page.getByLabel('Lead time (days)')).toHaveAttribute('aria-invalid', 'true');
  await expect(page.getByLabel('Name')).toHaveValue('Half A Supplier');
  await expect(page.locator('[aria-invalid="true"]').first()).toBeFocused();
});

test('Of a selection those are deleted that nothing refers to; the others stay, each with its reason', async ({
  as,
}) => {
  const page = await as('inventory');
  await add(page, 'categories', 'category', { Name: 'Test Empty One' });
  await add(page, 'categories', 'category', { Name: 'Test Empty Two' });
  await page.goto(listUrl('categories', 'q=Test'));
  await expect(page.getByRole('row')).toHaveCount(4);
  await page.getByRole('checkbox', { name: 'Select all on this page' }).check();
  await expect(page.getByRole('status').filter({ hasText: '3 selected' })).toBeVisible();
  await page.getByRole('button', { name: 'Delete', exact: true }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Delete 3' }).click();

  const result = page.getByRole('dialog');
  await expect(result).toContainText('2 done, 1 stayed as they were.');
  await expect(result.getByRole('listitem')).toHaveText(new RegExp(`^${goods.shelf.name}: .*filed under it`));
  await result.getByRole('button', { name: 'Close' }).last().click();
  await expect(page.getByRole('row')).toHaveCount(2);
});

test('A new product is a draft that the shop does not show until it is put on sale', async ({ as, visitor }) => {
  const page = await as('inventory');
  await add(page, 'products', 'product', { Name: 'Copper Watering Can', SKU: 'E2E-NEW', Price: '14.50' });
  await expect(page.getByRole('heading', { level: 1, name: 'Copper Watering Can' })).toBeVisible();
  const shopper = await visitor();
  await shopper.goto(`${places.shop}/search?q=copper+watering`);
  await expect(shopper.getByRole('heading', { level: 1 })).toContainText('Nothing found');

  await startAction(page, 'Put on sale');
  await page.getByRole('dialog').getByRole('button', { name: 'Put on sale' }).click();
  await expect(news(page, 'It is on sale.')).toBeVisible();
  await shopper.reload();
  await expect(shopper.getByRole('link', { name: 'Copper Watering Can' })).toBeVisible();
});
