import { deriveFields } from '../server/http/panel/derive-fields.ts';
import type { AnyModel } from '../server/http/panel/resource.ts';
import type {
  FieldDefinition,
  ResourceDefinition,
  SearchDefinition,
  Section,
} from '../server/http/panel/resource-definition.ts';
import { personalFieldsOf } from '../server/modules/audit/admin.ts';
import { collectionByName } from '../server/platform/model.ts';

/** What a resource says of itself; everything but the model has a default that the schema gives. */
export type ResourceInput = { model: AnyModel } & Partial<Omit<ResourceDefinition, 'model' | 'fields' | 'writes'>> & {
    fields?: Record<string, FieldDefinition>;
    writes?: Partial<ResourceDefinition['writes']>;
  };

const BOOKKEEPING = ['_id', 'revision', 'createdAt', 'updatedAt', 'demo'];
const IN_LISTS = 6;
const SHORT = new Set([
  'text',
  'email',
  'phone',
  'number',
  'money',
  'quantity',
  'yesNo',
  'day',
  'moment',
  'choice',
  'reference',
]);
const FILTERED = new Set([
  'choice',
  'yesNo',
  'reference',
  'number',
  'money',
  'quantity',
  'day',
  'moment',
  'email',
  'phone',
  'text',
]);

/**
 * Makes a resource of the panel from a Mongoose model: list, form, search, filters, audit. What it may be used for stands in the permission
 * table under the collection's name; without a line there nobody gets in.
 */
export function defineResource(input: ResourceInput): ResourceDefinition {
  const { model } = input;
  const collection = model.collection.name;
  const entity = input.entity ?? collection;
  const fields = deriveFields(model, input.fields ?? {});
  const own = Object.keys(fields).filter((name) => !BOOKKEEPING.includes(name));
  const titleFields = input.titleFields ?? [own.includes('name') ? 'name' : '_id'];
  const list = input.list ?? own.filter((name) => SHORT.has(fields[name]?.format ?? '')).slice(0, IN_LISTS);
  const isAudited = collectionByName(collection)?.class === 'audited';
  const search = input.search ?? searchOf(titleFields);
  return {
    id: entity,
    group: 'more',
    icon: 'Folder',
    title: (values) => String(values[titleFields[0] ?? '_id'] ?? values['_id']),
    filters: own.filter((name) => !fields[name]?.virtual && FILTERED.has(fields[name]?.format ?? '')),
    show: sectionsOf(own, fields),
    form: [{ title: 'details', fields: own.filter((name) => !fields[name]?.readOnly && !fields[name]?.virtual) }],
    sort: { by: titleFields[0] ?? '_id', direction: 'asc' },
    personal: personalFieldsOf(collection).size > 0,
    defaults: defaultsOf(model),
    heavy: own.filter(
      (name) => ['lines', 'pictures', 'attributes'].includes(fields[name]?.format ?? '') && !list.includes(name),
    ),
    referencedBy: [],
    actions: {},
    ...input,
    entity,
    fields,
    titleFields,
    list,
    ...(search ? { search } : {}),
    writes: { new: isAudited, edit: isAudited, delete: isAudited, ...input.writes },
  };
}

const searchOf = (titleFields: readonly string[]): SearchDefinition | undefined =>
  titleFields[0] && titleFields[0] !== '_id' ? { prefix: titleFields } : undefined;

function sectionsOf(own: string[], fields: Record<string, FieldDefinition>): Section[] {
  const record = ['createdAt', 'updatedAt', 'revision'].filter((name) => name in fields);
  return [{ title: 'details', fields: own }, ...(record.length > 0 ? [{ title: 'record', fields: record }] : [])];
}

/** The values a new record would get from its schema, so that the form shows them. */
function defaultsOf(model: AnyModel): Record<string, unknown> {
  const defaults: Record<string, unknown> = {};
  for (const [path, type] of Object.entries(model.schema.paths)) {
    const value: unknown = type.options?.['default'];
    if (value === undefined || typeof value === 'function' || path.includes('.') || BOOKKEEPING.includes(path))
      continue;
    if (value !== null) defaults[path] = value;
  }
  return defaults;
}
