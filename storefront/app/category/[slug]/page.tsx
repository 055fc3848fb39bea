import Link from 'next/link';
import { Breadcrumbs } from '../../../components/breadcrumbs.tsx';
import { CatalogueControls } from '../../../components/catalogue-controls.tsx';
import { CatalogueResults, EmptyNote } from '../../../components/catalogue-results.tsx';
import { JsonLd } from '../../../components/json-ld.tsx';
import { NothingHere } from '../../../components/nothing-here.tsx';
import { publicListCategories } from '../../../lib/api/index.ts';
import type { Category } from '../../../lib/api/types.ts';
import { breadcrumbData } from '../../../lib/breadcrumb-data.ts';
import { parseCatalogueQuery, type SearchParams } from '../../../lib/catalogue-query.ts';
import { childCategories, pathTo } from '../../../lib/category-tree.ts';
import { listPage } from '../../../lib/list-page.ts';
import { paths } from '../../../lib/paths.ts';
import { readSettings } from '../../../lib/settings.ts';
import { Missing, shopMetadata, shopPage } from '../../../lib/shop-page.tsx';
import { texts } from '../../../lib/texts.ts';

type Props = { params: Promise<{ slug: string }>; searchParams: Promise<SearchParams> };

export const generateMetadata = shopMetadata(async ({ params, searchParams }: Props) => {
  const { slug } = await params;
  const category = (await publicListCategories()).find((each) => each.slug === slug);
  if (!category) throw new Missing(texts.errors.categoryGone.title);
  const { min, max, cursor } = parseCatalogueQuery(await searchParams);
  return {
    title: category.name,
    alternates: { canonical: paths.category(slug) },
    openGraph: { title: category.name, url: paths.category(slug) },
    // Every price range and page would otherwise be a page of its own in the index.
    ...(min || max || cursor ? { robots: { index: false, follow: true } } : {}),
  };
});

export default shopPage(async ({ params, searchParams }: Props) => {
  const { slug } = await params;
  const query = { ...parseCatalogueQuery(await searchParams), q: '', category: '' };
  const path = paths.category(slug);
  const [categories, list] = await Promise.all([publicListCategories(), listPage(path, query, slug)]);
  const category = categories.find((each) => each.slug === slug);
  if (!category || !list) throw missingShelf(categories);
  const ancestors = pathTo(categories, slug).slice(0, -1);
  const crumbs = ancestors.map(({ name, slug: above }) => ({ name, href: paths.category(above) }));
  return (
    <div className="wide catalogue">
      <JsonLd data={breadcrumbData([...crumbs, { name: category.name, href: path }])} />
      <Breadcrumbs crumbs={crumbs} />
      <header className="catalogue-head">
        <h1>{category.name}</h1>
        <p className="catalogue-count">{texts.catalogue.count(list.total)}</p>
      </header>
      <Children categories={childCategories(categories, slug)} of={category} />
      <CatalogueControls path={path} query={query} defaultSort="name" currency={readSettings().currency} />
      <CatalogueResults
        path={path}
        query={query}
        list={list}
        empty={
          <EmptyNote text={texts.catalogue.emptyShelf}>
            <Link className="button" href={paths.newest} prefetch={false}>
              {texts.home.fresh}
            </Link>
          </EmptyNote>
        }
      />
    </div>
  );
});

function missingShelf(categories: Category[]): Missing {
  const words = texts.errors.categoryGone;
  return new Missing(words.title, <NothingHere words={words} categories={categories} />);
}

function Children({ categories, of }: { categories: Category[]; of: Category }) {
  if (categories.length === 0) return null;
  return (
    <nav aria-label={texts.catalogue.subcategories(of.name)}>
      <ul className="chips">
        {categories.map(({ id, slug, name, products }) => (
          <li key={id}>
            <Link className="chip" href={paths.category(slug)} prefetch={false}>
              {name} <small>{products}</small>
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
