import Link from 'next/link';
import type { Category } from '../lib/api/types.ts';
import { topCategories } from '../lib/category-tree.ts';
import { paths } from '../lib/paths.ts';
import { texts } from '../lib/texts.ts';
import { Wordmark } from './wordmark.tsx';

export function SiteFooter({ categories }: { categories: Category[] }) {
  return (
    <footer className="site-footer">
      <div className="wide footer-columns">
        <div className="footer-about">
          <Wordmark />
          <p>{texts.footer.aboutText}</p>
        </div>
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
