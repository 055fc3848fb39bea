import { AuditLog } from '../../modules/audit/admin.ts';

/** Who changed a record last, and when, as the trail tells it. */
export async function lastChange(entity: string, entityId: string): Promise<{ name: string; at: Date } | null> {
  const entry = await AuditLog.findOne({ entityId, entity, revision: { $exists: true } })
    .sort({ revision: -1 })
    .select({ performedBy: 1, createdAt: 1 })
    .lean();
  return entry ? { name: entry.performedBy.name, at: entry.createdAt } : null;
}
