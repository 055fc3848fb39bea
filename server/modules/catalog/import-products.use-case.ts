import { Types } from 'mongoose';
import { invalid } from '../../shared/errors.ts';
import { assertCan } from '../../shared/permissions.policy.ts';
import type { RequestContext } from '../../shared/request-context.ts';
import { runOperation } from '../audit/index.ts';
import { ProductModel, type ProductStatus } from './product.model.ts';
import { slugOf } from './words.policy.ts';

/** A product as trade files tell of it. */
export type ImportedProduct = {
  sku: string;
  name: string;
  bookName?: string;
  /** Minor units. One without a price can only be a draft. */
  price: number;
  status: ProductStatus;
  category?: string | null;
};

/** What later files say of a known product. */
export type ImportedChange = { id: string } & Partial<Pick<ImportedProduct, 'name' | 'bookName' | 'price' | 'status'>>;

/**
 * Makes many products at once, in the current operation: few calls to the database, however many there are. Answers their ids by SKU.
 * Throws `invalid`, `duplicate`, `forbidden`.
 */
export async function importProducts(
  ctx: RequestContext,
  products: readonly ImportedProduct[],
): Promise<Map<string, string>> {
  assertCan(ctx, 'products', 'import');
  if (products.length === 0) return new Map();
  for (const product of products) refuseFreeGoods(product);
  return runOperation(ctx, { action: 'products.import', entity: 'products' }, async () => {
    const slugs = await freeSlugs(products.map((product) => product.name));
    const rows = products.map(({ category, ...product }, n) => ({
      ...product,
      _id: new Types.ObjectId(),
      slug: slugs[n],
      category: category ? new Types.ObjectId(category) : null,
      ...(ctx.demo ? { demo: true } : {}),
    }));
    await ProductModel.insertMany(rows);
    return new Map(rows.map((row) => [row.sku, String(row._id)]));
  });
}

/** Gives known products the name, price or status that later files say; their address stays. Runs in the current operation. */
export async function renewImportedProducts(ctx: RequestContext, changes: readonly ImportedChange[]): Promise<void> {
  assertCan(ctx, 'products', 'import');
  if (changes.length === 0) return;
  await runOperation(ctx, { action: 'products.import', entity: 'products' }, async () => {
    const ids = changes.map((change) => new Types.ObjectId(change.id));
    const known = await ProductModel.find({ _id: { $in: ids } }, { price: 1, status: 1 }).lean();
    const products = new Map(known.map((product) => [String(product._id), product]));
    const writes = changes.flatMap(({ id, ...fields }) => {
      const product = products.get(id);
      if (!product) return [];
      refuseFreeGoods({ price: fields.price ?? product.price, status: fields.status ?? product.status });
      return [{ updateOne: { filter: { _id: product._id }, update: { $set: fields } } }];
    });
    if (writes.length > 0) await ProductModel.bulkWrite(writes);
  });
}

function refuseFreeGoods({ price, status }: Pick<ImportedProduct, 'price' | 'status'>): void {
  if (status === 'active' && price === 0) throw invalid({ price: 'Set a price before the product goes on sale.' });
}

/** An address for each name, different from each other and from those in use: `lantern`, `lantern-2`. */
async function freeSlugs(names: readonly string[]): Promise<string[]> {
  const slugs = names.map(slugOf);
  const taken = new Set<string>();
  const given: string[] = new Array(names.length);
  let open = slugs.map((slug, n) => ({ n, slug, number: 1 }));
  while (open.length > 0) {
    const wanted = open.map(({ slug, number }) => (number === 1 ? slug : `${slug}-${number}`));
    const inUse = await ProductModel.find({ slug: { $in: wanted } }, { slug: 1 }).lean();
    for (const { slug } of inUse) taken.add(slug);
    const still: typeof open = [];
    for (const [at, candidate] of wanted.entries()) {
      const one = open[at]!;
      if (taken.has(candidate)) {
        still.push({ ...one, number: one.number + 1 });
      } else {
        taken.add(candidate);
        given[one.n] = candidate;
      }
    }
    open = still;
  }
  return given;
}
