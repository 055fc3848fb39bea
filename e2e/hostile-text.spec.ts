import { listUrl, openRecord, save, shownValue, startEditing } from './support/office.ts';
import { places } from './support/places.ts';
import { expect, type Page, test } from './support/test.ts';

// Were any of it to run, the guard would see a dialog, a foreign host or a violation of the policy.
const IMAGE = '<img src=x onerror=alert(1)>';
const SCRIPT = '</script><script>alert(2)</script>';
const ATTRIBUTE = '"><svg onload=alert(3)>';
const TEMPLATE = '{{constructor.constructor("alert(4)")()}}';
const ADDRESS = 'javascript:alert(5)';

async function fill(page: Page, values: Record<string, string>): Promise<void> {
  for (const [label, value] of Object.entries(values)) await page.getByLabel(label, { exact: true }).fill(value);
}

test('Markup in every text of a product stays text in list, record, form, trail, shop and search', async ({
  as,
  visitor,
}) => {
  const name = `Lamp ${IMAGE}`;
  const page = await as('admin');
  await page.goto(listUrl('products'));
  await page.getByRole('link', { name: 'New product' }).click();
  await page.getByLabel('Name (required)').fill(name);
  await page.getByLabel('SKU (required)').fill('E2E-XSS');
  await page.getByLabel('Price (required)').fill('9.00');
  await fill(page, {
    Description: `${SCRIPT}\n${IMAGE}`,
    Shelf: ATTRIBUTE,
    Family: `${SCRIPT}${IMAGE}`,
    Barcode: IMAGE,
  });
  await page.getByRole('button', { name: 'Add a row' }).click();
  await page.getByLabel('Name 1', { exact: true }).fill(ATTRIBUTE);
  await page.getByLabel('Value 1', { exact: true }).fill(`${ADDRESS} ${TEMPLATE}`);
  await page.getByRole('button', { name: 'Add product' }).click();

  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
  await expect(page).toHaveTitle(/^Lamp <img/);
  await expect(shownValue(page, 'Shelf')).toHaveText(ATTRIBUTE);
  await expect(shownValue(page, 'Description')).toContainText(SCRIPT);
  await startEditing(page);
  await expect(page.getByLabel('Description')).toHaveValue(`${SCRIPT}\n${IMAGE}`);
  await page.getByLabel('Shelf').fill(`${ATTRIBUTE}2`);
  await save(page);

  await page
    .getByRole('button', { name: 'Put on sale' })
    .or(page.locator('summary', { hasText: 'More' }))
    .first()
    .click();
  if (await page.getByRole('dialog').isHidden()) await page.getByRole('button', { name: 'Put on sale' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Put on sale' }).click();
  await expect(page.getByRole('dialog')).toBeHidden();

  await page.goto(listUrl('auditLogs'));
  await expect(page.getByRole('link', { name: /Lamp <img/ }).first()).toBeVisible();
  await page.goto(listUrl('products', `q=${encodeURIComponent(SCRIPT)}`));
  await expect(page.getByRole('searchbox')).toHaveValue(SCRIPT);

  const shopper = await visitor();
  await shopper.goto(`${places.shop}/search?q=lamp+onerror`);
  await shopper.getByRole('link', { name }).first().click();
  await expect(shopper.getByRole('heading', { level: 1, name })).toBeVisible();
  await expect(shopper.getByText('</script><script>alert(2)')).toBeVisible();
  await shopper.goto(`${places.shop}/search?q=${encodeURIComponent(SCRIPT + ATTRIBUTE)}`);
  await expect(shopper.getByRole('heading', { level: 1 })).toContainText(SCRIPT);
});

test('Markup in a person’s names stays text in the panel, also on their own pages', async ({ as }) => {
  const page = await as('admin');
  await page.goto(listUrl('staff'));
  await page.getByRole('link', { name: 'New staff member' }).click();
  await page.getByLabel('E-mail (required)').fill('hostile@counterfoil.test');
  await fill(page, { 'First name': SCRIPT, 'Last name': IMAGE, Username: 'hostile' });
  await page.getByRole('button', { name: 'Add staff member' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText(`${SCRIPT} ${IMAGE}`);

  await openRecord(page, 'staff', 'hostile', `${SCRIPT} ${IMAGE}`);
  await startEditing(page);
  await page.getByLabel('Last name').fill(ATTRIBUTE);
  await save(page);
  await expect(page.getByRole('heading', { level: 1 })).toContainText(ATTRIBUTE);
  await page.reload();
  await expect(page.getByRole('heading', { level: 1 })).toContainText(ATTRIBUTE);
});

test('The admin’s own name, which every page holds in its state, stays text too', async ({ as }) => {
  const page = await as('admin');
  await openRecord(page, 'staff', 'inventory@counterfoil.test', 'Ivo Stone');
  await startEditing(page);
  await page.getByLabel('Last name').fill(`Stone${SCRIPT}`);
  await save(page);
  const ivo = await as('inventory');
  await ivo.goto(listUrl('products'));
  await expect(ivo.getByRole('banner')).toContainText(`Stone${SCRIPT}`);

  await startEditing(page);
  await page.getByLabel('Last name').fill('Stone');
  await save(page);
  await expect(page.getByRole('heading', { level: 1, name: 'Ivo Stone' })).toBeVisible();
});
