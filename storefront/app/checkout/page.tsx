import { randomUUID } from 'node:crypto';
import type { Metadata } from 'next';
import { headers } from 'next/headers';
import { redirect } from 'next/navigation';
import { CheckoutForm } from '../../components/checkout-form.tsx';
import { Say } from '../../components/say.tsx';
import { TotalsList } from '../../components/totals-list.tsx';
import { shopperGetCart, shopperGetMe, shopperLastAddress } from '../../lib/api/index.ts';
import { pickUp } from '../../lib/forms/carried.ts';
import { addressValues } from '../../lib/forms/fields.ts';
import { paths } from '../../lib/paths.ts';
import { formatQuantity } from '../../lib/quantity.ts';
import { shop } from '../../lib/shop.ts';
import { shopPage } from '../../lib/shop-page.tsx';
import { texts } from '../../lib/texts.ts';

export const metadata: Metadata = { title: texts.checkout.title, robots: { index: false } };

export default shopPage(async () => {
  const [cart, me] = await Promise.all([shopperGetCart(), shopperGetMe()]);
  if (!cart?.orderable) redirect(paths.cart);
  const draft = pickUp('draft', (await headers()).get('cookie'));
  const known = me && !draft ? await shopperLastAddress() : null;
  const values = { 'address.name': me?.name ?? '', ...addressValues(known), ...draft?.values };
  return (
    <div className="wide basket">
      <h1>{texts.checkout.title}</h1>
      {draft?.problem && <Say kind="problem">{draft.problem}</Say>}
      <div className="basket-parts">
        <CheckoutForm cart={cart} me={me} state={{ values, errors: draft?.errors ?? {} }} orderKey={randomUUID()} />
        <aside className="receipt" aria-label={texts.cart.title}>
          <div className="receipt-main">
            <ul className="receipt-lines">
              {cart.lines.map(({ productId, name, quantity, uom }) => (
                <li key={productId}>
                  <span>{formatQuantity(quantity, uom, shop.locale)} ×</span> {name}
                </li>
              ))}
            </ul>
          </div>
          <div className="receipt-stub">
            <TotalsList totals={cart.totals} delivery={cart.delivery?.name ?? null} />
          </div>
        </aside>
      </div>
    </div>
  );
});
