import type { Metadata } from 'next';
import Link from 'next/link';
import { EmptyNote } from '../../components/catalogue-results.tsx';
import { shopperListOrders } from '../../lib/api/index.ts';
import type { SearchParams } from '../../lib/catalogue-query.ts';
import { formatMoney } from '../../lib/money.ts';
import { longDate, orderState } from '../../lib/order-words.ts';
import { paths } from '../../lib/paths.ts';
import { shop } from '../../lib/shop.ts';
import { shopPage } from '../../lib/shop-page.tsx';
import { texts } from '../../lib/texts.ts';

export const metadata: Metadata = { title: texts.orders.title, robots: { index: false } };

export default shopPage(async ({ searchParams }: { searchParams: Promise<SearchParams> }) => {
  const { cursor } = await searchParams;
  const { items, next } = await shopperListOrders(typeof cursor === 'string' ? cursor : undefined);
  return (
    <div className="wide basket">
      <h1>{texts.orders.title}</h1>
      {items.length === 0 ? (
        <EmptyNote text={texts.orders.none}>
          <Link className="button" href={paths.search} prefetch={false}>
            {texts.cart.onward}
          </Link>
        </EmptyNote>
      ) : (
        <ul className="orders">
          {items.map((order) => (
            <li key={order.id} className="order">
              <Link className="ticket-number" href={paths.order(order.name)} prefetch={false}>
                {order.name}
              </Link>
              <span>{longDate(order.date)}</span>
              <span>{orderState(order)}</span>
              <span className="price">{formatMoney(order.total, shop.locale)}</span>
            </li>
          ))}
        </ul>
      )}
      {next !== null && (
        <p className="pagination">
          <Link className="button button-quiet" href={`${paths.orders}?cursor=${next}`} prefetch={false}>
            {texts.orders.older}
          </Link>
        </p>
      )}
    </div>
  );
});
