import type mongoose from 'mongoose';
import type { Fields } from './audit-entry.model.ts';
import { type CurrentOperation, currentOperation } from './operation.service.ts';

type Image = { operation: CurrentOperation; record: Fields; inTransaction: boolean };
type Inside = { $__?: { selected?: unknown } };

const images = new WeakMap<object, Image>();

/**
 * Keeps what a document was when this operation read it, so that saving it need not read the record a second time. Not for documents of
 * which only some fields were read, or whose references were resolved: these say too little or something else.
 */
export function keepImage(document: mongoose.Document, raw: Fields, options?: { populated?: unknown[] }): void {
  const operation = currentOperation();
  const inside = (document as unknown as Inside).$__;
  if (!operation || operation.settled || options?.populated || !inside || inside.selected) return;
  images.set(document, { operation, record: copyOf(raw), inTransaction: false });
}

/**
 * Notes that documents came of a query that ran in the operation's transaction: it names no session, so that Mongoose took the one around it,
 * or names this one. The documents themselves don't know.
 */
export function confirmImages(options: { session?: unknown }, documents: unknown): void {
  const operation = currentOperation();
  if (!operation || (Object.hasOwn(options, 'session') && options.session !== operation.session)) return;
  for (const document of [documents].flat()) {
    const image = document && typeof document === 'object' ? images.get(document) : undefined;
    if (image?.operation === operation) image.inTransaction = true;
  }
}

/** The record as this very operation read it into the document; undefined where it did not. */
export function imageOf(operation: CurrentOperation, document: mongoose.Document): Fields | undefined {
  const image = images.get(document);
  // Only what was read in this transaction is what its writes will find.
  return image?.operation === operation && image.inTransaction ? image.record : undefined;
}

/** Forms and code change lists, dates and objects in place; other stored values never change. */
function copyOf<T>(value: T): T {
  if (Array.isArray(value)) return value.map(copyOf) as T;
  if (value instanceof Date) return new Date(value) as T;
  if (value === null || typeof value !== 'object' || Object.getPrototypeOf(value) !== Object.prototype) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, copyOf(inner)])) as T;
}
