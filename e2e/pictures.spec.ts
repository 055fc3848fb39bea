import { goods } from './support/goods.ts';
import { openProduct, save, startEditing } from './support/office.ts';
import { disguisedPage, pngUpload } from './support/pictures.ts';
import { places } from './support/places.ts';
import { expect, type Page, test } from './support/test.ts';

const { pictured } = goods;
const shopUrl = `${places.shop}/product/paper-kite-with-pictures`;

const listed = (page: Page) => page.getByRole('group', { name: 'Pictures' }).last().getByRole('listitem');
const description = (page: Page, number: number) => page.getByLabel(`What picture ${number} shows`);

async function upload(page: Page, ...files: { name: string; mimeType: string; buffer: Buffer }[]): Promise<void> {
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Add pictures' }).click();
  await (await chooser).setFiles(files);
}

test('Pictures are uploaded, described, put in order and removed, and the shop shows what was saved', async ({
  as,
  visitor,
}) => {
  const page = await as('inventory');
  await openProduct(page, pictured);
  await startEditing(page);
  await upload(
    page,
    await pngUpload('red.png', '#b3202a'),
    await pngUpload('blue.png', '#1f4fa3'),
    await pngUpload('green.png', '#2c7a3f'),
  );
  await expect(listed(page)).toHaveCount(3);
  await description(page, 1).fill('The red kite');
  await description(page, 2).fill('The blue kite');
  await description(page, 3).fill('The green kite');

  await page.getByRole('button', { name: 'Move picture 3 forward' }).click();
  await page.getByRole('button', { name: 'Move picture 2 forward' }).click();
  await expect(description(page, 1)).toHaveValue('The green kite');
  await page.getByRole('button', { name: 'Remove picture 2' }).click();
  await expect(listed(page)).toHaveCount(2);
  await save(page);
  await expect(page.getByRole('heading', { level: 1, name: pictured.name, exact: true })).toBeVisible();
  await expect(page.getByRole('img', { name: /kite$/ })).toHaveCount(2);

  const shopper = await visitor();
  await shopper.goto(shopUrl);
  const gallery = shopper.getByRole('region', { name: 'Pictures' });
  await expect(gallery.getByRole('img', { name: 'The green kite' })).toHaveJSProperty('complete', true);
  await expect(gallery.getByRole('img', { name: 'The green kite' })).not.toHaveJSProperty('naturalWidth', 0);
  await expect(gallery.getByRole('img', { name: 'The blue kite' })).toBeAttached();
  await expect(gallery.getByRole('img', { name: 'The red kite' })).toHaveCount(0);
});

test('A file that is no picture is refused in plain words, and the others stay', async ({ as, guard }) => {
  guard.expectError(/status of 4(13|15|22)/);
  const page = await as('inventory');
  await openProduct(page, pictured);
  await startEditing(page);
  const before = await listed(page).count();
  await upload(page, disguisedPage);
  await expect(page.getByRole('alert').filter({ hasText: 'holiday.png' })).toContainText(
    /^holiday\.png: .*(picture|JPEG)/,
  );
  await expect(listed(page)).toHaveCount(before);
  await upload(page, await pngUpload('late.png', '#8a5a00'));
  await expect(listed(page)).toHaveCount(before + 1);
});
