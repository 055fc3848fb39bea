import { goods } from './support/goods.ts';
import { openProduct, save, shownValue, startAction, startEditing } from './support/office.ts';
import { places } from './support/places.ts';
import { chooseDemoAccount } from './support/sign-in.ts';
import { expect, type Page, test } from './support/test.ts';

const shop = (path = '/'): string => `${places.shop}${path}`;
const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { level: 1, name });
const names = (page: Page) => page.getByRole('main').getByRole('article').getByRole('heading');

for (const javaScriptEnabled of [false, true]) {
  const how = javaScriptEnabled ? 'with' : 'without';

  test(`A shopper ${how} JavaScript goes from the front page by a shelf to a product`, async ({ visitor }) => {
    const page = await visitor({ javaScriptEnabled });
    await page.goto(shop());
    await page.getByRole('contentinfo').getByRole('link', { name: goods.shelf.name }).click();
    await expect(heading(page, goods.shelf.name)).toBeVisible();
    await expect(page).toHaveTitle(new RegExp(goods.shelf.name));
    await page.getByRole('main').getByRole('link', { name: goods.guarded.name }).click();
    await expect(heading(page, goods.guarded.name)).toBeVisible();
    await expect(page.getByRole('main')).toContainText('£24.00');
    await expect(page.getByRole('main')).toContainText(goods.guarded.sku);
    await page.getByRole('navigation', { name: 'Where you are' }).getByRole('link', { name: goods.shelf.name }).click();
    await expect(heading(page, goods.shelf.name)).toBeVisible();
  });

  test(`A shopper ${how} JavaScript searches, narrows down by price, sorts and turns the page`, async ({ visitor }) => {
    const page = await visitor({ javaScriptEnabled });
    await page.goto(shop());
    await page.getByRole('searchbox', { name: 'Search the shop' }).fill('oak box');
    await page.getByRole('button', { name: 'Search' }).click();
    await expect(heading(page, 'Results for “oak box”')).toBeVisible();
    await expect(names(page).first()).toHaveText(goods.guarded.name);

    await page.goto(shop('/search'));
    await page.getByLabel('Price from').fill('23');
    await page.getByRole('textbox', { name: 'to', exact: true }).fill('25');
    await page.getByRole('button', { name: 'Show' }).click();
    await expect(page).toHaveURL(/min=23/);
    await expect(names(page).filter({ hasText: goods.guarded.name })).toBeVisible();
    await page.getByRole('link', { name: 'Clear prices' }).click();
    await expect(page).not.toHaveURL(/min=/);

    await page.getByLabel('Sort by').selectOption('Price, high to low');
    await page.getByRole('button', { name: 'Show' }).click();
    await expect(page).toHaveURL(/sort=-price/);
    const first = (await names(page).allTextContents()).join();
    await page.getByRole('link', { name: 'Next page' }).click();
    await expect(page.getByText(/^Page 2/)).toBeVisible();
    await expect(names(page)).not.toHaveCount(0);
    expect((await names(page).allTextContents()).join()).not.toBe(first);
    await page.getByRole('link', { name: 'First page' }).click();
    await expect(page.getByText(/^Page 1/)).toBeVisible();
  });

  test(`A shopper ${how} JavaScript signs in, is greeted by name on the page they came from, and signs out`, async ({
    visitor,
  }) => {
    const page = await visitor({ javaScriptEnabled });
    const from = shop(`/category/${goods.shelf.slug}`);
    await page.goto(from);
    await page.getByRole('link', { name: 'Sign in' }).click();
    await chooseDemoAccount(page, 'shopper');
    await expect(page).toHaveURL(from);
    await expect(page.getByRole('navigation', { name: 'Account' })).toContainText(/Signed in as S/);
    await page.getByRole('link', { name: 'Sign out' }).click();
    await expect(page.getByRole('link', { name: 'Sign in' })).toBeVisible();
    await expect(page).toHaveURL(new RegExp(`^${places.shop}`));
  });
}

test('A price that was changed in the panel is what the next shopper sees', async ({ as, visitor }) => {
  const shopper = await visitor();
  await shopper.goto(shop('/product/brass-bell-for-pricing'));
  const staff = await as('inventory');
  await openProduct(staff, goods.priced);
  await startEditing(staff);
  await staff.getByLabel('Price').fill('10.45');
  await save(staff);
  await expect(shownValue(staff, 'Price')).toHaveText('£10.45');
  await shopper.reload();
  await expect(shopper.getByRole('main')).toContainText('£10.45');
});

test('Low and sold-out goods say so on shelf and page; the last one received is on sale again', async ({
  as,
  visitor,
}) => {
  const page = await visitor();
  await page.goto(shop(`/category/${goods.shelf.slug}?sort=name`));
  const card = (name: string) => page.getByRole('article').filter({ hasText: name });
  await expect(card(goods.low.name)).toContainText('Only 3 left');
  await expect(card(goods.soldOut.name)).toContainText('Sold out');
  await page.getByRole('link', { name: goods.soldOut.name }).click();
  await expect(page.getByRole('main')).toContainText('It has gone, for now.');

  const staff = await as('inventory');
  await openProduct(staff, goods.soldOut);
  const dialog = await startAction(staff, 'Receive');
  await dialog.getByLabel('Quantity received').fill('2');
  await dialog.getByRole('button', { name: 'Receive', exact: true }).click();
  await expect(shownValue(staff, 'On hand')).toHaveText('2');
  await page.reload();
  await expect(page.getByRole('main')).toContainText('Only 2 left');
});

test('Wrong addresses, a search without hits and a price that is none say what to do next', async ({ page, guard }) => {
  guard.expectError(/status of 404/);
  for (const [path, title] of [
    ['/nothing/here', 'We looked on every shelf'],
    ['/product/no-such-product', 'This one is no longer in the shop'],
    ['/category/no-such-shelf', 'There is no such shelf'],
  ] as const) {
    const response = await page.goto(shop(path));
    expect(response?.status(), path).toBe(404);
    await expect(heading(page, title)).toBeVisible();
    await expect(page.getByRole('link', { name: 'To the front page' })).toBeVisible();
  }
  await page.goto(shop('/search?q=xylophonic'));
  await expect(heading(page, 'Nothing found for “xylophonic”')).toBeVisible();
  await page.goto(shop('/search?min=cheap'));
  await expect(page.getByRole('alert').filter({ hasText: 'like 2.50' })).toBeVisible();
});

const PAGES = [
  '/',
  `/category/${goods.shelf.slug}`,
  '/product/brass-bell-for-pricing',
  '/search',
  '/search?q=lantern',
  '/nothing/here',
];

test('Every page of the shop fits a telephone of 390 px without scrolling sideways', async ({ visitor, guard }) => {
  guard.expectError(/status of 404/);
  const page = await visitor({ viewport: { width: 390, height: 844 } });
  for (const path of PAGES) {
    await page.goto(shop(path));
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth'), path).toBeLessThanOrEqual(0);
  }
});

test('The public API answers at the shop’s own address too, however a program wants the answer packed', async ({
  page,
}) => {
  for (const packed of ['identity', 'gzip', 'br']) {
    const answer = await page.request.get(shop('/api/v1/products?limit=20'), {
      headers: { 'accept-encoding': packed },
    });
    expect(answer.status(), packed).toBe(200);
    const { items } = (await answer.json()) as { items: unknown[] };
    expect(items, packed).toHaveLength(20);
  }
});
