// npm run seed: fills an empty shop with the demo data. Safe to run twice; refuses production.
import { compose, connectParts } from '../server/composition-root.ts';
import { productsOnSale } from '../server/modules/catalog/index.ts';
import { importTradeFiles } from '../server/modules/operations/index.ts';
import { clock, fixedClock, setClock } from '../server/platform/clock.ts';
import { ConfigError, loadConfig } from '../server/platform/config.ts';
import { disconnectDatabase } from '../server/platform/database.ts';
import { deliverOutbox } from '../server/platform/outbox.ts';
import { type RequestContext, systemContext } from '../server/shared/request-context.ts';
import { categoryFor } from './catalogue/categories.ts';
import { unpackTradeDays } from './data/trade-days.ts';
import { askForAWriteOff } from './demo/approvals.ts';
import { bookOpeningDelivery } from './demo/delivery.ts';
import { playEveryState } from './demo/every-state.ts';
import { playFortnight } from './demo/fortnight.ts';
import { layOutPapers } from './demo/paperwork.ts';
import { ensurePeople } from './demo/people.ts';
import { hangPictures, storeDrawings } from './demo/pictures.ts';
import { shopCategories } from './demo/shop-categories.ts';
import { begunAt, once, wasDone } from './demo/steps.ts';
import { makeStockNews } from './demo/stock-news.ts';

const DAY = 86_400_000;
/** The last day of the packed trade files. */
const LAST_TRADE_DAY = new Date('2010-12-08T00:00:00Z');

const say = (text: string): void => console.log(text);

async function seed(): Promise<void> {
  const config = loadConfig(process.env);
  if (config.production)
    throw new ConfigError(['NODE_ENV is production, where demo data has no place; run the seeds without it']);
  compose(config);
  await connectParts(config);

  const ctx = systemContext('Demo shop', { source: 'seed', demo: true, reason: 'demo data' });
  const now = await begunAt(clock.now());
  const people = await ensurePeople(ctx);

  // Keeping pictures waits for the object store, booking trade for the database: each has the other's pauses.
  const [drawings] = await Promise.all([
    (await wasDone('pictures'))
      ? []
      : storeDrawings((done, total) => done % 100 === 0 && say(`pictures: ${done} of ${total}`)),
    once('trade', () => importTrade(ctx, now)),
  ]);

  const time = fixedClock(new Date(now.getTime() - 15 * DAY));
  setClock(time);
  const goods = await productsOnSale();
  await once('delivery', () => bookOpeningDelivery(ctx, goods));
  await playFortnight({
    people,
    products: goods,
    clock: time,
    now,
    onProgress: (day, days) => say(`day ${day} of ${days}`),
  });
  await playEveryState({ people, products: await productsOnSale(), clock: time, now });
  setClock();
  await layOutPapers(people, await productsOnSale(), now);
  await makeStockNews(people, await productsOnSale());
  await once('approvals', async () => askForAWriteOff(ctx, people, await productsOnSale()));
  await once('pictures', () => hangPictures(ctx, drawings));
  // The mails about all of it, so that whoever opens the shop finds them there. A call-back waits for the server.
  while ((await deliverOutbox()) > 0);
}

async function importTrade(ctx: RequestContext, now: Date): Promise<void> {
  const categories = shopCategories(ctx);
  const days = unpackTradeDays();
  try {
    const yesterday = new Date(now.getTime() - DAY);
    const shiftDays = Math.floor(yesterday.getTime() / DAY) - Math.floor(LAST_TRADE_DAY.getTime() / DAY);
    const { rows, booked, ignored, refused } = await importTradeFiles(ctx, days.files, {
      shiftDays,
      numberSeries: 'DEMO-INV-',
      categoryFor: (name) => categories(categoryFor(name)),
      onProgress: ({ stage, rows, total }) =>
        say(`${stage} the trade days: ${rows.toLocaleString('en-GB')} of ${total.toLocaleString('en-GB')} rows`),
    });
    say(`trade days: ${rows} rows = ${booked} booked + ${ignored} ignored + ${refused} refused`);
  } finally {
    days.remove();
  }
}

try {
  await seed();
} catch (error) {
  console.error(error instanceof ConfigError ? error.message : error);
  process.exitCode = 1;
} finally {
  await disconnectDatabase();
}
