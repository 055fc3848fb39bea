import { expectAccessible } from './support/accessible.ts';
import { goods } from './support/goods.ts';
import { places } from './support/places.ts';
import { expect, test } from './support/test.ts';

const PAGES = [
  { path: '/', title: /^Counterfoil/, heading: /./ },
  { path: `/category/${goods.shelf.slug}`, title: /^Test Bench · Counterfoil$/, heading: goods.shelf.name },
  { path: '/product/brass-bell-for-pricing', title: /^Brass Bell For Pricing · /, heading: goods.priced.name },
  { path: '/product/last-wooden-whistle', title: /^Last Wooden Whistle · /, heading: goods.low.name },
  { path: '/search', title: /^Everything in the shop · /, heading: 'Everything in the shop' },
  { path: '/search?q=lantern', title: /^Results for “lantern” · /, heading: 'Results for “lantern”' },
  { path: '/search?q=xylophonic', title: /xylophonic/, heading: /Nothing found/ },
  { path: '/search?min=cheap', title: /^Everything/, heading: /./ },
  { path: '/nothing/here', title: /^Not found · /, heading: /every shelf/ },
  { path: '/product/no-such-product', title: /^No longer in the shop · /, heading: /no longer/ },
];

for (const colorScheme of ['light', 'dark'] as const) {
  test(`Every page of the shop is accessible in ${colorScheme}, and title and heading say what is seen`, async ({
    visitor,
    guard,
  }) => {
    guard.expectError(/status of 404/);
    const page = await visitor({ colorScheme });
    for (const { path, title, heading } of PAGES) {
      await page.goto(`${places.shop}${path}`);
      await expect(page).toHaveTitle(title);
      await expect(page.getByRole('heading', { level: 1 })).toHaveText(heading);
      await expectAccessible(page, `${path} in ${colorScheme}`);
    }
  });
}

test('The shop follows the light or the dark of the screen', async ({ page }) => {
  const ground = () => page.evaluate<string>('getComputedStyle(document.documentElement).backgroundColor');
  await page.goto(places.shop);
  await page.emulateMedia({ colorScheme: 'light' });
  const light = await ground();
  await page.emulateMedia({ colorScheme: 'dark' });
  expect(await ground()).not.toBe(light);
});
