import { isDuplicateKey } from '../../platform/database-errors.ts';
import { SessionModel, type StoredSession } from './session.model.ts';

/** A session that is still going on, or null. */
export async function loadSession(id: string): Promise<StoredSession | null> {
  const session = await SessionModel.findOne({ _id: id, ended: { $ne: true }, expires: { $gt: new Date() } }).lean();
  return session?.header && session.data ? { header: session.header, data: session.data } : null;
}

/** Stores a new session or what became of one. One that has ended meanwhile stays ended. */
export async function saveSession(id: string, { header, data }: StoredSession, expires: Date): Promise<void> {
  try {
    await SessionModel.updateOne(
      { _id: id, ended: { $ne: true } },
      { $set: { header, data, expires } },
      { upsert: true },
    );
  } catch (error) {
    // The filter passes over an ended session, and the insert then meets it by its id.
    if (!isDuplicateKey(error)) throw error;
  }
}

/** Ends every session of a person, in the panel and in the shop. Joins the operation it is called in. Answers how many there were. */
export function endSessionsOf(userId: string): Promise<number> {
  return endSessions({ 'data.userId': userId });
}

/** Ends the sessions that belong to one session at the identity provider. */
export function endSessionsOfProvider(sid: string): Promise<number> {
  return endSessions({ 'data.sid': sid });
}

/** Ends one session by its id. */
export async function endSession(id: string): Promise<void> {
  await endSessions({ _id: id });
}

async function endSessions(filter: Record<string, unknown>): Promise<number> {
  const outcome = await SessionModel.updateMany(
    { ...filter, ended: { $ne: true } },
    { $set: { ended: true }, $unset: { data: 1 } },
  );
  return outcome.modifiedCount;
}
