import { badRequest, notFound } from '../../shared/errors.ts';
import { decodeCursor, encodeCursor } from '../../shared/pagination.ts';
import { assertCan } from '../../shared/permissions.policy.ts';
import type { Uom } from '../../shared/quantity.ts';
import type { RequestContext } from '../../shared/request-context.ts';
import { productsByIds } from '../catalog/index.ts';
import { type MovementReason, type StockDocument, StockMovementModel } from './stock-movement.model.ts';

export type StockCardRow = {
  id: string;
  seq: number;
  delta: number;
  held: number;
  /** On hand after this movement. */
  balance: number;
  reason: MovementReason;
  document: StockDocument;
  actor: { kind: string; id: string | null; name: string };
  note: string;
  date: Date;
  bookedAt: Date;
  /** The operation whose audit entries belong to it. */
  operationId: string;
};

/** Quantities are in steps of the unit. */
export type StockCardPage = { uom: Uom; items: StockCardRow[]; next: string | null };

const MAX_ROWS = 200;

/** One page of a product's stock card, newest first, however long the card is. Throws `bad_cursor`, `not_found`. */
export async function stockCard(
  ctx: RequestContext,
  input: { productId: string; cursor?: string | null; limit?: number },
): Promise<StockCardPage> {
  assertCan(ctx, 'stockMovements', 'list');
  const limit = Math.min(Math.max(input.limit ?? 50, 1), MAX_ROWS);
  const [product] = await productsByIds([input.productId]);
  if (!product) throw notFound('product', input.productId);
  const before = input.cursor ? seqOf(input.cursor) : Number.MAX_SAFE_INTEGER;
  const rows = await StockMovementModel.find({ product: input.productId, seq: { $lt: before } })
    .sort({ seq: -1 })
    .limit(limit + 1)
    .lean();
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    uom: product.uom,
    items: page.map((row) => ({
      id: String(row._id),
      seq: row.seq,
      delta: row.delta,
      held: row.held,
      balance: row.balanceAfter,
      reason: row.reason,
      document: row.document,
      actor: row.actor,
      note: row.note,
      date: row.date,
      bookedAt: row.createdAt,
      operationId: row.operationId,
    })),
    next: rows.length > limit && last ? encodeCursor({ seq: last.seq }) : null,
  };
}

function seqOf(cursor: string): number {
  const { seq } = decodeCursor(cursor);
  if (!Number.isSafeInteger(seq))
    throw badRequest('bad_cursor', 'This cursor is not one of ours. Start again without it.');
  return seq as number;
}
