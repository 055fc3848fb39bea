import type { Fields } from './audit-entry.model.ts';
import type { Change } from './change.policy.ts';

/** The state of a record before an entry, from the state after it: the inverse of `applyChange`. */
export function takeBack(state: Fields | null, { prevValue, newValue }: Change): Fields | null {
  if (prevValue === null) return null;
  if (newValue === null) return { ...prevValue };
  const before: Fields = { ...state };
  for (const field of Object.keys(newValue)) delete before[field];
  return Object.assign(before, prevValue);
}

/** The write that turns one state of a record into another, as a part of a bulk write; null where they are the same. */
export function writeBetween(id: unknown, now: Fields | null, then: Fields | null): Record<string, Fields> | null {
  if (now === null && then === null) return null;
  if (then === null) return { deleteOne: { filter: { _id: id } } };
  if (now === null) return { insertOne: { document: { ...then, _id: id } } };
  const set = Object.fromEntries(Object.entries(then).filter(([field, value]) => now[field] !== value));
  const unset = Object.fromEntries(
    Object.keys(now)
      .filter((field) => !(field in then))
      .map((field) => [field, 1]),
  );
  const update = {
    ...(Object.keys(set).length > 0 ? { $set: set } : {}),
    ...(Object.keys(unset).length > 0 ? { $unset: unset } : {}),
  };
  return Object.keys(update).length > 0 ? { updateOne: { filter: { _id: id }, update } } : null;
}
