import { z } from 'zod';
import { oneLine, oneLineWithoutLinks } from '../../platform/one-line.ts';
import { isCountryCode } from '../../shared/address-lines.ts';
import { CARD_BEHAVIOURS, PAYMENT_PROVIDERS } from '../payments/index.ts';
import { RETURN_OUTCOMES } from './order.model.ts';
import { MOST_RETURN_PHOTOS } from './return-request.policy.ts';

const id = z.string().regex(/^[0-9a-f]{24}$/, 'This is not the id of a record.');
const quantity = z.number().int().min(1, 'Give a quantity above zero.').max(10_000_000);
const minor = z.number().int().min(1, 'Give an amount above zero.').max(1_000_000_000_000);
const whyRefunded = z.string().trim().min(3, 'Say why, in a few words.').max(500);
const line = (most: number) => oneLineWithoutLinks(most).min(1);
/** Repeating a request with the same key does it once. */
const requestKey = z.string().min(8).max(200);

const NO_COUNTRY = 'Use the two letters of the country, such as GB.';

export const addressSchema = z.strictObject({
  name: line(200),
  line1: line(200),
  line2: oneLineWithoutLinks(200).optional(),
  city: line(120),
  postcode: line(20),
  country: z
    .string()
    .regex(/^[A-Z]{2}$/, NO_COUNTRY)
    .refine(isCountryCode, NO_COUNTRY),
});

export const guestSchema = z.strictObject({
  name: line(200),
  email: z.email('This is not an e-mail address.').max(254).toLowerCase(),
});

export const MAX_LINES = 1_000;
const orderedLines = z
  .array(z.strictObject({ productId: id, quantity }))
  .min(1, 'An order needs at least one line.')
  .max(MAX_LINES)
  .refine((lines) => new Set(lines.map((ordered) => ordered.productId)).size === lines.length, {
    message: 'The same product is there twice.',
  });

const wayToPay = z.enum(PAYMENT_PROVIDERS);

export const placeOrderSchema = z.strictObject({
  lines: orderedLines,
  /** Staff order for a customer; a shopper's own orders are theirs without it. */
  customerId: id.optional(),
  guest: guestSchema.optional(),
  address: addressSchema.optional(),
  delivery: z.string().max(40).optional(),
  paymentMethod: wayToPay,
  note: z.string().trim().max(2_000).optional(),
  requestKey: requestKey.optional(),
});

export const previewOrderSchema = z.strictObject({
  /** The order that is to be changed; without it, a new one. */
  orderId: id.optional(),
  lines: orderedLines,
  delivery: z.string().max(40).optional(),
});

export const changeOrderLinesSchema = z.strictObject({
  orderId: id,
  /** All goods the order shall have; what is not named is taken off. */
  lines: orderedLines,
  delivery: z.string().max(40).optional(),
  /** Stands in the trail where money goes back. */
  reason: whyRefunded.default('The order was changed'),
  /** The version that the change was based on. */
  revision: z.number().int().min(1),
  requestKey: requestKey.optional(),
});

export const checkoutSchema = z.strictObject({
  guest: guestSchema.optional(),
  address: addressSchema,
  delivery: z.string().max(40).optional(),
  paymentMethod: wayToPay,
  /** What the test card should do. */
  card: z.enum(CARD_BEHAVIOURS).optional(),
  /** The total the shopper saw, in minor units: another one now is `price_changed`. */
  expectedTotal: z.number().int().min(0).optional(),
  note: z.string().trim().max(2_000).optional(),
});

export const cartLineSchema = z.strictObject({ productId: id, quantity: z.number().int().min(0).max(10_000_000) });

const part = z.strictObject({ lineId: line(40), quantity });
const eachLineOnce = (parts: { lineId: string }[]) => new Set(parts.map((p) => p.lineId)).size === parts.length;
const once = { message: 'The same line is there twice.' };

