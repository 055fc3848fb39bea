import { type ActionJSON, flat, type RecordJSON } from 'adminjs';
import { maskValue } from '../../shared/masking.ts';
import { can, canSometimes, maskedFields, visibleFields, type Who } from '../../shared/permissions.policy.ts';
import type { RequestContext } from '../../shared/request-context.ts';
import type { PlainRecord } from './bson-values.ts';
import { toShown } from './field-values.ts';
import { actionsOf, permissionOf, type RegisteredResource, type Registry } from './registry.ts';
import type { PresentHelp } from './resource-definition.ts';

export type PresentedRecord = RecordJSON & {
  /** The same as `params`, not flattened: attributes may have dots in their names. */
  values: PlainRecord;
  masked: string[];
  revision: number | null;
  /** For how many milliseconds more its personal fields are open to this reader; null where they were not unmasked. */
  unmaskedFor: number | null;
};

/** Records as the panel's pages get them: only fields their reader may see, masked where the permission table says so. */
export async function presentRecords(
  registry: Registry,
  resource: RegisteredResource,
  records: PlainRecord[],
  ctx: RequestContext,
  where: 'list' | 'show',
): Promise<PresentedRecord[]> {
  const titles = await referenceTitles(registry, resource, records, ctx.actor, where);
  const permitted = records.map((record) => permittedValues(resource, record, ctx.actor));
  const extended = resource.present ? await resource.present(permitted, ctx, where, helpFor(registry, ctx)) : permitted;
  return records.map((record, index) => {
    const all = extended[index] ?? permitted[index] ?? {};
    const values = toShown(resource.fields, where === 'list' ? withoutHeavy(resource, all) : all);
    // What to offer may depend on more than the record itself holds.
    const judged = { ...virtualValues(resource, all), ...record };
    return {
      id: String(record['_id']),
      title: resource.title({ ...plainValues(resource, record, ctx.actor), ...virtualValues(resource, all) }),
      params: flat.flatten(values) as RecordJSON['params'],
      values,
      masked: maskedIn(resource, record, ctx.actor),
      revision: typeof record['revision'] === 'number' ? record['revision'] : null,
      unmaskedFor: unmaskedFor(resource, record, ctx.actor),
      populated: populatedOf(record, titles),
      errors: {},
      baseError: null,
      recordActions: offeredActions(resource, judged, ctx.actor, 'record'),
      bulkActions: offeredActions(resource, judged, ctx.actor, 'bulk'),
    };
  });
}

export type FileRecord = { values: PlainRecord; titles: (field: string, id: string) => string | undefined };

/** Records as they go into a file: the same values as in a list, with nothing left out for its size, and the titles of what they refer to. */
export async function recordsForFile(
  registry: Registry,
  resource: RegisteredResource,
  records: PlainRecord[],
  ctx: RequestContext,
): Promise<FileRecord[]> {
  const known = await referenceTitles(registry, resource, records, ctx.actor, 'show');
  const titles: FileRecord['titles'] = (field, id) => known.get(field)?.get(id);
  const permitted = records.map((record) => permittedValues(resource, record, ctx.actor));
  const shown = (await resource.present?.(permitted, ctx, 'list', helpFor(registry, ctx))) ?? permitted;
  return shown.map((values) => ({ values: toShown(resource.fields, values), titles }));
}

const virtualValues = (resource: RegisteredResource, values: PlainRecord): PlainRecord =>
  Object.fromEntries(Object.entries(values).filter(([name]) => resource.fields[name]?.virtual));

const withoutHeavy = (resource: RegisteredResource, values: PlainRecord): PlainRecord =>
  Object.fromEntries(Object.entries(values).filter(([name]) => !resource.heavy.includes(name)));

/** What this reader sees in full: half a name would pass for a whole one. */
export function plainValues(resource: RegisteredResource, record: PlainRecord, who: Who): PlainRecord {
  const masked = maskedIn(resource, record, who);
  const seen = Object.entries(permittedValues(resource, record, who)).filter(([name]) => !masked.includes(name));
  return Object.fromEntries(seen);
}

const titleOf = (resource: RegisteredResource, record: PlainRecord, who: Who): string =>
  resource.title(plainValues(resource, record, who));

/** A record reduced to what this reader may see. */
export function permittedValues(resource: RegisteredResource, record: PlainRecord, who: Who): PlainRecord {
  const visible = visibleFields(who, resource.entity);
  const masked = maskedIn(resource, record, who);
  const values: PlainRecord = {};
  for (const [name, value] of Object.entries(record)) {
    if (visible !== 'all' && !visible.has(name)) continue;
    values[name] = masked.includes(name) ? maskValue(value) : value;
  }
  return values;
}

/** Nobody is kept from their own data. */
const isOwn = (resource: RegisteredResource, record: PlainRecord, who: Who): boolean =>
  'id' in who && resource.entity === 'users' && who.id === record['_id'];

