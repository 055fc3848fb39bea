import mongoose from 'mongoose';
import { LedgerFieldWrite, WriteOutsideOperation } from './audit.errors.ts';
import type { Fields } from './audit-entry.model.ts';
import { sameValue } from './canonical.policy.ts';
import { BOOKKEEPING_FIELDS } from './change.policy.ts';
import { type CurrentOperation, currentOperation } from './operation.service.ts';
import { type AuditedModelInfo, recordId } from './touched-records.service.ts';
import { isWholeRecord, namedInsertId, type Update, updatedFields } from './update.policy.ts';

/** Marks a hook so that Mongoose runs it even for calls with `middleware: false`: no option of a call can skip the trail. */
export const always = <F>(hook: F): F =>
  Object.assign(hook as object, { [Symbol.for('mongoose:built-in-middleware')]: true }) as F;

/** The operation that a write belongs to. Throws WriteOutsideOperation where there is none, it is over, or the call names another session. */
export function operationFor(entity: string, how: string, options?: object | null): CurrentOperation {
  const operation = currentOperation();
  if (!operation || operation.settled) throw new WriteOutsideOperation(entity, how);
  if (options && Object.hasOwn(options, 'session')) assertOwnSession(entity, how, operation, options);
  return operation;
}

function assertOwnSession(entity: string, how: string, operation: CurrentOperation, options: object): void {
  // Another session, or none, is another transaction: its entry would not commit with it.
  if ((options as { session?: unknown }).session !== operation.session)
    throw new WriteOutsideOperation(entity, `${how} in a session of its own`);
}

/** Throws LedgerFieldWrite unless the list is empty. */
export function refuseLedgerFields(info: AuditedModelInfo, fields: string[]): void {
  if (fields.length > 0) throw new LedgerFieldWrite(info.entity, [...new Set(fields)]);
}

const isSet = (value: unknown): boolean => value !== undefined && value !== null && value !== 0;

/** Refuses a new record that brings stock along: it has to be booked. */
export function refuseInitialStock(info: AuditedModelInfo, read: (field: string) => unknown): void {
  refuseLedgerFields(
    info,
    [...info.ownedByLedger].filter((field) => isSet(read(field))),
  );
}

/**
 * True inside the guarded stock update, which may write the ledger's fields and no others, of records that are there; these fields are
 * refused anywhere else.
 */
export function isLedgerWrite(
  operation: CurrentOperation,
  info: AuditedModelInfo,
  updates: Update[],
  { onlyUpdates }: { onlyUpdates: boolean },
): boolean {
  const fields = updates.flatMap(updatedFields);
  const owned = fields.filter((field) => info.ownedByLedger.has(field));
  if (updates.some(isWholeRecord)) owned.push(...info.ownedByLedger);
  if (operation.ledgerDepth === 0 || owned.length === 0) {
    refuseLedgerFields(info, owned);
    return false;
  }
  const others = fields.filter((field) => !info.ownedByLedger.has(field) && !BOOKKEEPING_FIELDS.has(field));
  refuseLedgerFields(info, onlyUpdates ? others : [...owned, ...others]);
  operation.touched.forgetStored(info);
  return true;
}

/** A replacement with the stock figures that the record has; refuses one that brings others. */
export function withKeptStock(info: AuditedModelInfo, replacement: Fields, before: Fields | undefined): Fields {
  const owned = [...info.ownedByLedger];
  refuseLedgerFields(
    info,
    owned.filter((field) => isSet(replacement[field]) && !sameValue(replacement[field], before?.[field])),
  );
  const kept = owned.filter((field) => before?.[field] !== undefined).map((field) => [field, before?.[field]]);
  return { ...replacement, ...Object.fromEntries(kept) };
}

/** Notes the record that an upsert will insert, and answers the id it must get; null where the call names that id itself. */
export function noteInsert(
  operation: CurrentOperation,
  info: AuditedModelInfo,
  filter: Fields,
  update: Update,
): { generated: unknown } | null {
  // What a filter says of a field becomes that field's value.
  refuseInitialStock(info, (field) => filter[field]);
  const named = namedInsertId(filter, update);
  const id = recordId(info, named ?? new mongoose.Types.ObjectId());
  operation.touched.created(info, id, { isNewId: named === undefined });
  return named === undefined ? { generated: id } : null;
}

/** A document as plain values; anything else as it is. */
export const plain = (value: Fields): Fields =>
  value instanceof mongoose.Document ? value.toObject({ depopulate: true, transform: false, virtuals: false }) : value;
