import type { Document } from 'mongoose';
import type { PlainRecord } from './bson-values.ts';
import type { PanelProperty, SchemaPath } from './property.ts';

/**
 * Sets a form's values on a document. Values come nested (`{dims: {w: 1}}`) or flat (`'dims.w'`); a sub-document is set field by
 * field, so that what the form did not send stays; a list is replaced as a whole; an emptied field is removed from the record.
 */
export function setValues(document: Document, properties: readonly PanelProperty[], values: PlainRecord): void {
  const nested = unflatten(values);
  for (const [name, value] of Object.entries(nested)) setPath(document, propertiesByName(properties), name, value);
}

const propertiesByName = (properties: readonly PanelProperty[]): Map<string, PanelProperty> =>
  new Map(properties.map((property) => [property.name(), property]));

function setPath(document: Document, known: Map<string, PanelProperty>, path: string, value: unknown): void {
  const property = known.get(path);
  if (property && isSubDocument(property) && isObject(value)) {
    const inner = new Map(property.subProperties().map((sub) => [`${path}.${sub.name()}`, sub]));
    for (const [key, item] of Object.entries(value)) setPath(document, inner, `${path}.${key}`, item);
    return;
  }
  if (!property && isObject(value) && [...known.keys()].some((name) => name.startsWith(`${path}.`))) {
    for (const [key, item] of Object.entries(value)) setPath(document, known, `${path}.${key}`, item);
    return;
  }
  document.set(path, property ? emptied(property, value) : value);
}

const isSubDocument = (property: PanelProperty): boolean => !property.isArray() && property.subProperties().length > 0;

function emptied(property: PanelProperty, value: unknown): unknown {
  if (property.isArray()) return value === '' || value === null ? [] : listOf(property.inner, value);
  if (value !== '' && value !== null) return value;
  // An unset text must not stay behind as '': a unique sparse index would allow it only once.
  return undefined;
}

function listOf(inner: SchemaPath, value: unknown): unknown {
  if (!Array.isArray(value) || inner.instance !== 'ObjectId') return value;
  return value.filter((item) => item !== '' && item !== null);
}

const isObject = (value: unknown): value is PlainRecord =>
  typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;

/** `{'a.b': 1, 'c.0': 2}` → `{a: {b: 1}, c: [2]}`. Names that would reach an object's prototype are left out. */
export function unflatten(values: PlainRecord): PlainRecord {
  const root: PlainRecord = {};
  for (const [path, value] of Object.entries(values)) {
    const parts = path.split('.');
    if (parts.some((part) => part === '__proto__' || part === 'constructor' || part === 'prototype')) continue;
    place(root, parts, value);
  }
  return root;
}

type Branch = PlainRecord | unknown[];

function place(root: PlainRecord, parts: string[], value: unknown): void {
  let branch: Branch = root;
  for (const [depth, part] of parts.entries()) {
    const holder = branch as PlainRecord;
    if (depth === parts.length - 1) {
      holder[part] = value;
      return;
    }
    const next = holder[part];
    if (typeof next !== 'object' || next === null) holder[part] = /^\d{1,5}$/.test(parts[depth + 1] ?? '') ? [] : {};
    branch = holder[part] as Branch;
  }
}
