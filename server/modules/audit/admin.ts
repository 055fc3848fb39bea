// The audit module's door for the panel's resources.
export { ANY_KIND_AND_OUTCOME, type AuditEntry, AuditLog, ENTRY_KINDS, OUTCOMES } from './audit-entry.model.ts';
export { personalFieldsOf } from './audited-model.service.ts';
export { isResumable } from './chunk-handlers.service.ts';
export { Operation } from './operation-journal.model.ts';
export { recordAccess, recordRefusal } from './record.service.ts';
export { resumeOperation } from './resume-operation.use-case.ts';
export { undoOperation } from './undo-operation.use-case.ts';
