import mongoose from 'mongoose';
import type { Fields } from './audit-entry.model.ts';
import { currentOperation } from './operation.service.ts';
import type { AnyModel, AuditedModelInfo } from './touched-records.service.ts';
import { isIdFilter } from './update.policy.ts';

const { BSON } = mongoose.mongo;

type Options = { session?: unknown };
type Write = (filter: Fields, update: Fields, options?: Options) => Promise<unknown>;
type Insert = (doc: Fields, options?: Options) => Promise<unknown>;

/**
 * Makes the write of a saved document bring the stored record back in the same round trip, so that settling the operation need not read it
 * again; a new document is what was sent. Saving a document ends in the collection's `updateOne` by its id; whatever else is called so goes on as before.
 */
export function bringBackStored(model: AnyModel, info: AuditedModelInfo): void {
  const { collection } = model;
  const updateOne = collection.updateOne.bind(collection) as unknown as Write;
  const write: Write = async (filter, update, options) => {
    const operation = currentOperation();
    const id = filter['_id'];
    const isSave =
      operation && options?.session === operation.session && isIdFilter(filter) && operation.touched.isSaving(info, id);
    if (!isSave) return updateOne(filter, update, options);
    const stored = (await collection.findOneAndUpdate(filter as never, update, {
      ...(options as object),
      returnDocument: 'after',
      includeResultMetadata: false,
    })) as Fields | null;
    operation.touched.saved(info, id, stored);
    const matchedCount = stored ? 1 : 0;
    return { acknowledged: true, matchedCount, modifiedCount: matchedCount, upsertedCount: 0, upsertedId: null };
  };
  collection.updateOne = write as never;

  const insertOne = collection.insertOne.bind(collection) as unknown as Insert;
  const insert: Insert = async (doc, options) => {
    const answer = await insertOne(doc, options);
    const operation = currentOperation();
    if (operation && options?.session === operation.session) operation.touched.saved(info, doc['_id'], asStored(doc));
    return answer;
  };
  collection.insertOne = insert as never;
}

/** A document as the database gives it back: it keeps what it is sent byte by byte. */
const asStored = (doc: Fields): Fields => BSON.deserialize(BSON.serialize(doc, { ignoreUndefined: false })) as Fields;
