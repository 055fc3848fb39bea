import { expectAccessible } from './support/accessible.ts';
import { change, listUrl, news, openRecord, shownValue, startAction } from './support/office.ts';
import { places } from './support/places.ts';
import { expect, type Page, test } from './support/test.ts';

// The demo shop lets one person write off goods worth £100 at most.

async function addProduct(page: Page, name: string, sku: string): Promise<void> {
  await page.goto(listUrl('products'));
  await page.getByRole('link', { name: 'New product' }).click();
  await page.getByLabel('Name (required)').fill(name);
  await page.getByLabel('SKU (required)').fill(sku);
  await page.getByLabel('Price (required)').fill('25.00');
  await page.getByRole('button', { name: 'Add product' }).click();
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
  const dialog = await startAction(page, 'Receive');
  await dialog.getByLabel('Quantity received (required)').fill('30');
  await dialog.getByRole('button', { name: 'Receive' }).click();
  await expect(news(page, 'The goods are booked in.')).toBeVisible();
}

async function writeOff(page: Page, quantity: string): Promise<void> {
  const dialog = await startAction(page, 'Write off');
  await dialog.getByLabel('Quantity (required)').fill(quantity);
  await dialog.getByLabel('Why (required)').fill('Soaked in the cellar.');
  await dialog.getByRole('button', { name: 'Write off' }).click();
}

test('A large write-off waits for a second person, who sees what would change and approves it', async ({ as }) => {
  const id = Date.now();
  const [name, sku] = [`Glass vase ${id}`, `E2E-4E-${id}`];
  const ivo = await as('inventory');
  await addProduct(ivo, name, sku);
  await writeOff(ivo, '4');
  await expect(news(ivo, 'The goods are written off.')).toBeVisible();
  await writeOff(ivo, '6');

  await expect(ivo.getByRole('heading', { level: 1, name: `Write off: ${name}` })).toBeVisible();
  await expect(news(ivo, 'Nothing is changed yet: somebody else has to approve it.')).toBeVisible();
  await expect(shownValue(ivo, 'How much')).toHaveText('£150.00');
  await expect(change(ivo, 'On hand')).toContainText(/26.*20/);
  await expect(ivo.getByRole('button', { name: 'Approve', exact: true })).toBeHidden();
  await expectAccessible(ivo);
  const request = ivo.url();
  await expect(ivo.getByRole('button', { name: 'Confirm alone' })).toBeHidden();

  const ada = await as('admin');
  await ada.goto(`${places.office}/admin`);
  await ada.getByRole('link', { name: /Requests to approve/ }).click();
  await expect(ada.getByRole('link', { name: `Write off: ${name}` })).toBeVisible();
  await ada.getByRole('link', { name: `Write off: ${name}` }).click();
  await expect(shownValue(ada, 'Asked for by')).toHaveText(/Ivo/);
  await expect(shownValue(ada, 'Why')).toHaveText('Soaked in the cellar.');
  const approval = await startAction(ada, 'Approve');
  await approval.getByLabel('Note').fill('I have seen them.');
  await expectAccessible(ada);
  await approval.getByRole('button', { name: 'Approve' }).click();
  await expect(news(ada, 'Approved and carried out.')).toBeVisible();
  await expect(ada.getByRole('button', { name: 'Approve', exact: true })).toBeHidden();

  await ivo.goto(request);
  await expect(ivo.getByText('Approved', { exact: true }).first()).toBeVisible();
  await expect(shownValue(ivo, 'Decided by')).toHaveText(/Ada/);
  await expect(shownValue(ivo, 'With the words')).toHaveText('I have seen them.');
  await openRecord(ivo, 'products', sku, name);
  await expect(shownValue(ivo, 'On hand')).toHaveText('20');
});

test('A request can be declined with a reason, or withdrawn by whoever asked, and then nothing happens', async ({
  as,
}) => {
  const id = Date.now();
  const [name, sku] = [`Oil lamp ${id}`, `E2E-4E-${id}`];
  const [ivo, ada] = [await as('inventory'), await as('admin')];
  await addProduct(ivo, name, sku);
  await writeOff(ivo, '10');
  await expect(ivo.getByRole('heading', { level: 1, name: `Write off: ${name}` })).toBeVisible();
  await ada.goto(ivo.url());
  const decline = await startAction(ada, 'Decline');
  await decline.getByLabel('Why not (required)').fill('Dry them first.');
  await decline.getByRole('button', { name: 'Decline' }).click();
  await expect(news(ada, 'Declined.')).toBeVisible();
  await ivo.reload();
  await expect(shownValue(ivo, 'With the words')).toHaveText('Dry them first.');

  await openRecord(ivo, 'products', sku, name);
  await expect(shownValue(ivo, 'On hand')).toHaveText('30');
  await writeOff(ivo, '12');
  await expect(ivo.getByRole('heading', { level: 1, name: `Write off: ${name}` })).toBeVisible();
  const withdraw = await startAction(ivo, 'Withdraw');
  await withdraw.getByRole('button', { name: 'Withdraw' }).click();
  await expect(news(ivo, 'Withdrawn.')).toBeVisible();
  await ivo.goto(listUrl('approvals', 'filters.queue=mine'));
  await expect(ivo.getByRole('row', { name: new RegExp(name) }).first()).toContainText('Withdrawn');
});

test('Support may not give money back but asks for it', async ({ as }) => {
  const suri = await as('support');
  await suri.goto(listUrl('orders', 'filters.paymentStatus=paid'));
  await suri.getByRole('row').nth(1).getByRole('link').first().click();
  const order = (await suri.getByRole('heading', { level: 1 }).textContent()) ?? '';
  await suri.locator('summary', { hasText: 'More' }).click();
  await expect(suri.getByRole('listitem').filter({ hasText: /^Refundfor/ })).toContainText('for Admin only');
  await suri.locator('summary', { hasText: 'More' }).click();
  const dialog = await startAction(suri, 'Ask for a refund');
  await dialog.getByLabel('Amount (required)').fill('0.01');
  await dialog.getByLabel('Why (required)').fill('A scratch on the lid.');
  await dialog.getByRole('button', { name: 'Ask for a refund' }).click();
  await expect(suri.getByRole('heading', { level: 1, name: /^Refund: / })).toBeVisible();
  await expect(suri.getByRole('heading', { level: 1 })).toContainText(order.trim());
  const withdraw = await startAction(suri, 'Withdraw');
  await withdraw.getByRole('button', { name: 'Withdraw' }).click();
  await expect(news(suri, 'Withdrawn.')).toBeVisible();
});
