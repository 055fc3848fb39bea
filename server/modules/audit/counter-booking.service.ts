import type { RequestContext } from '../../shared/request-context.ts';
import type { ChunkOutcome } from './chunk-handlers.service.ts';
import type { OperationJournal } from './operation-journal.model.ts';

/** How what an action booked in a ledger is taken back: each row by its opposite, since rows of a ledger stay. */
export type CounterBooking = {
  /** The ledger's collection. */
  ledger: string;
  /** The ids of the rows that the operation booked, the last one first. */
  rowsOf: (journal: Pick<OperationJournal, '_id' | 'input'>) => Promise<string[]>;
  /** Books the opposite of some rows, in the current operation; those for which that can't be are listed by their id. */
  book: (ctx: RequestContext, rowIds: string[]) => Promise<ChunkOutcome>;
  /** Waits for its turn before the transaction opens. */
  inTurn: <T>(rowIds: string[], run: () => Promise<T>) => Promise<T>;
};

const byAction = new Map<string, CounterBooking>();

/** Says how an action's bookings are taken back; without it an undo leaves ledgers as they are. */
export function registerCounterBooking(action: string, booking: CounterBooking): void {
  if (byAction.has(action)) throw new Error(`${action} has a counter-booking already`);
  byAction.set(action, booking);
}

export const counterBookingOf = (action: unknown): CounterBooking | undefined => byAction.get(String(action));
