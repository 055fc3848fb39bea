import { readFileSync } from 'node:fs';
import { expectAccessible } from './support/accessible.ts';
import { listUrl } from './support/office.ts';
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
