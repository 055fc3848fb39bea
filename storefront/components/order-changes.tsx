import type { Order } from '../lib/api/types.ts';
import { paths } from '../lib/paths.ts';
import { texts } from '../lib/texts.ts';
import { AddressFields } from './form-field.tsx';

const words = texts.orders;

/** What its owner may still change about an order that is not packed. */
export function OrderChanges({ order }: { order: Order }) {
  const values = Object.fromEntries(
    Object.entries(order.address ?? {}).map(([key, value]) => [`address.${key}`, value]),
  );
  return (
    <>
      {order.mayChangeAddress && (
        <details className="change">
          <summary>{words.changeAddress}</summary>
          <form className="checkout" action={`${paths.order(order.name)}/address`} method="post">
            <AddressFields state={{ values, errors: {} }} />
            <button type="submit" className="button">
              {words.save}
            </button>
          </form>
        </details>
      )}
      {order.mayCancel && (
        <details className="change">
          <summary>{words.cancel}</summary>
          <form className="checkout" action={`${paths.order(order.name)}/cancel`} method="post">
            <p className="labelled">
              <label htmlFor="reason">{words.cancelWhy}</label>
              <input id="reason" className="field" name="reason" maxLength={500} autoComplete="off" />
            </p>
            <button type="submit" className="button">
              {words.cancelYes}
            </button>
          </form>
        </details>
      )}
    </>
  );
}
