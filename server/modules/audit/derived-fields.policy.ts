import type { Fields } from './audit-entry.model.ts';
import { sameValue } from './canonical.policy.ts';
import type { Change } from './change.policy.ts';

/** Fields of a record that are made of its other ones, such as the words a search looks through. */
export type Derived = {
  names: readonly string[];
  /** What they are made of, top-level fields. */
  from: readonly string[];
  /** Never throws, whatever was stored. */
  of: (record: Fields) => Fields;
};

/** Derived fields that are not what the record as stored asks for, with the values they should have. */
export function misderived({ names, of }: Derived, record: Fields): Fields {
  const right = of(record);
  return Object.fromEntries(
    names.filter((name) => !sameValue(record[name], right[name])).map((name) => [name, right[name]]),
  );
}

/** Whether a change made the record, or touched derived fields or what they are made of. */
export function touchesDerived({ names, from }: Derived, { prevValue, newValue }: Change): boolean {
  const touched = (name: string) => (prevValue && name in prevValue) || (newValue && name in newValue);
  return prevValue === null || from.some(touched) || names.some(touched);
}
