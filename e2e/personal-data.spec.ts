import { readFileSync } from 'node:fs';
import { expectAccessible } from './support/accessible.ts';
import { listUrl, news, startAction } from './support/office.ts';
import { expect, test } from './support/test.ts';

test('support shows a customer’s personal data with a reason and a ticket, and masks it again', async ({
  as,
  guard,
}) => {
  guard.expectError(/status of 422/);
  const page = await as('support');
  await page.goto(listUrl('customers'));
  await page.getByRole('row').getByRole('link').first().click();
  const strip = page.getByRole('region', { name: 'Personal data' });
  await expect(strip).toContainText('Personal data is masked here.');
  await strip.getByRole('button', { name: 'Show personal data' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Why').selectOption('delivery');
  await dialog.getByLabel('Ticket number').fill('she called again');
  await dialog.getByRole('button', { name: 'Show personal data' }).click();
  await expect(dialog.getByText('Give the number of the ticket')).toBeVisible();
  await dialog.getByLabel('Ticket number').fill('T-2041');
  await dialog.getByRole('button', { name: 'Show personal data' }).click();
  await expect(strip).toContainText('shown for 30 more minutes');
  await expect(page.getByText('•••')).toHaveCount(0);
  await expectAccessible(page);
  await strip.getByRole('button', { name: 'Mask again' }).click();
  await dialog.getByRole('button', { name: 'Mask again' }).click();
  await expect(strip).toContainText('Personal data is masked here.');
});

test('a list is saved as a file, as it is narrowed', async ({ as }) => {
  const page = await as('admin');
  await page.goto(listUrl('products', 'filters.status=active&filters.stock=low'));
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Export' }).click(),
  ]);
  expect(download.suggestedFilename()).toMatch(/^products-\d{4}-\d{2}-\d{2}\.csv$/);
  const lines = readFileSync(await download.path(), 'utf8')
    .trim()
    .split('\r\n');
  const shown = await page.getByRole('status').filter({ hasText: 'product' }).first().textContent();
  expect(shown).toContain(String(lines.length - 1));
  await expect(page.getByRole('button', { name: 'Export' })).toBeEnabled();
});

test('an admin erases a person: told what goes and what stays, and only by typing their username', async ({
  as,
  guard,
}) => {
  guard.expectError(/status of 422/);
  const page = await as('admin');
  await page.goto(listUrl('customers'));
  await page.getByRole('link', { name: 'New customer' }).click();
  await page.getByLabel('First name').fill('Flora');
  await page.getByLabel('Last name').fill('Forgotten');
  await page.getByLabel('E-mail (required)').fill('flora@forgotten.test');
  await page.getByLabel('Username').fill('flora-forgotten');
  await page.getByRole('button', { name: 'Add customer' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Flora Forgotten' })).toBeVisible();

  const dialog = await startAction(page, 'Erase personal data');
  await expect(dialog.getByRole('heading', { name: 'What goes' })).toBeVisible();
  await expect(dialog.getByRole('listitem').filter({ hasText: 'From the record' })).toContainText('first name');
  await expect(dialog.getByRole('listitem').filter({ hasText: 'the books need it' })).toBeVisible();
  await expectAccessible(page, 'the dialog of an erasure');
  const erase = dialog.getByRole('button', { name: 'Erase personal data' });
  await dialog.getByLabel('Why').selectOption({ label: 'The person asks' });
  await dialog.getByLabel('Ticket number').fill('T-2041');
  await dialog.getByLabel('Type flora-forgotten to confirm').fill('Flora');
  await erase.click();
  await expect(dialog.getByText('Type “flora-forgotten”, as it stands above.')).toBeVisible();
  await dialog.getByLabel('Type flora-forgotten to confirm').fill('flora-forgotten');
  await erase.click();

  await expect(page.getByRole('heading', { level: 1, name: 'Erased person' })).toBeVisible();
  await expect(news(page, /The person is erased/)).toBeVisible();
  await expect(page.getByRole('main')).not.toContainText('Flora');
  await expect(page.getByRole('button', { name: 'Erase personal data' })).toHaveCount(0);
});
