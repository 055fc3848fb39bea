import type { ReactNode } from 'react';
import type { Order } from '../lib/api/types.ts';
import type { FormDraft } from '../lib/forms/carried.ts';
import { addressValues } from '../lib/forms/fields.ts';
import { paths } from '../lib/paths.ts';
import { texts } from '../lib/texts.ts';
import { AddressFields } from './form-field.tsx';

const words = texts.orders;

type Props = {
  order: Order;
  /** Where the page was opened by a mail's link: its forms take the key along. */
  orderKey: string | undefined;
  /** What was typed into the address form and refused. */
  draft: FormDraft | null;
};

/** What its owner may still change about an order that is not packed. */
export function OrderChanges({ order, orderKey, draft }: Props) {
  const state = { values: draft?.values ?? addressValues(order.address), errors: draft?.errors ?? {} };
  return (
    <>
      {order.mayChangeAddress && (
        <Change summary={words.changeAddress} open={draft !== null}>
          <form className="checkout" action={paths.orderForm(order.name, 'address')} method="post">
            <Key orderKey={orderKey} />
            <AddressFields state={state} />
            <button type="submit" className="button">
              {words.save}
            </button>
          </form>
        </Change>
      )}
      {order.mayCancel && (
        <Change summary={words.cancel}>
          <form className="checkout" action={paths.orderForm(order.name, 'cancel')} method="post">
            <Key orderKey={orderKey} />
            <p className="checkout-who">{words.cancelMeans}</p>
            <p className="labelled">
              <label htmlFor="reason">{words.cancelWhy}</label>
              <input id="reason" className="field" name="reason" maxLength={500} autoComplete="off" />
            </p>
            <button type="submit" className="button">
              {words.cancelYes}
            </button>
          </form>
        </Change>
      )}
    </>
  );
}

export const Key = ({ orderKey }: { orderKey: string | undefined }) =>
  orderKey ? <input type="hidden" name="key" value={orderKey} /> : null;

export function Change({ summary, open = false, children }: { summary: string; open?: boolean; children: ReactNode }) {
  return (
    <details className="change" open={open}>
      <summary>{summary}</summary>
      {children}
    </details>
  );
}
