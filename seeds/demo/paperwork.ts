import { editProduct, type ProductSnapshot, productsByIds } from '../../server/modules/catalog/index.ts';
import {
  bookCount,
  bookInDelivery,
  countExists,
  createCount,
  createDelivery,
  createSupplier,
  deliveryExists,
  pasteIntoDelivery,
  reviewCount,
  scanIntoCount,
  scanIntoDelivery,
  setDeliveryLines,
} from '../../server/modules/inventory/index.ts';
import type { RequestContext } from '../../server/shared/request-context.ts';
import { contextOfPerson, type People } from './people.ts';
import { once } from './steps.ts';

const DAY = 86_400_000;
const ON_A_SHELF = 12;
const SHELVES = ['A1', 'A2'] as const;
/** A step that was cut short runs again: a paper that is there already is not laid out twice. */
const ANNOUNCED = 'TT-20418';
const PARTLY_BOOKED = 'LL-7731';

/** The stock room's papers as they lie on its desk: a delivery that is announced, one that came in part, a count under way and one that is booked. */
export async function layOutPapers(
  { inventory }: People,
  products: readonly ProductSnapshot[],
  now: Date,
): Promise<void> {
  const as = (what: string): RequestContext => contextOfPerson(inventory, `demo-papers-${what}`);
  const inStock = products.filter(({ available }) => available > 40);
  const soldOut = products.filter(({ available }) => available <= 0);

  await once('shelves', () => putOnShelves(as('shelves'), inStock));
  await once('announced delivery', () => announceDelivery(as('announced'), soldOut.slice(0, 6), now));
  await once('partly booked delivery', () => bookPart(as('partly'), soldOut.slice(6, 11), now));
  await once('booked count', () => countShelf(as('booked-count'), 'A1', inStock, true));
  await once('open count', () => countShelf(as('open-count'), 'A2', inStock, false));
}

const onShelf = (products: readonly ProductSnapshot[], shelf: (typeof SHELVES)[number]): ProductSnapshot[] => {
  const at = SHELVES.indexOf(shelf) * ON_A_SHELF;
  return products.slice(at, at + ON_A_SHELF);
};

async function putOnShelves(ctx: RequestContext, products: readonly ProductSnapshot[]): Promise<void> {
  for (const shelf of SHELVES) {
    for (const { id, revision } of await productsByIds(onShelf(products, shelf).map((product) => product.id))) {
      await editProduct(ctx, { id, revision, changes: { shelf } });
    }
  }
}

async function announceDelivery(ctx: RequestContext, products: readonly ProductSnapshot[], now: Date): Promise<void> {
  if (await deliveryExists(ANNOUNCED)) return;
  const supplier = await createSupplier(ctx, {
    name: 'Thimble & Tin',
    email: 'dispatch@thimble-and-tin.test',
    leadTimeDays: 9,
    note: 'Demo supplier.',
  }).catch(() => null);
  const { id } = await createDelivery(ctx, {
    supplier: supplier?.id,
    reference: ANNOUNCED,
    expectedOn: new Date(now.getTime() + 4 * DAY),
  });
  const list = products.map(({ sku }, n) => `${sku}\t${24 + 12 * n}`).join('\n');
  if (list) await pasteIntoDelivery(ctx, { id, text: list, as: 'expected' });
}

/** Five products were announced; one came whole, one short, of one some were broken, and two have not come yet. */
async function bookPart(ctx: RequestContext, products: readonly ProductSnapshot[], now: Date): Promise<void> {
  const [whole, short, broken] = products;
  if (!whole || !short || !broken || (await deliveryExists(PARTLY_BOOKED))) return;
  const { id } = await createDelivery(ctx, { reference: PARTLY_BOOKED, expectedOn: new Date(now.getTime() - DAY) });
  await pasteIntoDelivery(ctx, { id, text: products.map(({ sku }) => `${sku},24`).join('\n'), as: 'expected' });
  await scanIntoDelivery(ctx, {
    id,
    scans: [
      { code: whole.sku, times: 24 },
      { code: short.sku, times: 10 },
    ],
  });
  const { id: product, uom } = broken;
  const cracked = { product, uom, expected: 24, accepted: 21, rejected: 3, reason: 'Cracked in the box' };
  await setDeliveryLines(ctx, { id, lines: [cracked] });
  await bookInDelivery(ctx, { id });
}

async function countShelf(
  ctx: RequestContext,
  shelf: (typeof SHELVES)[number],
  products: readonly ProductSnapshot[],
  isBooked: boolean,
): Promise<void> {
  const name = `Shelf ${shelf}`;
  if (await countExists(name)) return;
  const there = await productsByIds(onShelf(products, shelf).map(({ id }) => id));
  const { id } = await createCount(ctx, { shelf, name });
  const counted = isBooked ? there : there.slice(0, 5);
  const found = counted.map(({ sku, quantity }, n) => ({ code: sku, times: quantity - (n % 5 === 3 ? 1 : 0) }));
  if (found.length > 0) await scanIntoCount(ctx, { id, scans: found });
  if (!isBooked) return;
  await reviewCount(ctx, { id });
  await bookCount(ctx, { id });
}
