import Link from 'next/link';
import { type CatalogueQuery, catalogueHref } from '../lib/catalogue-query.ts';
import { shop } from '../lib/shop.ts';
import { texts } from '../lib/texts.ts';

type Props = { path: string; query: CatalogueQuery; next: string | null; total: number | null };

// The server stops counting here.
const COUNTED_UP_TO = 1000;

/** Onward by cursor, so that a page never skips or repeats what moved meanwhile; back by the browser, or to the start. */
export function Pagination({ path, query, next, total }: Props) {
  if (next === null && query.cursor === '') return null;
  const pages = total === null || total > COUNTED_UP_TO ? null : Math.ceil(total / shop.pageSize);
  return (
    <nav className="pagination" aria-label={texts.catalogue.pages}>
      {query.cursor !== '' && (
        <Link
          className="button button-quiet"
          href={catalogueHref(path, query, { cursor: '', page: 1 })}
          prefetch={false}
        >
          {texts.catalogue.first}
        </Link>
      )}
      <span className="pagination-where">{texts.catalogue.page(query.page, pages)}</span>
      {next !== null && (
        <Link
          className="button button-quiet"
          href={catalogueHref(path, query, { cursor: next, page: query.page + 1 })}
          rel="next"
          prefetch={false}
        >
          {texts.catalogue.next}
        </Link>
      )}
    </nav>
  );
}
