// npm run bench -- audited-update: one record changed as an audited operation, against the same read and saved in a plain transaction.
import '../server/composition-root.ts';
import mongoose, { type Model, Schema } from 'mongoose';
import { runOperation } from '../server/modules/audit/index.ts';
import { ProductModel } from '../server/modules/catalog/admin.ts';
import { SupplierModel } from '../server/modules/inventory/admin.ts';
import { systemContext } from '../server/shared/request-context.ts';
import { withBenchDatabase } from './support/database.ts';
import { figure, inTurns, median } from './support/figures.ts';
import { lantern } from './support/goods.ts';
import { startTrailKeepers } from './support/trail.ts';

const RECORDS = 500;
const UPDATES_A_TURN = 50;
const ROUNDS = 40;
const WARM_UP = 8;
const PROMISED = 0.45;

const ctx = systemContext('bench', { reason: 'measuring an audited update' });

// biome-ignore lint/suspicious/noExplicitAny: models of two shapes
type AnyModel = Model<any>;
type Subject = { model: AnyModel; change: (n: number) => object; record: (n: number) => Record<string, unknown> };

const SUBJECTS: Subject[] = [
  {
    model: ProductModel,
    change: (n) => ({ price: n }),
    record: lantern,
  },
  {
    model: SupplierModel,
    change: (n) => ({ note: `Rang them for the ${n}th time` }),
    record: (n) => ({ name: `Supplier ${n}`, email: `supplier-${n}@example.org`, phone: '+44 20 7946 0000' }),
  },
];

/** The same fields, indexes and validator without a trail, as anybody would write them. */
async function plainTwin({ model }: Subject): Promise<AnyModel> {
  const schema = new Schema(model.schema.obj, { versionKey: false, minimize: false, timestamps: true });
  schema.add({ revision: { type: Number, default: 1 } });
  const name = `plain_${model.collection.name}`;
  const twin = mongoose.model(name, schema, name) as unknown as AnyModel;
  const db = mongoose.connection.db;
  const [original] = (await db?.listCollections({ name: model.collection.name }).toArray()) ?? [];
  const { validator } = (original as { options?: { validator?: object } })?.options ?? {};
  await db?.createCollection(twin.collection.name, validator ? { validator } : {});
  for (const [keys, options] of model.schema.indexes())
    await twin.collection.createIndex(keys as never, options as never);
  return twin;
}

/** The next record each time, since nobody saves the same one all day. */
function goingRound(ids: unknown[]): () => unknown {
  let at = 0;
  return () => ids[at++ % ids.length];
}

async function measure(subject: Subject): Promise<void> {
  const { model, change, record } = subject;
  const twin = await plainTwin(subject);
  const records = Array.from({ length: RECORDS }, (_, n) => record(n));
  const nextPlain = goingRound((await twin.insertMany(records)).map((doc) => doc._id));
  const made = await runOperation(ctx, { action: 'bench.fill' }, () => model.insertMany(records));
  const nextOurs = goingRound(made.map((doc) => doc._id));

  let value = 1;
  const ours = async (): Promise<void> => {
    for (let n = 0; n < UPDATES_A_TURN; n += 1) {
      const id = nextOurs();
      value += 1;
      await runOperation(
        ctx,
        { action: 'bench.edit', entity: model.collection.name, entityId: String(id) },
        async () => {
          const doc = await model.findById(id);
          doc.set(change(value));
          await doc.save();
        },
      );
    }
  };
  const plain = async (): Promise<void> => {
    for (let n = 0; n < UPDATES_A_TURN; n += 1) {
      const id = nextPlain();
      value += 1;
      await mongoose.connection.transaction(
        async (session) => {
          const doc = await twin.findById(id).session(session);
          doc.set(change(value));
          doc.set('revision', doc.get('revision') + 1);
          await doc.save({ session });
        },
        { readConcern: { level: 'snapshot' }, writeConcern: { w: 'majority' }, readPreference: 'primary' },
      );
    }
  };
  const times = await inTurns({ ours, plain }, { rounds: ROUNDS, warmUp: WARM_UP, pieces: UPDATES_A_TURN });
  const [a, b] = [median(times.ours), median(times.plain)];
  console.log(`${model.collection.name}: audited ${a.toFixed(2)} ms, plain ${b.toFixed(2)} ms an update`);
  figure(`audited update of ${model.collection.name}, as a share of the plain one`, b / a, { least: PROMISED });
}

await withBenchDatabase(async ({ folder }) => {
  const keepers = startTrailKeepers(folder);
  try {
    for (const subject of SUBJECTS) await measure(subject);
  } finally {
    await keepers.stop();
  }
});
