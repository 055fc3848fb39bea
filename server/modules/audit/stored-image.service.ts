import type { Fields } from './audit-entry.model.ts';
import { currentOperation } from './operation.service.ts';
import type { AnyModel, AuditedModelInfo } from './touched-records.service.ts';
import { isIdFilter } from './update.policy.ts';

type Options = { session?: unknown };
type Write = (filter: Fields, update: Fields, options?: Options) => Promise<unknown>;

/**
 * Makes the write of a saved document bring the stored record back in the same round trip, so that settling the operation need not read it
 * again. Saving a document ends in the collection's `updateOne` by its id; whatever else is called so goes on as before.
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
}
