import type { Product } from './api/types.ts';
import { plainAmount } from './money.ts';
import { paths } from './paths.ts';
import { readSettings } from './settings.ts';

const AVAILABILITY = { in_stock: 'InStock', low: 'LimitedAvailability', sold_out: 'OutOfStock' } as const;

/** The full address of a product's main picture in its largest size. */
export function imageAddress(product: Product): string | undefined {
  const largest = product.images[0]?.variants.toSorted((a, b) => b.width - a.width)[0];
  return largest && new URL(largest.url, readSettings().shopUrl).href;
}

/** A product as schema.org knows it. */
export function productData(product: Product): Record<string, unknown> {
  return {
    '@type': 'Product',
    name: product.name,
    sku: product.sku,
    description: product.description || undefined,
    image: imageAddress(product),
    category: product.category?.name,
    offers: {
      '@type': 'Offer',
      url: readSettings().shopUrl + paths.product(product.slug),
      price: plainAmount(product.price),
      priceCurrency: product.price.currency,
      availability: `https://schema.org/${AVAILABILITY[product.availability]}`,
    },
  };
}
