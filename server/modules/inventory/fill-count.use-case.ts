import type { HydratedDocument } from 'mongoose';
import { clock } from '../../platform/clock.ts';
import { once } from '../../platform/idempotency.model.ts';
import { parseInput } from '../../platform/validation.ts';
import { illegalMove, invalid } from '../../shared/errors.ts';
import { assertCan } from '../../shared/permissions.policy.ts';
import type { RequestContext } from '../../shared/request-context.ts';
import { type Audited, runOperation } from '../audit/index.ts';
import {
  categoryTree,
  type ProductSnapshot,
  productsByIds,
  productsInCategories,
  productsOnShelf,
  withDescendants,
} from '../catalog/index.ts';
import { type Count, type CountLine, CountModel } from './count.model.ts';
import { MOST_LINES } from './delivery.model.ts';
import { documentFor, lineOf, scannedQuantities } from './document-lines.service.ts';
import { type CountLines, countLinesSchema, type Scans, type ToCount } from './inventory.schemas.ts';

type CountDocument = HydratedDocument<Count & Audited>;

/**
 * Counts scanned goods, each scan one unit more; answers which product was last. The first scan of a product fixes what the books say of it at that moment.
 * Throws `unknown_code`, `illegal_move`, `too_many_lines`.
 */
export async function scanIntoCount(
  ctx: RequestContext,
  { id, requestKey, scans }: ToCount & Scans,
): Promise<{ product: string | undefined }> {
  const found = await scannedQuantities(scans);
  await fill(ctx, { id, requestKey, request: scans }, async (count) => {
    const now = await stockNow(found.map(({ product }) => product.id));
    for (const { product, quantity } of found) {
      const isNew = !count.lines.some((line) => String(line.product) === product.id);
      const line = lineOf(count.lines, product, basisOf(ctx, now.get(product.id) ?? product));
      line.counted = (isNew ? 0 : line.counted) + quantity;
      line.countedAt = clock.now();
      line.countedBy = ctx.actor.name;
    }
  });
  return { product: found.at(-1)?.product.id };
}

/**
 * Sets what was counted of single products, as typed; what the books say is fixed anew at this moment. A line with `remove` goes, to be
 * counted again. `revision` is the version that was seen while typing. Throws `stale`, `invalid`, `illegal_move`, `too_many_lines`.
 */
export async function setCountLines(
  ctx: RequestContext,
  { id, revision, lines }: ToCount & { revision?: number | undefined; lines: CountLines['lines'] },
): Promise<void> {
  const typed = parseInput(countLinesSchema, { lines }).lines;
  await fill(ctx, { id, revision }, async (count) => {
    const now = await stockNow(typed.map(({ product }) => product));
    typed.forEach(({ product: productId, uom, counted, remove }, n) => {
      if (remove) {
        count.set(
          'lines',
          count.lines.filter((line) => String(line.product) !== productId),
        );
        return;
      }
      const product = now.get(productId);
      if (!product) throw invalid({ [`lines.${n}.product`]: 'This product is gone.' });
      if (product.uom !== uom) throw invalid({ [`lines.${n}.uom`]: 'The unit of this product was changed meanwhile.' });
      Object.assign(lineOf(count.lines, product, basisOf(ctx, product)), { ...basisOf(ctx, product), counted });
    });
  });
}

/** What of the shelf or category nobody has counted is entered as counted: none there. Throws `illegal_move`, `too_many_lines`. */
export async function countRestAsZero(ctx: RequestContext, { id }: ToCount): Promise<void> {
  await fill(ctx, { id }, async (count) => {
    for (const product of await notCounted(count)) lineOf(count.lines, product, basisOf(ctx, product));
  });
}

/** The products that belong to what is counted, have stock by the books, and are not counted yet; at most as many as a document holds. */
export async function notCounted(count: Pick<Count, 'shelf' | 'category' | 'lines'>): Promise<ProductSnapshot[]> {
  const counted = new Set(count.lines.map(({ product }) => String(product)));
  const belonging = count.shelf
    ? await productsOnShelf(count.shelf, 2 * MOST_LINES)
    : count.category
      ? await productsInCategories(withDescendants(await categoryTree(), String(count.category)), 2 * MOST_LINES)
      : [];
  return belonging.filter(({ id, quantity }) => quantity > 0 && !counted.has(id)).slice(0, MOST_LINES);
}

const stockNow = async (ids: string[]): Promise<Map<string, ProductSnapshot>> =>
  new Map((await productsByIds(ids)).map((product) => [product.id, product]));

const basisOf = (
  ctx: RequestContext,
  { quantity, stockSeq = 0 }: ProductSnapshot,
): Omit<CountLine, 'product' | 'sku' | 'name' | 'uom'> => ({
  counted: 0,
  expected: quantity,
  movement: stockSeq,
  countedAt: clock.now(),
  countedBy: ctx.actor.name,
});

type Filling = { id: string; revision?: number | undefined; requestKey?: string | undefined; request?: unknown };

async function fill(
  ctx: RequestContext,
  { id, revision, requestKey, request }: Filling,
  change: (count: CountDocument) => Promise<void>,
): Promise<void> {
  assertCan(ctx, 'counts', 'fill');
  await runOperation(ctx, { action: 'counts.fill', entity: 'counts', entityId: id }, async () => {
    const write = async (): Promise<object> => {
      const count = await documentFor(CountModel, id, revision);
      if (count.status !== 'open') throw illegalMove('A count', count.status, 'filled');
      await change(count);
      count.markModified('lines');
      await count.save();
      return {};
    };
    if (requestKey) await once({ scope: `counts.fill:${id}`, key: requestKey, request }, write);
    else await write();
  });
}
