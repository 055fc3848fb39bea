import type { Product } from '../lib/api/types.ts';
import { formatQuantity } from '../lib/quantity.ts';
import { shop } from '../lib/shop.ts';
import { texts } from '../lib/texts.ts';

type Stock = Pick<Product, 'availability' | 'available' | 'uom'>;

/** Availability as one would say it: "Only 3 left". */
export function stockInWords({ availability, available, uom }: Stock): string {
  if (availability === 'sold_out') return texts.availability.soldOut;
  if (availability === 'in_stock') return texts.availability.inStock;
  return texts.availability.onlyLeft(formatQuantity(available, uom, shop.locale));
}

export function StockNote({ product }: { product: Stock }) {
  return <span className={`stock stock-${product.availability}`}>{stockInWords(product)}</span>;
}
