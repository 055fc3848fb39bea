import { maskedFields, visibleFields, type Who } from './permissions.policy.ts';
import { isRole, isStaff } from './request-context.ts';

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

type Performer = { kind: string; id: string | null; name: string };

/**
 * Whoever did something, as this person may see them: a customer's name is as personal in the trail as in their own record, and shown with it.
 * Staff are known by their names. `roles` are those that the performer had.
 */
export function maskPerformer<T extends Performer>(who: Who, performer: T, roles: readonly unknown[]): T {
  const { kind, id, name } = performer;
  const isOpen = 'roles' in who && (who.id === id || who.unmasked?.has(`users:${id}`) === true);
  // An erased one has no id any more, and no name.
  const isCustomer = kind === 'user' && id !== null && !isStaff(roles.map(String).filter(isRole));
  if (!isCustomer || isOpen || !maskedFields(who, 'users').has('lastName')) return performer;
  return { ...performer, name: String(maskValue(name)) };
}
