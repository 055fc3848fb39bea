import canonicalize from 'canonicalize';
import mongoose from 'mongoose';

const { EJSON } = mongoose.mongo.BSON;

/**
 * A stored value as canonical text: Extended JSON v2 (canonical mode) in the key order and number form of RFC 8785.
 * Two values are the same exactly when their texts are.
 */
export function canonicalText(value: unknown): string {
  if (typeof value === 'string' || typeof value === 'boolean' || value === null) return JSON.stringify(value);
  const text = canonicalize(EJSON.serialize(value, { relaxed: false }));
  if (text === undefined) throw new TypeError('undefined has no canonical text');
  return text;
}

/** Whether two stored values are the same; a missing one differs from every other. */
export function sameValue(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (a === undefined || b === undefined) return false;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) {
    return typeof a === typeof b && typeof a !== 'object' ? a === b : canonicalText(a) === canonicalText(b);
  }
  return canonicalText(a) === canonicalText(b);
}
