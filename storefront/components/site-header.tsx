import Form from 'next/form';
import Link from 'next/link';
import type { Category, Me } from '../lib/api/types.ts';
import { topCategories } from '../lib/category-tree.ts';
import { paths } from '../lib/paths.ts';
import { texts } from '../lib/texts.ts';
import { CategoryLink } from './category-link.tsx';
import { SignInLink } from './sign-in-link.tsx';
import { Wordmark } from './wordmark.tsx';

// More would not fit beside each other; the front page and the footer have them all.
const MOST_SHELVES = 8;

type Props = { categories: Category[]; me: Me | null; inCart: number };

/** Mark, search, account and the shelves; without its data (server away) it is still a way home. */
export function SiteHeader({ categories, me, inCart }: Props) {
  return (
    <header className="site-header">
      <div className="bar wide">
        <Link href={paths.home} prefetch={false} className="bar-home">
          <Wordmark />
        </Link>
        <Form action={paths.search} prefetch={false} className="finder" role="search">
          <label className="unseen" htmlFor="finder-q">
            {texts.header.searchLabel}
          </label>
          <input
            id="finder-q"
            className="finder-field"
            type="search"
            name="q"
            placeholder={texts.header.searchPlaceholder}
            maxLength={200}
            autoComplete="off"
          />
          <button type="submit" className="finder-button">
            <svg viewBox="0 0 20 20" width="20" height="20" aria-hidden="true" focusable="false">
              <circle cx="8.5" cy="8.5" r="5.5" />
              <path d="m13 13 4.5 4.5" />
            </svg>
            <span className="unseen">{texts.header.search}</span>
          </button>
        </Form>
        <Account me={me} inCart={inCart} />
      </div>
      {categories.length > 0 && (
        <nav className="shelves" aria-label={texts.header.categories}>
          <ul className="shelves-list wide">
            {topCategories(categories)
              .slice(0, MOST_SHELVES)
              .map((category) => (
                <li key={category.id}>
                  <CategoryLink href={paths.category(category.slug)} name={category.name} />
                </li>
              ))}
            <li>
              <CategoryLink href={paths.search} name={texts.header.everything} />
            </li>
          </ul>
        </nav>
      )}
    </header>
  );
}

function Account({ me, inCart }: { me: Me | null; inCart: number }) {
  return (
    <nav className="account" aria-label={texts.header.account}>
      {me ? (
        <>
          <Link
            className="account-link account-orders"
            href={paths.orders}
            prefetch={false}
            title={texts.header.signedInAs(me.name)}
          >
            <span className="unseen">{texts.header.signedInAs(me.name)}: </span>
            {texts.header.orders}
          </Link>
          <a className="account-link" href={paths.signOut}>
            {texts.header.signOut}
          </a>
        </>
      ) : (
        <SignInLink text={texts.header.signIn} />
      )}
      <Link className="account-link account-cart" href={paths.cart} prefetch={false}>
        {texts.header.cart}
        {inCart > 0 && (
          <span className="account-count" title={texts.header.cartCount(inCart)}>
            {inCart}
          </span>
        )}
      </Link>
    </nav>
  );
}
