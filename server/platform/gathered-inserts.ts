import { AsyncLocalStorage } from 'node:async_hooks';
import type { ClientSession, Model } from 'mongoose';

// biome-ignore lint/suspicious/noExplicitAny: collections of every model
type Collection = Model<any>['collection'];
type Raw = { _id?: unknown };

const gathering = new AsyncLocalStorage<{ session: ClientSession; documents: Map<Collection, Raw[]> }>();

/**
 * Has new documents that `work` saves in the transaction of this session wait until it has ended, and inserts them then: one call to the
 * database a collection, instead of one a document. Until then nobody reads them, `work` itself included; what speaks against one of them
 * (a duplicate, a validator) is thrown at the end.
 */
export async function gatherInserts<T>(session: ClientSession, work: () => Promise<T>): Promise<T> {
  const documents = new Map<Collection, Raw[]>();
  const result = await gathering.run({ session, documents }, work);
  for (const [collection, gathered] of documents) await collection.insertMany(gathered as never[], { session });
  return result;
}

/** Lets the inserts of a collection be gathered. Saving a new document ends in the collection's `insertOne`; elsewhere it goes on as before. */
export function letGather(collection: Collection): void {
  const insertOne = collection.insertOne.bind(collection) as (doc: Raw, options?: object) => Promise<unknown>;
  const gathered = async (doc: Raw, options?: { session?: unknown }): Promise<unknown> => {
    const here = gathering.getStore();
    if (!here || options?.session !== here.session) return insertOne(doc, options);
    const waiting = here.documents.get(collection);
    if (waiting) waiting.push(doc);
    else here.documents.set(collection, [doc]);
    return { acknowledged: true, insertedId: doc._id };
  };
  collection.insertOne = gathered as never;
}
