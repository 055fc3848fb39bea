import { expectAccessible } from './support/accessible.ts';
import { buyers, goods, returned } from './support/goods.ts';
import { listUrl, news, shownValue, startAction } from './support/office.ts';
import { expect, type Page, test } from './support/test.ts';

const lineOf = (page: Page, name: string) => page.getByRole('row').filter({ hasText: name });
/** Ordered, reserved, shipped and returned of a line. */
async function expectCounts(page: Page, name: string, counts: readonly string[]): Promise<void> {
  for (const [index, count] of counts.entries()) {
    await expect(
      lineOf(page, name)
        .getByRole('cell')
        .nth(index - 5),
    ).toHaveText(count);
  }
}
const press = (page: Page, name: string) => page.getByRole('dialog').getByRole('button', { name, exact: true }).click();

test('A packer’s day: from the queue by the shelves into two parcels, and one thing comes back', async ({
  as,
  guard,
}) => {
  guard.expectError(/status of 422/);
  const page = await as('inventory');
  await page.goto(listUrl('orders'));
  await page.getByRole('navigation', { name: 'Waits for' }).getByRole('link', { name: 'To pack' }).click();
  await expect(
    page
      .getByRole('row')
      .nth(1)
      .getByRole('button', { name: /^Ship / }),
  ).toBeVisible();
  await page.goto(listUrl('orders', `q=${encodeURIComponent(buyers.toPack)}`));
  await page.getByRole('link', { name: /^CF-/ }).click();
  const next = page.getByRole('region', { name: 'Next step' });
  await expect(next).toContainText('Pack it');
  await expectCounts(page, goods.picked.name, ['3', '3', '0', '0']);
  await expectAccessible(page);

  // The shelves in the order in which one walks past them: A-2 before A-10.
  await next.getByRole('link', { name: 'Pick list' }).click();
  await expect(page.getByRole('heading', { level: 1, name: /^Pick list CF-/ })).toBeVisible();
  await expect(page.getByRole('row').nth(1)).toContainText(goods.pickedToo.name);
  await expect(page.getByRole('row').nth(2)).toContainText(goods.picked.name);
  await page.emulateMedia({ media: 'print' });
  await expect(page.getByRole('navigation', { name: 'Main' })).toBeHidden();
  await expect(page.getByRole('button', { name: 'Print' })).toBeHidden();
  await expect(page.getByRole('row').nth(1)).toBeVisible();
  await page.emulateMedia({ media: 'screen' });
  await page.getByRole('link', { name: /^CF-/ }).click();

  // The first parcel takes part of it.
  await next.getByRole('button', { name: 'Ship' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByLabel('Carrier')).toBeFocused();
  await page.keyboard.type('Royal Mail');
  await dialog.getByLabel('Tracking link').fill('https://carrier.example/track/1');
  await dialog.getByLabel(`How much of ${goods.picked.name}`).fill('2');
  await dialog.getByLabel(`How much of ${goods.pickedToo.name}`).fill('');
  await press(page, 'Ship');
  await expect(news(page, 'What left is booked out.')).toBeVisible();
  await expect(shownValue(page, 'Fulfilment').last()).toHaveText('Partly shipped');
  await expectCounts(page, goods.picked.name, ['3', '1', '2', '0']);
  const parcels = page.getByRole('region', { name: 'Shipments' });
  await expect(parcels.getByRole('link', { name: 'Follow it' })).toHaveAttribute(
    'href',
    'https://carrier.example/track/1',
  );
  await expect(parcels).toContainText(`2 × ${goods.picked.name}`);

  // What lies in the box is on its slip: of the parcel that left, and of the one that is packed next.
  await parcels.getByRole('link', { name: 'Packing slip Parcel 1' }).click();
  await expect(page.getByRole('row').nth(1)).toHaveText(new RegExp(`${goods.picked.name}32$`));
  await expect(page.getByRole('row')).toHaveCount(2);
  await page.getByRole('link', { name: /^CF-/ }).click();
  await next.getByRole('link', { name: 'Packing slip' }).click();
  await expect(page.getByRole('row').filter({ hasText: goods.picked.name })).toHaveText(/31$/);
  await expect(page.getByRole('row').filter({ hasText: goods.pickedToo.name })).toHaveText(/33$/);
  await page.getByRole('link', { name: /^CF-/ }).click();

  // A parcel with nothing in it is refused, and the form says why.
  await next.getByRole('button', { name: 'Ship' }).click();
  await dialog.getByRole('button', { name: 'None of it' }).click();
  await press(page, 'Ship');
  await expect(dialog.locator('.cf-fault')).toBeVisible();
  await dialog.getByRole('button', { name: 'All of it' }).click();
  await press(page, 'Ship');
  await expect(parcels).toContainText('Parcel 2');
  await expect(next).toContainText('Mark it as delivered');

  await startAction(page, 'Take back goods');
  // Two came back: one goes on sale again, the other is held.
  await dialog.getByLabel(`How much of ${goods.picked.name}`, { exact: true }).fill('1');
  await dialog.getByRole('button', { name: `Another part of ${goods.picked.name}` }).click();
  await dialog.getByLabel(`How much of ${goods.picked.name}, another part`).fill('1');
  await dialog.getByLabel(`What becomes of ${goods.picked.name}, another part`).selectOption('hold');
  await dialog.getByLabel(`How ${goods.picked.name}, another part looks`).fill('Chipped');
  await expectAccessible(page);
  await press(page, 'Take back goods');
  await expect(news(page, 'The goods are taken back.')).toBeVisible();
  await expectCounts(page, goods.picked.name, ['3', '0', '3', '2']);
  await expect(page.getByRole('region', { name: 'What happened' })).toContainText('Goods came back');
});

test('A return from the customer’s words to their money: answered in the queue, looked at, refunded in the same step', async ({
  as,
}) => {
  const page = await as('admin');
  await page.goto(listUrl('orders', `q=${encodeURIComponent(buyers.toReturn)}`));
  const number = await page.getByRole('link', { name: /^CF-/ }).textContent();
  await page.getByRole('link', { name: /^CF-/ }).click();
  const next = page.getByRole('region', { name: 'Next step' });
  await expect(next).toContainText('Answer what its customer wants to send back.');
  await expect(next.getByRole('link', { name: `${number}-R1`, exact: true })).toBeVisible();
  await page.goto(listUrl('returnRequests'));
  await page.getByRole('navigation', { name: 'Status' }).getByRole('link', { name: 'To answer' }).click();
  await page.getByRole('link', { name: `${number}-R1`, exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: `${number}-R1` })).toBeVisible();
  await expect(page.getByText(returned.reason)).toBeVisible();
  await expectAccessible(page);

  await startAction(page, 'Accept');
  await page.getByRole('dialog').getByLabel('Note to the customer').fill('Please send it to the shop.');
  await press(page, 'Accept');
  await expect(news(page, 'The return is accepted.')).toBeVisible();

  await startAction(page, 'Take back goods');
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByLabel(`How much of ${goods.ordered.name}`)).toHaveValue('1');
  await dialog.getByLabel(`What becomes of ${goods.ordered.name}`).selectOption('write_off');
  await expect(dialog.getByLabel('Amount')).toHaveCount(0);
  await dialog.getByLabel('Give money back').selectOption('goods');
  await press(page, 'Take back goods');
  await expect(news(page, 'The goods are taken back.')).toBeVisible();
  await expect(shownValue(page, 'Status')).toHaveText('Received');

  await shownValue(page, 'Order').getByRole('link').click();
  await expectCounts(page, goods.ordered.name, ['2', '0', '2', '1']);
  await expect(shownValue(page, 'Payment').last()).toHaveText('Partly refunded');
  await expect(shownValue(page, 'Refunded')).toHaveText('£2.00');
});

