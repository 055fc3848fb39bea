import canonicalize from 'canonicalize';
import mongoose from 'mongoose';

const { EJSON } = mongoose.mongo.BSON;

/**
 * A stored value as canonical text: Extended JSON v2 (canonical mode) in the key order and number form of RFC 8785.
 * Two values are the same exactly when their texts are.
 */
export function canonicalText(value: unknown): string {
  const usual = textOfUsual(value);
  if (usual !== null) return usual;
  const text = canonicalize(EJSON.serialize(value, { relaxed: false }));
  if (text === undefined) throw new TypeError('undefined has no canonical text');
  return text;
}

/**
 * The same text, straight away, for what nearly all values are: texts, whole numbers, dates, ids, and lists and objects of these. Null for
 * anything else. Every entry is made of a dozen of them, and each is written twice and read again whenever the trail is verified.
 */
function textOfUsual(value: unknown): string | null {
  if (typeof value === 'string' || typeof value === 'boolean' || value === null) return JSON.stringify(value);
  if (typeof value === 'number')
    return (value | 0) === value && !Object.is(value, -0) ? `{"$numberInt":"${value}"}` : null;
  if (typeof value !== 'object') return null;
  if (Array.isArray(value)) return textOfList(value);
  if (value instanceof Date) {
    const time = value.getTime();
    return Number.isNaN(time) ? null : `{"$date":{"$numberLong":"${time}"}}`;
  }
  if (value instanceof mongoose.mongo.ObjectId) return `{"$oid":"${value.toHexString()}"}`;
  return Object.getPrototypeOf(value) === Object.prototype ? textOfObject(value as Record<string, unknown>) : null;
}

function textOfList(list: unknown[]): string | null {
  let text = '';
  for (const value of list) {
    const part = textOfUsual(value);
    if (part === null) return null;
    text += text === '' ? part : `,${part}`;
  }
  return `[${text}]`;
}

function textOfObject(object: Record<string, unknown>): string | null {
  let text = '';
  for (const name of Object.keys(object).sort()) {
    // Names by which BSON knows its own types mean something else.
    const part = name === '_bsontype' || name === 'toBSON' ? null : textOfUsual(object[name]);
    if (part === null) return null;
    text += `${text === '' ? '' : ','}${JSON.stringify(name)}:${part}`;
  }
  return `{${text}}`;
}

/** Whether two stored values are the same; a missing one differs from every other. */
export function sameValue(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (a === undefined || b === undefined) return false;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) {
    return typeof a === typeof b && typeof a !== 'object' ? a === b : canonicalText(a) === canonicalText(b);
  }
  return sameAtOnce(a, b) ?? canonicalText(a) === canonicalText(b);
}

/** The same answer without the texts, for what most fields of a record are: dates, ids, lists of words. Null for anything else. */
function sameAtOnce(a: object, b: object): boolean | null {
  if (a instanceof Date && b instanceof Date) return Object.is(a.getTime(), b.getTime());
  if (a instanceof mongoose.mongo.ObjectId && b instanceof mongoose.mongo.ObjectId) return a.equals(b);
  if (!Array.isArray(a) || !Array.isArray(b)) return null;
  if (a.length !== b.length) return false;
  for (const [n, one] of a.entries()) {
    if (typeof one !== 'string' || typeof b[n] !== 'string') return null;
    if (one !== b[n]) return false;
  }
  return true;
}
