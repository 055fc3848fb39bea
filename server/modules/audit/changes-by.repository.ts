import { type AuditEntry, AuditLog } from './audit-entry.model.ts';

export type ChangeMade = Pick<AuditEntry, 'entityId' | 'prevValue' | 'newValue' | 'createdAt'>;

/** What a person changed of one collection since then, latest first, whichever way. */
export function changesBy(personId: string, entity: string, since: Date): Promise<ChangeMade[]> {
  return AuditLog.find(
    { 'performedBy.id': personId, kind: 'change', outcome: 'done', entity, createdAt: { $gte: since } },
    { entityId: 1, prevValue: 1, newValue: 1, createdAt: 1 },
  )
    .sort({ createdAt: -1, _id: -1 })
    .lean<ChangeMade[]>();
}
