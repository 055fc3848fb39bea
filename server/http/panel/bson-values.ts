import mongoose from 'mongoose';

export type PlainRecord = Record<string, unknown>;

/** Makes a lean document plain: ids, decimals and dates become text, maps become objects. */
export function toPlain(document: unknown): PlainRecord {
  return plainValue(document) as PlainRecord;
}

function plainValue(value: unknown): unknown {
  if (value === null || value === undefined) return value;
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : value.toISOString();
  if (typeof value === 'bigint') return value.toString();
  if (typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map(plainValue);
  if (value instanceof Map) return Object.fromEntries([...value].map(([key, item]) => [key, plainValue(item)]));
  if (isBinary(value)) return `${value.length()} bytes`;
  if (isBsonScalar(value)) return value.toString();
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, plainValue(item)]));
}

const isBinary = (value: object): value is mongoose.mongo.Binary =>
  '_bsontype' in value && value._bsontype === 'Binary' && !(value instanceof mongoose.mongo.UUID);

const isBsonScalar = (value: object): boolean => '_bsontype' in value;
