import type { PlainRecord } from '../../server/http/panel/bson-values.ts';
import type { FieldDefinition, PresentHelp, ResourceDefinition } from '../../server/http/panel/resource-definition.ts';
import { durationInWords } from '../../server/shared/duration.ts';
import { formatMoney, toDecimalText } from '../../server/shared/money.ts';
import { formatQuantity, isUom } from '../../server/shared/quantity.ts';
import { en } from '../locale/en.ts';
import { fieldLabel, fill, valueLabel } from './labels.ts';

/** One field of a change, in words on both sides. */
export type ChangedField = { field: string; label: string; before: string; after: string };

/** The titles of the records that changed fields refer to, by the referenced entity. */
export type KnownTitles = Map<string, Map<string, string>>;

const UNTOLD = new Set(['lists', 'words', 'slug', 'updatedAt', 'createdAt', 'revision', '_id', 'stockSeq', 'demo']);

/** What a change did, field by field, in the formats of the resource. Bookkeeping is left out unless there is nothing else. */
export function changedFields(
  resource: ResourceDefinition,
  prev: PlainRecord | null,
  next: PlainRecord | null,
  titles: KnownTitles,
  help: PresentHelp,
): ChangedField[] {
  const names = [...new Set([...Object.keys(prev ?? {}), ...Object.keys(next ?? {})])];
  const told = names.filter((name) => !UNTOLD.has(name));
  const whole = { ...prev, ...next };
  return (told.length > 0 ? told : names).map((name) => ({
    field: name,
    label: fieldLabel(resource.id, name),
    before: inWords(resource, name, prev?.[name], whole, titles, help),
    after: inWords(resource, name, next?.[name], whole, titles, help),
  }));
}

function inWords(
  resource: ResourceDefinition,
  name: string,
  value: unknown,
  record: PlainRecord,
  titles: KnownTitles,
  help: PresentHelp,
): string {
  if (isNothing(value)) return en.trail.nothing;
  const field = resource.fields[name] ?? {};
  const entity = referencedEntity(resource, name, help);
  if (entity) return titles.get(entity)?.get(String(value)) ?? String(value);
  return wordsFor(resource.id, name, field, value, record, help);
}

export function referencedEntity(resource: ResourceDefinition, name: string, help: PresentHelp): string | null {
  if (resource.fields[name]?.format !== 'reference') return null;
  const target = help.registry.byId(resource.id)?.adapter.property(name)?.reference();
  return (target && help.registry.byId(target)?.entity) || null;
}

const isNothing = (value: unknown): boolean =>
  value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0);

function wordsFor(
  resourceId: string,
  name: string,
  field: FieldDefinition,
  value: unknown,
  record: PlainRecord,
  help: PresentHelp,
): string {
  if (typeof value === 'number' && field.format === 'money') return formatMoney(value, help.currency);
  if (field.format === 'duration') return durationInWords(value as number | null);
  if (typeof value === 'number' && field.format === 'percent') return `${toDecimalText(value, 2)} %`;
  if (typeof value === 'number' && field.format === 'quantity') {
    const unit = String(record[field.unitField ?? 'uom'] ?? 'piece');
    return formatQuantity(value, isUom(unit) ? unit : 'piece');
  }
  if (typeof value === 'boolean') return value ? en.cf.yes : en.cf.no;
  if (value instanceof Date || field.format === 'moment' || field.format === 'day') return moment(value, help.timeZone);
  if (field.format === 'choice') return valueLabel(resourceId, name, String(value));
  if (Array.isArray(value)) return listInWords(resourceId, name, field, value, help);
  if (typeof value === 'object' && value !== null) {
    const parts = Object.entries(value).filter(([, item]) => !isNothing(item));
    return parts
      .map(
        ([part, item]) =>
          `${fieldLabel(resourceId, `${name}.${part}`)}: ${wordsFor(resourceId, `${name}.${part}`, field.parts?.[part] ?? {}, item, record, help)}`,
      )
      .join(', ');
  }
  return String(value);
}

function listInWords(
  resourceId: string,
  name: string,
  field: FieldDefinition,
  list: unknown[],
  help: PresentHelp,
): string {
  if (field.format === 'choices') return list.map((item) => valueLabel(resourceId, name, String(item))).join(', ');
  if (list.every((item) => typeof item !== 'object')) return list.join(', ');
  if (field.format === 'pictures')
    return list.length === 1 ? en.trail.onePicture : fill(en.trail.pictures, { count: list.length });
  if (list.length > 3) return fill(en.trail.entries, { count: list.length });
  return list.map((item) => wordsFor(resourceId, name, { ...field, format: 'group' }, item, {}, help)).join('; ');
}

function moment(value: unknown, timeZone: string): string {
  const date = value instanceof Date ? value : new Date(String(value));
  if (Number.isNaN(date.getTime())) return String(value);
  return new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short', timeZone }).format(date);
}
