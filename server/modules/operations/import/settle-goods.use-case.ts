import type { RequestContext } from '../../../shared/request-context.ts';
import {
  type ImportedChange,
  type ProductSnapshot,
  productsBySkus,
  renewImportedProducts,
} from '../../catalog/index.ts';
import { bookMovements, type MovementLine } from '../../inventory/index.ts';
import { addName, factsFrom, type GoodsEvidence, noEvidence } from './goods-evidence.policy.ts';
import { eveningBefore } from './london-time.policy.ts';
import { openingNeed } from './opening-stock.policy.ts';
import { importStep } from './patience.service.ts';
import { historyOf, opening } from './prepare-goods.use-case.ts';
import { type TradeGoods, TradeGoodsModel, TradeInvoiceModel } from './trade-invoice.model.ts';
import { type PriceWitness, WITNESSES } from './usual-price.policy.ts';

type Settled = { renamed: number; repriced: number; openingsCorrected: number };

const CHUNK = 200;

/**
 * Goes over the goods that an import touched, once its invoices are booked: their usual name and price by all that was ever imported, and the opening
 * stock where files came in another order than that of time. What staff changed since is left alone. An import that was killed leaves the marks for the next.
 */
export async function settleGoods(ctx: RequestContext, operationId: string): Promise<Settled> {
  const total: Settled = { renamed: 0, repriced: 0, openingsCorrected: 0 };
  const evidence = evidenceByCode();
  for (;;) {
    const goods = await TradeGoodsModel.find({ unsettled: true }).sort({ _id: 1 }).limit(CHUNK).lean<TradeGoods[]>();
    if (goods.length === 0) break;
    const products = new Map(
      (await productsBySkus(goods.map(({ _id }) => _id))).map((product) => [product.sku, product]),
    );
    const found = await evidence.upTo(goods.map(({ _id }) => _id));
    const changes = goods.map((one) => changeOf(one, products.get(one._id), found.get(one._id) ?? noEvidence()));
    const openings = await openingCorrections(goods, products);
    await importStep(ctx, { entity: 'products', operationId }, async () => {
      await renewImportedProducts(
        ctx,
        changes.flatMap(({ change }) => (change ? [change] : [])),
      );
      await bookMovements(ctx, openings);
      await TradeGoodsModel.bulkWrite(
        changes.map(({ sku, given }) => ({
          updateOne: { filter: { _id: sku }, update: { $set: given, $unset: { unsettled: 1, recount: 1 } } },
        })),
      );
    });
    total.renamed += changes.filter(({ change }) => change?.name !== undefined).length;
    total.repriced += changes.filter(({ change }) => change?.price !== undefined).length;
    total.openingsCorrected += openings.length;
  }
  await evidence.close();
  return total;
}

function changeOf(goods: TradeGoods, product: ProductSnapshot | undefined, evidence: GoodsEvidence) {
  const facts = factsFrom(goods._id, evidence);
  const given: Partial<Pick<TradeGoods, 'name' | 'price'>> = {};
  const change: ImportedChange = { id: product?.id ?? '' };
  if (!product) return { sku: goods._id, given, change: null };
  if (product.name === goods.name && facts.bookName && facts.name !== product.name) {
    change.name = given.name = facts.name;
    change.bookName = facts.bookName;
  }
  if (product.price === goods.price && facts.price > 0 && facts.price !== product.price) {
    change.price = given.price = facts.price;
  }
  // A draft that only waited for its name and price goes on sale with them.
  const waited =
    product.status === 'draft' &&
    (goods.price === 0 || goods.name === `SKU ${goods._id}`) &&
    product.name === goods.name &&
    product.price === goods.price;
  if (waited && facts.status === 'active') change.status = 'active';
  return { sku: goods._id, given, change: Object.keys(change).length > 1 ? change : null };
}

async function openingCorrections(
  goods: readonly TradeGoods[],
  products: ReadonlyMap<string, ProductSnapshot>,
): Promise<MovementLine[]> {
  const byId = new Map([...products.values()].map((product) => [product.id, product]));
  const ids = goods.flatMap(({ _id, recount }) => (recount ? (products.get(_id)?.id ?? []) : []));
  const lines: MovementLine[] = [];
  for await (const { productId, flows } of historyOf(ids)) {
    const product = byId.get(productId)!;
    const { topUp, firstNeed, surplus, lastOpening } = openingNeed(flows);
    if (topUp > 0)
      lines.push(
        opening(productId, product.sku, topUp, eveningBefore(firstNeed), 'What must have been there before this sale'),
      );
    // What is promised to open orders by now stays, wherever it came from.
    const excess = Math.min(surplus, product.available + topUp);
    if (excess > 0)
      lines.push(
        opening(
          productId,
          product.sku,
          -excess,
          new Date(lastOpening),
          'Counted too high: another trade file shows where these goods came from',
        ),
      );
  }
  return lines;
}

type NameRow = { _id: { code: string; text: string; priced: boolean }; count: number };
type PriceRow = { _id: { code: string; trade: boolean }; latest: Omit<PriceWitness, 'trade'>[] };

/** Reads what all imported invoices say of the codes, one code after the other: one pass over the invoices, however many codes are asked for. */
function evidenceByCode() {
  const names = TradeInvoiceModel.aggregate<NameRow>([
    { $unwind: '$rows' },
    {
      $group: {
        _id: { code: '$rows.code', text: '$rows.text', priced: { $gt: ['$rows.price', 0] } },
        count: { $sum: 1 },
      },
    },
    { $sort: { '_id.code': 1 } },
  ]).cursor({ batchSize: 1_000 });
  const prices = TradeInvoiceModel.aggregate<PriceRow>([
    { $unwind: '$rows' },
    { $match: { 'rows.price': { $gt: 0 }, 'rows.quantity': { $gt: 0 } } },
    {
      $group: {
        _id: { code: '$rows.code', trade: { $ne: ['$customer', ''] } },
        latest: {
          $topN: {
            n: WITNESSES,
            sortBy: { 'rows.at': -1, _id: -1, 'rows.price': -1 },
            output: { at: { $toLong: '$rows.at' }, price: '$rows.price', invoice: '$_id' },
          },
        },
      },
    },
    { $sort: { '_id.code': 1 } },
  ]).cursor({ batchSize: 1_000 });
  let name: NameRow | null | undefined;
  let price: PriceRow | null | undefined;

  return {
    /** The evidence for these codes; each call asks for higher ones than the call before. */
    async upTo(codes: readonly string[]): Promise<Map<string, GoodsEvidence>> {
      const wanted = new Map(codes.map((code) => [code, noEvidence()]));
      const last = codes.at(-1) ?? '';
      if (name === undefined) name = await names.next();
      for (; name && name._id.code <= last; name = await names.next()) {
        const evidence = wanted.get(name._id.code);
        if (evidence) addName(evidence, name._id.text, name._id.priced, name.count);
      }
      if (price === undefined) price = await prices.next();
      for (; price && price._id.code <= last; price = await prices.next()) {
        const { code, trade } = price._id;
        const evidence = wanted.get(code);
        if (evidence)
          (trade ? evidence.trade : evidence.others).push(
            ...price.latest.map((one) => ({ ...one, at: Number(one.at), trade })),
          );
      }
      return wanted;
    },
    async close(): Promise<void> {
      await names.close();
      await prices.close();
    },
  };
}
