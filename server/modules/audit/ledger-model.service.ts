import { randomBytes } from 'node:crypto';
import canonicalize from 'canonicalize';
import mongoose, { type Model, Schema } from 'mongoose';
import { clock } from '../../platform/clock.ts';
import { type CollectionOptions, defineModel } from '../../platform/model.ts';
import { WriteOutsideOperation } from './audit.errors.ts';
import type { Fields } from './audit-entry.model.ts';
import { always, operationFor } from './capture-rules.service.ts';
import { digester, SALT_BYTES } from './leaf.policy.ts';

/** What every row of a ledger carries besides its own fields: it is a leaf of the log itself. */
export type LedgerRow = {
  v: 1;
  createdAt: Date;
  operationId: string;
  requestId: string;
  salts: mongoose.mongo.Binary;
  pending?: true;
  logIndex?: number;
  erasedBy?: string;
};

const IN_CLEAR: ReadonlySet<string> = new Set(['_id', 'v', 'createdAt', 'salts', 'pending', 'logIndex', 'erasedBy']);

/**
 * Declares an append-only ledger. Rows are inserted inside an operation and never change; each gets its salts and the mark that the
 * sequencer takes it by. Insert with `insertMany` or `save` of a new document.
 */
export function ledgerModel<T>(
  name: string,
  collection: string,
  schema: Schema<T>,
  options: Omit<CollectionOptions, 'class'>,
): Model<T & LedgerRow> {
  schema.add(
    new Schema({
      v: { type: Number, default: 1 },
      createdAt: { type: Date, required: true, default: () => clock.now() },
      operationId: { type: String, required: true, default: () => operationFor(collection, 'an insert').id },
      requestId: { type: String, required: true, default: () => operationFor(collection, 'an insert').ctx.requestId },
      salts: Schema.Types.Buffer,
      pending: Boolean,
      logIndex: Number,
      erasedBy: String,
    }) as never,
  );
  schema.set('versionKey', false);
  schema.set('strict', 'throw');
  schema.index({ pending: 1, _id: 1 }, { partialFilterExpression: { pending: true } });
  appendOnly(schema as unknown as Schema, collection);
  return defineModel<T>(name, collection, schema, { ...options, class: 'ledger' }) as unknown as Model<T & LedgerRow>;
}

/** The names of a row's salted values, in the order of its salts. */
export function ledgerSlots(row: Fields): string[] {
  return Object.keys(row)
    .filter((field) => !IN_CLEAR.has(field) && row[field] !== undefined && row[field] !== null)
    .sort();
}

export type StoredLedgerRow = Fields & LedgerRow & { _id: mongoose.Types.ObjectId };

/** The leaf of a ledger row, as stored: structure in clear, every value a salted digest (see `leafOf`). */
export function leafOfLedgerRow(collection: string, row: StoredLedgerRow, published?: string): string {
  const digestOf = digester(row.salts, published);
  const digests: Record<string, string> = {};
  ledgerSlots(row).forEach((slot, n) => {
    digests[slot] = digestOf(n, row[slot], (leaf) => leaf.digests?.[slot]);
  });
  const leaf = {
    v: row.v,
    id: row._id.toHexString(),
    kind: 'ledger',
    entity: collection,
    time: row.createdAt.toISOString(),
    digests,
  };
  return canonicalize(leaf) as string;
}

function appendOnly(schema: Schema, collection: string): void {
  const refuse = () => {
    throw new WriteOutsideOperation(collection, 'changing or deleting a row of an append-only ledger');
  };
  const seal = (doc: mongoose.Document) => {
    operationFor(collection, 'an insert');
    const slots = ledgerSlots(doc.toObject({ depopulate: true, transform: false }) as Fields);
    doc.set('salts', randomBytes(SALT_BYTES * slots.length));
    doc.set('pending', true);
  };
  schema.pre(
    'save',
    always(function saveHook(this: mongoose.Document) {
      if (!this.isNew) refuse();
      seal(this);
    }),
  );
  schema.pre(
    'insertMany',
    always(function insertManyHook(this: Model<unknown>, docs: unknown) {
      const rows = (Array.isArray(docs) ? docs : [docs]).map((row) =>
        row instanceof this ? row : new this(row as object),
      );
      for (const row of rows) seal(row as mongoose.Document);
      return mongoose.overwriteMiddlewareArguments(rows);
    } as never),
  );
  for (const kind of WRITES) schema.pre(kind, { query: true, document: false }, always(refuse));
  schema.pre('bulkWrite', always(refuse as never));
}

const WRITES = [
  'updateOne',
  'updateMany',
  'replaceOne',
  'deleteOne',
  'deleteMany',
  'findOneAndUpdate',
  'findOneAndReplace',
  'findOneAndDelete',
] as const;
