import type { Cart } from '../lib/api/types.ts';
import { texts } from '../lib/texts.ts';

const words = texts.checkout;

/** The ways to pay, one of which is chosen. */
export function PaymentChoice({
  methods,
  values,
}: {
  methods: Cart['paymentMethods'];
  values: Record<string, string>;
}) {
  const chosen = methods.find((method) => method === values.paymentMethod) ?? methods[0];
  return (
    <fieldset>
      <legend>{words.pay}</legend>
      {methods.map((method) => (
        <label key={method} className="choice">
          <input type="radio" name="paymentMethod" value={method} defaultChecked={method === chosen} required />
          <span>
            {words.payments[method]}
            <small>{words.paymentNotes[method]}</small>
          </span>
        </label>
      ))}
      {methods.includes('card_test') && (
        <p className="labelled labelled-inner">
          <label htmlFor="field-card">{words.card}</label>
          <select id="field-card" className="field" name="card" defaultValue={values.card || 'approve'}>
            {Object.entries(words.cards).map(([value, text]) => (
              <option key={value} value={value}>
                {text}
              </option>
            ))}
          </select>
        </p>
      )}
    </fieldset>
  );
}
