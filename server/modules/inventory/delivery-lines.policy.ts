import { invalid } from '../../shared/errors.ts';
import type { Uom } from '../../shared/quantity.ts';
import type { DeliveryState } from './delivery.model.ts';

/** The figures of a delivery's line, in steps of the product's unit. */
export type LineFigures = { expected: number; accepted: number; rejected: number; reason: string; booked: number };

/** What is still to come or to be booked: what was announced and not refused, or what came beyond that, less what is in stock already. */
export const openOf = ({ expected, accepted, rejected, booked }: LineFigures): number =>
  Math.max(0, Math.max(expected - rejected, accepted) - booked);

/** What the next booking takes into stock. */
export const toBook = ({ accepted, booked }: LineFigures): number => accepted - booked;

/**
 * The state a delivery is in after a booking: done once everything that was announced has come. One that announced nothing stays open until
 * somebody says that it is complete.
 */
export function stateAfterBooking(lines: readonly LineFigures[]): DeliveryState {
  const announced = lines.filter(({ expected }) => expected > 0);
  if (announced.length > 0 && lines.every((line) => openOf(line) === 0)) return 'done';
  return lines.some(({ booked }) => booked > 0) ? 'partly_booked' : 'draft';
}

/** Throws `invalid` for figures that can't be: taken back below what is in stock, refused without a reason. */
export function assertFigures(lines: readonly (LineFigures & { sku: string; uom: Uom })[]): void {
  const faults: Record<string, string> = {};
  lines.forEach((line, n) => {
    if (line.accepted < line.booked) {
      faults[`lines.${n}.accepted`] = `More than that of ${line.sku} is in stock already. Correct the stock instead.`;
    }
    if (line.rejected > 0 && line.reason.trim() === '') {
      faults[`lines.${n}.reason`] = `Say why ${line.sku} was rejected.`;
    }
  });
  if (Object.keys(faults).length > 0) throw invalid(faults, Object.values(faults)[0]);
}
