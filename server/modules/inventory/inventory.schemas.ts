import { z } from 'zod';

const id = z.string().regex(/^[0-9a-f]{24}$/, 'This is not the id of a record.');
const note = z.string().trim().max(500);
const requiredNote = note.min(3, 'Say why, in a few words.');
const steps = z.number().int().max(1_000_000_000);
const quantity = steps.min(1, 'Give a quantity above zero.');
/** Repeating a request with the same key books it once, so that a double click does no harm. */
const requestKey = z.string().min(8).max(200).optional();
const reference = z.string().trim().min(1).max(200).optional();

export const receiveStockSchema = z.strictObject({
  productId: id,
  quantity,
  reference,
  note: note.optional(),
  requestKey,
});

export const writeOffStockSchema = z.strictObject({
  productId: id,
  quantity,
  note: requiredNote,
  /** Take it from what is held for inspection, not from what is for sale. */
  fromHeld: z.boolean().optional(),
  requestKey,
});

export const correctStockSchema = z.union([
  z.strictObject({ productId: id, delta: steps.min(-1_000_000_000), note: requiredNote, requestKey }),
  z.strictObject({ movementId: id, note: requiredNote, requestKey }),
]);

export const countStockSchema = z.strictObject({
  productId: id,
  counted: steps.min(0),
  /** Stock at the moment of counting, as `countBasis` answered; without it, stock now. Sales in between are then no difference. */
  basis: z.strictObject({ onHand: steps.min(0), movement: z.number().int().min(0) }).optional(),
  note: note.optional(),
  requestKey,
});

/** All notes of a booking together: it is kept whole in its journal, and MongoDB's documents end at 16 MB. */
const MOST_NOTES = 2_000_000;

export const bookDeliverySchema = z.strictObject({
  supplierId: id.optional(),
  reference: z.string().trim().min(1).max(120),
  date: z.date().optional(),
  lines: z
    .array(z.strictObject({ productId: id, quantity, note: note.optional() }))
    .min(1, 'A delivery needs at least one line.')
    .max(20_000)
    .refine((lines) => lines.reduce((sum, line) => sum + (line.note?.length ?? 0), 0) <= MOST_NOTES, {
      message: 'The notes are too long together. Book the goods in several parts.',
    }),
  /** The delivery's own id, where it is kept as a document; booking it twice under one id books it once. */
  deliveryId: z.string().min(1).max(100).optional(),
});

export const holdStockSchema = z.strictObject({ productId: id, quantity, note: requiredNote, requestKey });

/** What a scanner read, and how often it read it. */
export const scansSchema = z.strictObject({
  scans: z
    .array(
      z.strictObject({
        code: z.string().trim().min(1, 'Scan or type a code.').max(60),
        times: z.number().int().min(1).max(10_000),
      }),
    )
    .min(1, 'Scan or type a code.')
    .max(100),
});

export const pastedTextSchema = z.strictObject({
  text: z.string().trim().min(1, 'Paste at least one row.').max(100_000),
});

const uom = z.string();

export const newDeliverySchema = z.strictObject({
  supplier: id.nullish(),
  reference: z.string().trim().min(1, 'What does the supplier’s paper say?').max(120),
  expectedOn: z.date().nullish(),
  note: z.string().trim().max(2_000).nullish(),
});

export const deliveryLinesSchema = z.strictObject({
  lines: z
    .array(
      z.strictObject({
        product: id,
        uom,
        expected: steps.min(0),
        accepted: steps.min(0),
        rejected: steps.min(0),
        reason: z.string().trim().max(200).default(''),
      }),
    )
    .min(1)
    .max(500),
});

export const newCountSchema = z.strictObject({
  name: z.string().trim().max(120).nullish(),
  shelf: z.string().trim().max(40).nullish(),
  category: id.nullish(),
  blind: z.boolean().default(true),
  note: z.string().trim().max(2_000).nullish(),
});

export const countLinesSchema = z.strictObject({
  lines: z
    .array(z.strictObject({ product: id, uom, counted: steps.min(0), remove: z.boolean().optional() }))
    .min(1)
    .max(500),
});

export const supplierSchema = z.strictObject({
  name: z.string().trim().min(1).max(120),
  email: z.email('This is not an e-mail address.').max(254).optional(),
  phone: z.string().trim().max(40).optional(),
  leadTimeDays: z.number().int().min(0).max(365).optional(),
  note: z.string().trim().max(2_000).optional(),
});

export type ReceiveStock = z.input<typeof receiveStockSchema>;
export type WriteOffStock = z.input<typeof writeOffStockSchema>;
export type CorrectStock = z.input<typeof correctStockSchema>;
export type CountStock = z.input<typeof countStockSchema>;
export type BookDelivery = z.input<typeof bookDeliverySchema>;
export type HoldStock = z.input<typeof holdStockSchema>;
export type NewSupplier = z.input<typeof supplierSchema>;
export type Scans = z.input<typeof scansSchema>;
export type PastedText = z.input<typeof pastedTextSchema>;
export type NewDelivery = z.input<typeof newDeliverySchema>;
export type DeliveryLines = z.input<typeof deliveryLinesSchema>;
export type NewCount = z.input<typeof newCountSchema>;
export type CountLines = z.input<typeof countLinesSchema>;
/** Which delivery or count; and the key under which a repeated request counts once. */
export type ToDelivery = { id: string; requestKey?: string | undefined };
export type ToCount = ToDelivery;
