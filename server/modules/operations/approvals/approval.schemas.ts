import { z } from 'zod';

const id = z.string().regex(/^[0-9a-f]{24}$/, 'This is not the id of a record.');
const note = z.string().trim().max(2_000);
const why = note.refine((text) => text.length >= 3, 'Say why, in a few words.');

export const approveInput = z.strictObject({ id, note: note.optional() });
export const decisionWithReason = z.strictObject({ id, note: why });
export const requestRefundInput = z.strictObject({
  orderId: id,
  amount: z.number().int().min(1, 'Give an amount above zero.').max(1_000_000_000),
  reason: why,
});
export const requestUndoInput = z.strictObject({ operationId: z.string().min(1).max(100), reason: why });

export type Approve = z.input<typeof approveInput>;
export type DecisionWithReason = z.input<typeof decisionWithReason>;
export type RequestRefund = z.input<typeof requestRefundInput>;
export type RequestUndo = z.input<typeof requestUndoInput>;
