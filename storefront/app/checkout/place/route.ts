import { ApiProblem, leavesDoubt } from '../../../lib/api/errors.ts';
import { shopperCheckOut, shopperGetCart } from '../../../lib/api/index.ts';
import type { CheckoutAnswer } from '../../../lib/api/types.ts';
import { checkoutRequest, draftOf } from '../../../lib/checkout-request.ts';
import { leave } from '../../../lib/forms/carried.ts';
import type { Fields } from '../../../lib/forms/fields.ts';
import { formPost } from '../../../lib/forms/form-post.ts';
import { formatMoney } from '../../../lib/money.ts';
import { paths } from '../../../lib/paths.ts';
import { shop } from '../../../lib/shop.ts';
import { texts } from '../../../lib/texts.ts';

/** What was refused because of the cart, and what the cart says of it; everything else is mended on the form. */
const ABOUT_CART = {
  out_of_stock: 'order_out_of_stock',
  not_for_sale: 'order_out_of_stock',
  cart_changed: 'cart_changed',
  cart_empty: 'cart_empty',
  price_changed: 'price_changed',
  too_much_unpaid: 'too_much_unpaid',
} as const;

/** Turns the cart into an order. Sending the form twice orders once: its key names the order. */
export const POST = formPost(
  async (fields) => {
    const cart = await shopperGetCart();
    const answer = await shopperCheckOut(checkoutRequest(fields, cart), fields.text('key'));
    return { goTo: paths.confirmation, cookies: [leave('done', doneWith(answer, fields)), leave('draft', null)] };
  },
  ({ code, error, fields }) => {
    const { problems } = texts.cart;
    if (leavesDoubt(error)) {
      return { goTo: `${paths.cart}?problem=unsure`, cookies: [leave('draft', draftOf(fields, {}, ''))] };
    }
    if (code in ABOUT_CART) {
      const problem = ABOUT_CART[code as keyof typeof ABOUT_CART];
      return {
        goTo: `${paths.cart}?problem=${problem}`,
        cookies: [leave('draft', draftOf(fields, {}, problems[problem]))],
      };
    }
    const errors = error instanceof ApiProblem ? error.fields : {};
    const toMend = Object.keys(errors).length > 0;
    const problem = toMend ? texts.checkout.mend : code === 'busy' ? problems.busy : problems.other;
    return { goTo: paths.checkout, cookies: [leave('draft', draftOf(fields, errors, problem))] };
  },
);

const doneWith = ({ order, payment }: CheckoutAnswer, { text }: Fields) => ({
  name: order.name,
  key: order.key ?? '',
  total: formatMoney(order.totals.gross, shop.locale),
  payment: payment ?? '',
  method: text('paymentMethod'),
  email: text('guest.email'),
});
