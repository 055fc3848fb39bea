// The audit module's door for the panel's resources.
export { type AuditEntry, AuditLog, ENTRY_KINDS, OUTCOMES } from './audit-entry.model.ts';
export { personalFieldsOf } from './audited-model.service.ts';
export { recordAccess } from './record.service.ts';
