import { forbidden, insufficientScope, secondFactorRequired } from './errors.ts';
import { type ActionCell, type ConditionName, type FieldCell, PERMISSIONS, type Rules } from './permission-table.ts';
import { type RequestContext, ROLES, type Role } from './request-context.ts';

/** A record as stored: plain values, references as ids. */
type Stored = Readonly<Record<string, unknown>>;
/** Whoever asks: an actor, or only roles where the answer cannot depend on the person. */
export type Who =
  | readonly Role[]
  | {
      readonly id: string | null;
      readonly roles: readonly Role[];
      readonly scopes?: readonly string[];
      readonly unmasked?: ReadonlyMap<string, number>;
    };
/** A condition as a database filter, so that lists and single records follow the same words; null matches nothing. */
type RowFilter = Record<string, unknown> | null;

const STOCK_ENTITIES = ['products', 'categories', 'suppliers', 'deliveries', 'counts', 'stockMovements'];
const ON_STOCK = { entity: { $in: STOCK_ENTITIES } };
const NOT_PACKED = { status: 'open', fulfilmentStatus: 'unfulfilled' };

/** What each condition's name means. */
const CONDITIONS: Record<ConditionName, (who: Who, owner: string) => RowFilter> = {
  'if own': (who, owner) => (idOf(who) === null ? null : { [owner]: idOf(who) }),
  'if before packing': () => NOT_PACKED,
  'if own before packing': (who, owner) => (idOf(who) === null ? null : { [owner]: idOf(who), ...NOT_PACKED }),
  'if on sale': () => ({ status: 'active' }),
  'if on stock': () => ON_STOCK,
  'if own or on stock': (who, owner) => (idOf(who) === null ? ON_STOCK : { $or: [{ [owner]: idOf(who) }, ON_STOCK] }),
};

export type Resource = keyof typeof PERMISSIONS;

const TABLE: Readonly<Record<string, Rules>> = PERMISSIONS;

/** Every action of every resource, in the table's order: what looping tests walk. */
export const ACTIONS: readonly { resource: Resource; action: string }[] = Object.entries(TABLE).flatMap(
  ([resource, rules]) => Object.keys(rules.actions).map((action) => ({ resource: resource as Resource, action })),
);

/**
 * May they do this, to this record? Without a record the answer is about every record there is, so a cell with a condition says no:
 * whoever forgets to hand over the record is refused, not let through. `canSometimes` is the question that menus ask.
 */
export function can(who: Who, resource: string, action: string, record?: Stored): boolean {
  return cells(who, resource, action).some((cell) => {
    if (cell === 'yes' || cell === 'no') return cell === 'yes';
    return record !== undefined && matches(record, CONDITIONS[cell](who, ownerField(resource)));
  });
}

/** May they do this to at least some records? */
export function canSometimes(who: Who, resource: string, action: string): boolean {
  return cells(who, resource, action).some((cell) => cell !== 'no');
}

/**
 * Throws `forbidden`, naming who may, unless `can`; `insufficient_scope` where it is the token that is too narrow, `second_factor_required`
 * where it is the proof of who they are.
 */
export function assertCan(ctx: RequestContext, resource: string, action: string, record?: Stored): void {
  const { actor } = ctx;
  assertScope(ctx, scopeOf(resource, action));
  if (can(actor, resource, action, record)) return;
  const { withheld } = actor;
  if (withheld && can({ ...actor, roles: withheld }, resource, action, record)) throw secondFactorRequired();
  throw forbidden(action, resource, whoMay(resource, action));
}

/** What a token must name to be used for an action: `orders.list`. */
export const scopeOf = (resource: string, action: string): string => `${resource}.${action}`;

/** Throws `insufficient_scope` where a token speaks that was not given this scope. */
export function assertScope({ actor }: RequestContext, scope: string): void {
  if (actor.scopes && !actor.scopes.includes(scope)) throw insufficientScope(scope);
}

/** Matters of people, which no program may settle: whose account it is, who may do what, who else gets in. */
const FOR_PEOPLE: ReadonlySet<string> = new Set([
  'users.changeRoles',
  'users.unmask',
  'orders.unmask',
  'mails.unmask',
  'users.erase',
  'users.activate',
  'users.deactivate',
  'serviceTokens.new',
  'serviceTokens.revoke',
  'approvals.approve',
  'approvals.decline',
  'approvals.confirmAlone',
]);

/** Every scope that a token with these roles could be given, in the table's order. */
export const scopesFor = (roles: readonly Role[]): string[] =>
  ACTIONS.filter(({ resource, action }) => canSometimes(roles, resource, action))
    .map(({ resource, action }) => scopeOf(resource, action))
    .filter((scope) => !FOR_PEOPLE.has(scope));

