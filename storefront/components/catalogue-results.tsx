import Link from 'next/link';
import type { ReactNode } from 'react';
import type { ProductList } from '../lib/api/types.ts';
import { type CatalogueQuery, catalogueHref } from '../lib/catalogue-query.ts';
import { texts } from '../lib/texts.ts';
import { Pagination } from './pagination.tsx';
import { ProductGrid } from './product-grid.tsx';

type Props = {
  path: string;
  query: CatalogueQuery;
  list: ProductList;
  /** What to say and suggest when nothing at all fits. */
  empty: ReactNode;
};

const FIRST_ROW = 4;

/** The products found, or what to do when there are none. */
export function CatalogueResults({ path, query, list, empty }: Props) {
  if (list.items.length > 0) {
    return (
      <>
        <ProductGrid products={list.items} level={2} eager={FIRST_ROW} />
        <Pagination path={path} query={query} next={list.next} total={list.total} />
      </>
    );
  }
  if (query.cursor !== '') {
    return (
      <EmptyNote text={texts.catalogue.emptyPage}>
        <Link className="button" href={catalogueHref(path, query, { cursor: '', page: 1 })} prefetch={false}>
          {texts.catalogue.goFirst}
        </Link>
      </EmptyNote>
    );
  }
  if (query.min !== '' || query.max !== '') {
    return (
      <EmptyNote text={texts.catalogue.emptyPrice}>
        <Link className="button" href={catalogueHref(path, query, { min: '', max: '' })} prefetch={false}>
          {texts.catalogue.showAllPrices}
        </Link>
      </EmptyNote>
    );
  }
  return empty;
}

export function EmptyNote({ text, children }: { text: string; children?: ReactNode }) {
  return (
    <div className="empty">
      <p>{text}</p>
      {children}
    </div>
  );
}
