import type { Fields } from '../audit-entry.model.ts';

/** A write as the database's change stream tells it, without images: what a record was before is told by its fold. */
export type WriteEvent = {
  kind: 'insert' | 'update' | 'replace' | 'delete';
  collection: string;
  id: unknown;
  /** Of inserts and replacements the whole record, of updates the top-level fields set; null for a delete. */
  after: Fields | null;
  /** Top-level names of what an update set or removed; empty for other kinds. */
  fields: string[];
  at: Date;
  /** Its place in the change stream: the same event has the same one whenever it is read. */
  token: string;
};

export type Traits = { class: 'audited' | 'ledger' | 'trail' | 'log'; ownedByLedger: ReadonlySet<string> };

/** `mark` is what the sequencer does with each entry: a look into the log tells whether it was the sequencer. */
export type OutsideWrite = { event: WriteEvent; of: 'record' | 'stock figure' | 'trail' | 'mark' };

/**
 * Answers which writes of one transaction the application would not have made; these need an entry. A write of an audited record is ours if
 * the same transaction inserted its entry; of the stock figures alone, if it inserted any entry or movement; of the log, if it grows as a
 * whole; of the trail, if it is a folded line growing, an erasure that is on record, or an entry's place in the log where it stands. An entry that tells of a change is ours only if
 * the same transaction changed that record: the others stand alone, so that a forged one among them can't be told from ours.
 */
export function outsideWrites(
  events: WriteEvent[],
  traitsOf: (collection: string) => Traits | undefined,
): OutsideWrite[] {
  const inserted = events.filter((event) => event.kind === 'insert');
  const entries = inserted.filter((event) => traitsOf(event.collection)?.class === 'trail');
  const recorded = new Set(entries.map(({ after }) => `${String(after?.['entity'])}:${String(after?.['entityId'])}`));
  const changed = new Set(
    events
      .filter((event) => traitsOf(event.collection)?.class === 'audited')
      .map((event) => `${event.collection}:${String(event.id)}`),
  );
  const isBooked = entries.length > 0 || inserted.some((event) => traitsOf(event.collection)?.class === 'ledger');
  const listed = new Set(inserted.filter(({ collection }) => collection === LISTS).flatMap(listOf));
  const written = new Set(entries.map(({ id }) => String(id)));
  const isGrowth = events.some(
    ({ collection, kind, fields }) => collection === 'logState' && (kind === 'insert' || fields.includes('size')),
  );
  const byErasure = entries.some(({ after }) => after?.['action'] === 'users.erase');

  const judge = (event: WriteEvent): OutsideWrite['of'] | null => {
    const traits = traitsOf(event.collection);
    switch (traits?.class) {
      case 'audited': {
        if (recorded.has(`${event.collection}:${String(event.id)}`)) return null;
        if (event.kind !== 'update') return 'record';
        const fields = event.fields.filter((field) => !BOOKKEEPING.has(field));
        // A revision that no entry stands behind would keep the application from the record: it is looked at, and set right.
        if (fields.length === 0) return event.fields.includes('revision') ? 'record' : null;
        if (fields.every((field) => traits.ownedByLedger.has(field))) return isBooked ? null : 'stock figure';
        return 'record';
      }
      case 'ledger':
      case 'trail':
        // A row that waits for the log will be in it; one that claims to be in it already was slipped in.
        if (event.kind === 'insert') {
          const { pending, kind, entity, entityId, logIndex } = event.after ?? {};
          // In one of the two ways, not in both: it would be taken in twice.
          const waits = (pending === true) !== listed.has(String(event.id));
          const isMadeUp = kind === 'change' && !changed.has(`${String(entity)}:${String(entityId)}`);
          return waits && logIndex === undefined && !isMadeUp ? null : 'trail';
        }
        if (event.kind !== 'update') return 'trail';
        if (byErasure || event.fields.every((field) => field === 'count')) return null;
        if (
          isGrowth &&
          event.fields.every((field) => field === 'logIndex') &&
          Number.isInteger(event.after?.['logIndex'])
        )
          return null;
        return event.fields.every((field) => MARK.has(field)) ? 'mark' : 'trail';
      case 'log':
        if (event.collection === LISTS && event.kind !== 'delete') {
          const ids = event.kind === 'insert' ? listOf(event) : [];
          return ids.length > 0 && ids.every((id) => written.has(id)) ? null : 'trail';
        }
        return isGrowth || (event.kind === 'insert' && event.collection === 'logCheckpoints') ? null : 'trail';
      default:
        return null;
    }
  };
  return events.flatMap((event) => {
    const of = judge(event);
    return of ? [{ event, of }] : [];
  });
}

/** Where the entries are listed that wait for the log together. */
const LISTS = 'logQueue';
const listOf = ({ after }: WriteEvent): string[] => {
  const entries = after?.['entries'];
  return Array.isArray(entries) ? entries.map(String) : [];
};

const MARK: ReadonlySet<string> = new Set(['pending', 'logIndex']);

export const BOOKKEEPING: ReadonlySet<string> = new Set(['updatedAt', 'revision']);
