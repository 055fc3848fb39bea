// npm run bench -- trail-lists [--entries 5000000] [--keep]: how long the lists of the trail take, asked as the panel and as programs ask them.
// With --keep the trail stays in .data/bench-trail, for a second run.
import '../server/composition-root.ts';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import mongoose from 'mongoose';
import { AuditLog } from '../server/modules/audit/admin.ts';
import { encodeCursor } from '../server/shared/pagination.ts';
import { type Client, client } from './support/client.ts';
import { withBenchDatabase } from './support/database.ts';
import { figure, quantile, whole } from './support/figures.ts';
import { LONGEST, layTrail, staffId } from './support/long-trail.ts';
import { startBenchServer } from './support/server.ts';

const { values: switches } = parseArgs({
  allowPositionals: true,
  options: { entries: { type: 'string', default: '5000000' }, keep: { type: 'boolean', default: false } },
});
const ENTRIES = Number(switches.entries);
const TIMES = 30;
const PROMISED_MS = 60;
/** The panel's own limit of calls is 20 a second. */
const PACE_MS = 50;
/** The last page that the panel's count tells of. */
const DEEP_PAGE = 40;

const middle = new Date(Date.now() - 180 * 86_400_000);
const week = `filters.createdAt~~from=${day(middle, -7)}&filters.createdAt~~to=${day(middle, 0)}`;
const history = `filters.entity=${LONGEST.entity}&filters.entityId=${LONGEST.entityId}`;

function day(from: Date, days: number): string {
  return new Date(from.getTime() + days * 86_400_000).toISOString().slice(0, 10);
}

/** What staff ask the list for, each filter and the usual pairs. */
const PANEL: Record<string, string> = {
  'as it opens': 'filters.about=events',
  everything: '',
  'changes and actions': 'filters.about=changes',
  'refusals and failures': 'filters.about=refusals',
  'made outside': 'filters.about=outside',
  'one kind': 'filters.kind=sign-in',
  'one outcome': 'filters.outcome=failed',
  'one resource': 'filters.entity=suppliers',
  'the busiest resource': 'filters.entity=products',
  'one action': 'filters.action=users.signIn',
  'the busiest action': 'filters.action=products.edit',
  'one person': `filters.performedBy.id=${staffId(39)}`,
  'the busiest person': `filters.performedBy.id=${staffId(0)}`,
  'one address': 'filters.ip=198.51.100.1',
  'a week': week,
  'a record': history,
  'resource and kind': 'filters.entity=orders&filters.about=refusals',
  'resource and outcome': 'filters.entity=settings&filters.outcome=refused',
  'resource and person': `filters.entity=suppliers&filters.performedBy.id=${staffId(30)}`,
  'resource and week': `filters.entity=payments&${week}`,
  'kind and person': `filters.about=refusals&filters.performedBy.id=${staffId(20)}`,
  'kind and week': `filters.about=refusals&${week}`,
  'action and outcome': 'filters.action=products.edit&filters.outcome=refused',
  'action and person': `filters.action=deliveries.receive&filters.performedBy.id=${staffId(10)}`,
  'person and week': `filters.performedBy.id=${staffId(5)}&${week}`,
  'a record’s refusals': `${history}&filters.about=refusals`,
};
const PROGRAMS: Record<string, string> = {
  everything: '',
  'one kind': 'kind=refusal',
  'one outcome': 'outcome=refused',
  'one resource': 'entity=orders',
  'one action': 'action=products.edit',
  'resource, kind and outcome': 'entity=products&kind=refusal&outcome=failed',
  'a month': `since=${day(middle, -30)}T00:00:00Z&until=${day(middle, 30)}T00:00:00Z`,
  'a record': `entity=${LONGEST.entity}&entityId=${LONGEST.entityId}`,
};

type List = { what: string; get: () => Promise<unknown> };

