// npm run bench -- checkout: carts of three lines against a raw transaction that writes the same documents; then everybody wants one product.
import '../server/composition-root.ts';
import { ProductModel } from '../server/modules/catalog/admin.ts';
import { checkOut, setCartLine } from '../server/modules/ordering/index.ts';
import { type RequestContext, systemContext } from '../server/shared/request-context.ts';
import { client } from './support/client.ts';
import { type BenchPlace, withBenchDatabase } from './support/database.ts';
import { figure, inTurns, median, quantile, whole } from './support/figures.ts';
import { fillWithLanterns } from './support/goods.ts';
import { rawTwin } from './support/raw-twin.ts';
import { type BenchServer, startBenchServer } from './support/server.ts';
import { startTrailKeepers, untilSequenced } from './support/trail.ts';

const PRODUCTS = 600;
const LINES = 3;
const BUYERS = 16;
const A_TURN = 96;
const ROUNDS = 10;
const WARM_UP = 3;
const LEAST_SHARE = 0.35;

const CROWD = 50;
const HOT_CHECKOUTS = 600;
const HOT_STOCK = 500;
const MOST_MS = { 1: 1_000, 3: 1_500 } as const;

const ADDRESS = {
  name: 'Ada Byron',
  line1: '12 St James Sq',
  city: 'London',
  postcode: 'SW1Y 4JH',
  country: 'GB',
};
/** Money that comes later: what is measured is the order, not the provider behind it. */
const CHECKOUT = {
  guest: { name: 'Ada Byron', email: 'ada@example.org' },
  address: ADDRESS,
  paymentMethod: 'bank_transfer',
} as const;

const system = systemContext('bench', { reason: 'measuring checkouts' });
const guest: RequestContext = {
  actor: { kind: 'guest', id: null, name: 'guest', roles: [] },
  ip: '192.0.2.7',
  userAgent: 'bench',
  requestId: 'bench-checkout',
  source: 'shop',
};

const tokenOf = (n: number): string => `cart-of-the-bench-${n}`;
const keyOf = (n: number): string => `checkout-of-the-bench-${n}`;

/** Stock is set past its ledger: this database is thrown away, and no movement is measured here. */
const setOnHand = (ids: readonly string[], quantity: number): Promise<unknown> =>
  ProductModel.collection.updateMany({ _id: { $in: ids.map((id) => new ProductModel.base.Types.ObjectId(id)) } }, [
    { $set: { quantity: { $add: ['$reserved', quantity] } } },
  ]);

async function fillCart(n: number, productIds: readonly string[]): Promise<void> {
  for (const productId of productIds) await setCartLine(guest, { token: tokenOf(n) }, { productId, quantity: 1 });
}

/** So much work at once, and no more, until all of it is done. */
async function atOnce(parallel: number, pieces: number, work: (n: number) => Promise<unknown>): Promise<void> {
  let next = 0;
  const worker = async (): Promise<void> => {
    while (next < pieces) await work(next++);
  };
  await Promise.all(Array.from({ length: parallel }, worker));
}

async function spread(place: BenchPlace): Promise<void> {
  const ids = await fillWithLanterns(system, PRODUCTS);
  await setOnHand(ids, 1_000_000);
  const goodsOf = (n: number) => Array.from({ length: LINES }, (_, line) => ids[(n * LINES + line) % ids.length] ?? '');
  const all = (ROUNDS + WARM_UP) * A_TURN;
  await atOnce(BUYERS, all + 2, (n) => fillCart(n, goodsOf(n)));
  const buy = (n: number) => checkOut(guest, { token: tokenOf(n) }, CHECKOUT, keyOf(n));
  // The first one also fetches a block of order numbers, which the next hundreds live on.
  await buy(all);
  const twin = await rawTwin(place.uri('bare'), { sample: () => buy(all + 1), copies: all, spreadOver: ids });
  console.log(`one checkout of ${LINES} lines writes ${twin.summary}`);

  const keepers = startTrailKeepers(place.folder);
  const turnOf = (piece: (n: number) => Promise<unknown>) => {
    let done = 0;
    return async () => {
      const first = done;
      done += A_TURN;
      await atOnce(BUYERS, A_TURN, (n) => piece(first + n));
    };
  };
  try {
    const times = await inTurns(
      { ours: turnOf(buy), raw: turnOf(twin.write) },
      { rounds: ROUNDS, warmUp: WARM_UP, pieces: A_TURN },
    );
    const [ours, raw] = [median(times.ours), median(times.raw)];
    console.log(
      `${whole(1000 / ours)} checkouts, ${whole(1000 / raw)} raw transactions a second at ${BUYERS} buyers at once`,
    );
    figure('checkouts, as a share of the raw transaction', raw / ours, { least: LEAST_SHARE });
    await untilSequenced();
  } finally {
    await keepers.stop();
    await twin.close();
  }
}

/** Everybody wants the same lantern; some of them have to be told that there is none left. */
async function hot({ urls, hopSecret }: BenchServer, round: number): Promise<number[]> {
  const [hotId = ''] = await fillWithLanterns(system, 1, { sku: `HOT-${round}`, slug: `hot-${round}` });
  await setOnHand([hotId], HOT_STOCK);
  const number = (n: number) => (round + 1) * 100_000 + n;
  await atOnce(BUYERS, HOT_CHECKOUTS, (n) => fillCart(number(n), [hotId]));
  const doors = urls.map((url) => client(url, { 'sec-fetch-site': 'same-origin' }, CROWD));
  const times: number[] = [];
  const answers: Record<string, number> = {};
  await atOnce(CROWD, HOT_CHECKOUTS, async (n) => {
    const door = doors[n % doors.length];
    if (!door) throw new Error('no server');
    const headers = {
      cookie: `cf_cart=${tokenOf(number(n))}`,
      'idempotency-key': keyOf(number(n)),
      'x-counterfoil-hop': hopSecret,
      // Each shopper comes from an address of their own.
      'x-counterfoil-client-ip': `10.${round}.${n >> 8}.${n & 255}`,
    };
    const started = performance.now();
    const { status, text } = await door.post('/api/v1/checkout', CHECKOUT, headers);
    times.push(performance.now() - started);
    const what = status === 201 ? 'sold' : String(JSON.parse(text).code);
    answers[what] = (answers[what] ?? 0) + 1;
  });
  for (const door of doors) door.close();
  const said = Object.entries(answers).map(([what, count]) => `${count} ${what}`);
  console.log(`${urls.length === 1 ? 'one server' : `${urls.length} servers`}: ${said.join(', ')}`);
  if (answers['sold'] !== HOT_STOCK || answers['out_of_stock'] !== HOT_CHECKOUTS - HOT_STOCK) process.exitCode = 1;
  return times;
}

await withBenchDatabase(spread);
for (const instances of [1, 3] as const) {
  await withBenchDatabase(async (place) => {
    const server = await startBenchServer(place, { instances });
    // The first one warms up.
    for (const round of [0, 1]) {
      const times = await hot(server, round);
      if (round === 0) continue;
      console.log(`p50 ${whole(median(times))} ms, slowest ${whole(Math.max(...times))} ms`);
      const what = `milliseconds (p99) of a checkout of one hot product, ${CROWD} buyers, ${instances} of the servers`;
      figure(what, quantile(times, 0.99), { most: MOST_MS[instances] });
    }
  });
}
