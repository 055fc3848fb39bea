import { once } from '../../platform/idempotency.model.ts';
import { AppError, illegalMove } from '../../shared/errors.ts';
import { assertCan } from '../../shared/permissions.policy.ts';
import type { RequestContext } from '../../shared/request-context.ts';
import { runOperation } from '../audit/index.ts';
import { CountModel, type CountState } from './count.model.ts';
import { countedSince } from './count-stock.use-case.ts';
import { documentFor } from './document-lines.service.ts';
import type { ToCount } from './inventory.schemas.ts';
import { bookMovements } from './stock.service.ts';
import { withStockQueue } from './stock-queue.service.ts';

/** Ends the counting, so that the differences can be looked through. Throws `illegal_move`, `nothing_counted` (409). */
export const reviewCount = (ctx: RequestContext, { id }: ToCount): Promise<void> => moveTo(ctx, id, 'open', 'review');

/** Goes back to counting, for what has to be counted again. Throws `illegal_move`. */
export const countOn = (ctx: RequestContext, { id }: ToCount): Promise<void> => moveTo(ctx, id, 'review', 'open');

async function moveTo(ctx: RequestContext, id: string, from: CountState, to: CountState): Promise<void> {
  assertCan(ctx, 'counts', 'review');
  await runOperation(ctx, { action: 'counts.review', entity: 'counts', entityId: id }, async () => {
    const count = await documentFor(CountModel, id);
    if (count.status !== from) throw illegalMove('A count', count.status, to);
    if (to === 'review' && count.lines.length === 0) {
      throw new AppError('nothing_counted', 409, 'Nothing is counted yet.');
    }
    count.status = to;
    await count.save();
  });
}

/** Gives a count up; nothing is booked. Throws `illegal_move` for one that is booked. */
export async function giveUpCount(ctx: RequestContext, { id }: ToCount): Promise<void> {
  assertCan(ctx, 'counts', 'book');
  await runOperation(ctx, { action: 'counts.giveUp', entity: 'counts', entityId: id }, async () => {
    const count = await documentFor(CountModel, id);
    if (count.status === 'booked' || count.status === 'given_up')
      throw illegalMove('A count', count.status, 'given_up');
    count.status = 'given_up';
    await count.save();
  });
}

/**
 * Books all differences of a reviewed count together: a movement for each line, also where nothing differs, so that each card shows when the
 * product was last counted. All or nothing. A second click books nothing. Throws `illegal_move`, `counted_meanwhile` (409) with the products
 * that another count or correction has changed since, `out_of_stock` where fewer were found than are promised to open orders.
 */
export async function bookCount(ctx: RequestContext, { id, requestKey }: ToCount): Promise<{ lines: number }> {
  assertCan(ctx, 'counts', 'book');
  const seen = await documentFor(CountModel, id);
  const productIds = seen.lines.map(({ product }) => String(product));
  return withStockQueue(productIds, () =>
    runOperation(ctx, { action: 'counts.book', entity: 'counts', entityId: id }, async () => {
      if (!requestKey) return bookNow(ctx, id);
      return (await once({ scope: `counts.book:${id}`, key: requestKey, request: id }, () => bookNow(ctx, id))).answer;
    }),
  );
}

async function bookNow(ctx: RequestContext, id: string): Promise<{ lines: number }> {
  const count = await documentFor(CountModel, id);
  if (count.status !== 'review') throw illegalMove('A count', count.status, 'booked');
  await refuseCountedSince(
    count.lines.map(({ product, sku, movement }) => ({ productId: String(product), sku, movement })),
  );
  const document = { type: 'count', id, label: count.name };
  await bookMovements(
    ctx,
    count.lines.map(({ product, counted, expected }) => ({
      productId: String(product),
      delta: counted - expected,
      reason: 'count' as const,
      document,
    })),
  );
  count.status = 'booked';
  await count.save();
  return { lines: count.lines.length };
}

async function refuseCountedSince(lines: { productId: string; sku: string; movement: number }[]): Promise<void> {
  const later = await countedSince(lines);
  if (later.length === 0) return;
  const skus = lines.filter(({ productId }) => later.includes(productId)).map(({ sku }) => sku);
  const message = `Another count or correction was booked since, for ${skus.slice(0, 10).join(', ')}. Count ${skus.length === 1 ? 'it' : 'them'} again.`;
  throw new AppError('counted_meanwhile', 409, message, { meta: { productIds: later } });
}
