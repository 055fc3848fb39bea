import { logger } from '../../platform/logger.ts';
import { type RequestContext, systemContext } from '../../shared/request-context.ts';
import { registerChunkHandler, runChunkedOperation } from '../audit/index.ts';
import { ProductModel } from './product.model.ts';
import { FOUND_BY } from './product-lists.policy.ts';

/** As many as one operation takes. */
const AT_ONCE = 200_000;

/**
 * Puts products that an earlier version stored into their lists: nobody would find them otherwise. One that the database refuses to store as it
 * is stays where it is, and the log names it. Safe to run again, and on two instances at once.
 */
export async function fileProducts(
  ctx: RequestContext = systemContext('catalog', { reason: 'products of an earlier version' }),
): Promise<void> {
  for (;;) {
    const unfiled = await ProductModel.find({ lists: null }, { _id: 1 }).limit(AT_ONCE).lean();
    if (unfiled.length === 0) return;
    const items = unfiled.map(({ _id }) => String(_id));
    const { done, failed } = await runChunkedOperation(ctx, { action: 'products.file', entity: 'products', items });
    if (failed.length > 0)
      logger.warn({ failed: failed.slice(0, 10), count: failed.length }, 'products are in no list');
    if (done === 0) return;
  }
}

registerChunkHandler('products.file', { work: (_ctx, ids) => fileSome(ids), isolateFailures: true });

async function fileSome(ids: string[]): Promise<{ done: number }> {
  const products = await ProductModel.find({ _id: { $in: ids } }).lean();
  const writes = products.map((product) => ({
    updateOne: { filter: { _id: product._id }, update: { $set: FOUND_BY.of(product) } },
  }));
  if (writes.length > 0) await ProductModel.bulkWrite(writes);
  return { done: writes.length };
}
