import mongoose from 'mongoose';
import type { RequestContext } from '../../shared/request-context.ts';
import type { AuditEntry } from './audit-entry.model.ts';
import { salted } from './leaf.policy.ts';
import type { CurrentOperation } from './operation.service.ts';
import type { Touched } from './touched-records.service.ts';

export type Essence = Pick<AuditEntry, 'kind' | 'entity' | 'entityId' | 'action' | 'outcome'> & Partial<AuditEntry>;

/** Completes an entry with who, whence and when. An entry without an actor's name or a request id is a programming error. */
export function entryFor(ctx: RequestContext, essence: Essence, createdAt: Date): AuditEntry {
  if (!ctx.actor.name || !ctx.requestId)
    throw new Error(`An audit entry for ${essence.action} lacks its actor or request id`);
  const { actor } = ctx;
  const entry: Omit<AuditEntry, 'salts'> = {
    _id: new mongoose.Types.ObjectId(),
    v: 1,
    prevValue: null,
    newValue: null,
    performedBy: { kind: actor.kind, id: actor.id, name: actor.name },
    role: [...actor.roles],
    ip: ctx.ip,
    userAgent: ctx.userAgent,
    requestId: ctx.requestId,
    source: ctx.source,
    createdAt,
    pending: true,
    ...essence,
  };
  if (ctx.reason) entry.reason = ctx.reason;
  if (ctx.demo) entry.demo = true;
  return salted(entry);
}

/** The change entries of an operation, one a touched record. */
export function changeEntries(operation: CurrentOperation, changes: Touched[], createdAt: Date): AuditEntry[] {
  return changes.map(({ entity, id, change, revision }) =>
    entryFor(
      operation.ctx,
      {
        kind: 'change',
        entity,
        entityId: String(id),
        action: operation.spec.action,
        outcome: 'done',
        revision,
        prevValue: change.prevValue,
        newValue: change.newValue,
        operationId: operation.id,
        ...(operation.spec.detail ? { detail: operation.spec.detail } : {}),
      },
      createdAt,
    ),
  );
}

/** The entry of an operation that changed no audited record, such as one that only booked movements. */
export function actionEntry(operation: CurrentOperation, createdAt: Date): AuditEntry {
  const { spec } = operation;
  return entryFor(
    operation.ctx,
    {
      kind: 'action',
      entity: spec.entity ?? '',
      entityId: spec.entityId ?? null,
      action: spec.action,
      outcome: 'done',
      operationId: operation.id,
      ...(spec.detail ? { detail: spec.detail } : {}),
    },
    createdAt,
  );
}
