import { clock } from '../../platform/clock.ts';
import { invalid } from '../../shared/errors.ts';
import type { RequestContext } from '../../shared/request-context.ts';
import { currentOperation } from '../audit/index.ts';
import { applyStock, type StockChange, type StockLevel } from '../catalog/index.ts';
import { raiseAlerts } from './stock-alerts.service.ts';
import { type MovementReason, type StockDocument, StockMovementModel } from './stock-movement.model.ts';

export type MovementLine = {
  productId: string;
  /** What comes (above zero) or goes, in the smallest step of the product's unit. */
  delta: number;
  reason: MovementReason;
  document: StockDocument;
  note?: string;
  /** When it happened, where the document says so; otherwise now. */
  date?: Date;
  /** A shipment lowers what was set aside for its order. */
  reserved?: number;
  /** A return under inspection raises what is held; its release is a movement of this figure alone. */
  held?: number;
};

export type BookedMovement = { productId: string; seq: number; delta: number; balanceAfter: number };

export type ReservedLine = { productId: string; quantity: number };

/**
 * The one way in which stock changes. Books the movements in the current operation: one guarded update for all products together (lines of
 * one product summed, products in the order of their ids), then the rows of the ledger with their running balance.
 * Throws `out_of_stock` with every short product; then the whole operation is undone.
 */
export async function bookMovements(ctx: RequestContext, lines: readonly MovementLine[]): Promise<BookedMovement[]> {
  if (!currentOperation()) throw new Error('bookMovements needs an operation');
  if (lines.length === 0) return [];
  for (const line of lines) refuseOddDelta(line);
  const now = clock.now();
  const levels = await change(ctx, summed(lines, now));

  const running = new Map([...levels].map(([id, level]) => [id, { ...level.before }]));
  const rows = lines.map((line) => {
    const at = running.get(line.productId)!;
    at.quantity += line.delta;
    at.stockSeq += 1;
    return {
      product: line.productId,
      seq: at.stockSeq,
      delta: line.delta,
      held: line.held ?? 0,
      reason: line.reason,
      document: line.document,
      actor: { kind: ctx.actor.kind, id: ctx.actor.id, name: ctx.actor.name },
      note: line.note ?? '',
      balanceAfter: at.quantity,
      date: line.date ?? now,
      ...(ctx.demo ? { demo: true } : {}),
    };
  });
  await StockMovementModel.insertMany(rows);
  return rows.map(({ product, seq, delta, balanceAfter }) => ({ productId: product, seq, delta, balanceAfter }));
}

/**
 * Sets goods on sale aside for an open order, in the current operation; answers the products as they stand now, by their id. Throws
 * `out_of_stock` with every short product; of one that is gone or no longer on sale nothing can be had.
 */
export async function reserveStock(
  ctx: RequestContext,
  lines: readonly ReservedLine[],
): Promise<Map<string, StockLevel>> {
  return change(
    ctx,
    summedReservations(lines, 1).map((reservation) => ({ ...reservation, forSale: true })),
  );
}

/** Gives back what an open order had set aside, in the current operation. */
export async function releaseStock(ctx: RequestContext, lines: readonly ReservedLine[]): Promise<void> {
  await change(ctx, summedReservations(lines, -1));
}

/** Applies the changes and says, once each, what they mean for people: low, recovered, back in stock. Imported history is no news. */
async function change(ctx: RequestContext, changes: StockChange[]): Promise<Map<string, StockLevel>> {
  if (!currentOperation()) throw new Error('stock changes need an operation');
  if (changes.length === 0) return new Map();
  const levels = await applyStock(changes);
  if (ctx.source !== 'import') await raiseAlerts(levels);
  return new Map(levels.map((level) => [level.productId, level]));
}

/** One change a product, in the order of the ids: two transactions never take the same two products the other way round. */
function summed(lines: readonly MovementLine[], now: Date): StockChange[] {
  const byProduct = new Map<
    string,
    StockChange & { quantity: number; reserved: number; held: number; movements: number }
  >();
  for (const line of lines) {
    let change = byProduct.get(line.productId);
    if (!change) {
      change = { productId: line.productId, quantity: 0, reserved: 0, held: 0, movements: 0 };
      byProduct.set(line.productId, change);
    }
    change.quantity += line.delta;
    change.reserved += line.reserved ?? 0;
    change.held += line.held ?? 0;
    change.movements += 1;
    if (line.reason === 'receipt' || line.reason === 'opening')
      change.lastStockDate = latest(change.lastStockDate, line.date ?? now);
  }
  return sorted([...byProduct.values()]);
}

function summedReservations(lines: readonly ReservedLine[], sign: 1 | -1): StockChange[] {
  const byProduct = new Map<string, number>();
  for (const { productId, quantity } of lines) byProduct.set(productId, (byProduct.get(productId) ?? 0) + quantity);
  return sorted([...byProduct].map(([productId, quantity]) => ({ productId, reserved: sign * quantity })));
}

const sorted = (changes: StockChange[]): StockChange[] =>
  changes.sort((a, b) => (a.productId < b.productId ? -1 : a.productId > b.productId ? 1 : 0));

const latest = (a: Date | undefined, b: Date): Date => (a && a > b ? a : b);

function refuseOddDelta(line: MovementLine): void {
  if (!Number.isSafeInteger(line.delta)) throw invalid({ quantity: 'Give a whole number of steps of the unit.' });
  if (line.delta === 0 && !line.held && line.reason !== 'count')
    throw invalid({ quantity: 'Give a quantity other than zero.' });
}
