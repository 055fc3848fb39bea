import mongoose from 'mongoose';

/**
 * Ends at once what the transactions of a killed process would otherwise keep for a minute: MongoDB does not notice that their client is gone.
 * The process is known by the name under which it connected.
 */
export async function endSessionsOf(appName: string): Promise<void> {
  const admin = mongoose.connection.getClient().db('admin');
  const idle = await admin
    .aggregate([{ $currentOp: { idleSessions: true } }, { $match: { appName, lsid: { $exists: true } } }], {
      readConcern: { level: 'local' },
    })
    .toArray();
  if (idle.length > 0) await admin.command({ killSessions: idle.map(({ lsid }) => ({ id: lsid.id })) });
}