/** What they opened with a reason is open to them for a while; see modules/privacy. */
const unmaskedFor = (resource: RegisteredResource, record: PlainRecord, who: Who): number | null =>
  ('unmasked' in who ? who.unmasked?.get(`${resource.entity}:${record['_id']}`) : undefined) ?? null;

const maskedIn = (resource: RegisteredResource, record: PlainRecord, who: Who): string[] =>
  isOwn(resource, record, who) || unmaskedFor(resource, record, who) !== null
    ? []
    : [...maskedFields(who, resource.entity)].filter((name) => !isEmpty(record[name]));

const isEmpty = (value: unknown): boolean => value === null || value === undefined || value === '';

/** The actions offered with a record. Only their names travel: what they look like is in the page's state once. */
function offeredActions(
  resource: RegisteredResource,
  record: PlainRecord,
  who: Who,
  kind: 'record' | 'bulk',
): ActionJSON[] {
  return actionsOf(resource)
    .filter((name) => kindsOf(resource, name).includes(kind))
    .filter((name) => can(who, resource.entity, permissionOf(resource, name), record))
    .filter((name) => resource.actions[name]?.when?.(record) ?? true)
    .filter((name) => fitsMasking(resource.actions[name]?.shownWhile, resource, record, who))
    .map((name) => ({ name, actionType: kind, resourceId: resource.id, label: name, hasHandler: true }) as ActionJSON);
}

function fitsMasking(
  shownWhile: 'masked' | 'unmasked' | undefined,
  resource: RegisteredResource,
  record: PlainRecord,
  who: Who,
): boolean {
  if (shownWhile === 'masked') return maskedIn(resource, record, who).length > 0;
  return shownWhile === undefined || unmaskedFor(resource, record, who) !== null;
}

/** How an action is reached: on the whole resource, on a record, on a selection. */
export function kindsOf(resource: RegisteredResource, action: string): ('resource' | 'record' | 'bulk')[] {
  if (['list', 'search', 'export', 'new'].includes(action)) return ['resource'];
  if (action === 'bulkDelete') return ['bulk'];
  return resource.actions[action]?.bulk ? ['record', 'bulk'] : ['record'];
}

const helpFor = (registry: Registry, ctx: RequestContext): PresentHelp => ({
  registry,
  currency: registry.currency,
  timeZone: registry.timeZone,
  titles: async (entity, ids) => {
    const resource = registry.byEntity(entity);
    return resource && canSometimes(ctx.actor, entity, 'show') ? titlesOf(resource, ids, ctx.actor) : new Map();
  },
});

type Titles = Map<string, Map<string, string>>;

function referenceFields(resource: RegisteredResource, where: 'list' | 'show'): string[] {
  const shown = where === 'list' ? resource.list : Object.keys(resource.fields);
  return shown.filter((name) => resource.fields[name]?.format === 'reference' && !resource.fields[name]?.virtual);
}

export const referencedResource = (
  registry: Registry,
  resource: RegisteredResource,
  field: string,
): RegisteredResource | undefined => {
  const given = resource.fields[field]?.reference;
  const id = given ?? resource.adapter.property(field)?.reference();
  return id ? registry.byId(id) : undefined;
};

/** The titles of all referenced records, one query a referenced resource; those they may not show stay ids. */
async function referenceTitles(
  registry: Registry,
  resource: RegisteredResource,
  records: PlainRecord[],
  who: Who,
  where: 'list' | 'show',
): Promise<Titles> {
  const titles: Titles = new Map();
  for (const field of referenceFields(resource, where)) {
    const target = referencedResource(registry, resource, field);
    if (!target || !canSometimes(who, target.entity, 'show')) continue;
    const ids = [...new Set(records.flatMap((record) => record[field] ?? []).map(String))];
    titles.set(field, await titlesOf(target, ids, who));
  }
  return titles;
}

/** The titles of records by id, as far as this reader may see what they are made of. */
async function titlesOf(resource: RegisteredResource, ids: string[], who: Who): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const found = (await resource.model
    .find({ _id: { $in: ids.filter((id) => /^[0-9a-f]{24}$/i.test(id)) } })
    .select([...resource.titleFields])
    .lean()) as PlainRecord[];
  return new Map(
    found.map((document) => {
      const record = { ...document, _id: String(document['_id']) } as PlainRecord;
      return [record['_id'] as string, titleOf(resource, record, who)];
    }),
  );
}

function populatedOf(record: PlainRecord, titles: Titles): RecordJSON['populated'] {
  const populated: Record<string, RecordJSON> = {};
  for (const [field, known] of titles) {
    const id = record[field];
    const title = typeof id === 'string' ? known.get(id) : undefined;
    if (title === undefined) continue;
    populated[field] = {
      id,
      title,
      params: { _id: id },
      populated: {},
      errors: {},
      recordActions: [],
      bulkActions: [],
    } as never;
  }
  return populated;
}
