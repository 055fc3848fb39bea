// npm run bench -- panel-edit: an edit in the panel, the whole way over HTTP, against a bare node:http handler that does the database's part alone.
import '../server/composition-root.ts';
import { join } from 'node:path';
import mongoose from 'mongoose';
import { startChild } from '../server/embedded/child.ts';
import { freePortBlock } from '../server/embedded/ports.ts';
import { AuditLog } from '../server/modules/audit/admin.ts';
import { runOperation } from '../server/modules/audit/index.ts';
import { CategoryModel, ProductModel } from '../server/modules/catalog/admin.ts';
import { systemContext } from '../server/shared/request-context.ts';
import { type Client, client } from './support/client.ts';
import { type BenchPlace, withBenchDatabase } from './support/database.ts';
import { figure, inTurns, median } from './support/figures.ts';
import { fillWithLanterns } from './support/goods.ts';
import { startBenchServer } from './support/server.ts';

const RECORDS = 400;
const CONNECTIONS = 8;
const EDITS_A_TURN = 200;
const ROUNDS = 12;
const WARM_UP = 4;
const PROMISED = 0.16;

const ctx = systemContext('bench', { reason: 'measuring an edit in the panel' });

type Stock = { id: string; revision: number }[];

/** The same goods for both contenders: in the shop's own database, and in one beside it with the same indexes. */
async function fill({ uri }: BenchPlace): Promise<{ bare: mongoose.mongo.MongoClient; ids: string[] }> {
  const category = await runOperation(ctx, { action: 'bench.fill' }, async () => {
    const [made] = await CategoryModel.create([{ name: 'Lanterns', slug: 'lanterns' }]);
    return made?._id;
  });
  const ids = await fillWithLanterns(ctx, RECORDS, { category });
  const bare = await new mongoose.mongo.MongoClient(uri('bare')).connect();
  for (const { collection } of [ProductModel, AuditLog]) {
    const twin = await bare.db().createCollection(collection.name);
    for (const { v, key, ...options } of await collection.indexes()) {
      if (options.name !== '_id_') await twin.createIndex(key as never, options as never);
    }
  }
  const goods = await ProductModel.collection.find().toArray();
  await bare.db().collection('products').insertMany(goods);
  return { bare, ids };
}

async function startBare({ crew, folder, uri }: BenchPlace): Promise<string> {
  const port = await freePortBlock(1);
  await startChild({
    name: 'the bare handler',
    command: process.execPath,
    args: [join(import.meta.dirname, 'support/bare-server.ts')],
    env: { ...process.env, PORT: String(port), MONGODB_URI: uri('bare') },
    logFile: join(folder, 'logs', 'bare.log'),
    ready: () => fetch(`http://127.0.0.1:${port}/`, { method: 'POST', body: '{}' }).then(() => true),
    onLaunch: crew.join,
  });
  return `http://localhost:${port}`;
}

/** One turn: every connection edits the next record of its own, as fast as the answers come. */
function turnOf(client: Client, stock: Stock, pathOf: (id: string) => string): () => Promise<void> {
  let price = 2_000;
  let at = 0;
  return async () => {
    let left = EDITS_A_TURN;
    const connection = async (): Promise<void> => {
      while (left > 0) {
        left -= 1;
        const record = stock[at++ % stock.length]!;
        price += 1;
        const values = { price: (price / 100).toFixed(2) };
        const answer = await client.post(pathOf(record.id), { values, revision: record.revision });
        if (answer.status !== 200)
          throw new Error(`an edit was answered ${answer.status}: ${answer.text.slice(0, 300)}`);
        record.revision += 1;
      }
    };
    await Promise.all(Array.from({ length: CONNECTIONS }, connection));
  };
}

await withBenchDatabase(async (place) => {
  const { bare, ids } = await fill(place);
  const { url, signIn } = await startBenchServer(place);
  const bareUrl = await startBare(place);
  const stock = (): Stock => ids.map((id) => ({ id, revision: 1 }));
  const panel = client(url, await signIn('inventory@counterfoil.test'), CONNECTIONS);
  const handler = client(bareUrl, {}, CONNECTIONS);
  const times = await inTurns(
    {
      panel: turnOf(panel, stock(), (id) => `/admin/api/resources/products/records/${id}/edit`),
      bare: turnOf(handler, stock(), (id) => `/products/${id}`),
    },
    { rounds: ROUNDS, warmUp: WARM_UP, pieces: EDITS_A_TURN },
  );
  for (const open of [panel, handler]) open.close();
  await bare.close();
  const [ours, theirs] = [median(times.panel), median(times.bare)];
  console.log(
    `panel ${(1000 / ours).toFixed(0)}, bare handler ${(1000 / theirs).toFixed(0)} edits a second at ${CONNECTIONS} connections`,
  );
  figure('edits in the panel, as a share of the bare handler', theirs / ours, { least: PROMISED });
});
