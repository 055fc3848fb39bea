import { buyers, goods } from './support/goods.ts';
import { listUrl, news, shownValue, startAction } from './support/office.ts';
import { expect, type Page, test } from './support/test.ts';

async function openOrderOf(page: Page, email: string): Promise<void> {
  await page.goto(listUrl('orders', `q=${encodeURIComponent(email)}`));
  await expect(page.getByRole('row')).toHaveCount(2);
  await page.getByRole('link', { name: /^CF-/ }).click();
  await expect(page.getByRole('heading', { level: 1, name: /^CF-/ })).toBeVisible();
}

const submit = (page: Page, name: string) =>
  page.getByRole('dialog').getByRole('button', { name, exact: true }).click();

test('A paid order is shipped and delivered: each step says what it did, and the last one completes it', async ({
  as,
}) => {
  const page = await as('admin');
  await openOrderOf(page, buyers.toShip);
  await expect(shownValue(page, 'Status')).toHaveText('Open');
  await expect(shownValue(page, 'Payment')).toHaveText('Paid');
  await expect(page.getByRole('button', { name: 'Mark as delivered' })).toBeHidden();

  const ship = await startAction(page, 'Ship');
  await ship.getByLabel('Carrier').fill('Royal Mail');
  await submit(page, 'Ship');
  await expect(news(page, 'What left is booked out.')).toBeVisible();
  await expect(shownValue(page, 'Fulfilment').last()).toHaveText('Shipped');

  await startAction(page, 'Mark as delivered');
  await submit(page, 'Mark as delivered');
  await expect(shownValue(page, 'Status')).toHaveText('Completed');

  await page.goto(listUrl('stockMovements'));
  await expect(
    page.getByRole('row').filter({ hasText: goods.ordered.name }).filter({ hasText: 'Sale' }).first(),
  ).toContainText('-2');
});

test('An order is cancelled with a reason, and whoever still has it open is told so and then sees it', async ({
  as,
  guard,
}) => {
  guard.expectError(/status of 409/);
  const [page, behind] = [await as('admin'), await as('admin')];
  for (const window of [page, behind]) await openOrderOf(window, buyers.toCancel);
  const cancel = await startAction(page, 'Cancel order');
  await cancel.getByLabel('Why').fill('Ordered by mistake');
  await submit(page, 'Cancel order');
  await expect(news(page, 'The order is cancelled.')).toBeVisible();
  await expect(shownValue(page, 'Status')).toHaveText('Cancelled');
  await expect(shownValue(page, 'Why cancelled')).toHaveText('Ordered by mistake');
  await expect(page.getByRole('button', { name: 'Ship', exact: true })).toBeHidden();

  const late = await startAction(behind, 'Cancel order');
  await submit(behind, 'Cancel order');
  await expect(late.getByRole('alert')).toHaveText('The order is cancelled already.');
  await behind.keyboard.press('Escape');
  await expect(shownValue(behind, 'Status')).toHaveText('Cancelled');
});

test('Support adds a note to an order, and sees the buyer’s address masked', async ({ as }) => {
  const page = await as('support');
  await openOrderOf(page, buyers.toNote);
  const dialog = await startAction(page, 'Add a note');
  await dialog.getByLabel('Note').fill('The customer rang:\nleave it with the neighbour.');
  await submit(page, 'Add a note');
  await expect(page.getByRole('region', { name: 'Staff notes' })).toContainText('leave it with the neighbour');
  await expect(page.getByRole('main')).not.toContainText('7 Ledger Lane');
});

test('An order has no form of its own: it is taken down at the desk, and moves by its actions only', async ({ as }) => {
  const page = await as('admin');
  await openOrderOf(page, buyers.toLeaveAlone);
  await expect(page.getByRole('region', { name: 'Customer and address' })).toContainText('United Kingdom');
  await expect(page.getByRole('link', { name: 'Edit', exact: true })).toBeHidden();
  await page.goto(listUrl('orders'));
  await expect(page.getByRole('link', { name: /New/ })).toHaveAttribute('href', /\/pages\/orderDesk$/);
});
