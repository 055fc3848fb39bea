import { randomUUID } from 'node:crypto';
import type { Order } from '../lib/api/types.ts';
import type { FormDraft } from '../lib/forms/carried.ts';
import { formatMoney } from '../lib/money.ts';
import { moment } from '../lib/order-words.ts';
import { paths } from '../lib/paths.ts';
import { shop } from '../lib/shop.ts';
import { texts } from '../lib/texts.ts';
import { Change, Key } from './order-changes.tsx';
import { PaymentChoice } from './payment-choice.tsx';

const words = texts.pay;

type Props = { order: Order; orderKey: string | undefined; draft: FormDraft | null };

/** What is still to be paid and how: the announced way in words, and a form for another try or another way. */
export function OrderPayment({ order, orderKey, draft }: Props) {
  const { open, last, until, methods } = order.payment;
  if (open.amount === 0 || order.status !== 'open') return null;
  const amount = formatMoney(open, shop.locale);
  const declined = last === 'failed';
  const summary = declined ? words.again : last === null ? words.now : words.otherwise;
  return (
    <section id="pay" className="pay" aria-label={words.title}>
      <p className="pay-lead">
        {declined ? words.declined(amount) : waiting(order, amount)}
        {until !== null && ` ${words.until(moment(until))}`}
      </p>
      {methods.length > 0 && (
        <Change summary={summary} open={declined || draft !== null}>
          <form className="checkout" action={paths.orderForm(order.name, 'pay')} method="post">
            <Key orderKey={orderKey} />
            {/* Pays once, however often the form is sent. */}
            <input type="hidden" name="request" value={randomUUID()} />
            <PaymentChoice methods={methods} values={{ paymentMethod: order.paymentMethod, ...draft?.values }} />
            <button type="submit" className="button">
              {words.send(amount)}
            </button>
          </form>
        </Change>
      )}
    </section>
  );
}

function waiting({ name, paymentMethod, payment }: Order, amount: string): string {
  if (paymentMethod === 'bank_transfer') return words.transfer(amount, name);
  if (paymentMethod === 'cash') return words.cash(amount);
  return payment.methods.length > 0 ? words.open(amount) : words.asking;
}
