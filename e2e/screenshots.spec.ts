// npm run screenshots: every page in light and dark, wide and narrow, into test-results/screens, for people to look at.
import { join, resolve } from 'node:path';
import { resources } from '../resources/index.ts';
import { fillInCheckout, orderNumber, press, putIntoCart } from './support/buying.ts';
import { goods } from './support/goods.ts';
import { listUrl, openProduct, openRecord, save, startAction, startEditing } from './support/office.ts';
import { places } from './support/places.ts';
import { chooseDemoAccount } from './support/sign-in.ts';
import { expect, type Page, test } from './support/test.ts';

const FOLDER = resolve('test-results/screens');
const WIDTHS = { wide: { width: 1440, height: 900 }, narrow: { width: 390, height: 844 } };
const SCHEMES = ['light', 'dark'] as const;

test.setTimeout(600_000);

/** One file for each width and scheme of what is open now. */
async function take(page: Page, name: string, fullPage = true): Promise<void> {
  for (const [width, size] of Object.entries(WIDTHS)) {
    await page.setViewportSize(size);
    for (const colorScheme of SCHEMES) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await page.screenshot({ path: join(FOLDER, `${name}-${width}-${colorScheme}.png`), fullPage });
    }
  }
  await page.setViewportSize(WIDTHS.wide);
  await page.emulateMedia({ colorScheme: 'light' });
}

async function takeAt(page: Page, url: string, name: string): Promise<void> {
  await page.goto(url);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(page.getByText('Loading…', { exact: true })).toHaveCount(0);
  await page.evaluate(
    'Promise.all([...document.images].map((image) => { image.loading = "eager"; return image.decode().catch(() => {}); }))',
  );
  await take(page, name);
}

test('the panel', async ({ as }) => {
  const page = await as('admin');
  await takeAt(page, `${places.office}/admin`, 'panel-dashboard');
  for (const { id, writes } of resources) {
    await takeAt(page, listUrl(id), `panel-${id}-list`);
    const link = page.getByRole('row').getByRole('link').first();
    const href = (await link.count()) > 0 ? await link.getAttribute('href') : null;
    if (href) {
      await takeAt(page, `${places.office}${href}`, `panel-${id}-show`);
      if (writes.edit) await takeAt(page, `${places.office}${href.replace(/\/show$/, '/edit')}`, `panel-${id}-edit`);
    }
    if (writes.new) await takeAt(page, `${listUrl(id)}/actions/new`, `panel-${id}-new`);
  }
});

test('what opens on the panel’s pages', async ({ as, guard }) => {
  guard.expectError(/status of 4/);
  const page = await as('admin');
  await page.goto(listUrl('orders'));
  await page.getByRole('button', { name: 'Filters' }).click();
  await take(page, 'panel-filters');
  await page.goto(listUrl('products', 'filters.status=active&filters.stock=low'));
  await page.getByRole('checkbox', { name: 'Select all on this page' }).check();
  await take(page, 'panel-selection', false);
  await page.getByRole('button', { name: 'Delete', exact: true }).click();
  await take(page, 'panel-bulk-dialog', false);
  await openProduct(page, goods.toured);
  await startAction(page, 'Write off');
  await take(page, 'panel-action-dialog', false);
  await page.getByRole('dialog').getByRole('button', { name: 'Write off' }).click();
  await expect(page.getByRole('dialog').locator('[aria-invalid="true"]').first()).toBeVisible();
  await take(page, 'panel-action-faults', false);
  await takeAt(page, `${listUrl('products')}/records/0123456789abcdef01234567/show`, 'panel-missing');

  await page.goto(`${listUrl('suppliers')}/actions/new`);
  await page.getByLabel('E-mail').fill('nonsense');
  await page.getByLabel('Lead time (days)').fill('soon');
  await page.getByRole('button', { name: 'Add supplier' }).click();
  await expect(page.getByRole('alert').first()).toBeVisible();
  await take(page, 'panel-form-faults');
});

test('the stock room', async ({ as, guard }) => {
  guard.expectError(/status of 404/);
  const page = await as('admin');
  for (const [id, title] of [
    ['deliveries', 'TT-20418'],
    ['deliveries', 'LL-7731'],
    ['counts', 'Shelf A1'],
    ['counts', 'Shelf A2'],
  ] as const) {
    await openRecord(page, id, title, title);
    await takeAt(page, page.url(), `panel-${id}-${title.toLowerCase().replace(' ', '-')}`);
  }
  await openRecord(page, 'deliveries', 'TT-20418', 'TT-20418');
  await startAction(page, 'Paste a list');
  await take(page, 'panel-paste-dialog', false);
  await takeAt(page, `${places.office}/admin/pages/scan`, 'panel-scan');
  await page.getByLabel('Barcode or SKU').fill('NOTHING');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert').filter({ hasText: 'No product' })).toBeVisible();
  await take(page, 'panel-scan-unknown', false);
  await page.getByLabel('Barcode or SKU').fill(goods.counted.sku);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: /^Stock card/ })).toBeVisible();
  await takeAt(page, page.url(), 'panel-stock-card');
  await openProduct(page, goods.ordered);
  await takeAt(page, page.url(), 'panel-product-reserved');
});

