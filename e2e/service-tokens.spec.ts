import { expectAccessible } from './support/accessible.ts';
import { listUrl, news, shownValue, startAction } from './support/office.ts';
import { places } from './support/places.ts';
import { expect, test } from './support/test.ts';

test('An admin makes a way in for a program: the secret is shown once, opens what was ticked, and nothing after revoking', async ({
  as,
  guard,
  request,
}) => {
  guard.expectError(/status of 422/);
  const name = `Trail copier ${Date.now()}`;
  const page = await as('admin', { permissions: ['clipboard-read', 'clipboard-write'] });
  await page.goto(listUrl('serviceTokens'));
  await page.getByRole('link', { name: 'New service token' }).click();
  await page.getByLabel('Name (required)').fill(name);
  await page.getByLabel('Good for (required)').selectOption({ label: '30 days' });
  const add = page.getByRole('button', { name: 'Add service token' });
  await add.click();
  await expect(page.getByText('Choose at least one thing that the program may do.')).toBeVisible();
  await page.locator('summary', { hasText: 'Audit trail' }).click();
  await page.getByLabel('Audit trail: read the list').check();
  await expect(page.locator('summary', { hasText: 'Audit trail' })).toContainText('1 chosen');
  await expectAccessible(page);
  await add.click();

  await expect(page.getByRole('heading', { level: 1, name: 'Copy the secret now' })).toBeVisible();
  await expect(page.getByText('The secret is shown this once.')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Copy', exact: true }).click();
  await expect(page.getByRole('status').filter({ hasText: 'Copied.' })).toBeVisible();
  const secret = await page.evaluate<string>('navigator.clipboard.readText()');
  await expect(page.getByLabel('Secret')).toHaveValue(secret);
  await page.getByRole('button', { name: 'I have kept it, go on' }).click();

  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
  expect(await page.content()).not.toContain(secret);
  await expect(shownValue(page, 'State')).toHaveText('Active');
  await expect(shownValue(page, 'May').first()).toContainText('read the list');

  const headers = { authorization: `Bearer ${secret}` };
  expect((await request.get(`${places.office}/api/v1/audit`, { headers })).status()).toBe(200);
  await page.reload();
  await expect(shownValue(page, 'Last used')).toContainText(String(new Date().getFullYear()));
  expect(await page.content()).not.toContain(secret);

  const dialog = await startAction(page, 'Revoke');
  await expect(dialog).toContainText('shut out from its next call on');
  await dialog.getByRole('button', { name: 'Revoke' }).click();
  await expect(news(page, 'The token is revoked.')).toBeVisible();
  await expect(shownValue(page, 'State')).toHaveText('Revoked');
  expect((await request.get(`${places.office}/api/v1/audit`, { headers })).status()).toBe(401);
  await expect(page.getByRole('button', { name: 'Revoke' })).toBeHidden();
});
