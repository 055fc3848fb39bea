import { z } from 'zod';
import { UOMS, type Uom } from '../../shared/quantity.ts';
import { PRODUCT_STATUSES } from './product.model.ts';

const id = z.string().regex(/^[0-9a-f]{24}$/, 'Choose one from the list.');
const whole = z.int().min(0);
/** A text that a form sends empty, or a program as null, to take it away. */
const optionalText = (longest: number) =>
  z
    .string()
    .trim()
    .max(longest)
    .nullish()
    .transform((text) => text || undefined);

const slug = z
  .string()
  .trim()
  .max(120)
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'Use small letters, digits and single hyphens, such as "red-lantern".');

const attributeName = z.string().regex(/^[^$.\0][^.\0]{0,59}$/, 'A name may not hold a full stop nor begin with "$".');

export const pictureList = z
  .array(
    z.strictObject({
      sha256: z.string().regex(/^[0-9a-f]{64}$/, 'Upload the picture first.'),
      alt: z.string().trim().max(300).default(''),
    }),
  )
  .max(12)
  .refine((pictures) => new Set(pictures.map((picture) => picture.sha256)).size === pictures.length, {
    message: 'The same picture is there twice.',
  });

const fields = {
  name: z.string().trim().min(1).max(200),
  sku: z
    .string()
    .trim()
    .regex(/^[\p{L}\p{N}][\p{L}\p{N} ._/-]{0,39}$/u, 'Use up to 40 letters, digits, spaces, ".", "_", "/" or "-".'),
  slug,
  description: z.string().trim().max(5_000),
  category: id.nullable(),
  uom: z.enum(Object.keys(UOMS) as [Uom, ...Uom[]]),
  price: whole,
  status: z.enum(PRODUCT_STATUSES),
  images: pictureList,
  barcode: optionalText(40),
  shelf: optionalText(40),
  family: optionalText(120),
  lowStockThreshold: whole,
  attributes: z
    .record(attributeName, z.union([z.string().max(500), z.number(), z.boolean()]))
    .refine((attributes) => Object.keys(attributes).length <= 50, { message: 'This may have at most 50 entries.' }),
};

const { name, sku, price, ...rest } = fields;

export const newProduct = z.strictObject({
  name,
  sku,
  price,
  bookName: optionalText(200),
  ...z.strictObject(rest).partial().shape,
});
export type NewProduct = z.input<typeof newProduct>;

export const productChanges = z.strictObject(fields).partial();
export type ProductChanges = z.input<typeof productChanges>;
export type CheckedChanges = z.output<typeof productChanges> & { bookName?: string | undefined };

export const newCategory = z.strictObject({
  name: z.string().trim().min(1).max(80),
  slug: slug.optional(),
  parent: id.nullish(),
});
export type NewCategory = z.input<typeof newCategory>;

export const categoryChanges = newCategory.partial();
export type CategoryChanges = z.input<typeof categoryChanges>;
