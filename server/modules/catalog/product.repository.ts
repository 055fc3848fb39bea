import { Types } from 'mongoose';
import type { Uom } from '../../shared/quantity.ts';
import { ANY_STATUS, type Product, ProductModel, type ProductStatus } from './product.model.ts';
import { EVERY_PRODUCT, inCategory, onShelf } from './product-lists.policy.ts';

/** What other modules need to know of a product: plain values, ids as text. */
export type ProductSnapshot = {
  id: string;
  sku: string;
  slug: string;
  name: string;
  uom: Uom;
  price: number;
  status: ProductStatus;
  category: string | null;
  quantity: number;
  reserved: number;
  held: number;
  stockSeq: number;
  available: number;
  lowStockThreshold: number;
  revision: number;
  shelf?: string | undefined;
  barcode?: string | undefined;
  lastStockDate?: Date | undefined;
};

const FIELDS = {
  sku: 1,
  slug: 1,
  name: 1,
  uom: 1,
  price: 1,
  status: 1,
  category: 1,
  quantity: 1,
  reserved: 1,
  held: 1,
  stockSeq: 1,
  lowStockThreshold: 1,
  revision: 1,
  shelf: 1,
  barcode: 1,
  lastStockDate: 1,
} as const;

type Row = Pick<Product, '_id' | Exclude<keyof typeof FIELDS, 'revision'>> & { revision: number };

/** The products with these ids; those that don't exist are left out. */
export async function productsByIds(ids: readonly string[]): Promise<ProductSnapshot[]> {
  const valid = ids.filter((id) => Types.ObjectId.isValid(id));
  return snapshots({ _id: { $in: valid } });
}

/** The products with these SKUs; those that don't exist are left out. */
export const productsBySkus = (skus: readonly string[]): Promise<ProductSnapshot[]> =>
  snapshots({ sku: { $in: [...skus] } });

/** All products on sale; for jobs and seeds, not for requests. */
export const productsOnSale = (): Promise<ProductSnapshot[]> => snapshots({ lists: EVERY_PRODUCT, status: 'active' });

/** The product at an address of the shop, whether it is on sale or not; null where there is none. */
export const productBySlug = async (slug: string): Promise<ProductSnapshot | null> =>
  (await snapshots({ slug }))[0] ?? null;

/** What a scan may mean: the product with this barcode or, failing that, this SKU. */
export async function productByCode(code: string): Promise<ProductSnapshot | null> {
  const byBarcode = await snapshots({ barcode: code });
  return byBarcode[0] ?? (await snapshots({ sku: code }))[0] ?? null;
}

/** The products that these codes mean, by the code; barcodes go before SKUs, and codes that mean nothing are left out. */
export async function productsByCodes(codes: readonly string[]): Promise<Map<string, ProductSnapshot>> {
  const wanted = [...new Set(codes)];
  const bySku = await productsBySkus(wanted);
  const byBarcode = await snapshots({ barcode: { $in: wanted } });
  return new Map([
    ...bySku.map((product) => [product.sku, product] as const),
    ...byBarcode.map((product) => [product.barcode ?? '', product] as const),
  ]);
}

/** The products that stand on a shelf, by name. */
export const productsOnShelf = (shelf: string, limit: number): Promise<ProductSnapshot[]> =>
  snapshots({ lists: onShelf(shelf), ...ANY_STATUS }, limit);

/** The products of these categories, by name. */
export const productsInCategories = (categories: readonly string[], limit: number): Promise<ProductSnapshot[]> =>
  snapshots({ lists: { $in: categories.map(inCategory) }, ...ANY_STATUS }, limit);

/**
 * Which of these pictures some product shows. Reads through the whole catalogue: a job asks it now and then, for many pictures at once, and an
 * index would slow every change of a product (docs/decisions/0015).
 */
export async function picturesInUse(sha256s: readonly string[]): Promise<ReadonlySet<string>> {
  const wanted = new Set(sha256s);
  const rows = await ProductModel.find({ 'images.sha256': { $in: [...wanted] } }, { 'images.sha256': 1 }).lean<
    Pick<Product, 'images'>[]
  >();
  return new Set(rows.flatMap((row) => row.images.map((image) => image.sha256)).filter((sha256) => wanted.has(sha256)));
}

/** Updates the one product that fits and answers it as it is then, in one call to the database; null where none fits. */
export async function updatedProduct(
  filter: Record<string, unknown>,
  update: Record<string, unknown>,
): Promise<ProductSnapshot | null> {
  const options = { projection: FIELDS, returnDocument: 'after', timestamps: false } as const;
  const row = await ProductModel.findOneAndUpdate(filter, update, options).lean<Row>();
  return row && snapshotOf(row);
}

async function snapshots(filter: Record<string, unknown>, byNameUpTo?: number): Promise<ProductSnapshot[]> {
  const query = ProductModel.find(filter, FIELDS);
  const rows = await (byNameUpTo ? query.sort({ name: 1 }).limit(byNameUpTo) : query).lean<Row[]>();
  return rows.map(snapshotOf);
}

const snapshotOf = ({ _id, category, ...product }: Row): ProductSnapshot => ({
  ...product,
  id: String(_id),
  category: category ? String(category) : null,
  available: product.quantity - product.reserved - product.held,
});
