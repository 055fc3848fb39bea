import { type Session, SessionModel } from './session.model.ts';

/** Ends every session of a person, in the panel and in the shop. Joins the operation it is called in. Answers how many there were. */
export async function endSessionsOf(userId: string): Promise<number> {
  return endSessions({ 'session.data.userId': userId });
}

/** Ends the sessions that belong to one session at the identity provider. */
export async function endSessionsOfProvider(sid: string): Promise<number> {
  return endSessions({ 'session.data.sid': sid });
}

/** Ends one session by its id. */
export async function endSession(id: string): Promise<void> {
  await endSessions({ _id: id });
}

async function endSessions(filter: Record<string, unknown>): Promise<number> {
  const outcome = await SessionModel.updateMany(
    { ...filter, ended: { $ne: true } },
    { $set: { ended: true, session: {} as Session['session'] } },
  );
  return outcome.modifiedCount;
}
