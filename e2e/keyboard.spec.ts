import { goods } from './support/goods.ts';
import { listUrl, news } from './support/office.ts';
import { expect, type Locator, type Page, test } from './support/test.ts';

const FAR_ENOUGH = 60;

/** Goes on by Tab until the element has the focus, as someone without a mouse does. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  for (let pressed = 0; pressed < FAR_ENOUGH; pressed += 1) {
    await page.keyboard.press('Tab');
    if ((await target.and(page.locator(':focus')).count()) === 1) return;
  }
  throw new Error(`not reached by Tab: ${target}`);
}

test('Without a mouse: signing in, finding a product, and saving its new price', async ({ page }) => {
  await page.goto(listUrl('products'));
  await tabTo(page, page.getByRole('link', { name: 'Inventory' }));
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Sign in' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Products' })).toBeVisible();

  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: 'Skip to the content' })).toBeFocused();
  await page.keyboard.press('Enter');
  await tabTo(page, page.getByRole('searchbox'));
  await page.keyboard.type(goods.keyed.sku);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('row')).toHaveCount(2);
  await tabTo(page, page.getByRole('link', { name: goods.keyed.name }));
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: goods.keyed.name })).toBeFocused();

  await tabTo(page, page.getByRole('link', { name: 'Edit', exact: true }));
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: /^Edit / })).toBeFocused();
  await tabTo(page, page.getByLabel('Price'));
  await page.keyboard.press('Control+A');
  await page.keyboard.type('8.88');
  await page.keyboard.press('Enter');
  await expect(news(page, 'Saved.')).toBeVisible();
  await expect(page.getByRole('definition').filter({ hasText: '£8.88' })).toBeVisible();
});

test('Without a mouse: a dialog holds the focus, closes on Escape and gives the focus back', async ({ as }) => {
  const page = await as('inventory');
  await page.goto(listUrl('products', `q=${goods.keyed.sku}`));
  await page.getByRole('link', { name: goods.keyed.name }).press('Enter');
  const receive = page.getByRole('button', { name: 'Receive', exact: true });
  await tabTo(page, receive);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog').getByLabel('Quantity received')).toBeFocused();
  for (let pressed = 0; pressed < 8; pressed += 1) await page.keyboard.press('Tab');
  await expect(page.getByRole('dialog').locator(':focus')).toHaveCount(1);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();
  await expect(receive).toBeFocused();
});
