import { publicListCategories, publicListProducts } from '../../lib/api/index.ts';
import { paths } from '../../lib/paths.ts';
import { readSettings } from '../../lib/settings.ts';

export const dynamic = 'force-dynamic';

// A sitemap may hold 50,000 addresses; the rest is for the categories.
const MOST_PRODUCTS = 49_000;
const KEPT_MS = 10 * 60_000;

let kept: { xml: string; until: number } | undefined;
/** However many ask meanwhile, it is written once. */
let writing: Promise<string> | undefined;

/** Every shelf and product. Kept for a while, since it takes many requests to the server to write. */
export async function GET(): Promise<Response> {
  try {
    return new Response(await sitemap(), { headers: { 'content-type': 'application/xml; charset=utf-8' } });
  } catch (error) {
    console.error('The sitemap could not be written:', error);
    return new Response('The sitemap cannot be had just now.\n', { status: 503, headers: { 'retry-after': '60' } });
  }
}

async function sitemap(): Promise<string> {
  if (kept && kept.until > Date.now()) return kept.xml;
  writing ??= writeSitemap().finally(() => {
    writing = undefined;
  });
  const xml = await writing;
  kept = { xml, until: Date.now() + KEPT_MS };
  return xml;
}

async function writeSitemap(): Promise<string> {
  const { shopUrl } = readSettings();
  const addresses = [paths.home, paths.search, ...(await categoryPaths()), ...(await productPaths())];
  const lines = addresses.map((path) => `<url><loc>${escapeXml(shopUrl + path)}</loc></url>`);
  return `<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n${lines.join('\n')}\n</urlset>\n`;
}

async function categoryPaths(): Promise<string[]> {
  return (await publicListCategories()).map(({ slug }) => paths.category(slug));
}

async function productPaths(): Promise<string[]> {
  const found: string[] = [];
  let cursor: string | undefined;
  do {
    const list = await publicListProducts({ sort: 'name', limit: 100, cursor });
    found.push(...list.items.map(({ slug }) => paths.product(slug)));
    cursor = list.next ?? undefined;
  } while (cursor !== undefined && found.length < MOST_PRODUCTS);
  return found;
}

const escapeXml = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
