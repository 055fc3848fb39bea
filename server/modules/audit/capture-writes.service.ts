import mongoose, { type Query, type Schema } from 'mongoose';
import { WriteOutsideOperation } from './audit.errors.ts';
import type { Fields } from './audit-entry.model.ts';
import { captureBulk } from './capture-bulk.service.ts';
import {
  always,
  isLedgerWrite,
  noteInsert,
  operationFor,
  plain,
  refuseInitialStock,
  refuseLedgerFields,
  withKeptStock,
} from './capture-rules.service.ts';
import { confirmImages, imageOf, keepImage } from './loaded-image.service.ts';
import type { CurrentOperation } from './operation.service.ts';
import { type AuditedModelInfo, recordId } from './touched-records.service.ts';
import { tiedTo, type Update, withInsertId, withNextRevision } from './update.policy.ts';

// biome-ignore lint/suspicious/noExplicitAny: queries of every audited model
type AnyQuery = Query<any, any>;

/** Adds the hooks that see every write Mongoose knows of, each with the records it is about to touch. */
export function captureWrites(schema: Schema, info: AuditedModelInfo): void {
  const { entity, ownedByLedger } = info;

  schema.pre(
    'init',
    always(function initHook(this: mongoose.Document, raw: Fields, options?: { populated?: unknown[] }) {
      keepImage(this, raw, options);
    } as never),
  );

  schema.post(
    ['find', 'findOne'],
    always(function readHook(this: AnyQuery, found: unknown) {
      confirmImages(this.getOptions(), found);
    }),
  );

  schema.pre(
    'save',
    always(async function saveHook(this: mongoose.Document, options?: object) {
      const own = this.$session();
      const operation = operationFor(entity, 'save', own ? { session: own } : options);
      if (this.isNew) {
        refuseInitialStock(info, (field) => this.get(field));
        operation.touched.created(info, this._id, { isNewId: this.$isDefault('_id') });
        return;
      }
      // Mongoose would store the default of one that the record lacks, and the ledger may have set it meanwhile.
      for (const field of ownedByLedger) if (this.$isDefault(field)) this.unmarkModified(field);
      if (!this.isModified()) return;
      refuseLedgerFields(
        info,
        this.modifiedPaths().filter((path) => ownedByLedger.has(path)),
      );
      await noteSaved(operation, info, this);
      this.set('revision', operation.touched.nextRevision(info, this._id));
      operation.touched.saving(info, this._id);
    } as never),
  );

  schema.pre(
    'insertMany',
    always(async function insertManyHook(docs: unknown) {
      const operation = operationFor(entity, 'insertMany');
      for (const doc of [docs].flat() as Fields[]) {
        refuseInitialStock(info, (field) => doc[field]);
        const isNewId = doc instanceof mongoose.Document ? doc.$isDefault('_id') : doc['_id'] === undefined;
        const id = recordId(info, doc['_id'] ?? new mongoose.Types.ObjectId());
        doc['_id'] = id;
        operation.touched.created(info, id, { isNewId });
      }
    } as never),
  );

  for (const kind of ['updateOne', 'updateMany', 'findOneAndUpdate'] as const) {
    schema.pre(
      kind,
      { query: true, document: false },
      always(async function updateHook(this: AnyQuery) {
        const { upsert } = this.getOptions();
        const operation = operationFor(entity, kind, this.getOptions());
        const update = (this.getUpdate() ?? {}) as Update;
        if (isLedgerWrite(operation, info, [update], { onlyUpdates: !upsert })) return;
        const { found, fresh } = await narrow(operation, info, this, kind === 'updateMany');
        const inserts = found.length === 0 && upsert ? noteInsert(operation, info, this.getFilter(), update) : null;
        const next = inserts ? withInsertId(update, inserts.generated) : update;
        this.setUpdate(fresh ? withNextRevision(next) : next);
      }),
    );
  }

  for (const kind of ['replaceOne', 'findOneAndReplace'] as const) {
    schema.pre(
      kind,
      { query: true, document: false },
      always(async function replaceHook(this: AnyQuery) {
        const operation = operationFor(entity, kind, this.getOptions());
        const [before] = (await narrow(operation, info, this, false)).found;
        const replacement = withKeptStock(info, plain(this.getUpdate() as Fields), before);
        const inserts =
          !before && this.getOptions().upsert ? noteInsert(operation, info, this.getFilter(), replacement) : null;
        this.setUpdate(inserts ? { ...replacement, _id: inserts.generated } : replacement);
      }),
    );
  }

  for (const kind of ['deleteOne', 'deleteMany', 'findOneAndDelete'] as const) {
    schema.pre(
      kind,
      { query: true, document: false },
      always(async function deleteHook(this: AnyQuery) {
        await narrow(operationFor(entity, kind, this.getOptions()), info, this, kind === 'deleteMany');
      }),
    );
  }

  schema.pre(
    'aggregate',
    always(function aggregateHook(this: mongoose.Aggregate<unknown>) {
      if (this.pipeline().some((stage) => '$out' in stage || '$merge' in stage)) {
        throw new WriteOutsideOperation(entity, 'an aggregation that writes');
      }
    } as never),
  );

  schema.pre(
    'bulkWrite',
    always(async function bulkWriteHook(ops: never[], options?: object) {
      await captureBulk(operationFor(entity, 'bulkWrite', options), info, ops);
    } as never),
  );
}

async function noteSaved(operation: CurrentOperation, info: AuditedModelInfo, doc: mongoose.Document): Promise<void> {
  if (operation.touched.has(info, doc._id)) return;
  const image = imageOf(operation, doc);
  if (image) operation.touched.noted(info, image);
  else await operation.touched.matching(info, { _id: doc._id });
}

/** Notes what a query is about to touch and ties the query to exactly that. */
async function narrow(operation: CurrentOperation, info: AuditedModelInfo, query: AnyQuery, many: boolean) {
  query.cast(query.model);
  const filter = query.getFilter();
  const { sort, collation } = query.getOptions();
  const noted = await operation.touched.matching(info, filter, {
    ...(many ? {} : { limit: 1 }),
    ...(sort ? { sort: sort as Record<string, 1 | -1> } : {}),
    ...(collation ? { collation: collation as { locale: string } } : {}),
  });
  const ids = noted.found.map((record) => record['_id']);
  if (ids.length > 0) query.setQuery(tiedTo(filter, ids));
  return noted;
}
