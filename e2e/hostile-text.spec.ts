import { resolve } from 'node:path';
import { resources } from '../resources/index.ts';
import { en } from '../resources/locale/en.ts';
import { keptSecrets } from '../server/embedded/secrets.ts';
import { configureOrdering, guestOrderKey } from '../server/modules/ordering/index.ts';
import { can } from '../server/shared/permissions.policy.ts';
import { fieldsIn, plantHostileRecords, SMUGGLED } from './support/hostile.ts';
import { listUrl, openRecord, save, shownValue, startEditing } from './support/office.ts';
import { dataDir, places } from './support/places.ts';
import { expect, type Page, test } from './support/test.ts';

// Were any of it to run, the guard would see a dialog, a foreign host or a violation of the policy.
const IMAGE = '<img src=x onerror=alert(1)>';
const SCRIPT = '</script><script>alert(2)</script>';
const ATTRIBUTE = '"><svg onload=alert(3)>';
const TEMPLATE = '{{constructor.constructor("alert(4)")()}}';
const ADDRESS = 'javascript:alert(5)';

async function fill(page: Page, values: Record<string, string>): Promise<void> {
  for (const [label, value] of Object.entries(values)) await page.getByLabel(label, { exact: true }).fill(value);
}

/** Goes to a page within the panel, as a click on a link does, and looks at it. */
async function look(page: Page, path: string, seen: Set<string>): Promise<void> {
  await page.evaluate(`new Promise((drawn) => {
    history.pushState({}, '', ${JSON.stringify(path)});
    dispatchEvent(new PopStateEvent('popstate'));
    requestAnimationFrame(() => requestAnimationFrame(drawn));
  })`);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(page.getByText(en.cf.loading, { exact: true })).toHaveCount(0);
  await page.waitForFunction('!document.querySelector(\'[aria-busy="true"]\')');
  await expect(page.getByText(en.cf.errors.crash)).toHaveCount(0);
  await expectOnlyText(page, seen);
}

/** No text became an element, an attribute that runs, or an address that does; the marks that the page shows are kept. */
async function expectOnlyText(page: Page, seen: Set<string>): Promise<void> {
  const { smuggled, text } = await page.evaluate<{ smuggled: string[]; text: string }>(`(() => {
    const all = [...document.querySelectorAll('*')];
    const runs = ({ name, value }) => /^on/i.test(name) || /^\\s*javascript:/i.test(value) && /^(href|src|action|formaction|data|xlink:href)$/i.test(name);
    return {
      smuggled: all.filter((one) => one.localName === '${SMUGGLED}' || [...one.attributes].some(runs)).map((one) => one.outerHTML.slice(0, 300)),
      text: [document.title, document.body.textContent, ...all.flatMap((one) => [one.value ?? '', one.getAttribute('src') ?? '', one.getAttribute('href') ?? '', one.getAttribute('alt') ?? ''])].join('\\n'),
    };
  })()`);
  expect(smuggled, page.url()).toEqual([]);
  for (const field of fieldsIn(text)) seen.add(field);
}

/** The newest entry of the trail about a record; of what came in from outside the watcher has taken note within seconds. */
async function latestEntry(page: Page, entity: string, id: string): Promise<string> {
  const search = new URLSearchParams({ 'filters.entity': entity, 'filters.entityId': id }).toString();
  let entry = '';
  await expect
    .poll(async () => {
      const answer = await page.request.get(`${places.office}/admin/api/resources/auditLogs/actions/list?${search}`);
      entry = ((await answer.json()) as { records: { id: string }[] }).records[0]?.id ?? '';
      return entry;
    })
    .not.toBe('');
  return entry;
}

