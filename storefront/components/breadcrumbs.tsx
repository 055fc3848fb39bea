import Link from 'next/link';
import { paths } from '../lib/paths.ts';
import { texts } from '../lib/texts.ts';

export type Crumb = { name: string; href: string };

/** The way down to this page; the page itself is its heading and not repeated. */
export function Breadcrumbs({ crumbs }: { crumbs: Crumb[] }) {
  return (
    <nav className="crumbs" aria-label={texts.header.trail}>
      <ol>
        {[{ name: texts.site.home, href: paths.home }, ...crumbs].map(({ name, href }) => (
          <li key={href}>
            <Link href={href} prefetch={false}>
              {name}
            </Link>
          </li>
        ))}
      </ol>
    </nav>
  );
}
