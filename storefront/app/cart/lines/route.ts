import { ApiProblem } from '../../../lib/api/errors.ts';
import { shopperGetCart, shopperSetCartLine } from '../../../lib/api/index.ts';
import { formPost } from '../../../lib/forms/form-post.ts';
import { paths } from '../../../lib/paths.ts';
import { parseQuantity } from '../../../lib/quantity.ts';

/** Puts more of a product into the cart (mode "add"), or sets how many there are. */
export const POST = formPost(
  async ({ text }) => {
    const product = text('product');
    const quantity = parseQuantity(text('quantity'), text('uom'));
    if (quantity === undefined) return { goTo: cartWith({ problem: 'bad_quantity' }) };
    if (text('mode') !== 'add') {
      await shopperSetCartLine(product, quantity);
      return { goTo: paths.cart };
    }
    const cart = await shopperGetCart();
    const before = cart?.lines.find(({ productId }) => productId === product)?.quantity ?? 0;
    await shopperSetCartLine(product, before + quantity);
    return { goTo: cartWith({ added: text('slug') }) };
  },
  ({ code, error, fields }) => {
    const [short] = error instanceof ApiProblem ? error.shortages : [];
    const left: Record<string, string> = short ? { left: String(short.available), of: fields.text('slug') } : {};
    return { goTo: cartWith({ problem: code, ...left }) };
  },
);

const cartWith = (query: Record<string, string>): string => `${paths.cart}?${new URLSearchParams(query)}`;
