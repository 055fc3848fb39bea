import { CategoryTiles } from '../components/category-tiles.tsx';
import { Hero } from '../components/hero.tsx';
import { JsonLd } from '../components/json-ld.tsx';
import { ProductGrid } from '../components/product-grid.tsx';
import { Section } from '../components/section.tsx';
import { publicListCategories, publicListProducts } from '../lib/api/index.ts';
import { arrangeWindow } from '../lib/arrange-window.ts';
import { catalogueHref, parseCatalogueQuery } from '../lib/catalogue-query.ts';
import { topCategories } from '../lib/category-tree.ts';
import { formatMoney, plainAmount } from '../lib/money.ts';
import { paths } from '../lib/paths.ts';
import { readSettings } from '../lib/settings.ts';
import { shop } from '../lib/shop.ts';
import { shopMetadata, shopPage } from '../lib/shop-page.tsx';
import { texts } from '../lib/texts.ts';

export const generateMetadata = shopMetadata(async () => {
  await publicListCategories(); // Fails where the page fails.
  return { alternates: { canonical: paths.home } };
});

const LITTLE_AMOUNT = 100;
const ENOUGH_TO_CHOOSE_FROM = 24;

export default shopPage(async () => {
  const little = { amount: LITTLE_AMOUNT, currency: readSettings().currency };
  const categories = await publicListCategories();
  const tops = topCategories(categories);
  // Asked shelf by shelf: the newest of all may well be of one kind.
  const [cheap, ...newest] = await Promise.all([
    publicListProducts({ price: `1-${LITTLE_AMOUNT}`, sort: '-price', limit: ENOUGH_TO_CHOOSE_FROM }),
    ...tops.map(({ slug }) => publicListProducts({ category: slug, sort: 'newest', limit: ENOUGH_TO_CHOOSE_FROM })),
  ]);
  const shown = arrangeWindow({
    categories,
    tops,
    newest: newest.flatMap(({ items }) => items),
    little: cheap.items,
  });
  const littleHref = catalogueHref(paths.search, {
    ...parseCatalogueQuery({ max: plainAmount(little), sort: '-price' }),
  });
  return (
    <>
      <JsonLd data={websiteData()} />
      <Hero products={shown.hero} />
      <Section heading={texts.home.categories} id="shelves">
        <CategoryTiles tiles={shown.tiles} />
      </Section>
      <Section heading={texts.home.newest} more={{ href: paths.newest, text: texts.home.newestMore }}>
        <ProductGrid products={shown.fresh} />
      </Section>
      {shown.lastOnes.length > 0 && (
        <Section heading={texts.home.lastOnes} note={texts.home.lastOnesNote}>
          <ProductGrid products={shown.lastOnes} />
        </Section>
      )}
      {shown.little.length > 0 && (
        <Section
          heading={texts.home.little}
          note={texts.home.littleNote(formatMoney(little, shop.locale))}
          more={{ href: littleHref, text: texts.home.littleMore(formatMoney(little, shop.locale)) }}
        >
          <ProductGrid products={shown.little} />
        </Section>
      )}
    </>
  );
});

function websiteData() {
  const { shopUrl } = readSettings();
  return {
    '@type': 'WebSite',
    name: shop.name,
    url: shopUrl,
    potentialAction: {
      '@type': 'SearchAction',
      target: { '@type': 'EntryPoint', urlTemplate: `${shopUrl}${paths.search}?q={search_term_string}` },
      'query-input': 'required name=search_term_string',
    },
  };
}