/** The first page and a deep one of each list: in the panel by its number, for programs by a cursor half a year back. */
async function listsOf(place: Parameters<typeof startBenchServer>[0]): Promise<{ lists: List[]; close: () => void }> {
  const { url, signIn } = await startBenchServer(place);
  const browser = client(url, await signIn('support@counterfoil.test'), 1);
  const token = readFileSync(join(place.folder, 'audit-log.token'), 'utf8').trim();
  const program = client(url, { authorization: `Bearer ${token}` }, 1);
  const getter = (asker: Client, path: string) => async (): Promise<unknown> => {
    const answer = await asker.get(path);
    if (answer.status !== 200) throw new Error(`${path} was answered ${answer.status}: ${answer.text.slice(0, 300)}`);
    return JSON.parse(answer.text);
  };
  const cursor = encodeCursor({ o: 'newest', t: middle.getTime(), i: 'f'.repeat(24) });
  const lists: List[] = [];
  for (const [what, query] of Object.entries(PANEL)) {
    const path = `/admin/api/resources/auditLogs/actions/list?${query}`;
    lists.push({ what: `panel, ${what}`, get: getter(browser, path) });
    lists.push({ what: `panel, ${what}, page ${DEEP_PAGE}`, get: getter(browser, `${path}&page=${DEEP_PAGE}`) });
  }
  for (const [what, query] of Object.entries(PROGRAMS)) {
    lists.push({ what: `API, ${what}`, get: getter(program, `/api/v1/audit?${query}`) });
    lists.push({ what: `API, ${what}, by cursor`, get: getter(program, `/api/v1/audit?${query}&cursor=${cursor}`) });
  }
  const close = (): void => {
    for (const asker of [browser, program]) asker.close();
  };
  return { lists, close };
}

type Profiled = { planSummary?: string; hasSortStage?: boolean; docsExamined?: number; op: string };

/** Asks once with the database's profiler on; answers what is wrong with the plans it saw. */
async function plansOf({ get }: List): Promise<{ plans: string[]; faults: string[] }> {
  const db = mongoose.connection.db!;
  await db.command({ profile: 0 });
  await db
    .collection('system.profile')
    .drop()
    .catch(() => undefined);
  // At level 1 the filter alone decides.
  await db.command({ profile: 1, filter: { ns: `${db.databaseName}.${AuditLog.collection.name}` } } as never);
  await get();
  await db.command({ profile: 0 });
  const seen = (await db.collection('system.profile').find().toArray()) as unknown as Profiled[];
  const reads = seen.filter(({ planSummary, op }) => planSummary && (op === 'query' || op === 'command'));
  if (reads.length === 0) throw new Error('the profiler saw no read of the trail');
  const plans = reads.map(({ planSummary = '' }) => planSummary);
  const faults = reads
    .filter(({ planSummary = '', hasSortStage }) => planSummary.includes('COLLSCAN') || hasSortStage)
    .map(({ planSummary, hasSortStage }) => `${planSummary}${hasSortStage ? ', sorted in memory' : ''}`);
  return { plans, faults };
}

async function timesOf({ get }: List): Promise<number[]> {
  const times: number[] = [];
  for (let n = 0; n < TIMES; n += 1) {
    const started = performance.now();
    await get();
    times.push(performance.now() - started);
    await sleep(Math.max(0, PACE_MS - (times.at(-1) ?? 0)));
  }
  return times;
}

await withBenchDatabase(
  async (place) => {
    await layTrail(place, ENTRIES);
    // A shop's trail grows over years: the database is not asked while it still writes out what was laid in minutes.
    await mongoose.connection.db!.admin().command({ fsync: 1 });
    const { lists, close } = await listsOf(place);
    let [slowest, unindexed] = [0, 0];
    for (const list of lists) {
      const { plans, faults } = await plansOf(list);
      const times = await timesOf(list);
      const p95 = quantile(times, 0.95);
      slowest = Math.max(slowest, p95);
      unindexed += faults.length;
      const index = faults.length > 0 ? `NO INDEX: ${faults.join('; ')}` : (plans[0] ?? '').slice(0, 120);
      console.log(
        `${p95 > PROMISED_MS ? '✗' : ' '} ${list.what}: median ${quantile(times, 0.5).toFixed(1)}, p95 ${p95.toFixed(1)} ms; ${index}`,
      );
    }
    close();
    figure('reads of the trail without an index', unindexed, { most: 0 });
    figure(`p95 of the slowest of ${lists.length} lists of ${whole(ENTRIES)} entries, in ms`, slowest, {
      most: PROMISED_MS,
    });
  },
  switches.keep ? { keep: 'bench-trail' } : {},
);
