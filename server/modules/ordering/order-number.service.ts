import { Schema } from 'mongoose';
import { isDuplicateKey, isPassing } from '../../platform/database-errors.ts';
import { defineModel } from '../../platform/model.ts';

type NumberBlock = { _id: string; next: number };

const NumberBlockModel = defineModel<NumberBlock>(
  'orderNumberBlocks',
  'orderNumberBlocks',
  new Schema<NumberBlock>(
    { _id: { type: String, required: true }, next: { type: Number, required: true } },
    { versionKey: false },
  ),
  { class: 'technical', shardKey: '_id', asked: [{ why: 'the next block of a series', filter: { _id: 'CF' } }] },
);

const FIRST = 10_001;
const BLOCK = 20;

type Block = { next: number; end: number };
const blocks = new Map<string, Block>();
const refills = new Map<string, Promise<void>>();

/**
 * The next number of a series, such as CF-10482. A process takes 20 numbers in one atomic update and hands them out by itself, so that
 * orders don't queue for one counter; what is left of a block when it stops, or of a refused order, stays unused. Numbers therefore rise
 * but have gaps, and two instances interleave. The block is taken outside any transaction: rolled back it would be handed out twice.
 */
export async function takeOrderNumber(series: string): Promise<string> {
  for (;;) {
    const block = blocks.get(series);
    if (block && block.next < block.end) {
      const number = block.next;
      block.next += 1;
      return `${series}-${number}`;
    }
    let refill = refills.get(series);
    if (!refill) {
      refill = takeBlock(series).finally(() => refills.delete(series));
      refills.set(series, refill);
    }
    await refill;
  }
}

async function takeBlock(series: string): Promise<void> {
  const take = () =>
    NumberBlockModel.findOneAndUpdate(
      { _id: series },
      [{ $set: { next: { $add: [{ $ifNull: ['$next', FIRST] }, BLOCK] } } }],
      { upsert: true, returnDocument: 'after', updatePipeline: true, session: null },
    ).lean();
  const again = (error: unknown) => {
    // Two instances may make the series at once; the second one then finds it there. And a whole crowd waits here for the next primary, and
    // would be refused at once; a block that was taken for nobody is a gap.
    if (isDuplicateKey(error) || isPassing(error)) return take();
    throw error;
  };
  const taken = await take().catch(again).catch(again);
  if (!taken) throw new Error(`no block of ${series} numbers could be taken`);
  blocks.set(series, { next: taken.next - BLOCK, end: taken.next });
}
