import { goods } from './support/goods.ts';
import { listUrl, openProduct, shownValue, stub } from './support/office.ts';
import { expect, test } from './support/test.ts';

const { guarded } = goods;

test('Support sees a price but no way to change it, and is told who may', async ({ as }) => {
  const page = await as('support');
  await openProduct(page, guarded);
  await expect(shownValue(page, 'Price')).toHaveText('£24.00');
  await expect(page.getByRole('link', { name: 'Edit', exact: true })).toBeHidden();
  await page.locator('summary', { hasText: 'More' }).click();
  for (const name of ['Edit', 'Write off']) {
    await expect(page.getByRole('listitem').filter({ hasText: name })).toContainText(/Admin and Inventory/);
  }
  await page.goto(listUrl('products'));
  await expect(page.getByText('New product for Admin and Inventory only')).toBeVisible();
});

test('Support opens the form by its address: refused in plain words, and the attempt is on record', async ({
  as,
  guard,
}) => {
  guard.expectError(/status of 403/);
  const page = await as('support');
  await openProduct(page, guarded);
  const form = page.url().replace(/\/show$/, '/edit');
  await page.goto(form);
  await expect(page.getByRole('heading', { level: 1, name: 'This is not yours to open' })).toBeVisible();
  await expect(page.getByRole('main')).toContainText(/on record\. admin, inventory may open it/i);

  await openProduct(page, guarded);
  const refused = stub(page).getByRole('listitem').first();
  await expect(refused).toContainText(/Su/);
  await refused.getByRole('link').click();
  await expect(page.getByRole('heading', { level: 1, name: /was refused/ })).toBeVisible();
  await expect(shownValue(page, 'Why not')).toHaveText(/forbidden|not allowed/i);
});

test('The stock room has no way to people, payments and the trail', async ({ as, guard }) => {
  guard.expectError(/status of 403/);
  const page = await as('inventory');
  const menu = page.getByRole('navigation', { name: 'Main' });
  await page.goto(listUrl('products'));
  await expect(menu.getByRole('link', { name: 'Products' })).toBeVisible();
  for (const name of ['Staff', 'Customers', 'Payments', 'Audit trail']) {
    await expect(menu.getByRole('link', { name, exact: true })).toBeHidden();
  }
  await page.goto(listUrl('auditLogs'));
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/not yours to open|nothing here/);
});

test('Support sees of a person only that there is something, not what', async ({ as }) => {
  const page = await as('support');
  await page.goto(listUrl('staff'));
  await expect(page.getByRole('row')).not.toHaveCount(1);
  await expect(page.getByRole('main')).not.toContainText('admin@counterfoil.test');
});

test('A shopper who finds the panel is not let in, and is told that a role is missing', async ({ page, guard }) => {
  guard.expectError(/status of 403/);
  await page.goto('/admin');
  await page.getByLabel('E-mail').fill('shopper@counterfoil.test');
  await page.getByLabel('Password').fill('counterfoil-demo');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'This account does not work here' })).toBeVisible();
  await expect(page.getByText('without a role that may open this page')).toBeVisible();
  await page.goto('/admin');
  await expect(page.getByRole('navigation', { name: 'Main' })).toBeHidden();
});
