import type { Product } from '../lib/api/types.ts';
import { paths } from '../lib/paths.ts';
import { plainQuantity, quantityStep } from '../lib/quantity.ts';
import { texts } from '../lib/texts.ts';

export function AddToCart({ product }: { product: Product }) {
  const { id, slug, uom, available } = product;
  return (
    <form className="add" action={paths.cartLines} method="post">
      <input type="hidden" name="product" value={id} />
      <input type="hidden" name="slug" value={slug} />
      <input type="hidden" name="uom" value={uom} />
      <input type="hidden" name="mode" value="add" />
      <label className="control">
        <span>{texts.buy.quantity}</span>
        <input
          className="field field-quantity"
          type="number"
          name="quantity"
          defaultValue="1"
          min={quantityStep(uom)}
          max={plainQuantity(available, uom)}
          step={quantityStep(uom)}
          required
        />
      </label>
      <button type="submit" className="button">
        {texts.buy.add}
      </button>
    </form>
  );
}
