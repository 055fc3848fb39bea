import mongoose from 'mongoose';
import { type AuditEntry, AuditLog } from '../audit-entry.model.ts';
import { logQueue } from './log.model.ts';

/**
 * So many entries of one transaction wait for the log as one list; fewer wait each by a mark of its own. The mark is indexed, so that taking it
 * off costs as much as all the other indexes together; a list costs one more insert.
 */
const LISTED_FROM = 16;

/** Inserts entries in a transaction, and whatever the sequencer finds them by. */
export async function writeEntries(entries: AuditEntry[], session: mongoose.ClientSession): Promise<void> {
  if (entries.length === 0) return;
  if (entries.length >= LISTED_FROM) {
    for (const entry of entries) delete entry.pending;
    const list = { _id: new mongoose.Types.ObjectId(), entries: entries.map(({ _id }) => _id) };
    await logQueue.insertOne(list, { session });
  }
  await AuditLog.collection.insertMany(entries, { session });
}
