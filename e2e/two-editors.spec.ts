import { goods } from './support/goods.ts';
import { openProduct, save, shownValue, startEditing, stub } from './support/office.ts';
import { expect, type Page, test } from './support/test.ts';

const { contested } = goods;

async function openForm(page: Page): Promise<void> {
  await openProduct(page, contested);
  await startEditing(page);
}

test('Whoever saves second sees both versions side by side, keeps what they typed, and can take over', async ({
  as,
  guard,
}) => {
  guard.expectError(/status of 409/);
  const ada = await as('admin');
  const ivo = await as('inventory');
  await openForm(ada);
  await openForm(ivo);

  await ivo.getByLabel('Price').fill('7.50');
  await ivo.getByLabel('Shelf').fill('B-07');
  await save(ivo);
  await expect(shownValue(ivo, 'Price')).toHaveText('£7.50');

  await ada.getByLabel('Price').fill('9.25');
  await ada.getByLabel('Description').fill('A drum of tin, painted red.');
  await save(ada);
  await expect(ada.getByRole('heading', { level: 1, name: 'Someone saved this first' })).toBeVisible();
  await expect(ada.getByRole('alert').first()).toContainText(/Ivo .* saved version \d+/);
  const price = ada.getByRole('group', { name: 'Price' });
  await expect(price).toContainText('7.50');
  await expect(price).toContainText('9.25');
  await expect(price.getByRole('radio', { name: /Mine/ })).toBeChecked();
  await expect(ada.getByRole('group', { name: 'Description' })).toContainText('A drum of tin, painted red.');
  await expect(ada.getByRole('group', { name: 'Shelf' }).getByRole('radio', { name: /Ivo/ })).toBeChecked();

  await ada.getByRole('button', { name: 'Save my choice' }).click();
  await expect(ada.getByRole('heading', { level: 1, name: contested.name })).toBeVisible();
  await expect(shownValue(ada, 'Price')).toHaveText('£9.25');
  await expect(shownValue(ada, 'Shelf')).toHaveText('B-07');
  await expect(shownValue(ada, 'Description')).toHaveText('A drum of tin, painted red.');
});

test('Whoever saves second can discard their own version, and the trail has kept that they were refused', async ({
  as,
  guard,
}) => {
  guard.expectError(/status of 409/);
  const first = await as('admin');
  const second = await as('admin');
  await openForm(first);
  await openForm(second);

  await first.getByLabel('Family').fill('drums');
  await save(first);
  await expect(shownValue(first, 'Family')).toHaveText('drums');

  await second.getByLabel('Family').fill('toys');
  await save(second);
  await second.getByRole('button', { name: 'Discard mine' }).click();
  await expect(shownValue(second, 'Family')).toHaveText('drums');
  await expect(stub(second).getByRole('listitem').first()).toContainText(/refused|tried|not|someone|stale/i);
});

test('A form that is left with unsaved changes asks first', async ({ as }) => {
  const page = await as('inventory');
  await openForm(page);
  await page.getByLabel('Barcode').fill('12345');
  await page.getByRole('link', { name: 'Dashboard' }).click();
  await expect(page.getByRole('dialog', { name: /not saved/ })).toBeVisible();
  await page.getByRole('button', { name: 'Stay' }).click();
  await expect(page.getByLabel('Barcode')).toHaveValue('12345');
  await page.getByRole('link', { name: 'Dashboard' }).click();
  await page.getByRole('button', { name: 'Leave' }).click();
  await expect(page.getByRole('heading', { level: 1, name: /^Good day/ })).toBeVisible();
});
