import type { RequestContext } from '../../../shared/request-context.ts';
import { importProducts, type ProductSnapshot, productsBySkus } from '../../catalog/index.ts';
import { bookMovements, latestMovementDates, type MovementLine, movementsOf } from '../../inventory/index.ts';
import { externalSort } from './external-sort.service.ts';
import { addEvidence, factsFrom, type GoodsEvidence, noEvidence } from './goods-evidence.policy.ts';
import { eveningBefore } from './london-time.policy.ts';
import { type Flow, inOrderOfTime, type OpeningNeed, openingNeed } from './opening-stock.policy.ts';
import { importStep } from './patience.service.ts';
import type { PlacedRow } from './plan-invoice.policy.ts';
import { TradeGoodsModel } from './trade-invoice.model.ts';

/** Opening stock as the import books it; other openings are staff's own and are left alone. */
export const OPENING = 'opening-balance';

/** What one row does to one stock code. */
type GoodsRow = Flow & Pick<PlacedRow, 'code' | 'text' | 'quantity' | 'price' | 'customer' | 'invoice'>;
type Goods = { sku: string; evidence: GoodsEvidence; flows: Flow[] };

export type GoodsOptions = {
  operationId: string;
  /** The id of the category that a name belongs to. */
  categoryFor?: (name: string) => Promise<string | null> | string | null;
};

export type PreparedGoods = { products: number; openings: number };

const CHUNK = 200;

/** Collects what rows do to stock codes, sorted by code and time, in bounded memory. */
export const goodsSorter = () =>
  externalSort<GoodsRow>((a, b) => (a.code < b.code ? -1 : a.code > b.code ? 1 : inOrderOfTime(a, b)));

/**
 * Makes the products that are not there yet and books the opening stock that the coming invoices need, so that no sale finds too little. A
 * transaction for each 200 stock codes.
 */
export async function prepareGoods(
  ctx: RequestContext,
  rows: AsyncIterable<GoodsRow>,
  options: GoodsOptions,
): Promise<PreparedGoods> {
  const total: PreparedGoods = { products: 0, openings: 0 };
  const add = async (chunk: Goods[]) => {
    const { products, openings } = await prepareChunk(ctx, chunk, options);
    total.products += products;
    total.openings += openings;
  };
  let chunk: Goods[] = [];
  for await (const goods of byCode(rows)) {
    chunk.push(goods);
    if (chunk.length < CHUNK) continue;
    await add(chunk);
    chunk = [];
  }
  if (chunk.length > 0) await add(chunk);
  return total;
}

async function* byCode(rows: AsyncIterable<GoodsRow>): AsyncGenerator<Goods> {
  let goods = null as Goods | null;
  for await (const row of rows) {
    if (goods?.sku !== row.code) {
      if (goods) yield goods;
      goods = { sku: row.code, evidence: noEvidence(), flows: [] };
    }
    goods.flows.push({ at: row.at, delta: row.delta });
    addEvidence(goods.evidence, row);
  }
  if (goods) yield goods;
}

async function prepareChunk(
  ctx: RequestContext,
  chunk: readonly Goods[],
  options: GoodsOptions,
): Promise<PreparedGoods> {
  const known = new Map((await productsBySkus(chunk.map(({ sku }) => sku))).map((product) => [product.sku, product]));
  const { needs, entangled } = await openingNeeds(chunk, known);
  const fresh = chunk
    .filter(({ sku }) => !known.has(sku))
    .map(({ sku, evidence }) => ({ sku, ...factsFrom(sku, evidence) }));
  const categories = new Map<string, string | null>();
  for (const { sku, name } of fresh) categories.set(sku, (await options.categoryFor?.(name)) ?? null);

  return importStep(ctx, { entity: 'products', operationId: options.operationId }, async () => {
    const made = await importProducts(
      ctx,
      fresh.map((product) => ({ ...product, category: categories.get(product.sku) ?? null })),
    );
    const idOf = (sku: string) => known.get(sku)?.id ?? made.get(sku)!;
    const given = new Map(fresh.map((product) => [product.sku, product]));
    await TradeGoodsModel.bulkWrite(
      chunk.map(({ sku }) => {
        const { name = '', price = -1 } = given.get(sku) ?? {};
        return {
          updateOne: {
            filter: { _id: sku },
            update: {
              $set: { unsettled: true, ...(entangled.has(sku) ? { recount: true } : {}) },
              $setOnInsert: { product: idOf(sku), name, price },
            },
            upsert: true,
          },
        };
      }),
    );
    const openings = chunk.flatMap(({ sku }) => openingLine(idOf(sku), sku, needs.get(sku)!));
    await bookMovements(ctx, openings);
    return { products: fresh.length, openings: openings.length };
  });
}

function openingLine(productId: string, sku: string, need: OpeningNeed): MovementLine[] {
  if (need.topUp === 0) return [];
  const note = 'What must have been there before the first of these sales';
  return [opening(productId, sku, need.topUp, eveningBefore(need.firstNeed), note)];
}

export const opening = (productId: string, sku: string, delta: number, date: Date, note: string): MovementLine => ({
  productId,
  delta,
  reason: 'opening',
  document: { type: OPENING, id: sku, label: `Opening stock ${sku}` },
  note,
  date,
});

/** How much opening stock each code lacks. Where all that was booked before is older, what is available now says it; otherwise history is gone through. */
async function openingNeeds(chunk: readonly Goods[], known: ReadonlyMap<string, ProductSnapshot>) {
  const ids = [...known.values()].map((product) => product.id);
  const latest = ids.length > 0 ? await latestMovementDates(ids) : new Map<string, Date>();
  const needs = new Map<string, OpeningNeed>();
  const entangled = new Map<string, Goods>();
  for (const goods of chunk) {
    const product = known.get(goods.sku);
    const last = product && latest.get(product.id);
    if (product && last && goods.flows[0] && last.getTime() >= goods.flows[0].at) entangled.set(product.id, goods);
    needs.set(goods.sku, openingNeed(goods.flows, product?.available ?? 0));
  }
  for await (const { productId, flows } of historyOf([...entangled.keys()])) {
    const { sku, flows: coming } = entangled.get(productId)!;
    needs.set(sku, openingNeed([...flows, ...coming].sort(inOrderOfTime)));
  }
  return { needs, entangled: new Set([...entangled.values()].map(({ sku }) => sku)) };
}

/** All that was ever booked for these products, one product after the other, in the order of time. */
export async function* historyOf(productIds: readonly string[]): AsyncGenerator<{ productId: string; flows: Flow[] }> {
  if (productIds.length === 0) return;
  let current = null as { productId: string; flows: Flow[] } | null;
  for await (const { productId, date, delta, documentType } of movementsOf(productIds)) {
    if (current?.productId !== productId) {
      if (current) yield { ...current, flows: current.flows.sort(inOrderOfTime) };
      current = { productId, flows: [] };
    }
    current.flows.push({ at: date.getTime(), delta, ...(documentType === OPENING ? { opening: true } : {}) });
  }
  if (current) yield { ...current, flows: current.flows.sort(inOrderOfTime) };
}
