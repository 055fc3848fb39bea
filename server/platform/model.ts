import mongoose, { type Model, type Schema } from 'mongoose';
import { letGather } from './gathered-inserts.ts';

/**
 * What a collection is to the audit trail (design: §3):
 * audited = every write leaves a change entry; ledger = append-only, each row is a leaf of the log itself;
 * trail = the log's own entries; temporary = expires by itself; technical = bookkeeping of the software.
 */
export type CollectionClass = 'audited' | 'ledger' | 'trail' | 'temporary' | 'technical';

/** One way in which a list is asked for; a test walks them all with `explain`. */
export type Asked = {
  why: string;
  /** An example filter, with values of the right type. */
  filter: Record<string, unknown>;
  sort?: Record<string, 1 | -1>;
  /** Set where the query names a collation, such as prefix search. */
  collation?: { locale: string; strength: 1 | 2 | 3 };
};

export type CollectionOptions = {
  class: CollectionClass;
  /** The key this collection would be sharded by; each unique index begins with it or says why it need not. */
  shardKey: string;
  asked?: Asked[];
  /** For paths without an index of their own, a condition beside theirs that has one. */
  lookUp?: Record<string, (values: unknown[]) => Record<string, unknown>>;
  /** A `$jsonSchema` (or other) validator that MongoDB itself enforces. */
  validator?: Record<string, unknown>;
};

// biome-ignore lint/suspicious/noExplicitAny: a registry of models of every shape
type AnyModel = Model<any>;

export type RegisteredCollection = CollectionOptions & { name: string; collection: string; model: AnyModel };

const registry = new Map<string, RegisteredCollection>();

/** Declares a model and the class of its collection; every model of the product is made here. Throws on a second use of a name. */
export function defineModel<T>(
  name: string,
  collection: string,
  schema: Schema<T>,
  options: CollectionOptions,
): Model<T> {
  if (registry.has(name)) throw new Error(`The model ${name} is declared twice`);
  const model = mongoose.model<T>(name, schema, collection);
  letGather(model.collection);
  registry.set(name, { ...options, name, collection, model });
  return model;
}

/** Every declared collection. */
export function collections(): RegisteredCollection[] {
  return [...registry.values()];
}

/** The records whose path has one of these values, as a condition that an index answers. */
export const whereAny = (
  { lookUp }: Pick<CollectionOptions, 'lookUp'>,
  path: string,
  values: unknown[],
): Record<string, unknown> => ({ [path]: { $in: values }, ...lookUp?.[path]?.(values) });

/** The declaration of a collection by its name in the database. */
export function collectionByName(collection: string): RegisteredCollection | undefined {
  return collections().find((c) => c.collection === collection);
}
