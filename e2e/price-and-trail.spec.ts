import { goods } from './support/goods.ts';
import { change, listUrl, news, openProduct, save, shownValue, startEditing, stub } from './support/office.ts';
import { places } from './support/places.ts';
import { chooseDemoAccount } from './support/sign-in.ts';
import { expect, test } from './support/test.ts';

test('Staff sign in with two clicks, change a price, and read in the trail what it was before and after', async ({
  page,
}) => {
  await page.goto(`${places.office}/admin`);
  await expect(page).toHaveURL(new RegExp(`^${places.identityProvider}`));
  await chooseDemoAccount(page, 'inventory');
  await expect(page.getByRole('heading', { level: 1, name: /^Good day/ })).toBeVisible();

  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Products' }).click();
  await page.getByRole('searchbox', { name: 'Search products' }).fill('brass bell pric');
  await page.getByRole('button', { name: 'Search', exact: true }).click();
  await expect(page.getByRole('row')).toHaveCount(2);
  await page.getByRole('link', { name: goods.priced.name }).click();
  await expect(shownValue(page, 'Price')).toHaveText('£12.50');

  await startEditing(page);
  await page.getByLabel('Price').fill('11.95');
  await save(page);
  await expect(news(page, 'Saved.')).toBeVisible();
  await expect(shownValue(page, 'Price')).toHaveText('£11.95');
});

test('Support reads the price change in the trail: who, from where, before and after', async ({ as }) => {
  const stockRoom = await as('inventory');
  await openProduct(stockRoom, goods.shown);
  await startEditing(stockRoom);
  await stockRoom.getByLabel('Price').fill('4.95');
  await save(stockRoom);
  await expect(shownValue(stockRoom, 'Price')).toHaveText('£4.95');

  const support = await as('support');
  await openProduct(support, goods.shown);
  await stub(support).getByRole('link', { name: /price/i }).first().click();
  await expect(change(support, 'Price').getByRole('cell').first()).toHaveText('£4.75');
  await expect(change(support, 'Price').getByRole('cell').last()).toHaveText('£4.95');
  await expect(shownValue(support, 'Who')).toContainText(/Ivo/);
  await expect(shownValue(support, 'Address (IP)')).toHaveText(/127\.0\.0\.1|::1/);
});

test('After signing out, the old cookie opens nothing any more', async ({ page, visitor }) => {
  await page.goto(`${places.office}/admin`);
  await chooseDemoAccount(page, 'support');
  await expect(page.getByRole('heading', { level: 1, name: /^Good day/ })).toBeVisible();
  const kept = await page.context().storageState();

  await page.getByRole('link', { name: 'Sign out' }).click();
  await expect(page).toHaveURL(/signed-out/);

  const thief = await visitor({
    storageState: { ...kept, cookies: kept.cookies.filter(({ name }) => name.startsWith('cf_panel')) },
  });
  await thief.goto(listUrl('products'));
  await expect(thief).toHaveURL(new RegExp(`^${places.identityProvider}`));
  await expect(thief.getByRole('heading', { level: 1, name: /Sign in/ })).toBeVisible();
});
