import type { Cart, Me } from '../lib/api/types.ts';
import { deliveryPrice } from '../lib/delivery.ts';
import { formatMoney } from '../lib/money.ts';
import { paths } from '../lib/paths.ts';
import { shop } from '../lib/shop.ts';
import { texts } from '../lib/texts.ts';
import { AddressFields, FormField, type FormState } from './form-field.tsx';
import { PaymentChoice } from './payment-choice.tsx';

const words = texts.checkout;

type Props = {
  cart: Cart;
  me: Me | null;
  state: FormState;
  /** Orders once, however often the form is sent. */
  orderKey: string;
};

/** The whole checkout on one page, sent as a plain form. */
export function CheckoutForm({ cart, me, state, orderKey }: Props) {
  return (
    <form className="checkout" action={paths.placeOrder} method="post">
      <input type="hidden" name="key" value={orderKey} />
      {/* The price of the goods as shown here: should it have changed, nothing is ordered. */}
      <input type="hidden" name="goods" value={cart.totals.goods.amount} />
      <Who me={me} state={state} />
      <fieldset>
        <legend>{words.where}</legend>
        <AddressFields state={state} />
      </fieldset>
      <Delivery cart={cart} chosen={state.values.delivery} />
      <PaymentChoice methods={cart.paymentMethods} values={state.values} />
      <FormField name="note" state={state} autoComplete="off" optional maxLength={400} />
      <p className="checkout-binding">{words.binding}</p>
      <button type="submit" className="button button-large">
        {words.place}
      </button>
    </form>
  );
}

function Who({ me, state }: { me: Me | null; state: FormState }) {
  if (me) return <p className="checkout-who">{words.asYou(me.name)}</p>;
  return (
    <fieldset>
      <legend>{words.you}</legend>
      <p className="checkout-who">
        {words.asGuest} <a href={paths.signIn(paths.checkout)}>{words.orSignIn}</a>
      </p>
      <FormField name="guest.name" state={state} autoComplete="name" />
      <FormField name="guest.email" state={state} autoComplete="email" type="email" hint={words.emailWhy} />
    </fieldset>
  );
}

function Delivery({ cart, chosen }: { cart: Cart; chosen: string | undefined }) {
  const { goods } = cart.totals;
  const first = chosen || cart.delivery?.method;
  return (
    <fieldset>
      <legend>{words.how}</legend>
      {cart.deliveryMethods.map((method) => {
        const price = deliveryPrice(method, goods.amount);
        const money = (amount: number) => formatMoney({ ...goods, amount }, shop.locale);
        return (
          <label key={method.id} className="choice">
            <input type="radio" name="delivery" value={method.id} defaultChecked={method.id === first} required />
            <span>
              {method.name}
              <small>
                {price === 0 ? texts.totals.free : money(price)} · {words.inAll(money(goods.amount + price))}
              </small>
            </span>
          </label>
        );
      })}
    </fieldset>
  );
}
