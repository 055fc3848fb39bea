import Link from 'next/link';
import type { Category } from '../lib/api/types.ts';
import { topCategories } from '../lib/category-tree.ts';
import { paths } from '../lib/paths.ts';
import { texts } from '../lib/texts.ts';
import { Wordmark } from './wordmark.tsx';

const ACCOUNT_LINKS = [
  { href: paths.cart, text: texts.cart.title },
  { href: paths.orders, text: texts.orders.title },
  { href: paths.findOrder, text: texts.lookUp.title },
  { href: paths.account, text: texts.account.title },
];

export function SiteFooter({ categories }: { categories: Category[] }) {
  return (
    <footer className="site-footer">
      <div className="wide footer-columns">
        <div className="footer-about">
          <Wordmark />
          <p>{texts.footer.aboutText}</p>
        </div>
        <nav aria-labelledby="footer-account" className="footer-account">
          <h2 id="footer-account">{texts.footer.account}</h2>
          <ul>
            {ACCOUNT_LINKS.map(({ href, text }) => (
              <li key={href}>
                <Link href={href} prefetch={false}>
                  {text}
                </Link>
              </li>
            ))}
          </ul>
        </nav>
        {categories.length > 0 && (
          <nav aria-labelledby="footer-shelves" className="footer-shelves">
            <h2 id="footer-shelves">{texts.footer.shelves}</h2>
            <ul>
              {topCategories(categories).map((category) => (
                <li key={category.id}>
                  <Link href={paths.category(category.slug)} prefetch={false}>
                    {category.name}
                  </Link>
                </li>
              ))}
            </ul>
          </nav>
        )}
      </div>
      <p className="wide footer-small">{texts.footer.prices}</p>
    </footer>
  );
}
