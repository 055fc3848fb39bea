import mongoose from 'mongoose';
import { ANY_KIND_AND_OUTCOME, type AuditEntry, AuditLog, type EntryKind, type Outcome } from './audit-entry.model.ts';

export type TrailFilter = {
  kind?: EntryKind | undefined;
  entity?: string | undefined;
  /** Asked together with its entity. */
  entityId?: string | undefined;
  action?: string | undefined;
  outcome?: Outcome | undefined;
  since?: Date | undefined;
  until?: Date | undefined;
};
export type TrailPosition = { at: Date; id: string };
type Reading = { order: 'newest' | 'oldest'; after: TrailPosition | null; limit?: number };

/** Few enough to die young: of 500 so many outlive their batch that the memory of a server rises by three times as much. */
const BATCH = 100;

/** The trail's entries one after the other, latest or oldest first; without a limit all of them, a batch in memory at a time. */
export function entriesOf(filter: TrailFilter, { order, after, limit }: Reading): AsyncIterable<AuditEntry> {
  const direction = order === 'newest' ? -1 : 1;
  const cursor = AuditLog.collection
    .find(queryOf(filter, order, after) as never, { batchSize: BATCH })
    .sort({ createdAt: direction, _id: direction });
  return (limit === undefined ? cursor : cursor.limit(limit)) as unknown as AsyncIterable<AuditEntry>;
}

function queryOf(filter: TrailFilter, order: 'newest' | 'oldest', after: TrailPosition | null) {
  const { since, until, ...equal } = filter;
  const from = [since, order === 'oldest' ? after?.at : undefined].filter((date) => date !== undefined);
  const to = [until, order === 'newest' ? after?.at : undefined].filter((date) => date !== undefined);
  const createdAt = {
    ...(from.length > 0 ? { $gte: latestOf(from) } : {}),
    ...(to.length > 0 ? { $lte: earliestOf(to) } : {}),
  };
  const beyond = order === 'newest' ? '$lt' : '$gt';
  return {
    ...ANY_KIND_AND_OUTCOME,
    ...Object.fromEntries(Object.entries(equal).filter(([, value]) => value !== undefined)),
    ...(from.length + to.length > 0 ? { createdAt } : {}),
    ...(after
      ? {
          $or: [
            { createdAt: { [beyond]: after.at } },
            { createdAt: after.at, _id: { [beyond]: new mongoose.Types.ObjectId(after.id) } },
          ],
        }
      : {}),
  };
}

const latestOf = (dates: Date[]): Date => new Date(Math.max(...dates.map(Number)));
const earliestOf = (dates: Date[]): Date => new Date(Math.min(...dates.map(Number)));
