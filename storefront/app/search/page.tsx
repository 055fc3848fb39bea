import Link from 'next/link';
import { CatalogueControls } from '../../components/catalogue-controls.tsx';
import { CatalogueResults, EmptyNote } from '../../components/catalogue-results.tsx';
import { ShelfLinks } from '../../components/nothing-here.tsx';
import { ProductGrid } from '../../components/product-grid.tsx';
import { publicListCategories, publicListProducts } from '../../lib/api/index.ts';
import type { ProductList } from '../../lib/api/types.ts';
import {
  type CatalogueQuery,
  catalogueHref,
  parseCatalogueQuery,
  type SearchParams,
} from '../../lib/catalogue-query.ts';
import { topCategories } from '../../lib/category-tree.ts';
import { listPage } from '../../lib/list-page.ts';
import { paths } from '../../lib/paths.ts';
import { readSettings } from '../../lib/settings.ts';
import { shopMetadata, shopPage } from '../../lib/shop-page.tsx';
import { texts } from '../../lib/texts.ts';

const NOTHING: ProductList = { items: [], next: null, total: 0 };

type Props = { searchParams: Promise<SearchParams> };

const headingOf = (query: CatalogueQuery): string =>
  query.q === '' ? texts.search.heading : texts.search.headingFor(query.q);

export const generateMetadata = shopMetadata(async ({ searchParams }: Props) => {
  const query = parseCatalogueQuery(await searchParams);
  await publicListCategories(); // Fails where the page fails.
  return {
    title: headingOf(query),
    alternates: { canonical: paths.search },
    ...(query.q || query.min || query.max || query.cursor ? { robots: { index: false, follow: true } } : {}),
  };
});

export default shopPage(async ({ searchParams }: Props) => {
  const { query, list, categories } = await find(parseCatalogueQuery(await searchParams));
  const nothing = list.items.length === 0 && query.q !== '';
  const fresh = list.items.length === 0 ? (await publicListProducts({ sort: 'newest', limit: 4 })).items : [];
  return (
    <div className="wide catalogue">
      <header className="catalogue-head">
        <h1>{nothing ? texts.search.none(query.q) : headingOf(query)}</h1>
        {!nothing && <p className="catalogue-count">{texts.catalogue.count(list.total)}</p>}
      </header>
      <CatalogueControls
        path={paths.search}
        query={query}
        shelves={topCategories(categories)}
        currency={readSettings().currency}
        defaultSort="name"
      />
      <CatalogueResults
        path={paths.search}
        query={query}
        list={list}
        empty={
          <EmptyNote text={texts.search.advice}>
            {query.category !== '' && (
              <Link className="button" href={catalogueHref(paths.search, query, { category: '' })} prefetch={false}>
                {texts.search.inAllShelves(query.q)}
              </Link>
            )}
            <p>{texts.search.perhaps}</p>
            <ShelfLinks categories={categories} />
          </EmptyNote>
        }
      />
      {fresh.length > 0 && (
        <section className="section">
          <div className="section-head">
            <h2>{texts.search.meanwhile}</h2>
          </div>
          <ProductGrid products={fresh} />
        </section>
      )}
    </div>
  );
});

/** What was asked for; on all shelves where the one named was taken down since the link was made. */
async function find(query: CatalogueQuery) {
  const [categories, list] = await Promise.all([publicListCategories(), listPage(paths.search, query)]);
  if (list) return { query, list, categories };
  const everywhere = { ...query, category: '' };
  return { query: everywhere, list: (await listPage(paths.search, everywhere)) ?? NOTHING, categories };
}