test('An order of 700 lines keeps its head and its sums in sight, and prints whole', async ({ as }) => {
  const page = await as('admin');
  await page.goto(listUrl('orders', `q=${encodeURIComponent(buyers.longList)}`));
  await page.getByRole('link', { name: /^CF-/ }).click();
  const lines = page.getByRole('region', { name: '700 lines' });
  await expect(lines.getByRole('row')).toHaveCount(701);
  await lines.getByRole('row').last().scrollIntoViewIfNeeded();
  await expect(lines.getByRole('columnheader', { name: 'Price' })).toBeInViewport();
  await expect(page.getByText('Total', { exact: true })).toBeInViewport();
  await page.getByRole('link', { name: 'Invoice', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: /^Invoice CF-/ })).toBeVisible();
  await expect(page.getByRole('row')).toHaveCount(701);
});

test('Order, papers and queue fit a telephone of 390 px without scrolling sideways', async ({ as }) => {
  const page = await as('inventory', { viewport: { width: 390, height: 844 } });
  const fits = async (): Promise<void> => {
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth'), page.url()).toBeLessThanOrEqual(0);
  };
  await page.goto(listUrl('orders', `q=${encodeURIComponent(buyers.toLeaveAlone)}`));
  await fits();
  await page.getByRole('link', { name: /^CF-/ }).click();
  for (const paper of ['Pick list', 'Packing slip', 'Invoice']) {
    await page.getByRole('link', { name: paper }).click();
    await expect(page.getByRole('heading', { level: 1, name: new RegExp(`^${paper}`) })).toBeVisible();
    await fits();
    await page.getByRole('link', { name: /^CF-/ }).click();
    await fits();
  }
});
