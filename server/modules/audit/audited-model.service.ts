import { type Document, type Model, Schema } from 'mongoose';
import { clock } from '../../platform/clock.ts';
import { type CollectionOptions, defineModel } from '../../platform/model.ts';
import { bulkWriteInParts, insertManyInOperation } from './capture-bulk.service.ts';
import { always } from './capture-rules.service.ts';
import { captureWrites } from './capture-writes.service.ts';
import type { Derived } from './derived-fields.policy.ts';
import { bringBackStored } from './stored-image.service.ts';
import type { AuditedModelInfo } from './touched-records.service.ts';

type Options = Omit<CollectionOptions, 'class'>;

export type AuditedOptions = Options & {
  /** Fields that only inventory's guarded stock update writes; they are proved by the movements, not by change entries. */
  ownedByLedger?: readonly string[];
  /** Fields that are made of others: set with every document that is saved, and set right after every other write. */
  derived?: Derived;
  /** Its records say what was booked into stock, so that taking them back alone would book it twice: no undo, a counter-booking instead. */
  standsOnLedger?: boolean;
  /** Fields that tell of a person: masked for those who may not see them, and erased on request. */
  personal?: readonly string[];
};

export type Audited = { revision: number; createdAt: Date; updatedAt: Date };

type Declared = {
  ownedByLedger: ReadonlySet<string>;
  personal: ReadonlySet<string>;
  standsOnLedger: boolean;
  derived: Derived | undefined;
};
const declared = new Map<string, Declared>();
const NONE: ReadonlySet<string> = new Set();

/** The personal fields of a collection, as its model declares them. */
export const personalFieldsOf = (collection: string): ReadonlySet<string> => declared.get(collection)?.personal ?? NONE;

/** The fields of a collection that the stock ledger proves, so that folds leave them out. */
export const ownedByLedgerOf = (collection: string): ReadonlySet<string> =>
  declared.get(collection)?.ownedByLedger ?? NONE;

/** What of a collection's records is made of their other fields, if anything. */
export const derivedOf = (collection: string): Derived | undefined => declared.get(collection)?.derived;

/** Whether the records of a collection say what was booked into stock. */
export const standsOnLedgerOf = (collection: string): boolean => declared.get(collection)?.standsOnLedger ?? false;

/**
 * Declares an audited model: every write of it needs an operation and leaves a change entry (P1). Adds `revision` (the version an edit
 * carries, one higher with each change), `createdAt` and `updatedAt`.
 */
export function auditedModel<T>(
  name: string,
  collection: string,
  schema: Schema<T>,
  options: AuditedOptions,
): Model<T & Audited> {
  const { ownedByLedger = [], personal = [], standsOnLedger = false, derived, ...rest } = options;
  schema.add(new Schema({ revision: { type: Number, default: 1 } }) as never);
  schema.set('versionKey', false);
  schema.set('minimize', false);
  schema.set('timestamps', { currentTime: () => clock.now() } as never);
  const owned = new Set(ownedByLedger);
  const info: AuditedModelInfo = { entity: collection, ownedByLedger: owned, derived };
  if (derived) deriveBeforeSaving(schema as unknown as Schema, derived);
  captureWrites(schema as unknown as Schema, info);
  const model = defineModel<T>(name, collection, schema, { ...rest, class: 'audited' });
  info.model = model;
  model.bulkWrite = bulkWriteInParts(model) as typeof model.bulkWrite;
  model.insertMany = insertManyInOperation(model, collection) as typeof model.insertMany;
  bringBackStored(model, info);
  declared.set(collection, { ownedByLedger: owned, personal: new Set(personal), standsOnLedger, derived });
  return model as unknown as Model<T & Audited>;
}

/** Documents bring their derived fields along, so that they need no second write. */
function deriveBeforeSaving(schema: Schema, { from, of }: Derived): void {
  schema.pre(
    'validate',
    always(function derive(this: Document) {
      if (this.isNew || from.some((name) => this.isModified(name)))
        this.set(of(Object.fromEntries(from.map((name) => [name, this.get(name)]))));
    }),
  );
}