export const shipOrderSchema = z.strictObject({
  orderId: id,
  /** Without it, everything that is still to be shipped. */
  lines: z.array(part).min(1).refine(eachLineOnce, once).optional(),
  carrier: oneLine(120).optional(),
  /** Becomes a link in the panel, the shop and mails: only addresses of the web. */
  tracking: z
    .url({ protocol: /^https?$/, error: 'Give a full web address, such as https://carrier.example/track/123.' })
    .max(500)
    .optional(),
  requestKey: requestKey.optional(),
});

export const returnLinesSchema = z.strictObject({
  orderId: id,
  lines: z
    .array(part.extend({ outcome: z.enum(RETURN_OUTCOMES), reason: z.string().trim().max(500).optional() }))
    .min(1, 'Say what came back.'),
  /** The request of the customer that this is about: it has to wait still. */
  returnRequestId: id.optional(),
  /** Gives money back in the same step: what the goods cost, or another amount. */
  refund: z.strictObject({ amount: minor.optional(), reason: whyRefunded }).optional(),
  requestKey: requestKey.optional(),
});

export const requestReturnSchema = z.strictObject({
  orderId: id,
  lines: z.array(part).min(1, 'Say what you want to send back.').max(MAX_LINES).refine(eachLineOnce, once),
  reason: z.string().trim().min(3, 'Say why, in a few words.').max(2_000),
  photos: z
    .array(z.string().regex(/^[0-9a-f]{64}$/, 'This is not a photo.'))
    .max(MOST_RETURN_PHOTOS, `At most ${MOST_RETURN_PHOTOS} photos.`)
    .default([]),
});

export const acceptReturnSchema = z.strictObject({ id, note: z.string().trim().max(2_000).optional() });
export const declineReturnSchema = z.strictObject({
  id,
  note: z.string().trim().min(3, 'Say why, in a few words: the customer reads it.').max(2_000),
});

export const cancelOrderSchema = z.strictObject({ orderId: id, reason: z.string().trim().max(500).optional() });
/** Only staff read it: several lines, and the address of a page, are as welcome as on paper. */
export const addNoteSchema = z.strictObject({
  orderId: id,
  text: z.string().trim().min(1, 'Write something.').max(2_000),
  requestKey: requestKey.optional(),
});
export const changeAddressSchema = z.strictObject({
  orderId: id,
  address: addressSchema,
  /** The version that the change was based on. */
  revision: z.number().int().min(1).optional(),
});

export const takePaymentSchema = z.strictObject({
  orderId: id,
  provider: wayToPay,
  /** Without it, all that is open. */
  amount: minor.optional(),
  received: z.boolean().optional(),
  card: z.enum(CARD_BEHAVIOURS).optional(),
  requestKey,
});

/** A shopper's own try. */
export const payOrderSchema = takePaymentSchema
  .pick({ orderId: true, card: true, requestKey: true })
  .extend({ paymentMethod: wayToPay });

export const refundOrderSchema = z.strictObject({
  orderId: id,
  paymentId: id.optional(),
  amount: minor,
  reason: whyRefunded,
  requestKey,
});

export type PreviewOrder = z.input<typeof previewOrderSchema>;
export type ChangeOrderLines = z.input<typeof changeOrderLinesSchema>;
export type PlaceOrder = z.input<typeof placeOrderSchema>;
export type Checkout = z.input<typeof checkoutSchema>;
export type ShipOrder = z.input<typeof shipOrderSchema>;
export type ReturnLines = z.input<typeof returnLinesSchema>;
export type RequestReturn = z.input<typeof requestReturnSchema>;
export type AcceptReturn = z.input<typeof acceptReturnSchema>;
export type DeclineReturn = z.input<typeof declineReturnSchema>;
export type CancelOrder = z.input<typeof cancelOrderSchema>;
export type AddNote = z.input<typeof addNoteSchema>;
export type ChangeAddress = z.input<typeof changeAddressSchema>;
export type TakePayment = z.input<typeof takePaymentSchema>;
export type PayOrder = z.input<typeof payOrderSchema>;
export type RefundOrder = z.input<typeof refundOrderSchema>;
