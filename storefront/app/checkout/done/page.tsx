import type { Metadata } from 'next';
import { headers } from 'next/headers';
import Link from 'next/link';
import { shopperGetMe } from '../../../lib/api/index.ts';
import { type Done, pickUp } from '../../../lib/forms/carried.ts';
import { paths } from '../../../lib/paths.ts';
import { shopPage } from '../../../lib/shop-page.tsx';
import { texts } from '../../../lib/texts.ts';

export const metadata: Metadata = { title: texts.done.title, robots: { index: false } };

const words = texts.done;

export default shopPage(async () => {
  const done = pickUp('done', (await headers()).get('cookie'));
  const me = await shopperGetMe();
  const declined = done?.payment === 'failed';
  return (
    <section className="wide done">
      <div className="receipt">
        <div className="receipt-main">
          <h1>{declined ? words.headingUnpaid : words.heading}</h1>
          {done ? <p>{nextStep(done)}</p> : <p>{words.gone}</p>}
          {done?.email && <p>{words.mail(done.email)}</p>}
        </div>
        <div className="receipt-stub">
          {done && (
            <dl className="totals">
              <div>
                <dt>{words.number}</dt>
                <dd className="ticket-number">{done.name}</dd>
              </div>
              <div className="totals-sum">
                <dt>{words.total}</dt>
                <dd>{done.total}</dd>
              </div>
            </dl>
          )}
          <p className="notice-ways">
            {done && (me || done.key) && (
              <Link
                className="button"
                href={declined ? paths.payOrder(done.name, done.key) : paths.order(done.name, { key: done.key })}
                prefetch={false}
              >
                {declined ? words.payAgain : words.toOrder}
              </Link>
            )}
            <Link className="button button-quiet" href={paths.home} prefetch={false}>
              {words.onward}
            </Link>
          </p>
        </div>
      </div>
    </section>
  );
});

function nextStep({ payment, method }: Done): string {
  if (payment === 'failed') return words.next.failed;
  if (payment === 'captured') return words.next.captured;
  if (payment !== 'pending') return words.next.none;
  return method === 'bank_transfer' ? words.next.pending_bank_transfer : words.next.pending;
}
