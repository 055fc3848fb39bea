// npm run tour:record: films how a price is changed and what the trail and the shop say of it, into docs/tour.webp.
import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { newFilm } from './support/film.ts';
import { change, listUrl, news, stub } from './support/office.ts';
import { places } from './support/places.ts';
import { expect, test } from './support/test.ts';

const MOST_BYTES = 1_500_000;

test('The tour: a price, its trail, the shop', async ({ as, visitor }) => {
  test.setTimeout(300_000);
  const page = await as('admin', { colorScheme: 'light', reducedMotion: 'reduce' });
  const film = newFilm(page);

  await page.goto(listUrl('products'));
  await expect(page.getByRole('row')).not.toHaveCount(1);
  await film.hold(900);
  await film.press(page.getByRole('searchbox'));
  await film.type('white metal lantern');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/q=white.*lantern/);
  await expect(page.getByRole('link', { name: /lantern/i }).first()).toBeVisible();
  await film.hold(800);
  const name = (await page.getByRole('row').getByRole('link').first().textContent()) ?? '';
  await film.press(page.getByRole('row').getByRole('link').first());
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
  await expect(stub(page).getByRole('listitem').first()).toBeVisible();
  await film.hold(1400);

  await film.press(page.getByRole('link', { name: 'Edit', exact: true }));
  await expect(page.getByRole('heading', { level: 1, name: /^Edit / })).toBeVisible();
  await film.hold(500);
  const price = page.getByLabel('Price');
  await film.press(price);
  await price.selectText();
  await film.hold(400);
  await film.type('3.45');
  await film.press(page.getByRole('button', { name: 'Save', exact: true }));
  await expect(news(page, 'Saved.')).toBeVisible();
  const entry = stub(page).getByRole('link', { name: /price/i }).first();
  await expect(entry).toContainText('£3.45');
  await film.hold(2000);

  await film.press(entry);
  await expect(change(page, 'Price')).toBeVisible();
  await film.hold(2800);

  const shopper = await visitor({ colorScheme: 'light', reducedMotion: 'reduce' });
  await shopper.goto(`${places.shop}/search?q=${encodeURIComponent(name)}`);
  await shopper.getByRole('link', { name, exact: true }).first().click();
  await expect(shopper.getByRole('heading', { level: 1, name })).toBeVisible();
  await expect(shopper.getByRole('main')).toContainText('£3.45');
  await shopper.waitForLoadState('networkidle');
  film.cut(shopper);
  await film.hold(2400);

  const picture = await film.develop();
  expect(picture.length).toBeLessThan(MOST_BYTES);
  writeFileSync(resolve('docs/tour.webp'), picture);
});