/** The records on which they may do this, as a database filter: {} = all, null = none. */
export function rowFilter(who: Who, resource: string, action: string): RowFilter {
  const wanted = cells(who, resource, action);
  if (wanted.includes('yes')) return {};
  const filters = wanted
    .filter((cell) => cell !== 'yes' && cell !== 'no')
    .map((cell) => CONDITIONS[cell](who, ownerField(resource)))
    .filter((filter) => filter !== null);
  if (filters.length < 2) return filters[0] ?? null;
  return { $or: filters };
}

/** Who may, in words for the person who may not: `admin`, `support if before packing`. */
export function whoMay(resource: string, action: string): string[] {
  return ROLES.flatMap((role) =>
    cells([role], resource, action).flatMap((cell) =>
      cell === 'no' ? [] : [cell === 'yes' ? role : `${role} ${cell}`],
    ),
  );
}

/** The fields they ever get to see, masked ones included; 'all' where `*` shows the rest and no field is hidden by name. */
export function visibleFields(who: Who, resource: string): 'all' | ReadonlySet<string> {
  const hidden = fieldsWhere(who, resource, (right) => right === 'no');
  if (fieldRight(who, resource, '*') !== 'no' && hidden.length === 0) return 'all';
  return new Set(fieldsWhere(who, resource, (right) => right !== 'no'));
}

/** The fields a form of theirs may change. Ask by `has`: the table need not list every field. */
export function editableFields(who: Who, resource: string): { has(field: string): boolean } {
  return { has: (field) => fieldRight(who, resource, field) === 'edit' };
}

/** The personal fields of which they only see that something is there. */
export function maskedFields(who: Who, resource: string): ReadonlySet<string> {
  return new Set(fieldsWhere(who, resource, (right) => right === 'mask'));
}

/** Throws `forbidden` for the first of these fields that they may not change. */
export function assertMayEdit(ctx: RequestContext, resource: string, fields: Iterable<string>): void {
  const editable = editableFields(ctx.actor, resource);
  for (const field of fields) {
    if (editable.has(field)) continue;
    const roles = ROLES.filter((role) => editableFields([role], resource).has(field));
    throw forbidden(`edit the field ${field} of`, resource, roles);
  }
}

const rolesOf = (who: Who): readonly Role[] => ('roles' in who ? who.roles : who);
const hasScope = (who: Who, scope: string): boolean =>
  !('roles' in who) || who.scopes === undefined || who.scopes.includes(scope);
const idOf = (who: Who): string | null => ('roles' in who ? who.id : null);
const rulesOf = (resource: string): Rules | undefined => (Object.hasOwn(TABLE, resource) ? TABLE[resource] : undefined);
const ownerField = (resource: string): string => rulesOf(resource)?.owner ?? '_id';

function cells(who: Who, resource: string, action: string): ActionCell[] {
  if (!hasScope(who, scopeOf(resource, action))) return [];
  const actions = rulesOf(resource)?.actions;
  const row = actions && Object.hasOwn(actions, action) ? actions[action] : undefined;
  return rolesOf(who).map((role) => row?.[ROLES.indexOf(role)] ?? 'no');
}

const RIGHTS: readonly FieldCell[] = ['no', 'mask', 'see', 'edit'];

/** The best right that their roles give. A role that may show only some records lends its rights to no other role. */
function fieldRight(who: Who, resource: string, field: string): FieldCell {
  const fields = rulesOf(resource)?.fields ?? {};
  const row = Object.hasOwn(fields, field) ? fields[field] : fields['*'];
  if (!row) return 'no';
  const unconditional = rolesOf(who).filter((role) => can([role], resource, 'show'));
  const counted = unconditional.length > 0 ? unconditional : rolesOf(who);
  const best = Math.max(0, ...counted.map((role) => RIGHTS.indexOf(row[ROLES.indexOf(role)] ?? 'no')));
  return RIGHTS[best] ?? 'no';
}

function fieldsWhere(who: Who, resource: string, wanted: (right: FieldCell) => boolean): string[] {
  return Object.keys(rulesOf(resource)?.fields ?? {}).filter(
    (field) => field !== '*' && wanted(fieldRight(who, resource, field)),
  );
}

/** Conditions are equalities, `$in` and `$or`, nothing else; ids compare by their text. */
function matches(record: Stored, filter: RowFilter): boolean {
  if (filter === null) return false;
  return Object.entries(filter).every(([field, wanted]) => {
    if (field === '$or') return (wanted as RowFilter[]).some((one) => matches(record, one));
    const value = record[field];
    if (value === null || value === undefined) return false;
    if (typeof wanted === 'object' && wanted !== null && '$in' in wanted && Array.isArray(wanted.$in)) {
      return wanted.$in.includes(String(value));
    }
    return String(value) === String(wanted);
  });
}
