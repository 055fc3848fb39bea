import type { Metadata } from 'next';
import Link from 'next/link';
import { CartLines } from '../../components/cart-lines.tsx';
import { EmptyNote } from '../../components/catalogue-results.tsx';
import { Say } from '../../components/say.tsx';
import { TotalsList } from '../../components/totals-list.tsx';
import { publicGetProduct, shopperGetCart } from '../../lib/api/index.ts';
import type { Cart, CartLine, Product } from '../../lib/api/types.ts';
import { cartRemark } from '../../lib/cart-remark.ts';
import type { SearchParams } from '../../lib/catalogue-query.ts';
import { paths } from '../../lib/paths.ts';
import { shopPage } from '../../lib/shop-page.tsx';
import { texts } from '../../lib/texts.ts';

export const metadata: Metadata = { title: texts.cart.title, robots: { index: false } };

const MOST_PICTURES = 40;

export default shopPage(async ({ searchParams }: { searchParams: Promise<SearchParams> }) => {
  const cart = await shopperGetCart();
  const lines = cart?.lines ?? [];
  const asked = await searchParams;
  const [products, short] = await Promise.all([
    productsOf(lines),
    typeof asked.of === 'string' ? publicGetProduct(asked.of).catch(() => undefined) : undefined,
  ]);
  const remark = cartRemark(asked, lines, short);
  return (
    <div className="wide basket">
      <h1>{texts.cart.title}</h1>
      {remark && <Say kind={remark.kind}>{remark.text}</Say>}
      {cart && lines.length > 0 ? (
        <div className="basket-parts">
          <CartLines lines={lines} products={products} />
          <Summary cart={cart} />
        </div>
      ) : (
        <EmptyNote text={texts.cart.empty}>
          <Link className="button" href={paths.search} prefetch={false}>
            {texts.cart.onward}
          </Link>
        </EmptyNote>
      )}
    </div>
  );
});

function Summary({ cart }: { cart: Cart }) {
  return (
    <aside className="receipt" aria-label={texts.totals.total}>
      <div className="receipt-main">
        <TotalsList totals={cart.totals} delivery={cart.delivery?.name ?? null} />
      </div>
      <div className="receipt-stub">
        {cart.orderable ? (
          <a className="button" href={paths.checkout}>
            {texts.cart.checkout}
          </a>
        ) : (
          <p>{texts.cart.notOrderable}</p>
        )}
        <Link href={paths.search} prefetch={false}>
          {texts.cart.onward}
        </Link>
      </div>
    </aside>
  );
}

/** What the lines look like; a cart without pictures is still a cart. */
async function productsOf(lines: CartLine[]): Promise<Map<string, Product>> {
  const found = await Promise.all(
    lines.slice(0, MOST_PICTURES).map(({ slug }) => publicGetProduct(slug).catch(() => undefined)),
  );
  return new Map(found.flatMap((product) => (product ? [[product.slug, product] as const] : [])));
}
