import { expectAccessible } from './support/accessible.ts';
import { expectToFit, heading, press } from './support/buying.ts';
import { goods } from './support/goods.ts';
import { listUrl, openProduct, startAction } from './support/office.ts';
import { places } from './support/places.ts';
import { expect, type Page, test } from './support/test.ts';

const NARROW = { viewport: { width: 390, height: 844 } };
const KEPT = 'As soon as it is back on the shelf, we write to the address you gave, once.';
const form = (page: Page) => page.getByRole('region', { name: 'Shall we write when it is back?' });

async function askFor(page: Page, product: { slug: string; name: string }, email: string): Promise<void> {
  await page.goto(`${places.shop}/product/${product.slug}`);
  await expect(heading(page, product.name)).toBeVisible();
  await page.getByLabel('Your e-mail address').fill(email);
  await press(page, 'Write to me');
}

test('Somebody without JavaScript who waits for sold-out goods is written to once they are back, whoever asked before', async ({
  visitor,
  as,
}) => {
  const email = 'waiter@guests.counterfoil.test';
  const page = await visitor({ ...NARROW, javaScriptEnabled: false });
  await askFor(page, goods.awaited, email);
  await expect(form(page).getByRole('status')).toContainText(KEPT);
  const [first, address] = [await form(page).textContent(), page.url()];
  await askFor(page, goods.awaited, email);
  expect(await form(page).textContent()).toBe(first);
  expect(page.url()).toBe(address);
  expect(page.url()).not.toContain('waiter');

  const staff = await as('admin');
  await openProduct(staff, goods.awaited);
  const dialog = await startAction(staff, 'Receive');
  await dialog.getByLabel('Quantity received').fill('4');
  await dialog.getByRole('button', { name: 'Receive', exact: true }).click();
  await expect(dialog).toBeHidden();
  await expect(async () => {
    await staff.goto(listUrl('mails', `q=${encodeURIComponent(email)}`));
    await expect(staff.getByRole('row').filter({ hasText: 'is back' })).toHaveCount(1, { timeout: 5_000 });
  }).toPass({ timeout: 30_000 });
  await page.reload();
  await expect(page.getByRole('button', { name: 'Add to cart' })).toBeVisible();
});

test('What is no address is said at the form, which keeps what was typed', async ({ visitor }) => {
  const page = await visitor({ javaScriptEnabled: false });
  await askFor(page, goods.neverBack, 'somebody@nowhere');
  await expect(form(page).getByRole('alert')).toContainText('does not look like an e-mail address');
  await expect(page.getByLabel('Your e-mail address')).toHaveValue('somebody@nowhere');
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`The form for those who wait is accessible and fits a telephone in ${colorScheme}`, async ({ visitor }) => {
    const page = await visitor({ ...NARROW, colorScheme });
    for (const said of ['', '?notice=kept', '?notice=invalid']) {
      await page.goto(`${places.shop}/product/${goods.neverBack.slug}${said}`);
      await expect(form(page)).toBeVisible();
      await expectAccessible(page, `${said} in ${colorScheme}`);
      await expectToFit(page);
    }
  });
}
