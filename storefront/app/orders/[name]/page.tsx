import { headers } from 'next/headers';
import Link from 'next/link';
import { Notice } from '../../../components/notice.tsx';
import { OrderChanges } from '../../../components/order-changes.tsx';
import { OrderLines, Shipments } from '../../../components/order-parts.tsx';
import { OrderPayment } from '../../../components/order-payment.tsx';
import { ReturnForm, Returns } from '../../../components/order-returns.tsx';
import { Say } from '../../../components/say.tsx';
import { TotalsList } from '../../../components/totals-list.tsx';
import { isNotFound } from '../../../lib/api/errors.ts';
import { shopperGetOrder } from '../../../lib/api/index.ts';
import type { Order } from '../../../lib/api/types.ts';
import type { SearchParams } from '../../../lib/catalogue-query.ts';
import { countryName } from '../../../lib/countries.ts';
import { formDraft } from '../../../lib/forms/carried.ts';
import { longDate, orderState } from '../../../lib/order-words.ts';
import { paths } from '../../../lib/paths.ts';
import { Missing, shopMetadata, shopPage } from '../../../lib/shop-page.tsx';
import { texts } from '../../../lib/texts.ts';

type Props = { params: Promise<{ name: string }>; searchParams: Promise<SearchParams> };

const words = texts.orders;

export const generateMetadata = shopMetadata(async (props: Props) => {
  const { order } = await findOrder(props);
  return { title: words.heading(order.name), robots: { index: false } };
});

export default shopPage(async (props: Props) => {
  const { order, key } = await findOrder(props);
  const { changed, problem, in: form } = await props.searchParams;
  const cookies = (await headers()).get('cookie');
  const draftOf = (name: string) =>
    problem !== undefined && form === name ? formDraft('orderDraft', `${name} ${order.name}`, cookies) : null;
  return (
    <div className="wide basket">
      <h1>{words.heading(order.name)}</h1>
      <p className="basket-lead">
        {orderState(order)} · {words.placed(longDate(order.date))}
      </p>
      {typeof changed === 'string' && changed in words.changed && (
        <Say kind="done">{words.changed[changed as keyof typeof words.changed]}</Say>
      )}
      {typeof problem === 'string' && <Say kind="problem">{problemText(problem)}</Say>}
      <div className="basket-parts">
        <div>
          <OrderPayment order={order} orderKey={key} draft={draftOf('pay')} />
          <OrderLines order={order} />
          <Shipments order={order} />
          <Returns order={order} orderKey={key} />
          <OrderChanges order={order} orderKey={key} draft={draftOf('address')} />
          <ReturnForm order={order} orderKey={key} draft={draftOf('return')} />
        </div>
        <aside className="receipt" aria-label={texts.totals.total}>
          <div className="receipt-main">
            <TotalsList totals={order.totals} delivery={order.delivery} />
          </div>
          <div className="receipt-stub">
            <p>
              {paymentState(order)}, {texts.checkout.payments[order.paymentMethod].toLowerCase()}
            </p>
            {comesBack(order) && <p>{words.comesBack}</p>}
            {order.address && <AddressOf address={order.address} />}
            {key === undefined ? (
              <Link href={paths.orders} prefetch={false}>
                {words.title}
              </Link>
            ) : (
              <p className="order-opened">{words.byLink}</p>
            )}
          </div>
        </aside>
      </div>
    </div>
  );
});

const paymentState = ({ status, paymentStatus }: Order): string =>
  status === 'cancelled' && paymentStatus === 'unpaid' ? words.nothingPaid : words.payments[paymentStatus];

/** Paid, but cancelled: staff give the money back. */
const comesBack = ({ status, paymentStatus }: Order): boolean =>
  status === 'cancelled' && (paymentStatus === 'paid' || paymentStatus === 'partly_refunded');

const problemText = (code: string): string =>
  code in words.problems ? words.problems[code as keyof typeof words.problems] : words.problems.other;

function AddressOf({ address }: { address: NonNullable<Order['address']> }) {
  const { name, line1, line2, postcode, city, country } = address;
  const town = country === 'GB' ? `${city} ${postcode}` : `${postcode} ${city}`;
  return (
    <address>
      <strong>{words.address}</strong>
      {[name, line1, line2, town, countryName(country)].filter(Boolean).map((line) => (
        <span key={line}>{line}</span>
      ))}
    </address>
  );
}

async function findOrder({ params, searchParams }: Props): Promise<{ order: Order; key: string | undefined }> {
  const [{ name }, { key: given }] = await Promise.all([params, searchParams]);
  const key = typeof given === 'string' && given !== '' ? given : undefined;
  try {
    return { order: await shopperGetOrder(name, key), key };
  } catch (error) {
    if (isNotFound(error)) throw noSuchOrder(key !== undefined);
    throw error;
  }
}

function noSuchOrder(byLink: boolean): Missing {
  const { title, heading, text } = byLink ? texts.errors.orderLinkBroken : texts.errors.orderGone;
  return new Missing(
    title,
    <Notice heading={heading} text={text}>
      <Link className="button" href={byLink ? paths.findOrder : paths.orders} prefetch={false}>
        {byLink ? texts.lookUp.title : words.title}
      </Link>
      {!byLink && (
        <Link className="button button-quiet" href={paths.findOrder} prefetch={false}>
          {texts.lookUp.title}
        </Link>
      )}
    </Notice>,
  );
}
