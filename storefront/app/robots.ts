import type { MetadataRoute } from 'next';
import { paths } from '../lib/paths.ts';
import { readSettings } from '../lib/settings.ts';

export const dynamic = 'force-dynamic';

export default function robots(): MetadataRoute.Robots {
  const { shopUrl } = readSettings();
  return {
    rules: { userAgent: '*', allow: '/', disallow: ['/api/', '/auth/', paths.cart, paths.checkout, paths.orders] },
    sitemap: `${shopUrl}/sitemap.xml`,
  };
}
