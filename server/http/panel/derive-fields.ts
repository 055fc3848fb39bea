import type { PanelProperty } from './property.ts';
import type { AnyModel } from './resource.ts';
import { PanelResource } from './resource.ts';
import type { FieldDefinition, FieldFormat } from './resource-definition.ts';

const KEPT_BY_SOFTWARE = ['__v', 'revision', 'createdAt', 'updatedAt', 'demo'];

/** What a model's schema tells about its fields; a resource only states what the schema can't know. */
export function deriveFields(model: AnyModel, given: Record<string, FieldDefinition>): Record<string, FieldDefinition> {
  const adapter = new PanelResource(model);
  const derived: Record<string, FieldDefinition> = {};
  for (const property of topLevel(adapter.properties())) {
    derived[property.name] = { ...property.field, ...given[property.name] };
    const parts = mergedParts(property.field.parts, given[property.name]?.parts);
    if (parts) derived[property.name] = { ...derived[property.name], parts };
  }
  for (const [name, field] of Object.entries(given)) derived[name] ??= { format: 'text', ...field };
  return derived;
}

function mergedParts(
  derived: Record<string, FieldDefinition> | undefined,
  given: Record<string, FieldDefinition> | undefined,
): Record<string, FieldDefinition> | undefined {
  if (!derived) return given;
  const names = given ? Object.keys(given) : Object.keys(derived);
  return Object.fromEntries(names.map((name) => [name, { ...derived[name], ...given?.[name] }]));
}

type Named = { name: string; field: FieldDefinition };

/** `address.city` and `address.post.code` of a nested schema become one group `address`. */
function topLevel(properties: readonly PanelProperty[]): Named[] {
  const named: Named[] = [];
  const groups = new Map<string, Record<string, FieldDefinition>>();
  for (const property of properties) {
    const [head, ...rest] = property.name().split('.');
    if (!head) continue;
    if (rest.length === 0) {
      named.push({ name: head, field: fieldFor(property) });
      continue;
    }
    const parts = groups.get(head) ?? {};
    parts[rest.join('.')] = fieldFor(property);
    if (!groups.has(head)) named.push({ name: head, field: { format: 'group', parts } });
    groups.set(head, parts);
  }
  return named;
}

function fieldFor(property: PanelProperty): FieldDefinition {
  const subProperties = property.subProperties();
  const values = property.availableValues();
  const length = property.inner.options?.['maxlength'];
  return {
    format: formatFor(property),
    ...(property.isRequired() ? { required: true } : {}),
    ...(values ? { values } : {}),
    ...(typeof length === 'number' ? { maxLength: length } : {}),
    ...(KEPT_BY_SOFTWARE.includes(property.name()) || property.isId() ? { readOnly: true } : {}),
    ...(subProperties.length > 0
      ? {
          parts: Object.fromEntries(
            subProperties.filter((sub) => !sub.isId()).map((sub) => [sub.name(), fieldFor(sub)]),
          ),
        }
      : {}),
  };
}

const FORMATS: Record<string, FieldFormat> = {
  Number: 'number',
  Int32: 'number',
  Double: 'number',
  Decimal128: 'number',
  Boolean: 'yesNo',
  Date: 'moment',
  Map: 'attributes',
  Mixed: 'attributes',
};

function formatFor(property: PanelProperty): FieldFormat {
  const isList = property.isArray();
  if (property.subProperties().length > 0) return isList ? 'lines' : 'group';
  if (property.availableValues()) return isList ? 'choices' : 'choice';
  if (isList) return 'list';
  if (property.inner.instance === 'ObjectId' && property.inner.options?.['ref']) return 'reference';
  return FORMATS[property.inner.instance] ?? 'text';
}
