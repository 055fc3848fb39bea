import type { Fields } from './audit-entry.model.ts';
import { sameValue } from './canonical.policy.ts';

/** Fields that are no change by themselves (design: §4). */
export const BOOKKEEPING_FIELDS: ReadonlySet<string> = new Set(['_id', '__v', 'revision', 'updatedAt']);

export type Change = { prevValue: Fields | null; newValue: Fields | null };

/**
 * The difference between a record as first seen in an operation and as stored at its end, by top-level field.
 * Null where nothing changed but bookkeeping or fields in `ignored` (those the stock ledger proves).
 */
export function changeBetween(
  before: Fields | null,
  after: Fields | null,
  ignored: ReadonlySet<string>,
): Change | null {
  if (before === null && after === null) return null;
  const skip = (field: string) => BOOKKEEPING_FIELDS.has(field) || ignored.has(field);
  const pick = (record: Fields) => Object.fromEntries(Object.entries(record).filter(([field]) => !skip(field)));
  if (before === null) return { prevValue: null, newValue: pick(after!) };
  if (after === null) return { prevValue: pick(before), newValue: null };

  const prevValue: Fields = {};
  const newValue: Fields = {};
  for (const field of new Set([...Object.keys(before), ...Object.keys(after)])) {
    if (skip(field) || sameValue(before[field], after[field])) continue;
    if (before[field] !== undefined) prevValue[field] = before[field];
    if (after[field] !== undefined) newValue[field] = after[field];
  }
  const changed = Object.keys(prevValue).length > 0 || Object.keys(newValue).length > 0;
  return changed ? { prevValue, newValue } : null;
}

type FoldableEntry = Change & {
  detail?: Fields | undefined;
};

/**
 * Applies one change or outside entry to the state before it: the fold of all of a record's entries is the record as stored (P1). Fields
 * that an outside entry names as `overtaken` had been written again by the application when the change was found, and stay as they are.
 */
export function applyChange(state: Fields | null, { prevValue, newValue, detail }: FoldableEntry): Fields | null {
  if (newValue === null) return null;
  if (prevValue === null) return { ...newValue };
  const overtaken = new Set((detail?.['overtaken'] as string[] | undefined) ?? []);
  const next: Fields = { ...state };
  for (const field of Object.keys(prevValue))
    if (!Object.hasOwn(newValue, field) && !overtaken.has(field)) delete next[field];
  for (const [field, value] of Object.entries(newValue)) if (!overtaken.has(field)) next[field] = value;
  return next;
}

/** The fields in which a record as stored differs from its fold, bookkeeping and the ledger's own left out. */
export function differingFields(fold: Fields | null, stored: Fields | null, ignored: ReadonlySet<string>): string[] {
  const change = changeBetween(fold, stored, ignored);
  if (!change) return [];
  return [...new Set([...Object.keys(change.prevValue ?? {}), ...Object.keys(change.newValue ?? {})])].sort();
}
