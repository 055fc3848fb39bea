// npm run bench -- sequencer: how fast entries get their place in the log, and how long the last ones wait for it while the shop writes as fast as it can.
import '../server/composition-root.ts';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { AuditLog } from '../server/modules/audit/admin.ts';
import { loadLogKey, runChunkedOperation, runOperation, sequence } from '../server/modules/audit/index.ts';
import { ProductModel } from '../server/modules/catalog/admin.ts';
import { systemContext } from '../server/shared/request-context.ts';
import { withBenchDatabase } from './support/database.ts';
import { figure, median, quantile, whole } from './support/figures.ts';
import { fillWithLanterns } from './support/goods.ts';
import { startTrailKeepers, untilSequenced } from './support/trail.ts';

const PRODUCTS = 5_000;
const BACKLOG = 20_000;
const RUNS = 3;
const WRITERS = 16;
const SECONDS = 30;
const SAMPLE_MILLISECONDS = 100;

const ctx = systemContext('bench', { reason: 'measuring the sequencer' });

/** Entries that wait for the log, while nobody takes them in. */
async function makeBacklog(ids: string[], run: number): Promise<void> {
  for (let n = 0; n < BACKLOG / ids.length; n += 1) {
    const change = { $set: { price: 3_000 + run * 10 + n } };
    await runChunkedOperation(ctx, { action: 'bench.bulkEdit', entity: 'products', items: ids }, async (chunk) => {
      const { modifiedCount } = await ProductModel.updateMany({ _id: { $in: chunk } }, change);
      return { done: modifiedCount };
    });
  }
}

async function measureSpeed(ids: string[], folder: string): Promise<void> {
  const key = loadLogKey({ publicUrl: 'http://localhost:4000', signingKey: undefined, dataDir: join(folder, 'key') });
  await sequence(key);
  const speeds: number[] = [];
  for (let run = 0; run < RUNS; run += 1) {
    await makeBacklog(ids, run);
    const started = performance.now();
    const taken = (await sequence(key)) ?? 0;
    if (taken < BACKLOG) throw new Error(`only ${taken} entries were taken into the log`);
    speeds.push(taken / ((performance.now() - started) / 1000));
  }
  figure('entries taken into the log a second', median(speeds), { least: 3_000 });
}

/** How long the oldest entry that is not in the log yet has waited. */
async function behind(): Promise<number> {
  const oldest = await AuditLog.findOne({ pending: true }, { createdAt: 1 }).sort({ _id: 1 }).lean();
  return oldest ? Date.now() - oldest.createdAt.getTime() : 0;
}

async function measureLag(ids: string[], folder: string): Promise<void> {
  const keepers = startTrailKeepers(folder);
  await untilSequenced();
  const end = Date.now() + SECONDS * 1000;
  let written = 0;
  const writer = async (_: unknown, n: number): Promise<void> => {
    for (let at = n; Date.now() < end; at += WRITERS) {
      const id = ids[at % ids.length];
      await runOperation(ctx, { action: 'bench.edit', entity: 'products', entityId: String(id) }, async () => {
        const product = await ProductModel.findById(id);
        await product?.set({ price: 1 + (written % 90_000) }).save();
      });
      written += 1;
    }
  };
  const waits: number[] = [];
  const sampler = async (): Promise<void> => {
    while (Date.now() < end) {
      waits.push(await behind());
      await sleep(SAMPLE_MILLISECONDS);
    }
  };
  await Promise.all([...Array.from({ length: WRITERS }, writer), sampler()]);
  await keepers.stop();
  console.log(
    `${whole(written / SECONDS)} audited updates a second by ${WRITERS} writers in the same process for ${SECONDS} s`,
  );
  console.log(
    `the log was behind by ${whole(quantile(waits, 0.5))} ms (median), ${whole(quantile(waits, 0.95))} ms (p95)`,
  );
  figure('seconds the log was behind at most', Math.max(...waits) / 1000, { most: 2 });
}

await withBenchDatabase(async ({ folder }) => {
  const ids = await fillWithLanterns(ctx, PRODUCTS);
  await measureSpeed(ids, folder);
  await measureLag(ids, folder);
});
