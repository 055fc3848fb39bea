import { expectAccessible } from './support/accessible.ts';
import { buyers, goods } from './support/goods.ts';
import { listUrl, news, shownValue } from './support/office.ts';
import { expect, type Page, test } from './support/test.ts';

const scan = async (page: Page, code: string): Promise<void> => {
  await page.getByLabel('Barcode or SKU').fill(code);
  await page.getByRole('button', { name: 'Add', exact: true }).click();
};

test('Staff take an order down by telephone: too much of a thing is said at its line, and the order is there at once', async ({
  as,
  guard,
}) => {
  guard.expectError(/status of 4/);
  const page = await as('admin');
  await page.goto(listUrl('orders'));
  await page.getByRole('link', { name: 'New order' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'New order' })).toBeVisible();
  const place = page.getByRole('button', { name: 'Place the order' });
  await expect(place).toBeDisabled();
  await expect(place).toHaveAccessibleDescription('Add a product first.');
  await scan(page, 'NO-SUCH-CODE');
  const said = page.getByRole('region', { name: 'Goods' }).getByRole('alert');
  await expect(said).toContainText('NO-SUCH-CODE');
  await scan(page, goods.ordered.sku);
  const many = page.getByLabel(`Quantity of ${goods.ordered.name}`);
  await expect(many).toHaveValue('1');
  await page.getByLabel('Or find by name').fill('Last Wooden');
  await page.getByRole('option', { name: goods.low.name }).click();
  const few = page.getByLabel(`Quantity of ${goods.low.name}`);
  await few.fill('4');
  await expect(said.last()).toHaveText('Only 3 to be had.');
  await expect(place).toBeDisabled();
  await expect(place).toHaveAccessibleDescription('Something under Goods is still to be mended.');
  await page.getByRole('button', { name: `Take ${goods.low.name} off` }).click();
  await many.fill('3');
  await expect(place).toHaveAccessibleDescription('');
  await expect(page.getByRole('definition').last()).toHaveText('£9.95');
  await expectAccessible(page);

  // A customer's last address is there at once; what was typed over it stays when it turns out to be somebody else.
  await page.getByRole('combobox', { name: 'Customer' }).fill('Sam');
  await page.getByRole('option', { name: /Sam/ }).first().click();
  await expect(page.getByText(/^From the last order, (CF|DEMO)-\d+\./)).toBeVisible();
  await expect(page.getByLabel('Town')).toHaveValue('London');
  await page.getByLabel('Street').fill('3 Ring Road');
  await page.getByLabel('Somebody new').check();
  await expect(page.getByLabel('Town')).toHaveValue('');
  await expect(page.getByLabel('Street')).toHaveValue('3 Ring Road');
  await page.locator('[data-field="guestName"] input').fill('Tess Telephone');
  await page.getByLabel('E-mail').fill('not an address');
  await page.getByLabel('Name on the parcel').fill('Tess Telephone');
  await page.getByLabel('Town').fill('Leeds');
  await page.getByLabel('Postcode').fill('LS1 1AA');
  await place.click();
  await expect(page.locator('[data-field="guestEmail"] .cf-fault')).toBeVisible();
  await page.getByLabel('E-mail').fill('tess@guests.counterfoil.test');
  await place.click();
  await expect(news(page, /^Order CF-\d+ is placed\.$/)).toBeVisible();
  await expect(page.getByRole('heading', { level: 1, name: /^CF-/ })).toBeVisible();
  await expect(shownValue(page, 'Source')).toHaveText('Staff');
  await expect(shownValue(page, 'Total')).toHaveText('£9.95');
});

test('Lines of a paid order are changed before it is packed: what goes back is said first, and goes back with it', async ({
  as,
}) => {
  const page = await as('admin');
  await page.goto(listUrl('orders', `q=${encodeURIComponent(buyers.toChange)}`));
  await page.getByRole('link', { name: /^CF-/ }).click();
  await page.getByRole('link', { name: 'Change lines' }).click();
  await expect(page.getByRole('heading', { level: 1, name: /^Change the lines of CF-/ })).toBeVisible();
  const count = page.getByLabel(`Quantity of ${goods.ordered.name}`);
  await expect(count).toHaveValue('2');
  const difference = page.getByRole('status').filter({ hasText: 'Before' });
  await expect(difference).toContainText('Nothing more to pay');
  await count.fill('5');
  await expect(difference).toContainText('Still to pay: £6.00');
  await count.fill('1');
  await expect(difference).toContainText('Goes back to the customer: £2.00');
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Change the order' }).click();
  await expect(news(page, 'The order is changed.')).toBeVisible();
  await expect(shownValue(page, 'Total')).toHaveText('£5.95');
  await expect(shownValue(page, 'Refunded')).toHaveText('£2.00');
});

test('Of an order that left in part only the rest is taken off: more of anything is refused where it is typed', async ({
  as,
  guard,
}) => {
  guard.expectError(/status of 422/);
  const page = await as('admin');
  await page.goto(listUrl('orders', 'filters.fulfilmentStatus=partly_shipped&filters.paymentStatus=paid'));
  await page
    .getByRole('link', { name: /^DEMO-/ })
    .first()
    .click();
  await page.getByRole('link', { name: 'Change lines' }).click();
  const quantity = page.getByLabel(/^Quantity of/).first();
  const had = await quantity.inputValue();
  await quantity.fill(String(Number(had) + 1));
  await expect(page.getByRole('region', { name: 'Goods' }).getByRole('alert').last()).toContainText(
    'nothing can be added',
  );
  await expect(page.getByRole('button', { name: 'Change the order' })).toBeDisabled();
  await quantity.fill(had);
  await expect(page.getByRole('status').filter({ hasText: 'Before' })).toContainText('Nothing more to pay');
});
