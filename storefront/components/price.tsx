import type { Product } from '../lib/api/types.ts';
import { formatMoney } from '../lib/money.ts';
import { isCounted } from '../lib/quantity.ts';
import { shop } from '../lib/shop.ts';
import { texts } from '../lib/texts.ts';

export function Price({ product }: { product: Pick<Product, 'price' | 'uom'> }) {
  return (
    <span className="price">
      {formatMoney(product.price, shop.locale)}
      {!isCounted(product.uom) && <small className="price-unit"> {texts.product.per(product.uom)}</small>}
    </span>
  );
}
