// npm run bench -- verify: how many entries a second `npm run verify` checks, whole, in a trail of ENTRIES of them (300,000 where not set).
import { verifyAll } from '../server/cli/verify/checks.ts';
import { withScratchDatabase } from '../server/cli/with-database.ts';
import { loadLogKey, runOperation, sequence } from '../server/modules/audit/index.ts';
import { ProductModel } from '../server/modules/catalog/admin.ts';
import { systemContext } from '../server/shared/request-context.ts';

const ENTRIES = Number(process.env.ENTRIES || 300_000);
const IN_ONE_OPERATION = 500;
const RECORDS = 20_000;
const PROMISED = 10_000;
const GOAL = 20_000;

const ctx = systemContext('bench', { reason: 'measuring the verification' });
const key = loadLogKey({
  publicUrl: process.env.PUBLIC_URL || 'http://localhost:4000',
  signingKey: process.env.AUDIT_SIGNING_KEY,
  dataDir: process.env.DATA_DIR || '.data',
});

const productOf = (n: number) => ({
  name: `Enamel mug no. ${n}`,
  sku: `BENCH-${n}`,
  slug: `enamel-mug-${n}`,
  description: 'Holds half a pint, chips with dignity.',
  price: 1_250,
  status: 'active',
});

/** Products made, and edited again and again, in operations as large as they get. */
async function writeTrail(): Promise<void> {
  const ids: unknown[] = [];
  for (let written = 0; written < ENTRIES; written += IN_ONE_OPERATION) {
    if (written < RECORDS) {
      const some = Array.from({ length: IN_ONE_OPERATION }, (_, n) => productOf(written + n));
      const made = await runOperation(ctx, { action: 'products.new' }, () => ProductModel.insertMany(some as never));
      ids.push(...made.map(({ _id }) => _id));
    } else {
      const from = written % ids.length;
      const some = ids.slice(from, from + IN_ONE_OPERATION) as never[];
      const change = { $inc: { price: 5 }, $set: { shelf: `A${written % 97}` } };
      await runOperation(ctx, { action: 'products.edit' }, () =>
        ProductModel.updateMany({ _id: { $in: some } }, change),
      );
    }
    if (written % 20_000 === 0) console.log(`${written.toLocaleString('en-GB')} entries written`);
    if (written % 4_000 === 0) await sequence(key);
  }
  await sequence(key);
}

await withScratchDatabase('bench', async () => {
  await writeTrail();
  const before = process.memoryUsage().rss;
  let most = before;
  const watch = setInterval(() => {
    most = Math.max(most, process.memoryUsage().rss);
  }, 100);
  const started = performance.now();
  const results = await verifyAll({ copies: false });
  const seconds = (performance.now() - started) / 1_000;
  clearInterval(watch);
  const wrong = results.flatMap(({ findings }) => findings);
  for (const { subject, problem } of wrong) console.log(`✗ ${subject}: ${problem}`);
  const rate = Math.round(ENTRIES / seconds);
  console.log(`${ENTRIES.toLocaleString('en-GB')} entries verified whole in ${seconds.toFixed(1)} s`);
  console.log(`${rate.toLocaleString('en-GB')} entries/s (promised: ${PROMISED}, goal: ${GOAL})`);
  console.log(`memory rose by ${Math.round((most - before) / 2 ** 20)} MiB, threads included`);
  if (wrong.length > 0 || rate < PROMISED) process.exitCode = 1;
});
