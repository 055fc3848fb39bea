import { expectAccessible } from './support/accessible.ts';
import { goods } from './support/goods.ts';
import { listUrl, news, openProduct, shownValue, startAction } from './support/office.ts';
import { places } from './support/places.ts';
import { expect, type Page, test } from './support/test.ts';

const submit = (page: Page, name: string) =>
  page.getByRole('dialog').getByRole('button', { name, exact: true }).click();

/** What a hand scanner does: types a code and presses Enter, wherever the focus is. */
async function scan(page: Page, code: string): Promise<void> {
  await page.keyboard.type(code);
  await page.keyboard.press('Enter');
}

/** The page has a field for scans, and it has the focus without a click. */
const waitsForScans = (page: Page) => expect(page.locator('.cf-scan input')).toBeFocused();

const row = (page: Page, name: string) =>
  page.getByRole('row').filter({ has: page.getByRole('rowheader').filter({ hasText: name }) });

test('A delivery is filled by scan, list and keyboard, and booked in parts; until then its goods are incoming', async ({
  as,
  guard,
}) => {
  guard.expectError(/status of 404/);
  const { delivered } = goods;
  const page = await as('inventory');
  await page.goto(`${listUrl('deliveries')}/actions/new`);
  await page.getByLabel('Delivery note').fill('DN-9001');
  await page.getByLabel('Expected on').fill('2030-05-17');
  await page.getByRole('button', { name: 'Add delivery' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'DN-9001' })).toBeVisible();

  await waitsForScans(page);
  const paste = await startAction(page, 'Paste a list');
  await paste.getByLabel('List', { exact: false }).first().fill(`code;quantity\n${delivered.sku};5`);
  await submit(page, 'Paste a list');
  const line = row(page, delivered.name);
  await expect(line.getByLabel('Expected: ')).toHaveValue('5');

  await scan(page, delivered.sku);
  await scan(page, 'NO-SUCH-CODE');
  await scan(page, delivered.sku);
  await expect(page.getByRole('alert').filter({ hasText: 'No product has the code NO-SUCH-CODE.' })).toBeVisible();
  await scan(page, delivered.sku);
  await expect(page.getByText('E2E-DELIVERED · 3 accepted')).toBeVisible();
  await expect(line.getByLabel('Accepted: ')).toHaveValue('3');
  await expectAccessible(page);

  const book = await startAction(page, 'Book in');
  await book.getByRole('button', { name: 'Book in', exact: true }).dblclick();
  await expect(news(page, 'The delivery is booked in.')).toBeVisible();
  await expect(page.getByText('Partly booked').first()).toBeVisible();

  const delivery = page.url();
  await openProduct(page, delivered);
  await expect(shownValue(page, 'On hand')).toHaveText('3');
  await expect(page.getByText('2 expected on 17 May 2030, DN-9001')).toBeVisible();

  await page.goto(delivery);
  await line.getByLabel(`Rejected: ${delivered.name}`, { exact: true }).fill('2');
  await line.getByLabel('Why rejected: ').fill('Chipped');
  await page.keyboard.press('Enter');
  await expect(line.getByRole('cell').last()).toHaveText('0');
  await startAction(page, 'Book in');
  await submit(page, 'Book in');
  await expect(page.getByText('Done', { exact: true }).first()).toBeVisible();
  await expect(page.getByLabel('Scan what came')).toHaveCount(0);
});

test('A blind count goes on where it was left, and shows its differences only when the counting is over', async ({
  as,
}) => {
  const { shelved } = goods;
  const page = await as('inventory');
  await page.goto(`${listUrl('counts')}/actions/new`);
  await page.getByLabel('Shelf').fill('E2E-1');
  await page.getByRole('button', { name: 'Add count' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'E2E-1' })).toBeVisible();
  await waitsForScans(page);
  for (let n = 0; n < 4; n += 1) await scan(page, shelved.sku);
  await expect(page.getByText('E2E-SHELVED · 4 counted')).toBeVisible();
  await expect(page.getByRole('columnheader', { name: 'By the books' })).toHaveCount(0);
  await expectAccessible(page);

  await page.reload();
  await waitsForScans(page);
  await expect(row(page, shelved.name).getByLabel('Counted: ')).toHaveValue('4');
  await scan(page, shelved.sku);
  await expect(page.getByText('E2E-SHELVED · 5 counted')).toBeVisible();
  await startAction(page, 'Look through');
  await submit(page, 'Look through');
  await expect(row(page, shelved.name)).toContainText('-1');
  await startAction(page, 'Book the differences');
  await submit(page, 'Book the differences');
  await expect(news(page, 'The differences are booked.')).toBeVisible();
  await openProduct(page, shelved);
  await expect(shownValue(page, 'On hand')).toHaveText('5');
});

test('A scan opens the stock card, where goods are booked and every movement leads to its paper and its entry', async ({
  as,
  guard,
}) => {
  guard.expectError(/status of 404/);
  const { carded } = goods;
  const page = await as('admin');
  await page.goto(`${places.office}/admin/pages/scan`);
  await waitsForScans(page);
  await expectAccessible(page);
  await scan(page, 'NOTHING');
  await expect(page.getByRole('alert').filter({ hasText: 'No product has the code NOTHING.' })).toBeVisible();
  await scan(page, carded.sku);
  await expect(page.getByRole('heading', { level: 1, name: `Stock card: ${carded.name}` })).toBeVisible();

  const receive = await startAction(page, 'Receive');
  await receive.getByLabel('Quantity received').fill('3');
  await submit(page, 'Receive');
  const rows = page.getByRole('table').getByRole('row');
  await expect(rows).toHaveCount(3);
  await expect(rows.nth(1)).toContainText('+3');
  await expect(rows.nth(1)).toContainText('12');
  await expect(rows.nth(2)).toContainText('Receipt');
  await expectAccessible(page);
  await rows.nth(1).getByRole('link', { name: 'Entry' }).click();
  await expect(page.getByRole('row').filter({ hasText: 'booked goods in' })).toHaveCount(1);
});

test('A tenth and two tenths of a kilogram are three tenths, on the card and in the shop', async ({ as, visitor }) => {
  const { weighed } = goods;
  const page = await as('inventory');
  await openProduct(page, weighed);
  for (const amount of ['0.1', '0.2']) {
    const receive = await startAction(page, 'Receive');
    await receive.getByLabel('Quantity received').fill(amount);
    await submit(page, 'Receive');
    await expect(page.getByRole('dialog')).toHaveCount(0);
  }
  await expect(shownValue(page, 'On hand')).toHaveText('0.3 kg');
  await page.getByRole('link', { name: 'Stock card' }).click();
  await expect(page.getByRole('table').getByRole('row').nth(1)).toContainText('0.3 kg');
  const shopper = await visitor();
  await shopper.goto(`${places.shop}/product/brass-nails-by-weight`);
  await expect(shopper.getByRole('main')).toContainText('Only 0.3 kg left');
});
