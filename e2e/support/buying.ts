import { expect, type Page } from '@playwright/test';
import { places } from './places.ts';

export const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { level: 1, name });
export const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();

/** Puts goods into the cart from their page in the shop. */
export async function putIntoCart(page: Page, { name, slug }: { name: string; slug: string }, quantity = '1') {
  await page.goto(`${places.shop}/product/${slug}`);
  await page.getByLabel('Quantity').fill(quantity);
  await press(page, 'Add to cart');
  await expect(heading(page, 'Your cart')).toBeVisible();
  await expect(page.getByRole('status')).toContainText(`${name} is in your cart.`);
}

export async function fillInAddress(page: Page): Promise<void> {
  await page.getByLabel('Name of the recipient').fill('Gus Guest');
  await page.getByLabel('Street and number').fill('12 Ledger Lane');
  await page.getByLabel('Town or city').fill('London');
  await page.getByLabel('Postcode').fill('N1 7AA');
}

/** Goes from the cart to the checkout and fills all of it in, as a guest. */
export async function fillInCheckout(page: Page, email: string, pay: RegExp): Promise<void> {
  await page.getByRole('link', { name: 'To the checkout' }).click();
  await page.getByLabel('Your name').fill('Gus Guest');
  await page.getByLabel('E-mail').fill(email);
  await fillInAddress(page);
  await page.getByRole('radio', { name: pay }).check();
}

/** The readable number that the confirmation shows. */
export async function orderNumber(page: Page, title = 'Thank you. It is ordered.'): Promise<string> {
  await expect(heading(page, title)).toBeVisible();
  return (await page.locator('dd.ticket-number').textContent()) ?? '';
}

export async function expectToFit(page: Page): Promise<void> {
  expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth'), page.url()).toBeLessThanOrEqual(0);
}

/** On the page of an order: corrects its address, then cancels it, and sees both said. */
export async function correctAndCancel(page: Page): Promise<void> {
  await page.getByText('Change the address', { exact: true }).click();
  await page.getByLabel('Street and number').fill('14 Ledger Lane');
  await press(page, 'Save the address');
  await expect(page.getByText('The address is changed.')).toBeVisible();
  await expect(page.getByRole('complementary').filter({ hasText: 'Goes to' })).toContainText('14 Ledger Lane');
  await page.getByText('Cancel this order', { exact: true }).click();
  await press(page, 'Yes, cancel it');
  await expect(page.getByText('The order is cancelled.')).toBeVisible();
  await expect(page.getByText('Cancel this order', { exact: true })).toHaveCount(0);
}
