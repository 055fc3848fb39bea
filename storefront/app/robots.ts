import type { MetadataRoute } from 'next';
import { readSettings } from '../lib/settings.ts';

export const dynamic = 'force-dynamic';

export default function robots(): MetadataRoute.Robots {
  const { shopUrl } = readSettings();
  return {
    rules: { userAgent: '*', allow: '/', disallow: ['/api/', '/auth/'] },
    sitemap: `${shopUrl}/sitemap.xml`,
  };
}
