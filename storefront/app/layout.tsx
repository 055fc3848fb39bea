import type { Metadata, Viewport } from 'next';
import type { ReactNode } from 'react';
import { SiteFooter } from '../components/site-footer.tsx';
import { SiteHeader } from '../components/site-header.tsx';
import { publicListCategories, shopperGetCart, shopperGetMe } from '../lib/api/index.ts';
import { readSettings } from '../lib/settings.ts';
import { shop } from '../lib/shop.ts';
import { texts } from '../lib/texts.ts';
import '../styles/index.css';

// Read at request time: one build serves several addresses.
export function generateMetadata(): Metadata {
  return {
    metadataBase: new URL(readSettings().shopUrl),
    title: { default: `${shop.name}: ${texts.site.tagline}`, template: `%s · ${shop.name}` },
    description: texts.site.description,
    applicationName: shop.name,
    openGraph: { siteName: shop.name, locale: shop.openGraphLocale, type: 'website' },
    formatDetection: { telephone: false },
  };
}

export const viewport: Viewport = {
  colorScheme: 'light dark',
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#f8f4ec' },
    { media: '(prefers-color-scheme: dark)', color: '#171513' },
  ],
};

// A nonce is good for one answer, so no page may be made in advance.
export const dynamic = 'force-dynamic';

export default async function RootLayout({ children }: { children: ReactNode }) {
  // The frame stands even when the server is away; the page itself says what is wrong.
  const [categories, me, cart] = await Promise.all([
    publicListCategories().catch(() => []),
    shopperGetMe().catch(() => null),
    shopperGetCart().catch(() => null),
  ]);
  return (
    <html lang={shop.locale}>
      <body>
        <a className="skip" href="#content">
          {texts.site.skip}
        </a>
        <SiteHeader categories={categories} me={me} inCart={cart?.lines.length ?? 0} />
        <main id="content" tabIndex={-1}>
          {children}
        </main>
        <SiteFooter categories={categories} />
      </body>
    </html>
  );
}
