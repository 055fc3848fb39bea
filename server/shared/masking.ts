import { maskedFields, visibleFields, type Who } from './permissions.policy.ts';

const DOTS = '•••';

/** What someone sees who may know that a value is there, but not the value: `Ana` → `A•••`, an address → each of its lines so. */
export function maskValue(value: unknown): unknown {
  if (value === null || value === undefined || value === '') return value;
  if (typeof value === 'string') return value.includes('@') ? `${value[0]}${DOTS}@${DOTS}` : `${value[0]}${DOTS}`;
  if (Array.isArray(value)) return value.map(maskValue);
  if (typeof value === 'object' && Object.getPrototypeOf(value) === Object.prototype) {
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, maskValue(inner)]));
  }
  return DOTS;
}

/** A copy of a stored record as this person may see it: hidden fields are left out, personal ones masked. */
export function presentFor(
  who: Who,
  resource: string,
  record: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const visible = visibleFields(who, resource);
  const masked = maskedFields(who, resource);
  return Object.fromEntries(
    Object.entries(record)
      .filter(([field]) => visible === 'all' || visible.has(field))
      .map(([field, value]) => [field, masked.has(field) ? maskValue(value) : value]),
  );
}