test('two versions side by side', async ({ as, guard }) => {
  guard.expectError(/status of 409/);
  const [first, second] = [await as('inventory'), await as('admin')];
  for (const page of [first, second]) {
    await openProduct(page, goods.toured);
    await startEditing(page);
  }
  await first.getByLabel('Price').fill('13.40');
  await save(first);
  await expect(first.getByRole('heading', { level: 1, name: goods.toured.name })).toBeVisible();
  await second.getByLabel('Price').fill('12.10');
  await second.getByLabel('Description').fill('A paper star that folds flat.');
  await save(second);
  await expect(second.getByRole('heading', { level: 1, name: 'Someone saved this first' })).toBeVisible();
  await take(second, 'panel-conflict');
});

test('what other roles see', async ({ as, guard }) => {
  guard.expectError(/status of 403/);
  const support = await as('support');
  await takeAt(support, `${places.office}/admin`, 'panel-support-dashboard');
  await openProduct(support, goods.toured);
  await support.locator('summary', { hasText: 'More' }).click();
  await take(support, 'panel-support-product', false);
  await takeAt(support, listUrl('customers'), 'panel-support-customers');
  const stockRoom = await as('inventory');
  await takeAt(stockRoom, listUrl('auditLogs'), 'panel-forbidden');
  await stockRoom.setViewportSize(WIDTHS.narrow);
  await stockRoom.getByRole('button', { name: 'Menu' }).click();
  await stockRoom.screenshot({ path: join(FOLDER, 'panel-menu-narrow.png') });
});

test('the shop', async ({ visitor, guard }) => {
  guard.expectError(/status of 404/);
  const page = await visitor();
  const pages = {
    home: '/',
    search: '/search',
    hits: '/search?q=lantern',
    'no-hits': '/search?q=xylophonic',
    'bad-price': '/search?min=cheap',
    missing: '/nothing/here',
    'product-low': '/product/last-wooden-whistle',
    'product-sold-out': '/product/velvet-cushion-all-gone',
  };
  for (const [name, path] of Object.entries(pages)) await takeAt(page, `${places.shop}${path}`, `shop-${name}`);
  await page.goto(`${places.shop}/search?q=lantern`);
  const product = await page.getByRole('main').getByRole('article').getByRole('link').first().getAttribute('href');
  await takeAt(page, `${places.shop}${product}`, 'shop-product');
  const category = await page
    .getByRole('navigation', { name: 'Where you are' })
    .getByRole('link')
    .last()
    .getAttribute('href');
  await takeAt(page, `${places.shop}${category}`, 'shop-category');
});

test('buying in the shop', async ({ visitor }) => {
  const page = await visitor();
  await takeAt(page, `${places.shop}/cart`, 'shop-cart-empty');
  await putIntoCart(page, goods.bought, '2');
  await take(page, 'shop-cart');
  await fillInCheckout(page, 'screens@guests.counterfoil.test', /Test card/);
  await take(page, 'shop-checkout');
  await page.getByLabel('What the test card does').selectOption('decline');
  await press(page, 'Order and pay');
  await orderNumber(page, 'It is ordered, but not paid yet.');
  await take(page, 'shop-done-declined');
  await page.getByRole('link', { name: 'Pay again' }).click();
  await expect(page.getByRole('region', { name: 'What is to be paid' })).toBeVisible();
  await take(page, 'shop-order-by-link');
  await takeAt(page, `${places.shop}/orders/find`, 'shop-find');
});

test('what the shop knows of its shopper', async ({ visitor, guard }) => {
  guard.expectError(/status of 401/);
  const page = await visitor();
  await page.goto(`${places.shop}/orders`);
  await page.getByRole('link', { name: 'Sign in', exact: true }).first().click();
  await chooseDemoAccount(page, 'shopper');
  await takeAt(page, `${places.shop}/orders`, 'shop-orders');
  const links = page.getByRole('main').getByRole('link', { name: /^(DEMO|CF)-/ });
  const hrefs = await Promise.all((await links.all()).slice(0, 6).map((link) => link.getAttribute('href')));
  for (const href of hrefs) {
    await takeAt(page, `${places.shop}${href}`, `shop-order-${href?.split('/').at(-1)}`);
  }
  await takeAt(page, `${places.shop}/account`, 'shop-account');
});

test('the desk of orders, returns and mails', async ({ as }) => {
  const page = await as('admin');
  await page.goto(`${places.office}/admin/pages/orderDesk`);
  await page.getByRole('combobox', { name: 'Customer' }).fill('sam');
  await page.getByRole('option', { name: /Sam/ }).first().click();
  await expect(page.getByText(/^From the last order/)).toBeVisible();
  await page.getByLabel('Barcode or SKU').fill(goods.ordered.sku);
  await page.keyboard.press('Enter');
  await expect(page.getByText('To pay')).toBeVisible();
  await take(page, 'panel-order-desk');
  for (const [resource, filter, name] of [
    ['returnRequests', 'filters.status=requested', 'return-waiting'],
    ['orders', 'filters.queue=refund', 'order-paid-too-late'],
    ['mails', 'filters.kind=return_accepted', 'mail-return'],
    ['mails', 'filters.kind=changed', 'mail-changed'],
  ] as const) {
    await takeAt(page, listUrl(resource, filter), `panel-${name}-list`);
    await page.getByRole('row').getByRole('link').first().click();
    await expect(page.getByRole('heading', { level: 2 }).first()).toBeVisible();
    await takeAt(page, page.url(), `panel-${name}`);
  }
});

test('the doors', async ({ page }) => {
  await takeAt(page, `${places.office}/admin`, 'door-panel');
  await takeAt(page, `${places.shop}/auth/login`, 'door-shop');
  await takeAt(page, `${places.office}/admin/auth/signed-out`, 'door-signed-out');
});
