import { expectAccessible } from './support/accessible.ts';
import {
  correctAndCancel,
  expectToFit,
  fillInCheckout,
  heading,
  orderNumber,
  press,
  putIntoCart,
} from './support/buying.ts';
import { buyers, goods } from './support/goods.ts';
import { listUrl, openRecord } from './support/office.ts';
import { disguisedPage, hugePhoto, pngUpload } from './support/pictures.ts';
import { places } from './support/places.ts';
import { expect, type Page, test } from './support/test.ts';

const NARROW = { viewport: { width: 390, height: 844 } };

async function buy(page: Page, email: string, pay: RegExp): Promise<string> {
  await putIntoCart(page, goods.bought);
  await fillInCheckout(page, email, pay);
  await press(page, 'Order and pay');
  return orderNumber(page);
}

async function lookUp(page: Page, number: string, email: string): Promise<void> {
  await page.getByLabel('Order number').fill(number);
  await page.getByLabel('E-mail').fill(email);
  await press(page, 'Find it');
}

test('A guest without JavaScript finds the order by number and e-mail, corrects its address and cancels it', async ({
  visitor,
}) => {
  const email = 'finder@guests.counterfoil.test';
  const number = await buy(await visitor({ javaScriptEnabled: false }), email, /Bank transfer/);

  const page = await visitor({ javaScriptEnabled: false });
  await page.goto(places.shop);
  await page.getByRole('contentinfo').getByRole('link', { name: 'Find an order' }).click();
  await lookUp(page, number, 'somebody.else@guests.counterfoil.test');
  await expect(page.getByRole('main').getByRole('alert')).toContainText('We have no order with this number');
  await expect(page.getByLabel('Order number')).toHaveValue(number);
  await lookUp(page, number.toLowerCase(), email);
  await expect(heading(page, `Order ${number}`)).toBeVisible();

  await correctAndCancel(page);
});

test('A guest asks for a return with a photo, which waits for the staff and which nobody else gets to see', async ({
  visitor,
  as,
}) => {
  const staff = await as('admin');
  await staff.goto(listUrl('orders', `q=${encodeURIComponent(buyers.toSendBack)}`));
  const number = (await staff.getByRole('link', { name: /^CF-/ }).textContent()) ?? '';
  const page = await visitor(NARROW);
  await page.goto(`${places.shop}/orders/find`);
  await lookUp(page, number, buyers.toSendBack);
  await page.getByText('Send something back', { exact: true }).click();
  await page.getByLabel('What is wrong with it?').fill('Its lid is dented.');
  await page.getByLabel('Photos (if any)').setInputFiles(disguisedPage);
  await press(page, 'Ask for the return');
  await expect(page.getByRole('main').getByRole('alert')).toContainText('not a photo that we can read');
  await expect(page.getByLabel('What is wrong with it?')).toHaveValue('Its lid is dented.');
  await expectAccessible(page);
  await expectToFit(page);

  await page.getByLabel('Photos (if any)').setInputFiles(hugePhoto);
  await press(page, 'Ask for the return');
  await expect(page.getByRole('main').getByRole('alert')).toContainText('too large together');

  await page.getByLabel('What is wrong with it?').fill('Its lid is dented.');
  await page.getByLabel('Photos (if any)').setInputFiles(await pngUpload('lid.png', '#b5651d'));
  await press(page, 'Ask for the return');
  await expect(page.getByRole('main').getByRole('status')).toContainText('We have your wish to send something back');
  await expect(page.getByText('Waiting for our answer')).toBeVisible();
  const photo = page.getByRole('img', { name: 'Photo 1 of the return' });
  await photo.scrollIntoViewIfNeeded();
  await expect
    .poll(() => photo.evaluate((image) => (image as unknown as { naturalWidth: number }).naturalWidth))
    .toBeGreaterThan(0);
  await expectAccessible(page);
  await expectToFit(page);

  const address = new URL((await photo.getAttribute('src')) ?? '', places.shop);
  address.searchParams.delete('key');
  const stranger = await visitor();
  expect((await stranger.request.get(address.href)).status()).toBe(401);

  await openRecord(staff, 'returnRequests', `${number}-R1`, `${number}-R1`);
  await expect(staff.getByRole('main')).toContainText('Its lid is dented.');
  const seen = staff.getByRole('main').locator('.cf-pictures img').first();
  await expect
    .poll(() => seen.evaluate((image) => (image as unknown as { naturalWidth: number }).naturalWidth))
    .toBeGreaterThan(0);
});

