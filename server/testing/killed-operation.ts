import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { Schema } from 'mongoose';
import { auditedModel, currentOperation, registerChunkHandler, runChunkedOperation } from '../modules/audit/index.ts';
import { connectDatabase } from '../platform/database.ts';
import { systemContext } from '../shared/request-context.ts';

/*
 * A process to be killed in the middle of an operation over many records. Tests import the model and the handler, and run this file as a
 * child, which tells on its standard output when it is half-way through a chunk, and in which session.
 */
export const PRICE_RISE = 'killedThings.raise';

export const KilledThing = auditedModel(
  'KilledThing',
  'killedThings',
  new Schema<{ n: number; price: number; note?: string }>({ n: Number, price: Number, note: String }),
  { shardKey: '_id' },
);

registerChunkHandler(PRICE_RISE, async (_ctx, chunk, { by }) => {
  const half = chunk.length / 2;
  await KilledThing.updateMany({ _id: { $in: chunk.slice(0, half) } }, { $inc: { price: Number(by) } });
  if (process.env['TELL_WHEN_HALF_WAY']) {
    console.log(JSON.stringify({ chunk: chunk[0], session: currentOperation()?.session.id?.id.toString('hex') }));
    await sleep(400);
  }
  await KilledThing.updateMany({ _id: { $in: chunk.slice(half) } }, { $inc: { price: Number(by) } });
  return { done: chunk.length };
});

/** The operation that the child runs: every price rises. */
export async function raisePrices(by: number, { sideBySide = false } = {}) {
  const items = (await KilledThing.find({}, { _id: 1 }).sort({ n: 1 }).lean()).map(({ _id }) => String(_id));
  return runChunkedOperation(systemContext('price rise'), {
    action: PRICE_RISE,
    entity: 'killedThings',
    items,
    input: { by },
    sideBySide,
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await connectDatabase(process.env['MONGODB_URI'] ?? '');
  await raisePrices(7, { sideBySide: Boolean(process.env['SIDE_BY_SIDE']) });
  process.exit(0);
}
