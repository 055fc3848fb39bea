import type { Crumb } from '../components/breadcrumbs.tsx';
import { readSettings } from './settings.ts';
import { texts } from './texts.ts';

/** The way to a page as schema.org's BreadcrumbList. */
export function breadcrumbData(crumbs: Crumb[]): Record<string, unknown> {
  const { shopUrl } = readSettings();
  return {
    '@type': 'BreadcrumbList',
    itemListElement: [{ name: texts.site.home, href: '/' }, ...crumbs].map(({ name, href }, index) => ({
      '@type': 'ListItem',
      position: index + 1,
      name,
      item: shopUrl + href,
    })),
  };
}
