import { headers } from 'next/headers';
import type { Notice } from '../../../components/back-in-stock.tsx';
import { Breadcrumbs } from '../../../components/breadcrumbs.tsx';
import { Gallery } from '../../../components/gallery.tsx';
import { JsonLd } from '../../../components/json-ld.tsx';
import { NothingHere } from '../../../components/nothing-here.tsx';
import { ProductFacts } from '../../../components/product-facts.tsx';
import { ProductGrid } from '../../../components/product-grid.tsx';
import { Section } from '../../../components/section.tsx';
import { isNotFound } from '../../../lib/api/errors.ts';
import { publicGetProduct, publicListCategories, publicListProducts, shopperGetMe } from '../../../lib/api/index.ts';
import type { Category, Product } from '../../../lib/api/types.ts';
import { breadcrumbData } from '../../../lib/breadcrumb-data.ts';
import type { SearchParams } from '../../../lib/catalogue-query.ts';
import { pathTo } from '../../../lib/category-tree.ts';
import { formDraft } from '../../../lib/forms/carried.ts';
import { paths } from '../../../lib/paths.ts';
import { imageAddress, productData } from '../../../lib/product-data.ts';
import { Missing, shopMetadata, shopPage } from '../../../lib/shop-page.tsx';
import { texts } from '../../../lib/texts.ts';

type Props = { params: Promise<{ slug: string }>; searchParams: Promise<SearchParams> };

const SIBLINGS = 4;

const summaryOf = (product: Product): string => {
  const [paragraph = ''] = product.description.split('\n');
  return paragraph === '' ? texts.site.description : paragraph;
};

export const generateMetadata = shopMetadata(async ({ params }: Props) => {
  const { slug } = await params;
  const product = await findProduct(slug);
  if (!product) throw new Missing(texts.errors.productGone.title);
  const image = imageAddress(product);
  const description = summaryOf(product);
  const url = paths.product(slug);
  return {
    title: product.name,
    description,
    alternates: { canonical: url },
    openGraph: { title: product.name, description, url, images: image ? [image] : [] },
  };
});

export default shopPage(async (props: Props) => {
  const { slug } = await props.params;
  const [product, categories] = await Promise.all([findProduct(slug), publicListCategories()]);
  if (!product) throw missingProduct(categories);
  const shelf = product.category;
  const siblings = shelf ? await siblingsOf(product, shelf.slug) : [];
  const crumbs = pathTo(categories, shelf?.slug ?? '').map(({ name, slug: at }) => ({
    name,
    href: paths.category(at),
  }));
  return (
    <>
      <JsonLd data={productData(product)} />
      <JsonLd data={breadcrumbData([...crumbs, { name: product.name, href: paths.product(slug) }])} />
      <div className="wide product">
        <Breadcrumbs crumbs={crumbs} />
        <Gallery product={product} />
        <ProductFacts product={product} notice={await noticeOf(props)} />
      </div>
      {shelf && siblings.length > 0 && (
        <Section
          heading={texts.product.siblings(shelf.name)}
          more={{ href: paths.category(shelf.slug), text: texts.product.siblingsMore(shelf.name) }}
        >
          <ProductGrid products={siblings} />
        </Section>
      )}
    </>
  );
});

function missingProduct(categories: Category[]): Missing {
  const words = texts.errors.productGone;
  return new Missing(words.title, <NothingHere words={words} categories={categories} />);
}

async function noticeOf({ params, searchParams }: Props): Promise<Notice> {
  const [{ slug }, { notice }, me] = await Promise.all([params, searchParams, shopperGetMe().catch(() => null)]);
  const said = typeof notice === 'string' ? notice : undefined;
  const draft = said === undefined ? null : formDraft('noticeDraft', slug, (await headers()).get('cookie'));
  return { said, draft, email: me?.email ?? '' };
}

async function findProduct(slug: string): Promise<Product | undefined> {
  try {
    return await publicGetProduct(slug);
  } catch (error) {
    if (isNotFound(error)) return undefined;
    throw error;
  }
}

/** Others of the same shelf, those that can be had first. The page stands without them. */
async function siblingsOf(product: Product, category: string): Promise<Product[]> {
  const others = await publicListProducts({ category, sort: 'newest', limit: 12 }).catch(() => ({
    items: [] as Product[],
  }));
  const rank = ({ availability }: Product): number => (availability === 'sold_out' ? 1 : 0);
  return others.items
    .filter(({ id }) => id !== product.id)
    .sort((a, b) => rank(a) - rank(b))
    .slice(0, SIBLINGS);
}
