import { maskPerformer, presentFor } from '../../shared/masking.ts';
import type { Who } from '../../shared/permissions.policy.ts';
import type { AuditEntry, Fields } from './audit-entry.model.ts';

/** An entry as programs get it: of a record's values only what its reader may see in the record itself, personal ones masked. */
export function presentEntry(entry: AuditEntry, who: Who) {
  const values = (side: Fields | null) => (side ? presentFor(who, entry.entity, side) : null);
  return {
    id: String(entry._id),
    kind: entry.kind,
    entity: entry.entity,
    entityId: entry.entityId,
    action: entry.action,
    outcome: entry.outcome,
    cause: entry.cause ?? null,
    revision: entry.revision ?? null,
    prevValue: values(entry.prevValue),
    newValue: values(entry.newValue),
    performedBy: maskPerformer(who, entry.performedBy, entry.role),
    role: entry.role,
    ip: entry.ip,
    userAgent: entry.userAgent,
    source: entry.source,
    reason: entry.reason ?? null,
    detail: entry.detail ?? null,
    requestId: entry.requestId,
    operationId: entry.operationId ?? null,
    createdAt: entry.createdAt.toISOString(),
    count: entry.count ?? 1,
    logIndex: entry.logIndex ?? null,
  };
}