test('What sold out while it lay in the cart is said at the checkout, and nothing is ordered', async ({ visitor }) => {
  const [slow, quick] = [await visitor(), await visitor()];
  for (const page of [slow, quick]) await putIntoCart(page, goods.lastOne);
  await fillInCheckout(slow, 'slow@guests.counterfoil.test', /Test card/);
  await fillInCheckout(quick, 'quick@guests.counterfoil.test', /Test card/);
  await press(quick, 'Order and pay');
  await orderNumber(quick);

  await press(slow, 'Order and pay');
  await expect(heading(slow, 'Your cart')).toBeVisible();
  await expect(slow.getByRole('main').getByRole('alert')).toContainText('Somebody was faster');
  await expect(slow.getByText('Sold out meanwhile.')).toBeVisible();
  await expect(slow.getByRole('link', { name: 'To the checkout' })).toHaveCount(0);
  await expectAccessible(slow);
  await slow.getByRole('button', { name: `Remove ${goods.lastOne.name}` }).click();
  await expect(slow.getByText('There is nothing in your cart yet.')).toBeVisible();
});

test('Pressing the button twice orders once, a declined card is said, and another card pays it', async ({
  visitor,
  as,
}) => {
  const email = 'declined@guests.counterfoil.test';
  const page = await visitor(NARROW);
  await putIntoCart(page, goods.bought);
  await fillInCheckout(page, email, /Test card/);
  await page
    .getByLabel('Name of the recipient')
    .fill('Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch'.repeat(2));
  await page.getByLabel('What the test card does').selectOption('decline');
  await page.getByRole('button', { name: 'Order and pay', exact: true }).dblclick();
  const number = await orderNumber(page, 'It is ordered, but not paid yet.');
  await expect(page.getByRole('main')).toContainText('Your card was declined');
  await expectAccessible(page);

  await page.getByRole('link', { name: 'Pay again' }).click();
  const pay = page.getByRole('region', { name: 'What is to be paid' });
  await expect(pay).toContainText(
    'Your card was declined, so £20.45 is still to be paid. Your things are kept for you',
  );
  await pay.getByRole('radio', { name: /Test card/ }).check();
  await pay.getByLabel('What the test card does').selectOption('decline');
  await press(page, 'Pay £20.45 this way');
  await expect(page.getByRole('main').getByRole('alert')).toContainText('The card was declined, so nothing was paid.');
  await expectAccessible(page);
  await expectToFit(page);
  await pay.getByLabel('What the test card does').selectOption('approve');
  await page.getByRole('button', { name: 'Pay £20.45 this way', exact: true }).dblclick();
  await expect(page.getByRole('main').getByRole('status')).toContainText('It is paid, and we start packing.');
  await expect(pay).toHaveCount(0);

  const staff = await as('admin');
  await staff.goto(`${places.office}/admin/resources/orders?q=${encodeURIComponent(email)}`);
  await expect(staff.getByRole('link', { name: number, exact: true })).toBeVisible();
  await expect(staff.getByRole('link', { name: /^CF-/ })).toHaveCount(1);
});

test('Without JavaScript, too, a declined order is paid by transfer instead, and waits for it', async ({ visitor }) => {
  const page = await visitor({ javaScriptEnabled: false });
  await putIntoCart(page, goods.bought);
  await fillInCheckout(page, 'rather.transfer@guests.counterfoil.test', /Test card/);
  await page.getByLabel('What the test card does').selectOption('decline');
  await press(page, 'Order and pay');
  const number = await orderNumber(page, 'It is ordered, but not paid yet.');
  await page.getByRole('link', { name: 'Pay again' }).click();
  const pay = page.getByRole('region', { name: 'What is to be paid' });
  await pay.getByRole('radio', { name: /Bank transfer/ }).check();
  await press(page, 'Pay £20.45 this way');
  await expect(page.getByRole('main').getByRole('status')).toContainText('It is noted how you pay.');
  await expect(pay).toContainText(`Please transfer £20.45 and give ${number} as the reason.`);
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`The pages about orders are accessible and fit a telephone in ${colorScheme}`, async ({ visitor, guard }) => {
    guard.expectError(/status of (401|404)/);
    const page = await visitor({ ...NARROW, colorScheme });
    for (const [path, title] of [
      ['/orders/find', 'Find your order'],
      ['/orders', 'Please sign in first'],
      ['/account', 'Please sign in first'],
      ['/orders/CF-1?key=nonsense', 'This link does not open an order'],
      ['/cart', 'Your cart'],
    ] as const) {
      await page.goto(`${places.shop}${path}`);
      await expect(heading(page, title)).toBeVisible();
      await expectAccessible(page, `${path} in ${colorScheme}`);
      await expectToFit(page);
    }
  });
}
