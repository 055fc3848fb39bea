import Link from 'next/link';
import { Notice } from '../../../components/notice.tsx';
import { OrderChanges } from '../../../components/order-changes.tsx';
import { OrderLines, Shipments } from '../../../components/order-parts.tsx';
import { Say } from '../../../components/say.tsx';
import { TotalsList } from '../../../components/totals-list.tsx';
import { isNotFound } from '../../../lib/api/errors.ts';
import { shopperGetOrder } from '../../../lib/api/index.ts';
import type { Order } from '../../../lib/api/types.ts';
import type { SearchParams } from '../../../lib/catalogue-query.ts';
import { countryName } from '../../../lib/countries.ts';
import { longDate, orderState } from '../../../lib/order-words.ts';
import { paths } from '../../../lib/paths.ts';
import { Missing, shopMetadata, shopPage } from '../../../lib/shop-page.tsx';
import { texts } from '../../../lib/texts.ts';

type Props = { params: Promise<{ name: string }>; searchParams: Promise<SearchParams> };

const words = texts.orders;

export const generateMetadata = shopMetadata(async ({ params }: Props) => {
  const order = await findOrder((await params).name);
  return { title: words.heading(order.name), robots: { index: false } };
});

export default shopPage(async ({ params, searchParams }: Props) => {
  const order = await findOrder((await params).name);
  const { changed, problem } = await searchParams;
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
          <OrderLines order={order} />
          <Shipments order={order} />
          <OrderChanges order={order} />
        </div>
        <aside className="receipt" aria-label={texts.totals.total}>
          <div className="receipt-main">
            <TotalsList totals={order.totals} delivery={order.delivery} />
          </div>
          <div className="receipt-stub">
            <p>
              {words.payments[order.paymentStatus]}, {texts.checkout.payments[order.paymentMethod].toLowerCase()}
            </p>
            {order.address && <AddressOf address={order.address} />}
            <Link href={paths.orders} prefetch={false}>
              {words.title}
            </Link>
          </div>
        </aside>
      </div>
    </div>
  );
});

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

async function findOrder(name: string): Promise<Order> {
  try {
    return await shopperGetOrder(name);
  } catch (error) {
    if (isNotFound(error)) throw noSuchOrder();
    throw error;
  }
}

function noSuchOrder(): Missing {
  const { title, heading, text } = texts.errors.orderGone;
  return new Missing(
    title,
    <Notice heading={heading} text={text}>
      <Link className="button" href={paths.orders} prefetch={false}>
        {words.title}
      </Link>
    </Notice>,
  );
}
