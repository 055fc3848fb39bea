import { type Product, ProductModel } from './product.model.ts';

/** The stock figures of a product as they are stored. */
export type StoredStock = {
  productId: string;
  sku: string;
  quantity: number;
  reserved: number;
  held: number;
  stockSeq: number;
};

const FIELDS = { sku: 1, quantity: 1, reserved: 1, held: 1, stockSeq: 1 } as const;
type Row = Pick<Product, '_id' | keyof typeof FIELDS>;

/** The stored stock of one product, or null. */
export async function storedStock(productId: string): Promise<StoredStock | null> {
  const row = await ProductModel.findById(productId, FIELDS).lean<Row>();
  return row && toStock(row);
}

/** The stored stock of every product in the order of the ids, in bounded memory. */
export async function* storedStockInIdOrder(): AsyncGenerator<StoredStock> {
  const cursor = ProductModel.find({}, FIELDS).sort({ _id: 1 }).lean<Row>().cursor({ batchSize: 1_000 });
  for await (const row of cursor) yield toStock(row as unknown as Row);
}

const toStock = ({ _id, sku, quantity, reserved, held, stockSeq = 0 }: Row): StoredStock => ({
  productId: String(_id),
  sku,
  quantity,
  reserved,
  held,
  stockSeq,
});
