// npm run bench -- bulk-edit: 10,000 products changed as one operation in chunks, each with its entry.
import '../server/composition-root.ts';
import { runChunkedOperation } from '../server/modules/audit/index.ts';
import { ProductModel } from '../server/modules/catalog/admin.ts';
import { systemContext } from '../server/shared/request-context.ts';
import { withBenchDatabase } from './support/database.ts';
import { figure, median, whole } from './support/figures.ts';
import { fillWithLanterns } from './support/goods.ts';
import { startTrailKeepers, untilSequenced } from './support/trail.ts';

const RECORDS = 10_000;
const RUNS = 5;
const PROMISED = 3_000;

const ctx = systemContext('bench', { reason: 'measuring a bulk edit' });

await withBenchDatabase(async ({ folder }) => {
  const items = await fillWithLanterns(ctx, RECORDS);
  const keepers = startTrailKeepers(folder);
  const speeds: number[] = [];
  try {
    for (let run = 1; run <= RUNS; run += 1) {
      await untilSequenced();
      const started = performance.now();
      const { done } = await runChunkedOperation(
        ctx,
        { action: 'bench.bulkEdit', entity: 'products', items, sideBySide: true },
        async (chunk) => {
          const { modifiedCount } = await ProductModel.updateMany(
            { _id: { $in: chunk } },
            { $set: { price: 2_000 + run } },
          );
          return { done: modifiedCount };
        },
      );
      if (done !== RECORDS) throw new Error(`only ${done} records were changed`);
      speeds.push(RECORDS / ((performance.now() - started) / 1000));
      console.log(`run ${run}: ${whole(speeds.at(-1) ?? 0)} records a second`);
    }
  } finally {
    await keepers.stop();
  }
  figure('records a second in an edit of 10,000', median(speeds), { least: PROMISED });
});
