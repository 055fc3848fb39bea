import { goods } from './support/goods.ts';
import { listUrl, news, openProduct, shownValue, startAction } from './support/office.ts';
import { expect, type Page, test } from './support/test.ts';

const { counted } = goods;

const submit = (page: Page, name: string) =>
  page.getByRole('dialog').getByRole('button', { name, exact: true }).click();

test('Goods are received, written off and corrected by named actions, and every movement is in the list', async ({
  as,
}) => {
  const page = await as('inventory');
  await openProduct(page, counted);
  await expect(shownValue(page, 'On hand')).toHaveText('10');

  const receive = await startAction(page, 'Receive');
  await receive.getByLabel('Quantity received').fill('25');
  await receive.getByLabel('Delivery note').fill('DN-4711');
  await submit(page, 'Receive');
  await expect(news(page, 'The goods are booked in.')).toBeVisible();
  await expect(shownValue(page, 'On hand')).toHaveText('35');

  const writeOff = await startAction(page, 'Write off');
  await writeOff.getByLabel('Quantity').fill('4');
  await writeOff.getByLabel('Why').fill('Four jars cracked in the van');
  await submit(page, 'Write off');
  await expect(shownValue(page, 'On hand')).toHaveText('31');

  const correct = await startAction(page, 'Correct stock');
  await correct.getByLabel('Difference').fill('-2');
  await correct.getByLabel('Why').fill('Two were counted twice');
  await submit(page, 'Correct stock');
  await expect(shownValue(page, 'On hand')).toHaveText('29');
  await expect(shownValue(page, 'Available')).toHaveText('29');

  const product = new URL(page.url()).pathname.split('/').at(-2);
  await page.goto(listUrl('stockMovements', `filters.product=${product}`));
  const rows = page.getByRole('row').filter({ hasText: counted.name });
  await expect(rows).toHaveCount(4);
  await expect(rows.nth(0)).toContainText('Correction');
  await expect(rows.nth(1)).toContainText('Write-off');
  await expect(rows.nth(2)).toContainText(/Receipt.*DN-4711|DN-4711.*Receipt/);
  await expect(rows.nth(2)).toContainText('35');
  await expect(rows.nth(3)).toContainText('10');
});

test('More than there is can’t be written off: the dialog says so and nothing is booked', async ({ as, guard }) => {
  guard.expectError(/status of 409/);
  const page = await as('inventory');
  await openProduct(page, goods.low);
  const dialog = await startAction(page, 'Write off');
  await dialog.getByLabel('Quantity').fill('4');
  await dialog.getByLabel('Why').fill('A wild guess');
  await submit(page, 'Write off');
  await expect(dialog.getByRole('alert')).toBeVisible();
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await expect(shownValue(page, 'On hand')).toHaveText('3');
});

test('A quantity that is none is marked at its field, with the reason', async ({ as, guard }) => {
  guard.expectError(/status of 422/);
  const page = await as('inventory');
  await openProduct(page, goods.low);
  const dialog = await startAction(page, 'Receive');
  await dialog.getByLabel('Quantity received').fill('a dozen');
  await submit(page, 'Receive');
  await expect(dialog.getByLabel('Quantity received')).toHaveAttribute('aria-invalid', 'true');
  await expect(dialog.getByLabel('Quantity received')).toHaveAccessibleDescription(/number/);
});
