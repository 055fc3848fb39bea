import { expectAccessible } from './support/accessible.ts';
import {
  correctAndCancel,
  expectToFit,
  fillInAddress,
  heading,
  orderNumber,
  press,
  putIntoCart,
} from './support/buying.ts';
import { goods } from './support/goods.ts';
import { openRecord, shownValue } from './support/office.ts';
import { chooseDemoAccount } from './support/sign-in.ts';
import { expect, test } from './support/test.ts';

test('A guest on a telephone buys by card, and the order waits in the panel to be packed', async ({ visitor, as }) => {
  const page = await visitor({ viewport: { width: 390, height: 844 } });
  await putIntoCart(page, goods.bought);
  await page.getByRole('spinbutton', { name: `Quantity of ${goods.bought.name}` }).fill('3');
  await page.getByRole('button', { name: `Update the quantity of ${goods.bought.name}` }).click();
  await expect(page.getByRole('main')).toContainText('£49.50');
  await expectToFit(page);
  await expectAccessible(page);

  await page.getByRole('link', { name: 'To the checkout' }).click();
  await page.getByLabel('Your name').fill('Gus Guest');
  await page.getByLabel('E-mail').fill('gus@guests.counterfoil.test');
  await fillInAddress(page);
  await page.getByRole('radio', { name: /Test card/ }).check();
  await expectToFit(page);
  await expectAccessible(page);
  await press(page, 'Order and pay');
  const number = await orderNumber(page);
  await expect(page.getByRole('main')).toContainText('It is paid. We start packing.');
  await expectToFit(page);

  const staff = await as('inventory');
  await openRecord(staff, 'orders', number, number);
  await expect(shownValue(staff, 'Payment')).toHaveText('Paid');
  await expect(staff.getByRole('region', { name: 'Next step' })).toContainText('Pack it');
  await expect(staff.getByRole('row').filter({ hasText: goods.bought.name })).toContainText('£49.50');
});

test('A shopper without JavaScript takes the cart along when signing in, orders, corrects the address and cancels', async ({
  visitor,
}) => {
  const page = await visitor({ javaScriptEnabled: false });
  await putIntoCart(page, goods.bought, '2');
  await page.getByRole('link', { name: 'To the checkout' }).click();
  await page.getByRole('link', { name: 'Sign in instead' }).click();
  await chooseDemoAccount(page, 'shopper');
  await expect(heading(page, 'Checkout')).toBeVisible();
  await expect(page.getByRole('main')).toContainText(goods.bought.name);
  await fillInAddress(page);
  await page.getByRole('radio', { name: /Bank transfer/ }).check();
  await press(page, 'Order and pay');
  const number = await orderNumber(page);
  await putIntoCart(page, goods.bought);
  await page.getByRole('link', { name: 'To the checkout' }).click();
  await expect(page.getByLabel('Street and number')).toHaveValue('12 Ledger Lane');

  await page.getByRole('navigation', { name: 'Account' }).getByRole('link', { name: 'My orders' }).click();
  await page.getByRole('link', { name: number, exact: true }).click();
  await expect(heading(page, `Order ${number}`)).toBeVisible();
  await correctAndCancel(page);
  await page.getByRole('link', { name: 'Sign out' }).click();
  await expect(page.getByRole('link', { name: 'Sign in' })).toBeVisible();
});
