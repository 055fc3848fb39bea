import { z } from 'zod';
import { integerParameter } from '../../platform/api-route.ts';
import { UOMS, type Uom } from '../../shared/quantity.ts';

/** What the public API takes and gives; the storefront's types are generated from these. */

export const SORTS = ['name', '-name', 'price', '-price', 'newest'] as const;
export type CatalogueSort = (typeof SORTS)[number];

/** Counting stops here, since a shopper gains nothing from the exact number and the database loses time by it. */
export const MOST_COUNTED = 1_001;

const slug = z
  .string()
  .max(120)
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/);

export const listProductsQuery = z.strictObject({
  category: slug.optional().meta({
    description: 'The slug of a category; products of the categories below it are included.',
    example: 'lanterns',
  }),
  q: z
    .string()
    .min(1)
    .max(200)
    .optional()
    .meta({ description: 'Words of the name or SKU; each may be only the beginning of one.', example: 'red lant' }),
  price: z
    .string()
    .regex(/^(\d{1,9}-\d{0,9}|-\d{1,9})$/, 'Give a range in minor units, such as 100-500.')
    .transform((text) => {
      const [min, max] = text.split('-');
      return { min: min ? Number(min) : null, max: max ? Number(max) : null };
    })
    .optional()
    .meta({
      description: 'Lowest and highest price in minor units, both included; one of them may be left out.',
      example: '100-500',
    }),
  sort: z.enum(SORTS).default('name').meta({ description: 'A hyphen turns the order round.', example: 'price' }),
  cursor: z
    .string()
    .regex(/^[A-Za-z0-9_-]{1,1200}$/)
    .optional()
    .meta({ description: '`next` of the page before. It holds for the same `sort` only.' }),
  limit: integerParameter({ min: 1, max: 100, fallback: 20 }).meta({
    description: 'How many products a page holds.',
    example: 20,
  }),
});
export type ListProductsQuery = z.output<typeof listProductsQuery>;

export const productParams = z.strictObject({
  slug: slug.meta({ description: 'The product’s address.', example: 'red-lantern' }),
});

const money = z
  .strictObject({
    amount: z.int().min(0).meta({ description: 'In minor units, such as pence.' }),
    currency: z.string().regex(/^[A-Z]{3}$/),
  })
  .meta({ id: 'Money' });

const imageVariant = z
  .strictObject({ width: z.int().min(1), url: z.string().min(1) })
  .meta({ id: 'ImageVariant', description: 'A WebP file in one width. What is behind its address never changes.' });

const image = z
  .strictObject({
    alt: z.string(),
    width: z.int().min(1),
    height: z.int().min(1),
    variants: z.array(imageVariant),
  })
  .meta({ id: 'Image' });

export const product = z
  .strictObject({
    id: z.string(),
    sku: z.string(),
    slug: z.string(),
    name: z.string(),
    description: z.string(),
    category: z.strictObject({ slug: z.string(), name: z.string() }).nullable(),
    uom: z.enum(Object.keys(UOMS) as [Uom, ...Uom[]]).meta({
      description: `The unit of quantities. They are whole numbers of its smallest step; decimals: ${JSON.stringify(UOMS)}.`,
    }),
    price: money,
    availability: z.enum(['in_stock', 'low', 'sold_out']),
    available: z.int().min(0).meta({ description: 'What can be bought now, in the smallest step of the unit.' }),
    images: z.array(image),
  })
  .meta({ id: 'Product' });
export type ProductJson = z.output<typeof product>;

export const productList = z
  .strictObject({
    items: z.array(product),
    next: z.string().nullable().meta({ description: 'The cursor of the next page, or null on the last one.' }),
    total: z.int().min(0).nullable().meta({
      description: 'How many there are; 1001 means more than 1,000. Null on later pages, where it is not counted.',
    }),
  })
  .meta({ id: 'ProductList' });

const category = z
  .strictObject({
    id: z.string(),
    name: z.string(),
    slug: z.string(),
    parent: z.string().nullable().meta({ description: 'The slug of the category above it.' }),
    products: z
      .int()
      .min(0)
      .meta({ description: 'Products on sale in it and below it; each category’s own are counted up to 1001.' }),
  })
  .meta({ id: 'Category' });
export type CategoryJson = z.output<typeof category>;

export const categoryList = z.strictObject({ items: z.array(category) }).meta({ id: 'CategoryList' });

export const exampleProduct: ProductJson = {
  id: '665f1c2e9b1d8a0012345678',
  sku: '85123A',
  slug: 'red-lantern',
  name: 'Red Lantern',
  description: 'A lantern of painted tin for a tea light.',
  category: { slug: 'lanterns', name: 'Lanterns' },
  uom: 'piece',
  price: { amount: 255, currency: 'GBP' },
  availability: 'in_stock',
  available: 42,
  images: [
    {
      alt: 'A red lantern',
      width: 960,
      height: 960,
      variants: [
        { width: 160, url: `/media/${'0'.repeat(64)}-160.webp` },
        { width: 480, url: `/media/${'0'.repeat(64)}-480.webp` },
        { width: 960, url: `/media/${'0'.repeat(64)}-960.webp` },
      ],
    },
  ],
};

export const exampleCategory: CategoryJson = {
  id: '665f1c2e9b1d8a0087654321',
  name: 'Lanterns',
  slug: 'lanterns',
  parent: null,
  products: 17,
};