test('Markup in every text of a product stays text in list, record, form, trail, shop and search', async ({
  as,
  visitor,
}) => {
  const name = `Lamp ${IMAGE}`;
  const page = await as('admin');
  await page.goto(listUrl('products'));
  await page.getByRole('link', { name: 'New product' }).click();
  await page.getByLabel('Name (required)').fill(name);
  await page.getByLabel('SKU (required)').fill('E2E-XSS');
  await page.getByLabel('Price (required)').fill('9.00');
  await fill(page, {
    Description: `${SCRIPT}\n${IMAGE}`,
    Shelf: ATTRIBUTE,
    Family: `${SCRIPT}${IMAGE}`,
    Barcode: IMAGE,
  });
  await page.getByRole('button', { name: 'Add a row' }).click();
  await page.getByLabel('Name 1', { exact: true }).fill(ATTRIBUTE);
  await page.getByLabel('Value 1', { exact: true }).fill(`${ADDRESS} ${TEMPLATE}`);
  await page.getByRole('button', { name: 'Add product' }).click();

  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
  await expect(page).toHaveTitle(/^Lamp <img/);
  await expect(shownValue(page, 'Shelf')).toHaveText(ATTRIBUTE);
  await expect(shownValue(page, 'Description')).toContainText(SCRIPT);
  await startEditing(page);
  await expect(page.getByLabel('Description')).toHaveValue(`${SCRIPT}\n${IMAGE}`);
  await page.getByLabel('Shelf').fill(`${ATTRIBUTE}2`);
  await save(page);

  await page
    .getByRole('button', { name: 'Put on sale' })
    .or(page.locator('summary', { hasText: 'More' }))
    .first()
    .click();
  if (await page.getByRole('dialog').isHidden()) await page.getByRole('button', { name: 'Put on sale' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Put on sale' }).click();
  await expect(page.getByRole('dialog')).toBeHidden();

  await page.goto(listUrl('auditLogs'));
  await expect(page.getByRole('link', { name: /Lamp <img/ }).first()).toBeVisible();
  await page.goto(listUrl('products', `q=${encodeURIComponent(SCRIPT)}`));
  await expect(page.getByRole('searchbox')).toHaveValue(SCRIPT);

  const shopper = await visitor();
  await shopper.goto(`${places.shop}/search?q=lamp+onerror`);
  await shopper.getByRole('link', { name }).first().click();
  await expect(shopper.getByRole('heading', { level: 1, name })).toBeVisible();
  await expect(shopper.getByText('</script><script>alert(2)')).toBeVisible();
  await shopper.goto(`${places.shop}/search?q=${encodeURIComponent(SCRIPT + ATTRIBUTE)}`);
  await expect(shopper.getByRole('heading', { level: 1 })).toContainText(SCRIPT);
});

/** What there is of a record beside itself and its form. */
const MORE_PAGES: Record<string, readonly string[]> = {
  orders: ['/changeLines', ...['pick-list', 'packing-slip', 'invoice'].map((paper) => `/show?paper=${paper}`)],
  products: ['/stockCard'],
};
/** What expires by itself, and the bookkeeping of the software. */
const WITHOUT_ENTRIES = ['carts', 'operations'];
/** Not seen on any page, and why. */
const SHOWN_NOWHERE: readonly [fields: RegExp, why: string][] = [
  [/\.(lineId|shipmentId|returnId|noteId|key|kind|id|operationId|requestId)$/, 'ids, for the software'],
  [/\.currency$/, 'the shop has one'],
  [/^orders\.delivery\.method$/, 'an id: the name stands beside it'],
  [/^orders\.returns\.lines\.reason$/, 'the request and the movement tell it'],
  [/^carts\.lines\.name$/, 'a cart shows what its goods are called now'],
  [/^products\.(lists|words)$/, 'what lists and searches find them by'],
  [/^mails\.html$/, 'the text is shown in its place, and never as a page'],
  [/^operations\.(items|failed\.code|stoppedBy|input.*)$/, 'what an operation goes on by'],
];

test('Markup in every field of every resource stays text in lists, records, forms, the trail and the shop', async ({
  as,
  visitor,
  guard,
}) => {
  test.setTimeout(90_000);
  // What names a picture is asked for at an address of ours, where there is none of that name.
  guard.expectError(/status of 404.*\/(media|return-photos|photos)\/.*qz\d/);
  const page = await as('admin');
  const planted = await plantHostileRecords(page, resources);
  const seen = new Set<string>();
  await page.goto(`${places.office}/admin`);
  for (const { id } of resources) await look(page, `/admin/resources/${id}?sortBy=_id&direction=desc`, seen);
  for (const { resource, id } of planted) {
    const record = `/admin/resources/${resource.id}/records/${encodeURIComponent(id)}`;
    await look(page, `${record}/show`, seen);
    for (const more of MORE_PAGES[resource.id] ?? []) await look(page, record + more, seen);
    if (resource.writes.edit && can(['admin'], resource.entity, 'edit')) await look(page, `${record}/edit`, seen);
  }
  for (const { resource, id } of planted) {
    if (WITHOUT_ENTRIES.includes(resource.id)) continue;
    const entry = await latestEntry(page, resource.entity, id);
    await look(page, `/admin/resources/auditLogs/records/${entry}/show`, seen);
  }

  const shopper = await visitor();
  const order = planted.find(({ resource, variant }) => resource.id === 'orders' && variant === 'address');
  configureOrdering({ linkSecret: keptSecrets(resolve(dataDir)).SESSION_SECRET });
  for (const path of [
    '/product/hostile-in-the-shop',
    '/category/hostile-shelf',
    '/search?q=javascript+alert',
    `/orders/E2E-HOSTILE?key=${guestOrderKey(order?.id ?? '')}`,
  ]) {
    await shopper.goto(`${places.shop}${path}`);
    await expectOnlyText(shopper, seen);
    expect(fieldsIn(await shopper.content()).length, path).toBeGreaterThan(0);
  }

  const missed = new Set(planted.flatMap(({ fields }) => fields).filter((field) => !seen.has(field)));
  expect([...missed].filter((field) => !SHOWN_NOWHERE.some(([fields]) => fields.test(field)))).toEqual([]);
});

test('The admin’s own name, which every page holds in its state, stays text too', async ({ as }) => {
  const page = await as('admin');
  await openRecord(page, 'staff', 'inventory@counterfoil.test', 'Ivo Stone');
  await startEditing(page);
  await page.getByLabel('Last name').fill(`Stone${SCRIPT}`);
  await save(page);
  await expect(page.getByRole('heading', { level: 1, name: `Ivo Stone${SCRIPT}`, exact: true })).toBeVisible();
  const ivo = await as('inventory');
  await ivo.goto(listUrl('products'));
  await expect(ivo.getByRole('banner')).toContainText(`Stone${SCRIPT}`);

  await startEditing(page);
  await page.getByLabel('Last name').fill('Stone');
  await save(page);
  await expect(page.getByRole('heading', { level: 1, name: 'Ivo Stone', exact: true })).toBeVisible();
});
